package part

import (
	"math"
	"testing"
)

// magnified is a view of 100 by 100 on a picture with the given side.
func magnified(t *testing.T, side int) *PictureView {
	t.Helper()
	v := NewPictureView(nil, Auto)
	open(t, v, 100, 100)
	v.SetImage(scene(side, 0))
	return v
}

func TestMagnificationsAreWhole(t *testing.T) {
	v := magnified(t, 40)
	if got := v.Magnification(); got != 2.5 {
		t.Fatalf("fitted at %g, want 2.5", got)
	}
	for _, want := range []float64{3, 4, 5, 6, 8} {
		v.MagnifyMore()
		if got := v.Magnification(); math.Abs(got-want) > nearly {
			t.Errorf("more is %g, want %g", got, want)
		}
	}
	for _, want := range []float64{6, 5, 4, 3, 2, 1, 1} {
		v.MagnifyLess()
		if got := v.Magnification(); math.Abs(got-want) > nearly {
			t.Errorf("less is %g, want %g", got, want)
		}
	}
}

func TestLessThanOneOnlyToFit(t *testing.T) {
	v := magnified(t, 400)
	v.Magnify(1)
	v.MagnifyLess()
	if got := v.Magnification(); math.Abs(got-0.25) > nearly {
		t.Errorf("less than 1 is %g, want all of the picture", got)
	}
}

func TestOwnSizeIsInTheMiddle(t *testing.T) {
	v := magnified(t, 40)
	v.Magnify(1)
	pos, size := seen(v).Position(), seen(v).Size()
	if pos.X != 30 || pos.Y != 30 || size.Width != 40 || size.Height != 40 {
		t.Errorf("40 pixels at their own size are at %v, %v", pos, size)
	}
}
