package session

import (
	"context"
	"image"

	"golang.org/x/image/draw"

	"foolscope/engine/pixel"
)

// Source is a picture that can be opened, again and again.
type Source struct {
	// Name is what a person reads.
	Name string
	// Path is the file, empty for a picture that came with the program.
	Path string
	// Truth is the label that the picture is known to have, empty if nobody
	// said.
	Truth string
	// Open decodes the picture; it ends with ctx.
	Open func(ctx context.Context) (*pixel.Image, error)
}

// Picture is one place of the strip of pictures.
type Picture struct {
	ID     int
	Source Source
	// Width and Height are the picture's own size, 0 until it was decoded.
	Width, Height int
	// Thumbnail is nil until the picture was decoded.
	Thumbnail *image.RGBA
	// Err says why the picture cannot be read.
	Err error
}

// thumbnailSide is the side of a thumbnail in pixels: twice what the strip
// shows, for screens with two pixels to a unit.
const thumbnailSide = 112

// Thumbnail is a picture as the strip shows it.
func Thumbnail(im *pixel.Image) *image.RGBA { return Shrunk(im, thumbnailSide) }

// Shrunk cuts the middle square out of a picture and shrinks it to so many pixels a
// side, averaging over all of them, so that fine detail does not turn into noise.
func Shrunk(im *pixel.Image, wanted int) *image.RGBA {
	side := min(im.Width, im.Height)
	left, top := (im.Width-side)/2, (im.Height-side)/2
	out := image.NewRGBA(image.Rect(0, 0, wanted, wanted))
	draw.BiLinear.Scale(out, out.Bounds(), im.RGBA(), image.Rect(left, top, left+side, top+side), draw.Src, nil)
	return out
}
