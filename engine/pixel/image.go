package pixel

import (
	"image"

	"foolscope/engine/pages"
)

// Level is the distance between two neighbouring values of an 8-bit picture.
const Level = 1.0 / 255

// Image is a picture as three planes, red, green and blue, each Height rows of
// Width elements in [0,1].
type Image struct {
	Width, Height int
	// Pix has 3*Height*Width elements: the red plane, then green, then blue.
	Pix []float32
}

// New returns a black image. It panics if a side is not positive.
func New(width, height int) *Image {
	if width <= 0 || height <= 0 {
		panic("pixel: a side of an image is not positive")
	}
	return &Image{Width: width, Height: height, Pix: pages.Make[float32](3 * width * height)}
}

// Clone returns a copy that shares nothing with im.
func (im *Image) Clone() *Image {
	out := &Image{Width: im.Width, Height: im.Height, Pix: pages.Make[float32](len(im.Pix))}
	copy(out.Pix, im.Pix)
	return out
}

// Plane returns channel c (0 red, 1 green, 2 blue) as a view into im.
func (im *Image) Plane(c int) []float32 {
	n := im.Width * im.Height
	return im.Pix[c*n : (c+1)*n : (c+1)*n]
}

// SameSize reports whether two images have the same sides.
func (im *Image) SameSize(other *Image) bool {
	return im.Width == other.Width && im.Height == other.Height
}

// Round moves every element to the nearest level in [0,1], in place, and returns
// im. An element that is not a number becomes 0.
func (im *Image) Round() *Image {
	for i, v := range im.Pix {
		im.Pix[i] = float32(Byte(v)) / 255
	}
	return im
}

// Byte is the 8-bit value nearest to an element; elements outside [0,1] are
// clamped and a value that is not a number is 0.
func Byte(v float32) uint8 {
	if !(v > 0) {
		return 0
	}
	if v >= 1 {
		return 255
	}
	return uint8(float64(v)*255 + 0.5)
}

// RGBA converts to an opaque 8-bit picture whose bounds start at the origin.
func (im *Image) RGBA() *image.RGBA {
	out := image.NewRGBA(image.Rect(0, 0, im.Width, im.Height))
	r, g, b := im.Plane(0), im.Plane(1), im.Plane(2)
	for i := range r {
		p := out.Pix[4*i : 4*i+4 : 4*i+4]
		p[0], p[1], p[2], p[3] = Byte(r[i]), Byte(g[i]), Byte(b[i]), 255
	}
	return out
}
