package part

import (
	"image"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
)

// sheet is a picture at any size.
type sheet struct {
	source *image.RGBA
	// fitted holds the picture reduced to about the size of the view, because
	// a graphics card skips pixels when it reduces; full holds all of it.
	// Both stay for the life of the view: a new canvas image for each frame
	// would keep each frame's texture.
	fitted, full canvas.Image
	reducedTo    image.Point
}

// frame is where a sheet goes, in units from the upper left corner of the view.
type frame struct {
	x, y, w, h float64
	// fitted is true if the whole picture just fits the view.
	fitted bool
	// device is how many pixels of the screen make a unit.
	device   float64
	sampling Sampling
}

func (s *sheet) parts() []fyne.CanvasObject {
	s.fitted.ScaleMode, s.full.ScaleMode = canvas.ImageScaleFastest, canvas.ImageScalePixels
	return []fyne.CanvasObject{&s.fitted, &s.full}
}

// load takes over another picture, nil for none.
func (s *sheet) load(img *image.RGBA) {
	s.source = img
	s.reducedTo = image.Point{}
	s.fitted.Image, s.full.Image = nil, nil
	if img != nil {
		s.full.Image = img
	}
	s.full.Refresh()
}

// arrange moves the picture to a frame.
func (s *sheet) arrange(f frame) {
	if s.source == nil {
		return
	}
	if f.fitted {
		s.reduce(f)
		put(&s.fitted, float32(f.x), float32(f.y), float32(f.w), float32(f.h))
	} else {
		put(&s.full, float32(f.x), float32(f.y), float32(f.w), float32(f.h))
		s.sample(f)
	}
	show(&s.fitted, f.fitted)
	show(&s.full, !f.fitted)
}

// pixel is the size of a pixel of the picture on the screen.
func (s *sheet) pixel(f frame) float64 { return f.w / float64(s.source.Rect.Dx()) * f.device }

// sample switches between smooth and square pixels. The switch costs one
// upload, so it happens only when the size of a pixel passes the threshold.
func (s *sheet) sample(f frame) {
	mode := f.sampling.mode(s.pixel(f))
	if s.pixel(f) >= squareFrom {
		mode = canvas.ImageScalePixels
	}
	if s.full.ScaleMode != mode {
		s.full.ScaleMode = mode
		s.full.Refresh()
	}
}

// mode is how pixels of the given size on the screen are drawn. Squares
// smaller than the screen's own pixels would drop whole lines of the picture.
func (s Sampling) mode(pixel float64) canvas.ImageScale {
	if s == Pixels && pixel >= 1 {
		return canvas.ImageScalePixels
	}
	return canvas.ImageScaleFastest
}

func (s *sheet) reduce(f frame) {
	target := image.Pt(int(f.w*f.device), int(f.h*f.device))
	if target == s.reducedTo {
		return
	}
	s.reducedTo = target
	s.fitted.Image = halved(s.source, target)
	s.fitted.ScaleMode = f.sampling.mode(s.pixel(f))
	s.fitted.Refresh()
}
