package part

import (
	"image"
	"image/color"
)

// ink is a colour, each component 0 to 255, the first three multiplied with how
// much the last one covers.
type ink [4]float32

func inkOf(c color.Color) ink {
	r, g, b, a := c.RGBA()
	const most = 0x101
	return ink{float32(r) / most, float32(g) / most, float32(b) / most, float32(a) / most}
}

// over blends a share of the colour over a pixel; share is from 0 to 1.
func (c *ink) over(out *image.RGBA, x, y int, share float32) {
	if share == 0 {
		return
	}
	pixel := out.Pix[out.PixOffset(x, y):][:4:4]
	keep := 1 - share*c[3]/255
	for i := range pixel {
		pixel[i] = uint8(c[i]*share + float32(pixel[i])*keep + 0.5)
	}
}
