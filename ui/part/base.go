package part

import (
	"image/color"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/widget"

	"foolscope/ui/look"
)

// usualRow is the height of a row in a theme that magnifies nothing.
const usualRow = 19

// drawn is what a widget of this package does for its renderer.
type drawn interface {
	fyne.Widget
	// parts lists the canvas objects, back to front.
	parts() []fyne.CanvasObject
	// paint brings texts and colours in line with the state and the theme.
	paint()
	// place arranges the parts in the given size.
	place(size fyne.Size)
	// least is the smallest size that makes sense.
	least() fyne.Size
	// later has it dressed when it is shown.
	later()
}

// base is the ground of every widget here.
type base struct {
	widget.BaseWidget
	self drawn
	// stale is true if the theme has changed while the widget was hidden.
	stale bool
}

// extend must be called once, by the constructor.
func (b *base) extend(w drawn) {
	b.self = w
	b.ExtendBaseWidget(w)
}

func (b *base) later() { b.stale = true }

// Show implements fyne.CanvasObject.
func (b *base) Show() {
	b.BaseWidget.Show()
	if b.stale {
		b.stale = false
		Dress(b.self)
	}
}

// CreateRenderer implements fyne.Widget.
func (b *base) CreateRenderer() fyne.WidgetRenderer {
	b.self.paint()
	return renderer{b.self}
}

func (b *base) color(name fyne.ThemeColorName) color.Color { return look.Color(b.Theme(), name) }
func (b *base) length(name fyne.ThemeSizeName) float32     { return look.Size(b.Theme(), name) }

// scaled is a length of a widget's own, magnified as the theme is.
func (b *base) scaled(length float32) float32 {
	return float32(int(length*b.length(look.RowHeight)/usualRow + 0.5))
}

// canvasOf returns the canvas that shows the widget, nil if none does.
func (b *base) canvasOf() fyne.Canvas {
	return fyne.CurrentApp().Driver().CanvasForObject(b.self)
}

type renderer struct{ w drawn }

func (r renderer) Destroy()                     {}
func (r renderer) Objects() []fyne.CanvasObject { return r.w.parts() }
func (r renderer) Layout(size fyne.Size)        { r.w.place(size) }
func (r renderer) MinSize() fyne.Size           { return r.w.least() }

func (r renderer) Refresh() {
	r.w.paint()
	r.w.place(r.w.Size())
	canvas.Refresh(r.w)
}

// Put moves and resizes an object in one go. A window that is too small for what is in it has layouts
// subtract more than there is: less than nothing counts as nothing, since no picture has a negative side.
func Put(o fyne.CanvasObject, x, y, w, h float32) {
	o.Move(fyne.NewPos(x, y))
	o.Resize(fyne.NewSize(max(w, 0), max(h, 0)))
}

// SetVisible shows or hides an object, and reports whether that changed anything: each costs a refresh.
func SetVisible(o fyne.CanvasObject, visible bool) (changed bool) {
	if visible == o.Visible() {
		return false
	}
	if visible {
		o.Show()
	} else {
		o.Hide()
	}
	return true
}

// outline makes r a frame that shows what is under it.
func outline(r *canvas.Rectangle, c color.Color, radius float32) {
	r.FillColor, r.StrokeColor = hollow(c), c
	r.StrokeWidth = focusWidth
	r.CornerRadius = radius
}

// hollow is what fills a frame that must show what is under it: the frame's
// own colour, all but transparent. The graphics card blends the frame's inner
// edge with the fill, and would blend it with black if there were none.
func hollow(frame color.Color) color.Color {
	c := color.NRGBAModel.Convert(frame).(color.NRGBA)
	c.A = 1
	return c
}
