package part

import (
	"image"
	"image/color"
)

// trapezoid is a piece of the band around a line: between two uprights, from a lower
// edge to an upper one.
type trapezoid struct {
	left, right float32
	// top and bottom are the edges at the left, topEnd and bottomEnd at the right.
	top, bottom, topEnd, bottomEnd float32
	color                          color.Color
}

// moved is the trapezoid seen from a corner.
func (z trapezoid) moved(x, y float32) trapezoid {
	z.left, z.right = z.left-x, z.right-x
	z.top, z.bottom, z.topEnd, z.bottomEnd = z.top-y, z.bottom-y, z.topEnd-y, z.bottomEnd-y
	return z
}

// draw fills the trapezoid column by column. Pixels whose middle lies on the seam of
// two belong to the right one alone, so that no seam is seen.
func (z trapezoid) draw(out *image.RGBA, scale float32) {
	left, right := z.left*scale, z.right*scale
	if right <= left {
		return
	}
	ink := inkOf(z.color)
	for x := max(0, -int(floor(0.5-left))); x < out.Rect.Dx() && float32(x)+0.5 < right; x++ {
		share := (float32(x) + 0.5 - left) / (right - left)
		if share < 0 {
			continue
		}
		top := scale * (z.top + share*(z.topEnd-z.top))
		bottom := scale * (z.bottom + share*(z.bottomEnd-z.bottom))
		for y := max(0, int(floor(top))); y < out.Rect.Dy() && float32(y) < bottom; y++ {
			covered := min(bottom, float32(y+1)) - max(top, float32(y))
			ink.over(out, x, y, max(0, covered))
		}
	}
}
