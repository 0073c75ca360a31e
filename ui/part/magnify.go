package part

import "math"

// magnifications are how many pixels of the screen one of a picture can take,
// whole ones, so that all are equally wide.
var magnifications = []float64{1, 2, 3, 4, 5, 6, 8, 10, 12, 16, 20, 24, 32, 48, 64}

// Magnification is how many pixels of the screen one of the picture takes, 0
// if there is no picture.
func (v *PictureView) Magnification() float64 { return v.fitted() * v.viewport.zoom }

// Magnify makes each pixel of the picture take n pixels of the screen.
func (v *PictureView) Magnify(n float64) {
	if fitted := v.fitted(); fitted > 0 {
		v.viewport.Set(n/fitted, v.viewport.x, v.viewport.y)
	}
}

// MagnifyMore goes to the next larger whole magnification.
func (v *PictureView) MagnifyMore() {
	now := v.Magnification()
	for _, n := range magnifications {
		if n > now+nearly {
			v.Magnify(n)
			return
		}
	}
}

// MagnifyLess goes to the next smaller whole magnification, down to 1, or to
// the whole picture if that is still smaller.
func (v *PictureView) MagnifyLess() {
	now, least := v.Magnification(), math.Min(1, v.fitted())
	best := least
	for _, n := range magnifications {
		if n < now-nearly {
			best = math.Max(least, n)
		}
	}
	if best < now {
		v.Magnify(best)
	}
}

// nearly is how far from a whole number still counts as it.
const nearly = 1e-6

// fitted is the magnification at which the whole picture fits.
func (v *PictureView) fitted() float64 {
	w, _ := v.lens.fit()
	if w == 0 {
		return 0
	}
	return w / float64(v.source.Rect.Dx()) * v.lens.deviceScale()
}
