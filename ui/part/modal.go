package part

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/theme"

	"foolscope/ui/look"
)

// modalMargin is the least distance of a modal box from the window's edges.
const modalMargin = 24

// Modal is a box in the middle of the window, over a shade that keeps the pointer
// from what is below. It is not Fyne's PopUp, which tells nobody that it was closed,
// and does not follow the size of the window.
type Modal struct {
	base
	canvas  fyne.Canvas
	content fyne.CanvasObject
	wish    func(window fyne.Size) fyne.Size
	onClose func()
	// lightly is true if a click beside the box closes it.
	lightly bool

	shade, box canvas.Rectangle
	objects    []fyne.CanvasObject
}

// OpenModal shows content over a window. wish returns the size of the box for that
// of the window, which it is cut to; onClose, which may be nil, is called once when
// the box has gone.
func OpenModal(over fyne.Canvas, content fyne.CanvasObject, wish func(window fyne.Size) fyne.Size, onClose func()) *Modal {
	m := &Modal{canvas: over, content: content, wish: wish, onClose: onClose}
	m.objects = []fyne.CanvasObject{&m.shade, &m.box, content}
	m.extend(m)
	closeTips(over)
	over.Overlays().Add(m)
	m.Resize(over.Size())
	m.Refresh()
	return m
}

// Lightly lets a click beside the box close it, and returns the box.
func (m *Modal) Lightly() *Modal {
	m.lightly = true
	return m
}

// IsOpen reports whether the box is still there.
func (m *Modal) IsOpen() bool { return m.canvas != nil }

// Close removes the box; closing twice does nothing.
func (m *Modal) Close() {
	if m.canvas == nil {
		return
	}
	m.canvas.Overlays().Remove(m)
	m.canvas = nil
	if m.onClose != nil {
		m.onClose()
	}
}

// Tapped implements fyne.Tappable: it is called for clicks that no widget of the
// content took.
func (m *Modal) Tapped(e *fyne.PointEvent) {
	low := m.box.Position()
	high := low.Add(m.box.Size())
	beside := e.Position.X < low.X || e.Position.Y < low.Y || e.Position.X > high.X || e.Position.Y > high.Y
	if m.lightly && beside {
		m.Close()
	}
}

func (m *Modal) parts() []fyne.CanvasObject { return m.objects }
func (m *Modal) least() fyne.Size           { return fyne.Size{} }

func (m *Modal) paint() {
	m.shade.FillColor = m.color(theme.ColorNameShadow)
	m.box.FillColor = m.color(look.ColorPanel)
	m.box.StrokeColor = m.color(look.ColorLine)
	m.box.StrokeWidth = 1
	m.box.CornerRadius = m.length(look.RadiusPanel)
}

func (m *Modal) place(size fyne.Size) {
	Put(&m.shade, 0, 0, size.Width, size.Height)
	wish, pad := m.wish(size), m.length(look.Gap16)
	w := min(wish.Width, size.Width-2*modalMargin)
	h := min(wish.Height, size.Height-2*modalMargin)
	x, y := float32(int((size.Width-w)/2)), float32(int((size.Height-h)/2))
	Put(&m.box, x, y, w, h)
	Put(m.content, x+pad, y+pad, w-2*pad, h-2*pad)
}
