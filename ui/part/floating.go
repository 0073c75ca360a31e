package part

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"

	"foolscope/ui/look"
)

// floating is a box above the window's content. A click beside it closes it.
type floating struct {
	base
	canvas  fyne.Canvas
	content fyne.CanvasObject
	// at is the upper left corner of the box, flip the lower left one if
	// there is no room below at.
	at, flip fyne.Position
	inner    fyne.Size
	onClose  func()

	shadow, box canvas.Rectangle
	objects     []fyne.CanvasObject
}

// openFloating shows content below an anchor, at least as wide as it.
func openFloating(anchor fyne.CanvasObject, content fyne.CanvasObject, onClose func()) *floating {
	driver := fyne.CurrentApp().Driver()
	cv := driver.CanvasForObject(anchor)
	if cv == nil {
		return nil
	}
	f := &floating{canvas: cv, content: content, onClose: onClose}
	f.objects = []fyne.CanvasObject{&f.shadow, &f.box, content}
	f.extend(f)
	corner := driver.AbsolutePositionForObject(anchor)
	gap := f.length(look.Gap4)
	f.at = corner.AddXY(0, anchor.Size().Height+gap)
	f.flip = corner.AddXY(0, -gap)
	f.inner = content.MinSize().Max(fyne.NewSize(anchor.Size().Width-2*gap, 0))
	closeTips(cv)
	cv.Overlays().Add(f)
	f.Resize(cv.Size())
	f.Refresh()
	return f
}

// close removes the box; closing twice does nothing.
func (f *floating) close() {
	if f.canvas == nil {
		return
	}
	f.canvas.Overlays().Remove(f)
	f.canvas = nil
	if f.onClose != nil {
		f.onClose()
	}
}

// Tapped implements fyne.Tappable; clicks on the content do not arrive here
// unless they miss every widget in it.
func (f *floating) Tapped(e *fyne.PointEvent) {
	low := f.box.Position()
	high := low.Add(f.box.Size())
	if e.Position.X < low.X || e.Position.Y < low.Y || e.Position.X > high.X || e.Position.Y > high.Y {
		f.close()
	}
}

// TappedSecondary implements fyne.SecondaryTappable.
func (f *floating) TappedSecondary(e *fyne.PointEvent) { f.Tapped(e) }

func (f *floating) parts() []fyne.CanvasObject { return f.objects }
func (f *floating) least() fyne.Size           { return fyne.Size{} }

func (f *floating) paint() {
	f.box.FillColor = f.color(look.ColorPanel)
	f.box.StrokeColor = f.color(look.ColorLine)
	f.box.StrokeWidth = 1
	f.box.CornerRadius = f.length(look.RadiusPanel)
	f.shadow.FillColor = f.color("shadow")
	f.shadow.CornerRadius = f.length(look.RadiusPanel)
}

func (f *floating) place(size fyne.Size) {
	pad := f.length(look.Gap4)
	w, h := f.inner.Width+2*pad, f.inner.Height+2*pad
	x := max(0, min(f.at.X, size.Width-w-pad))
	y := f.at.Y
	if y+h > size.Height {
		y = max(0, min(f.flip.Y-h, size.Height-h))
	}
	Put(&f.box, x, y, w, h)
	Put(&f.shadow, x-1, y+1, w+2, h+2)
	Put(f.content, x+pad, y+pad, f.inner.Width, f.inner.Height)
}
