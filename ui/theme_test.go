package ui

import (
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/widget"

	"foolscope/ui/look"
)

// Fyne decodes an image of a file or a resource whenever it is refreshed, and a
// change of theme refreshes it once for each container around it.
func TestNoPictureIsDecodedWhenTheThemeChanges(t *testing.T) {
	w, _ := testWindow(t)
	count := 0
	everything(w, func(o fyne.CanvasObject) {
		count++
		if img, ok := o.(*canvas.Image); ok && (img.Resource != nil || img.File != "") {
			t.Errorf("an image %g wide is decoded each time", img.Size().Width)
		}
	})
	if count < 300 {
		t.Errorf("only %d objects were looked at", count)
	}
}

// dresser counts how often it is refreshed.
type dresser struct {
	widget.BaseWidget
	refreshed int
}

func (d *dresser) CreateRenderer() fyne.WidgetRenderer {
	return widget.NewSimpleRenderer(canvas.NewRectangle(nil))
}

func (d *dresser) Refresh() { d.refreshed++ }

// A page that is not seen costs nothing when the theme changes, and has the new
// one when it comes to be seen.
func TestOnlyThePageThatIsSeenFollowsTheTheme(t *testing.T) {
	w, _ := testWindow(t)
	d := &dresser{}
	d.ExtendBaseWidget(d)
	for _, p := range w.pages.list {
		if p != w.pages.seen() {
			p.Content().(*fyne.Container).Add(d)
		}
	}
	turn := func() {
		d.refreshed = 0
		w.pages.turn(w.models())
		w.pages.turn(w.explore())
	}
	turn() // What it shows for the first time it has to lay out.
	if turn(); d.refreshed > 0 {
		t.Errorf("turning to the page refreshed it %d times, though the theme was the same", d.refreshed)
	}
	w.app.Settings().SetTheme(look.Light().Scaled(1.5))
	if d.refreshed > 0 {
		t.Errorf("a page that is not seen was refreshed %d times", d.refreshed)
	}
	if turn(); d.refreshed == 0 {
		t.Error("the page was not refreshed before it was seen")
	}
}
