package part

import (
	"testing"

	"fyne.io/fyne/v2"
)

// wiped is a view of 200 by 200 with two pictures.
func wiped(t *testing.T) *PictureView {
	t.Helper()
	v := NewPictureView(nil, Auto)
	open(t, v, 200, 200)
	v.SetImage(scene(50, 0))
	v.SetOther(scene(50, 1), "attacked")
	return v
}

func TestNothingIsUncoveredAtFirst(t *testing.T) {
	v := wiped(t)
	if v.cover.Visible() || !v.divider.Visible() || v.veil.Visible() {
		t.Error("want the divider, and nothing of the other picture")
	}
	v.SetOther(nil, "")
	if v.divider.Visible() {
		t.Error("there is a divider without another picture")
	}
}

func TestDraggingTheDividerUncovers(t *testing.T) {
	v := wiped(t)
	v.divider.Dragged(&fyne.DragEvent{Dragged: fyne.NewDelta(-50, 0)})
	if v.Wipe() != 0.75 || !v.cover.Visible() || v.badgeText.Text != "attacked" {
		t.Fatalf("wiped to %g, badge %q", v.Wipe(), v.badgeText.Text)
	}
	if x, w := v.cover.Position().X, v.cover.Size().Width; x != 150 || w != 50 {
		t.Errorf("the cover begins at %g and is %g wide", x, w)
	}
	v.divider.Dragged(&fyne.DragEvent{Dragged: fyne.NewDelta(-1000, 0)})
	if v.Wipe() != 0 {
		t.Errorf("wiped to %g beyond the left edge", v.Wipe())
	}
	if x := v.divider.Position().X + handleWidth/2; x < gripWidth/2 {
		t.Errorf("the handle is at %g, out of reach", x)
	}
}

func TestBothPicturesStayInPlace(t *testing.T) {
	v := wiped(t)
	v.SetWipe(0.3)
	v.Viewport().Set(3, 0.4, 0.6)
	under := seen(v).Position()
	over := drawnOf(&v.cover.sheet).Position().AddXY(v.cover.Position().X, v.cover.Position().Y)
	if under != over || seen(v).Size() != drawnOf(&v.cover.sheet).Size() {
		t.Errorf("one is at %v, the other at %v", under, over)
	}
}

func TestTheWheelZoomsAtThePointerOnTheCover(t *testing.T) {
	a, b := wiped(t), wiped(t)
	b.SetWipe(0.5)
	a.lens.Scrolled(&fyne.ScrollEvent{PointEvent: pointAt(150, 50), Scrolled: fyne.NewDelta(0, 70)})
	b.cover.Scrolled(&fyne.ScrollEvent{PointEvent: pointAt(50, 50), Scrolled: fyne.NewDelta(0, 70)})
	ax, ay := a.Viewport().Center()
	bx, by := b.Viewport().Center()
	if ax != bx || ay != by || a.Viewport().Zoom() <= 1 {
		t.Errorf("zoomed around %g, %g beside the cover and %g, %g on it", ax, ay, bx, by)
	}
}

func TestDividerFromTheKeyboard(t *testing.T) {
	v := wiped(t)
	press(v.divider, fyne.KeyLeft, fyne.KeyLeft, fyne.KeyRight)
	if got := v.Wipe(); got < 0.949 || got > 0.951 {
		t.Errorf("wiped to %g, want 0.95", got)
	}
	press(v.divider, fyne.KeyHome)
	if v.Wipe() != 0 {
		t.Error("Home does not uncover all")
	}
	press(v.divider, fyne.KeyEnd)
	if v.Wipe() != 1 {
		t.Error("End does not cover all")
	}
}

func TestFlipShowsTheOtherWhileItLasts(t *testing.T) {
	v := wiped(t)
	v.SetBadge("mine")
	v.Flip(true)
	if !v.cover.Visible() || v.cover.Size().Width != 200 || v.badgeText.Text != "attacked" || v.divider.Visible() {
		t.Error("flipped, but the other picture is not seen as a whole")
	}
	v.Flip(false)
	if v.cover.Visible() || v.badgeText.Text != "mine" || v.Wipe() != 1 {
		t.Error("flipped back, but not as before")
	}
}
