package part

import (
	"math"
	"testing"
)

// under is the point of the picture at a place in the view; both as in ZoomAt.
func under(v *Viewport, dx, dy float64) (x, y float64) {
	cx, cy := v.Center()
	return cx + dx/v.Zoom(), cy + dy/v.Zoom()
}

func TestZoomKeepsThePointUnderThePointer(t *testing.T) {
	v := NewViewport()
	v.ZoomAt(4, 0.1, -0.2)
	beforeX, beforeY := under(v, 0.3, 0.25)
	v.ZoomAt(2, 0.3, 0.25)
	x, y := under(v, 0.3, 0.25)
	if math.Hypot(x-beforeX, y-beforeY) > 1e-12 {
		t.Errorf("the point moved from %v, %v to %v, %v", beforeX, beforeY, x, y)
	}
	if v.Zoom() != 8 {
		t.Errorf("zoom is %v, want 8", v.Zoom())
	}
}

func TestViewportStaysOnThePicture(t *testing.T) {
	v := NewViewport()
	v.Set(4, 0.5, 0.5)
	v.Pan(100, -100)
	if x, y := v.Center(); x != 0.125 || y != 0.875 {
		t.Errorf("panned to %v, %v, want 0.125, 0.875", x, y)
	}
	v.Set(1000, 0.5, 0.5)
	if v.Zoom() != maxZoom {
		t.Errorf("zoom is %v, want %v", v.Zoom(), maxZoom)
	}
	v.ZoomAt(1e-9, 0.4, 0.4)
	if x, y := v.Center(); v.Zoom() != 1 || x != 0.5 || y != 0.5 {
		t.Errorf("zoomed out to %v at %v, %v, want all of the picture", v.Zoom(), x, y)
	}
}

func TestViewportTellsOnlyChanges(t *testing.T) {
	v := NewViewport()
	told := 0
	v.Listen(func() { told++ })
	v.Fit()
	v.Pan(0.5, 0.5) // nothing to pan while everything is seen
	if told != 0 {
		t.Errorf("told %d times without a change", told)
	}
	v.ZoomAt(2, 0, 0)
	if told != 1 {
		t.Errorf("told %d times of one change", told)
	}
}
