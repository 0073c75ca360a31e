package part

import (
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"foolscope/ui/look"
)

// A remark takes one line or two, and is cut only where two are not enough.
func TestRemarksAreBrokenIntoTwoLines(t *testing.T) {
	app := test.NewTempApp(t)
	app.Settings().SetTheme(look.Light())
	row := look.Size(app.Settings().Theme(), look.RowHeight)
	for _, c := range []struct {
		text  string
		lines float32
		cut   bool
	}{
		{"Short.", 1, false},
		{strings.Repeat("word ", 12) + "end.", 2, false},
		{strings.Repeat("word ", 100) + "end.", 2, true},
		{strings.Repeat("L", 10_000), 1, true},
		{"One.\nTwo.", 2, false},
		{strings.Repeat("word ", 100) + "\nTwo.", 2, false},
	} {
		r := NewRemark()
		r.SetText(c.text)
		r.SetWidth(300)
		if got := r.MinSize().Height; got != c.lines*row {
			t.Errorf("%.10q takes %g, want %g lines of %g", c.text, got, c.lines, row)
		}
		if cut := strings.HasSuffix(r.Shown(), "…"); cut != c.cut || !cut && !strings.HasSuffix(r.Shown(), c.text[len(c.text)-4:]) {
			t.Errorf("%.10q is shown as %q", c.text, r.Shown())
		}
		for i := range r.lines {
			if wide := r.lines[i].MinSize().Width; wide > 300.5 {
				t.Errorf("line %d of %.10q is %g wide", i, c.text, wide)
			}
		}
	}
}

// A remark stands on the ground itself, which has the colour of the window in between.
func TestRemarksStandOnTheGround(t *testing.T) {
	test.NewTempApp(t).Settings().SetTheme(look.Light())
	r := NewRemark()
	w := test.NewTempWindow(t, OnGround(look.Gap16, fillLayout{}, r))
	w.SetPadded(false)
	w.Resize(fyne.NewSize(240, 160))
	ground := look.Color(fyne.CurrentApp().Settings().Theme(), look.ColorGround)
	if got := w.Canvas().Capture().At(120, 80); !alike(got, ground) {
		t.Errorf("behind the remark is %v, want the ground's %v", got, ground)
	}
}
