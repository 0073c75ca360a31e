package ui

import (
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/test"
)

// everything calls visit with an object and all that is in it, hidden or not: a
// change of theme refreshes all of it.
func everything(o fyne.CanvasObject, visit func(fyne.CanvasObject)) {
	visit(o)
	switch o := o.(type) {
	case *fyne.Container:
		for _, child := range o.Objects {
			everything(child, visit)
		}
	case fyne.Widget:
		for _, child := range test.WidgetRenderer(o).Objects() {
			everything(child, visit)
		}
	}
}

// TestNoPictureIsDecodedWhenTheThemeChanges holds for both pages: Fyne decodes an
// image of a file or a resource whenever it is refreshed, and a change of theme
// refreshes it once for each container around it.
func TestNoPictureIsDecodedWhenTheThemeChanges(t *testing.T) {
	w, _ := testWindow(t)
	count := 0
	everything(w.window.Canvas().Content(), func(o fyne.CanvasObject) {
		count++
		if img, ok := o.(*canvas.Image); ok && (img.Resource != nil || img.File != "") {
			t.Errorf("an image %g wide is decoded each time", img.Size().Width)
		}
	})
	if count < 300 {
		t.Errorf("only %d objects were looked at", count)
	}
}
