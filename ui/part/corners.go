package part

import (
	"image"
	"image/color"
	"math"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
)

const (
	// fine is how many pixels of a corner's picture make one unit, so that it
	// stays sharp on dense screens.
	fine = 2
	// samples is how many points of such a pixel are asked in each direction.
	samples = 4
)

// corners rounds the corners of whatever is drawn below, by covering them with
// the colour of the ground. Everything else is left as it is, to the pixel.
//
// Large rounded rectangles of Fyne's own cost a square root for every pixel
// inside them. Without a graphics card that was a third of the time that the
// whole window takes to draw.
type corners struct {
	masks [4]canvas.Image
	looks [4]corner
}

// corner is what one corner looks like; corners with equal ones are alike.
type corner struct {
	// radius of the outer circle, in units.
	radius float32
	ground color.Color
	// rim is the colour of a border of the given thickness at the upper or
	// lower edge, and one unit thick at the side; nil for none.
	rim       color.Color
	thickness float32
}

func (c *corners) parts() []fyne.CanvasObject {
	var out []fyne.CanvasObject
	for i := range c.masks {
		c.masks[i].ScaleMode = canvas.ImageScaleFastest
		out = append(out, &c.masks[i])
	}
	return out
}

// paint makes the upper two corners look one way and the lower two another.
func (c *corners) paint(upper, lower corner) {
	for i := range c.masks {
		look := upper
		if isLower(i) {
			look = lower
		}
		if c.looks[i] == look {
			continue
		}
		c.looks[i] = look
		c.masks[i].Image = look.draw(isRight(i), isLower(i))
		c.masks[i].Refresh()
	}
}

func isRight(i int) bool { return i&1 == 1 }
func isLower(i int) bool { return i&2 == 2 }

func (c *corners) place(size fyne.Size) {
	for i := range c.masks {
		side := c.looks[i].side()
		x, y := float32(0), float32(0)
		if isRight(i) {
			x = size.Width - side
		}
		if isLower(i) {
			y = size.Height - side
		}
		Put(&c.masks[i], x, y, side, side)
	}
}

// side is the size of the picture: what is inside the rim is round, too.
func (c corner) side() float32 { return c.radius + max(0, c.thickness-1) }

// draw paints the corner: the ground outside, the rim, and nothing inside.
func (c corner) draw(right, lower bool) *image.RGBA {
	side := int(math.Ceil(float64(c.side()) * fine))
	out := image.NewRGBA(image.Rect(0, 0, side, side))
	for y := range side {
		for x := range side {
			px, py := x, y
			if right {
				px = side - 1 - x
			}
			if lower {
				py = side - 1 - y
			}
			out.Set(px, py, c.pixel(x, y))
		}
	}
	return out
}

// pixel is the mean of the colours that the corner has within one pixel, given
// for the upper left corner.
func (c corner) pixel(x, y int) color.Color {
	const all = samples * samples
	var sum [4]uint32
	for i := range all {
		at := func(pixel, sample int) float64 {
			return (float64(pixel) + (float64(sample)+0.5)/samples) / fine
		}
		r, g, b, a := c.at(at(x, i%samples), at(y, i/samples)).RGBA()
		for k, v := range [4]uint32{r, g, b, a} {
			sum[k] += v
		}
	}
	return color.RGBA64{uint16(sum[0] / all), uint16(sum[1] / all), uint16(sum[2] / all), uint16(sum[3] / all)}
}

// at is the colour of a point, in units from the outer corner.
func (c corner) at(x, y float64) color.Color {
	switch {
	case beyond(x, y, float64(c.radius)):
		return c.ground
	case c.rim == nil:
		return color.Transparent
	case x < 1 || y < float64(c.thickness) || beyond(x-1, y-float64(c.thickness), float64(c.radius-1)):
		return c.rim
	}
	return color.Transparent
}

// beyond reports whether a point lies outside of a quarter of a circle that
// touches both axes.
func beyond(x, y, radius float64) bool {
	return x < radius && y < radius && math.Hypot(radius-x, radius-y) > radius
}
