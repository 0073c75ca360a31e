package part

import "image"

// halved returns img reduced by whole halvings to no less than the target
// size, each pixel the mean of four. Without need it returns img itself.
func halved(img *image.RGBA, target image.Point) *image.RGBA {
	for target.X > 0 && target.Y > 0 && img.Rect.Dx() >= 2*target.X && img.Rect.Dy() >= 2*target.Y {
		img = half(img)
	}
	return img
}

func half(img *image.RGBA) *image.RGBA {
	w, h := img.Rect.Dx()/2, img.Rect.Dy()/2
	out := image.NewRGBA(image.Rect(0, 0, w, h))
	for y := range h {
		above := img.Pix[2*y*img.Stride:]
		below := img.Pix[(2*y+1)*img.Stride:]
		line := out.Pix[y*out.Stride:]
		for x := range 4 * w {
			// Byte x belongs to channel x%4 of pixel x/4.
			i := x/4*8 + x%4
			sum := int(above[i]) + int(above[i+4]) + int(below[i]) + int(below[i+4])
			line[x] = uint8((sum + 2) / 4)
		}
	}
	return out
}
