package part

import (
	"image"
	"image/color"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
)

// fine is how many pixels of a corner's mask make one unit, so that the mask
// stays sharp on dense screens.
const fine = 2

// corners rounds the corners of whatever is drawn below it, by covering them
// with the colour of the ground. Everything else is left as it is, to the pixel.
type corners struct {
	masks  [4]canvas.Image
	radius float32
	ground color.Color
}

func (c *corners) parts() []fyne.CanvasObject {
	var out []fyne.CanvasObject
	for i := range c.masks {
		c.masks[i].ScaleMode = canvas.ImageScaleFastest
		out = append(out, &c.masks[i])
	}
	return out
}

func (c *corners) paint(radius float32, ground color.Color) {
	if c.radius == radius && c.ground == ground {
		return
	}
	c.radius, c.ground = radius, ground
	for i := range c.masks {
		c.masks[i].Image = cornerMask(int(radius)*fine, ground, i&1 == 1, i&2 == 2)
		c.masks[i].Refresh()
	}
}

func (c *corners) place(size fyne.Size) {
	for i := range c.masks {
		x, y := float32(0), float32(0)
		if i&1 == 1 {
			x = size.Width - c.radius
		}
		if i&2 == 2 {
			y = size.Height - c.radius
		}
		put(&c.masks[i], x, y, c.radius, c.radius)
	}
}

// cornerMask covers what lies outside of a quarter of a circle. The circle's
// middle is at the right lower end of the mask, or mirrored.
func cornerMask(side int, ground color.Color, right, lower bool) *image.RGBA {
	mask := image.NewRGBA(image.Rect(0, 0, side, side))
	for y := range side {
		for x := range side {
			dx, dy := float64(side-x)-0.5, float64(side-y)-0.5
			if dx*dx+dy*dy <= float64(side*side) {
				continue
			}
			px, py := x, y
			if right {
				px = side - 1 - x
			}
			if lower {
				py = side - 1 - y
			}
			mask.Set(px, py, ground)
		}
	}
	return mask
}
