package part

import (
	"image"
	"image/color"
	"math"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
)

// dash and dashGap are the lengths of a dashed outline's parts.
const (
	dash    = 4
	dashGap = 3
)

// dashed is an empty square with a dashed outline and a plus in it. The
// outline is one picture: dozens of dashes would cost more than all thumbnails.
type dashed struct {
	outline canvas.Image
	plus    canvas.Text
	// side and ink are what the outline was drawn for, line is what it is to be.
	side      float32
	ink, line color.Color
}

func newDashed() *dashed { return &dashed{outline: canvas.Image{ScaleMode: canvas.ImageScaleFastest}} }

func (d *dashed) parts() []fyne.CanvasObject { return []fyne.CanvasObject{&d.outline, &d.plus} }

func (d *dashed) paint(line, ink color.Color, size float32, hovered bool) {
	d.plus.Text, d.plus.TextSize, d.plus.Color = "+", size, ink
	d.plus.Alignment = fyne.TextAlignCenter
	d.line = line
	if hovered {
		d.line = ink
	}
	d.draw()
}

func (d *dashed) place(x, y, side float32) {
	Put(&d.plus, x, y, side, side)
	Put(&d.outline, x, y, side, side)
	d.draw()
}

func (d *dashed) draw() {
	side := d.outline.Size().Width
	if side <= 0 || d.side == side && d.ink == d.line {
		return
	}
	d.side, d.ink = side, d.line
	pixels := int(math.Round(float64(side * fine)))
	out := image.NewRGBA(image.Rect(0, 0, pixels, pixels))
	for i := range pixels {
		if i%(fine*(dash+dashGap)) >= fine*dash {
			continue
		}
		for j := range fine {
			out.Set(i, j, d.ink)
			out.Set(i, pixels-1-j, d.ink)
			out.Set(j, i, d.ink)
			out.Set(pixels-1-j, i, d.ink)
		}
	}
	d.outline.Image = out
	d.outline.Refresh()
}
