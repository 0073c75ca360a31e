package part

import (
	"image/color"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
)

const arrowSize = 8

// chooser opens a menu below an anchor and gives the focus back afterwards.
type chooser struct {
	float *floating
}

// open shows the options; pick is called after the menu has closed.
func (c *chooser) open(anchor fyne.Focusable, object fyne.CanvasObject, options []Option, chosen int, pick func(int)) {
	if c.float != nil || len(options) == 0 {
		return
	}
	list := newMenu(options, chosen,
		func(i int) { c.float.close(); pick(i) },
		func() { c.float.close() })
	c.float = openFloating(object, list, func() {
		c.float = nil
		if cv := fyne.CurrentApp().Driver().CanvasForObject(object); cv != nil {
			cv.Focus(anchor)
		}
	})
	if c.float != nil {
		c.float.canvas.Focus(list.focus())
	}
}

// paintArrow makes a small triangle that points down. The window's font has
// no such sign.
func paintArrow(p *canvas.Polygon, c color.Color) {
	p.Sides = 3
	p.Angle = 180
	p.FillColor = c
}

// placeArrow puts it at x, in the middle of a line of the given height.
func placeArrow(p *canvas.Polygon, x, side, height float32) {
	Put(p, x, float32(int((height-side)/2)), side, side)
}
