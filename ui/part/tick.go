package part

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"

	"foolscope/ui/look"
)

// Tick is a box with a name beside it, which is ticked or not. It is not Fyne's check
// box, which is 34 units high where a row of the side bar is 19.
type Tick struct {
	control
	name    string
	on      bool
	box     canvas.Rectangle
	sign    *strokes
	line    canvas.Text
	objects []fyne.CanvasObject

	// OnChanged is called when the user has ticked the box, or not.
	OnChanged func(on bool)
}

const tickSide = 14

var (
	_ fyne.Focusable = (*Tick)(nil)
	_ fyne.Tappable  = (*Tick)(nil)
)

// NewTick returns a box that is not ticked.
func NewTick(name string, onChanged func(on bool)) *Tick {
	t := &Tick{name: name, sign: newStrokes(), OnChanged: onChanged}
	t.objects = []fyne.CanvasObject{&t.box, t.sign.picture, &t.line, &t.ring}
	t.extend(t)
	return t
}

// Set ticks the box or not, without telling anybody.
func (t *Tick) Set(on bool) {
	if t.on != on {
		t.on = on
		t.Refresh()
	}
}

// On reports whether the box is ticked.
func (t *Tick) On() bool { return t.on }

// Name is what stands beside the box.
func (t *Tick) Name() string { return t.name }

func (t *Tick) parts() []fyne.CanvasObject { return t.objects }

func (t *Tick) paint() {
	accent := t.color(t.ink(look.ColorAccent))
	t.box.FillColor, t.box.StrokeColor, t.box.StrokeWidth = t.color(look.ColorPanel), t.color(t.ink(look.ColorDim)), 1
	if t.on {
		t.box.FillColor, t.box.StrokeColor = accent, accent
	}
	if t.hovered && !t.disabled {
		t.box.StrokeColor = accent
	}
	t.box.CornerRadius = t.length(look.RadiusThumb)
	ink := look.ColorText
	if !t.on {
		ink = look.ColorDim
	}
	t.write(&t.line, t.name, look.SizeBody, t.ink(ink), fyne.TextStyle{})
	t.paintRing(t.length(look.RadiusThumb))
}

func (t *Tick) place(size fyne.Size) {
	side, gap := t.scaled(tickSide), t.length(look.Gap8)
	y := float32(int((size.Height - side) / 2))
	Put(&t.box, 0, y, side, side)
	t.sign.begin()
	if t.on {
		p := func(u, v float32) fyne.Position { return fyne.NewPos(side*u, y+side*v) }
		t.sign.path([]fyne.Position{p(0.24, 0.52), p(0.42, 0.71), p(0.77, 0.3)}, pen{color: t.color(look.ColorPanel), width: 2})
	}
	t.sign.end(area{0, y, side, y + side})
	fit(&t.line, t.name, side+gap, 0, max(0, size.Width-side-gap), size.Height)
	t.placeRing(-t.length(look.Gap4), 0, size.Width+t.length(look.Gap8), size.Height)
}

func (t *Tick) least() fyne.Size {
	return fyne.NewSize(t.scaled(tickSide)+t.length(look.Gap8)+widthOf(t.name, t.length(look.SizeBody), fyne.TextStyle{}), t.length(look.RowHeight))
}

// Tapped ticks the box, or clears it.
func (t *Tick) Tapped(*fyne.PointEvent) {
	if t.disabled {
		return
	}
	t.takeFocus()
	t.on = !t.on
	t.Refresh()
	if t.OnChanged != nil {
		t.OnChanged(t.on)
	}
}

// TypedKey implements fyne.Focusable.
func (t *Tick) TypedKey(e *fyne.KeyEvent) {
	t.typed()
	switch e.Name {
	case fyne.KeySpace, fyne.KeyReturn, fyne.KeyEnter:
		t.Tapped(nil)
	}
}
