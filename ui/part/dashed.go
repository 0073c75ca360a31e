package part

import (
	"image/color"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
)

const (
	// dash and dashGap are the lengths of a dashed line's parts.
	dash    = 4
	dashGap = 3
	// dashes is enough for a tile of twice the usual size.
	dashes = 16
)

// dashed is an empty square with a dashed outline and a plus in it.
type dashed struct {
	sides [4][dashes]canvas.Rectangle
	plus  canvas.Text
}

func newDashed() *dashed { return &dashed{} }

func (d *dashed) parts() []fyne.CanvasObject {
	var out []fyne.CanvasObject
	for s := range d.sides {
		for i := range d.sides[s] {
			out = append(out, &d.sides[s][i])
		}
	}
	return append(out, &d.plus)
}

func (d *dashed) paint(line, ink color.Color, size float32, hovered bool) {
	d.plus.Text, d.plus.TextSize, d.plus.Color = "+", size, ink
	d.plus.Alignment = fyne.TextAlignCenter
	if hovered {
		line = ink
	}
	for s := range d.sides {
		for i := range d.sides[s] {
			d.sides[s][i].FillColor = line
		}
	}
}

func (d *dashed) place(x, y, side float32) {
	put(&d.plus, x, y, side, side)
	for i := range dashes {
		from := float32(i * (dash + dashGap))
		long := min(dash, side-from)
		for s := range d.sides {
			show(&d.sides[s][i], long > 0)
		}
		if long <= 0 {
			continue
		}
		put(&d.sides[0][i], x+from, y, long, 1)
		put(&d.sides[1][i], x+from, y+side-1, long, 1)
		put(&d.sides[2][i], x, y+from, 1, long)
		put(&d.sides[3][i], x+side-1, y+from, 1, long)
	}
}
