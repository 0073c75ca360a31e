package part

import (
	"image"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/driver/desktop"

	"foolscope/ui/look"
)

const (
	// handleWidth is the part of a divider that takes the pointer.
	handleWidth = 16
	// gripWidth and gripHeight are those of the knob that is seen.
	gripWidth, gripHeight = 6, 28
	// wipeStep is how far an arrow key moves a divider.
	wipeStep = 0.05
)

// cover shows a second picture over the right of the first. Fyne cuts off what
// a scrollable widget draws outside of itself.
type cover struct {
	base
	sheet
	view    *PictureView
	objects []fyne.CanvasObject
}

var _ fyne.Scrollable = (*cover)(nil)

func newCover(v *PictureView) *cover {
	c := &cover{view: v}
	c.objects = c.sheet.parts()
	c.extend(c)
	return c
}

func (c *cover) parts() []fyne.CanvasObject { return c.objects }
func (c *cover) paint()                     {}
func (c *cover) place(fyne.Size)            {}
func (c *cover) least() fyne.Size           { return fyne.NewSize(0, 1) }

// arrange puts the picture over that of the lens.
func (c *cover) arrange(f frame) {
	f.x -= float64(c.Position().X)
	c.sheet.arrange(f)
}

// Scrolled does what it does beside the cover.
func (c *cover) Scrolled(e *fyne.ScrollEvent) {
	moved := *e
	moved.Position.X += c.Position().X
	c.view.lens.Scrolled(&moved)
}

// divider is the handle at the left edge of a cover.
type divider struct {
	control
	view *PictureView
	// shade keeps the line visible on white.
	shade, line, grip canvas.Rectangle
	objects           []fyne.CanvasObject
}

var (
	_ fyne.Focusable = (*divider)(nil)
	_ fyne.Draggable = (*divider)(nil)
	_ fyne.Tappable  = (*divider)(nil)
)

func newDivider(v *PictureView) *divider {
	d := &divider{view: v}
	d.objects = []fyne.CanvasObject{&d.shade, &d.line, &d.grip, &d.ring}
	d.extend(d)
	return d
}

func (d *divider) parts() []fyne.CanvasObject { return d.objects }

func (d *divider) paint() {
	d.shade.FillColor = d.color(look.ColorVeil)
	d.line.FillColor = d.color(look.ColorOnVeil)
	d.grip.FillColor = d.color(look.ColorOnVeil)
	d.grip.StrokeColor = d.color(look.ColorVeil)
	if d.hovered {
		d.grip.StrokeColor = d.color(look.ColorAccent)
	}
	d.grip.StrokeWidth = 1
	d.grip.CornerRadius = gripWidth / 2
	SetVisible(&d.line, d.view.wipe < 1)
	SetVisible(&d.shade, d.view.wipe < 1)
	d.paintRing(d.length(look.RadiusThumb))
}

func (d *divider) place(size fyne.Size) {
	middle := size.Width / 2
	Put(&d.shade, middle-2, 0, 4, size.Height)
	Put(&d.line, middle-1, 0, 2, size.Height)
	top := float32(int((size.Height - gripHeight) / 2))
	Put(&d.grip, middle-gripWidth/2, top, gripWidth, gripHeight)
	d.placeRing(middle-gripWidth, top-4, 2*gripWidth, gripHeight+8)
}

func (d *divider) least() fyne.Size { return fyne.NewSize(handleWidth, gripHeight) }

// Dragged moves the divider with the pointer.
func (d *divider) Dragged(e *fyne.DragEvent) {
	d.takeFocus()
	hideTip(d)
	if w := d.view.Size().Width; w > 0 {
		d.view.SetWipe(d.view.wipe + float64(e.Dragged.DX/w))
	}
}

// DragEnd implements fyne.Draggable.
func (d *divider) DragEnd() {}

// Tapped takes the focus.
func (d *divider) Tapped(*fyne.PointEvent) { d.takeFocus() }

// TypedKey moves the divider.
func (d *divider) TypedKey(e *fyne.KeyEvent) {
	d.typed()
	switch e.Name {
	case fyne.KeyLeft:
		d.view.SetWipe(d.view.wipe - wipeStep)
	case fyne.KeyRight:
		d.view.SetWipe(d.view.wipe + wipeStep)
	case fyne.KeyHome:
		d.view.SetWipe(0)
	case fyne.KeyEnd:
		d.view.SetWipe(1)
	}
}

// Cursor implements desktop.Cursorable.
func (d *divider) Cursor() desktop.Cursor { return desktop.HResizeCursor }

// SetOther names a second picture, of the same size, that the divider uncovers
// and Flip shows; nil for none. It must not change afterwards.
func (v *PictureView) SetOther(img *image.RGBA, name string) {
	if v.cover.source == img && v.otherName == name {
		return
	}
	v.otherName = name
	if v.cover.source != img {
		v.cover.load(img)
	}
	v.Refresh()
}

// SetWipe moves the divider: 1 uncovers nothing of the other picture, 0 all.
func (v *PictureView) SetWipe(share float64) {
	share = min(max(share, 0), 1)
	if v.wipe != share {
		v.wipe = share
		v.rewipe()
	}
}

// Wipe is where the divider stands.
func (v *PictureView) Wipe() float64 { return v.wipe }

// Divider is the handle that moves it.
func (v *PictureView) Divider() fyne.CanvasObject { return v.divider }

// Flip shows the other picture as a whole, or no longer.
func (v *PictureView) Flip(other bool) {
	if v.flipped != other {
		v.flipped = other
		v.rewipe()
	}
}

// rewipe does what Refresh does, but leaves the pictures on the graphics card.
func (v *PictureView) rewipe() {
	v.paint()
	v.place(v.Size())
	v.badgeText.Refresh()
}

// bare is the share of the view, from the left, that shows the first picture.
func (v *PictureView) bare() float64 {
	switch {
	case v.source == nil || v.cover.source == nil:
		return 1
	case v.flipped:
		return 0
	}
	return v.wipe
}

// placeWipe puts cover and divider where they belong.
func (v *PictureView) placeWipe(size fyne.Size) {
	edge := float32(int(float64(size.Width)*v.bare() + 0.5))
	Put(v.cover, edge, 0, size.Width-edge, size.Height)
	// At the ends the handle stays inside, where it can be taken.
	middle := min(max(edge, gripWidth), size.Width-gripWidth)
	Put(v.divider, middle-handleWidth/2, 0, handleWidth, size.Height)
	v.lens.arrange()
}
