package part

import (
	"image/color"
	"testing"

	"fyne.io/fyne/v2"
)

// TestStrokesInABoxThatIsTooSmall: a plot in a window that is too small for its axes gives its lines a box
// that ends before it begins.
func TestStrokesInABoxThatIsTooSmall(t *testing.T) {
	s := newStrokes()
	s.begin()
	s.add(fyne.NewPos(1.5, 0.5), fyne.NewPos(1.5, -8), pen{color: color.Black, width: 1})
	s.end(area{left: 0, top: 0, right: 3, bottom: -8})
	if size := s.picture.Size(); s.picture.Visible() || size.Width != 3 || size.Height != 0 {
		t.Errorf("visible %v at %v", s.picture.Visible(), size)
	}
}
