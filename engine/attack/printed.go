package attack

import (
	"image"
	"image/color"

	"foolscope/engine/pixel"
)

// printedSide is the least side of a printed patch in dots: enough for 300 an inch at 10 cm.
const printedSide = 1200

// Printed is a patch as a picture to be printed: white where it does not cover. ok is false of what is no patch.
func (f *Fitted) Printed() (_ image.Image, ok bool) {
	if f.Cover == nil || !f.Cover.SameSize(f.Pattern) || f.Pattern.Width != f.Pattern.Height {
		return nil, false
	}
	n := f.Pattern.Width
	side := (printedSide + n - 1) / n * n
	out := image.NewRGBA(image.Rect(0, 0, side, side))
	scaled := placement{x: float64(side) / 2, y: float64(side) / 2, side: float64(side)}
	paper := pixel.New(side, side)
	for i := range paper.Pix {
		paper.Pix[i] = 1
	}
	// The edge is that of the cover's pixels, interpolated like the colours.
	printed := scaled.placed(paper, f.Pattern, f.Cover.Plane(0))
	for i := range side * side {
		at := func(c int) uint8 { return pixel.Byte(printed.Plane(c)[i]) }
		out.SetRGBA(i%side, i/side, color.RGBA{R: at(0), G: at(1), B: at(2), A: 255})
	}
	return out, true
}
