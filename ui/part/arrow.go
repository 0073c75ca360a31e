package part

import (
	"image/color"

	"fyne.io/fyne/v2/canvas"
)

// paintArrow makes a small triangle that points down. The window's font has
// no such sign.
func paintArrow(p *canvas.Polygon, c color.Color) {
	p.Sides = 3
	p.Angle = 180
	p.FillColor = c
}

// placeArrow puts it at x, in the middle of a line of the given height.
func placeArrow(p *canvas.Polygon, x, height float32) {
	put(p, x, float32(int((height-arrowSize)/2)), arrowSize, arrowSize)
}
