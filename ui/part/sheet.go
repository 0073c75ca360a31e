package part

import (
	"image"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
)

// sheet is a picture at any size.
//
// Each way of drawing it has a canvas image of its own, because Fyne keeps a
// texture for each: zooming chooses one and moves it, and uploads none again
// that was seen before. All of them stay for the life of the view: new canvas
// images for each frame would keep each frame's textures.
type sheet struct {
	source *image.RGBA
	// reduced holds the picture shrunk to about the size of the view, because
	// a graphics card skips pixels when it shrinks.
	reduced canvas.Image
	// smooth and squares hold all of it.
	smooth, squares canvas.Image
	reducedTo       image.Point
}

// frame is where a sheet goes, in units from the upper left corner of the view.
type frame struct {
	x, y, w, h float64
	// fitted is true if the whole picture just fits the view.
	fitted bool
	// device is how many pixels of the screen make a unit.
	device   float64
	sampling Sampling
	// canvas is nil while nobody sees the view.
	canvas fyne.Canvas
}

func (s *sheet) parts() []fyne.CanvasObject {
	s.reduced.ScaleMode, s.smooth.ScaleMode = canvas.ImageScaleFastest, canvas.ImageScaleFastest
	s.squares.ScaleMode = canvas.ImageScalePixels
	return []fyne.CanvasObject{&s.reduced, &s.smooth, &s.squares}
}

func (s *sheet) images() [3]*canvas.Image {
	return [3]*canvas.Image{&s.reduced, &s.smooth, &s.squares}
}

// load takes over another picture, nil for none.
func (s *sheet) load(img *image.RGBA) {
	s.source = img
	s.reducedTo = image.Point{}
	for _, each := range s.images() {
		each.Image = nil
		if img != nil {
			each.Image = img
		}
		each.Refresh()
	}
}

// arrange moves the picture to a frame.
func (s *sheet) arrange(f frame) {
	if s.source == nil {
		return
	}
	now := s.choose(f)
	now.Move(fyne.NewPos(float32(f.x), float32(f.y)))
	stretch(now, fyne.NewSize(float32(f.w), float32(f.h)), f.canvas)
	for _, each := range s.images() {
		SetVisible(each, each == now)
	}
}

// choose returns the image to draw in a frame.
func (s *sheet) choose(f frame) *canvas.Image {
	pixel := s.pixel(f)
	if f.fitted && s.reduce(f) {
		return &s.reduced
	}
	if f.sampling.square(pixel) || !f.fitted && pixel >= squareFrom {
		return &s.squares
	}
	return &s.smooth
}

// pixel is the size of a pixel of the picture on the screen.
func (s *sheet) pixel(f frame) float64 { return f.w / float64(s.source.Rect.Dx()) * f.device }

// square reports whether pixels of the given size on the screen are squares
// even in a picture that fits. Squares smaller than the screen's own pixels
// would drop whole lines of the picture.
func (s Sampling) square(pixel float64) bool { return s == Pixels && pixel >= 1 }

// reduce shrinks the picture for a frame. It reports whether there was need to.
func (s *sheet) reduce(f frame) bool {
	target := image.Pt(int(f.w*f.device), int(f.h*f.device))
	if target != s.reducedTo {
		s.reducedTo = target
		if smaller := halved(s.source, target); smaller.Bounds() != s.reduced.Image.Bounds() {
			s.reduced.Image = smaller
			s.reduced.Refresh()
		}
	}
	return s.reduced.Image != s.source
}

// stretch gives an image another size and leaves its texture where it is.
// Resize would tell the canvas, which then frees the texture and uploads it
// again; but how large a texture is drawn is up to the image alone. So the size
// is taken over from a copy of the image that no canvas knows.
func stretch(img *canvas.Image, size fyne.Size, on fyne.Canvas) {
	old := img.Size()
	if old == size {
		return
	}
	if old.Width < 1 || old.Height < 1 {
		// Nothing was uploaded of an image without extent, and Fyne keeps that.
		img.Resize(size)
		return
	}
	unknown := *img
	unknown.Resize(size)
	*img = unknown
	if on, ok := on.(interface{ SetDirty() }); ok {
		on.SetDirty()
	}
}
