package explore

import (
	"image"
	"testing"

	"fyne.io/fyne/v2"

	"foolscope/ui/explore/choice"
	"foolscope/ui/explore/control"
	"foolscope/ui/part"
	"foolscope/ui/story"
)

// compared is a snapshot in which a second column is complete.
func compared(c *control.Controller) control.Snapshot {
	s := fooled(c)
	second := *s.Result
	second.Settings.Attack, second.Settings.Values = s.Settings.Compare.Attack, s.Settings.Compare.Values
	second.Attacked.Verdict = story.Verdict{Kind: story.NotFooled, Text: "Not fooled: 60.0 % stop"}
	second.AttackedClass, second.AttackedProbabilities = 0, []float64{0.6, 0.4}
	second.Measures.L2, second.Measures.Gradients = 2.5, 1
	second.Perturbation = image.NewRGBA(image.Rect(0, 0, 8, 8))
	s.Second = &control.Second{Result: second, FirstOriginal: s.Result.Original.Rows, FirstAttacked: s.Result.Attacked.Rows}
	return s
}

func TestComparisonShowsTwoColumns(t *testing.T) {
	s, c := screen(t, fyne.NewSize(1280, 722))
	c.CompareAttack("many")
	s.Show(compared(c))
	b := s.panels.beside
	if !b.second.card.Visible() || !b.differences.card.Visible() || s.panels.perturbation.card.Visible() || s.panels.defended.card.Visible() {
		t.Fatal("the cards of a comparison are not those that are seen")
	}
	if got := b.second.badge.Text(); got != "Not fooled: 60.0 % stop" {
		t.Errorf("B says %q", got)
	}
	if got := b.differences.badge.Text(); got != "Only A reaches the goal" {
		t.Errorf("the conclusion is %q", got)
	}
	if got := b.second.note.Text(); got != "Blur 3: recovered: 70.0 %" || !b.second.note.Visible() {
		t.Errorf("B's defence: %q", got)
	}
	c.CompareNothing()
	s.Show(fooled(c))
	if b.second.card.Visible() || !s.panels.perturbation.card.Visible() || s.panels.attacked.note.Visible() {
		t.Error("the comparison is still to be seen")
	}
}

func TestPairsOfAComparison(t *testing.T) {
	_, c := screen(t, fyne.NewSize(1280, 722))
	c.CompareAttack("many")
	s := compared(c)
	want := map[string][2]string{
		"Attacked, %": {"90.0", "60.0"}, "Old class, %": {"10.0", "60.0"}, "Largest change, /255": {"4", "4"},
		"L2 norm": {"1.12", "2.50"}, "Gradients": {"10", "1"},
	}
	found := 0
	for _, p := range s.Pairs(s.Result, s.Second) {
		if w, ok := want[p.Name]; ok {
			found++
			if w != [2]string{p.First, p.Second} {
				t.Errorf("%s: %s and %s, want %s", p.Name, p.First, p.Second, w)
			}
		}
	}
	if found != len(want) {
		t.Errorf("%d of %d measures are there", found, len(want))
	}
}

func TestNothingOfAComparisonOverlaps(t *testing.T) {
	for _, size := range []fyne.Size{{Width: 1024, Height: 622}, {Width: 1280, Height: 722}, {Width: 1920, Height: 1002}} {
		s, c := screen(t, size)
		c.CompareAttack("many")
		s.Show(compared(c))
		if least := s.Content().MinSize(); least.Width > 1024 || least.Height > 622 {
			t.Errorf("the screen needs %v", least)
		}
		var before *panel
		for i, p := range s.panels.seen() {
			if least, got := p.card.MinSize().Height, p.card.Size().Height; got < least {
				t.Errorf("%v: card %d is %g high and needs %g", size, i, got, least)
			}
			if before != nil {
				if gap := p.card.Position().X - before.card.Position().X - before.card.Size().Width; gap != 12 {
					t.Errorf("%v: the gap before card %d is %g", size, i, gap)
				}
				if a, b := p.badge.Position().Y, before.badge.Position().Y; a != b {
					t.Errorf("%v: the badges are at %g and %g", size, b, a)
				}
			}
			before = p
		}
	}
}

func TestSideBarComparesByKeyboard(t *testing.T) {
	s, c := screen(t, fyne.NewSize(1280, 722))
	s.Show(c.Snapshot())
	press := func(w fyne.Focusable, key fyne.KeyName) {
		w.TypedKey(&fyne.KeyEvent{Name: key})
		s.Show(c.Snapshot())
	}
	p := s.side.compare
	if p.attack.Visible() || p.model.Visible() {
		t.Error("there are controls of a comparison that there is not")
	}
	with := p.with.(fyne.Focusable)
	press(with, fyne.KeyRight)
	if now := c.Snapshot().Settings.Compare; now.With != choice.SecondAttack || now.Attack != "many" || now.Values["epsilon"] != 4 {
		t.Fatalf("compared with %+v", now)
	}
	if !p.attack.Visible() || len(p.attackRows.rows) != 2 || p.model.Visible() {
		t.Errorf("%d rows for the second attack", len(p.attackRows.rows))
	}
	press(p.attackRows.rows[1].(fyne.Focusable), fyne.KeyRight)
	if now := c.Snapshot().Settings; now.Compare.Values["steps"] != 11 || now.Attack != "one" {
		t.Errorf("steps %g", now.Compare.Values["steps"])
	}
	press(p.attack, fyne.KeyLeft)
	if now := c.Snapshot().Settings.Compare.Attack; now != "one" {
		t.Errorf("the second attack is %q", now)
	}
	press(with, fyne.KeyLeft)
	if now := c.Snapshot().Settings.Compare; now.With != choice.Nothing || p.attack.Visible() {
		t.Errorf("compared with %+v", now)
	}
}

// There is no second model at first, so a file is asked for; until it is
// there, nothing is compared.
func TestSecondModelIsAskedFor(t *testing.T) {
	s, c := screen(t, fyne.NewSize(1280, 722))
	p := s.side.compare
	window := s.window.(*host)
	s.Show(c.Snapshot())
	c.CompareAttack("many")
	s.Show(c.Snapshot())
	p.with.(fyne.Focusable).TypedKey(&fyne.KeyEvent{Name: fyne.KeyRight})
	if window.use == nil || p.with.Value() != float64(choice.SecondAttack) {
		t.Fatalf("asked: %t; the row says %g", window.use != nil, p.with.Value())
	}
	window.use("/nets/other.onnx")
	s.Show(c.Snapshot())
	if now := c.Snapshot().Settings.Compare; now.With != choice.SecondModel || now.Model != "/nets/other.onnx" {
		t.Errorf("compared with %+v", now)
	}
	want := []part.Option{{Label: "Built-in"}, {Label: "other.onnx"}, {Label: "Open a model…", Action: true}}
	for i, option := range p.options {
		if option != want[i] {
			t.Errorf("option %d is %+v", i, option)
		}
	}
	if p.model.Selected() != 1 {
		t.Errorf("model %d is chosen", p.model.Selected())
	}
}
