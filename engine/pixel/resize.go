package pixel

import (
	"image"
	"math"

	"github.com/disintegration/imaging"
)

// Stretch resizes to exactly width by height, without regard to the aspect
// ratio. The filter is bilinear and widens when the picture shrinks, so that
// fine patterns do not alias. The result is on the grid. It panics if a side
// is not positive.
func (im *Image) Stretch(width, height int) *Image {
	if width <= 0 || height <= 0 {
		panic("pixel: a side to resize to is not positive")
	}
	if im.Width == width && im.Height == height {
		return im.Clone().Round()
	}
	return FromImage(imaging.Resize(im.nrgba(), width, height, imaging.Linear))
}

// Fit resizes the short side to shortSide, keeping the aspect ratio, and cuts
// width by height from the centre: the usual way of a picture to a classifier.
// A shortSide too small for the cut is raised until the cut fits. The filter
// is that of Stretch; the result is on the grid. It panics if a side is not
// positive.
func (im *Image) Fit(shortSide, width, height int) *Image {
	if shortSide <= 0 || width <= 0 || height <= 0 {
		panic("pixel: a side to fit to is not positive")
	}
	scale := float64(shortSide) / float64(min(im.Width, im.Height))
	scale = max(scale, float64(width)/float64(im.Width), float64(height)/float64(im.Height))

	// Only the centre of a very long or very tall picture is resized: what the
	// cut leaves out could not be held in memory when such a picture is a few
	// pixels wide.
	const ample = 4
	source := im.centre(
		min(im.Width, int(math.Ceil(ample*float64(width)/scale))),
		min(im.Height, int(math.Ceil(ample*float64(height)/scale))))

	scaled := source.Stretch(
		max(width, int(math.Round(scale*float64(source.Width)))),
		max(height, int(math.Round(scale*float64(source.Height)))))
	return scaled.centre(width, height)
}

// centre cuts width by height from the middle; of an odd rest, the smaller
// half is left and above. It returns im itself if nothing is cut off.
func (im *Image) centre(width, height int) *Image {
	if im.Width == width && im.Height == height {
		return im
	}
	return im.Crop(image.Rect(0, 0, width, height).Add(
		image.Pt((im.Width-width)/2, (im.Height-height)/2)))
}

// Crop copies a part of the picture. It panics if the part is empty or reaches
// beyond the picture.
func (im *Image) Crop(part image.Rectangle) *Image {
	if !part.In(image.Rect(0, 0, im.Width, im.Height)) {
		panic("pixel: the part to crop reaches beyond the picture")
	}
	out := New(part.Dx(), part.Dy())
	for c := range 3 {
		from, to := im.Plane(c), out.Plane(c)
		for y := range out.Height {
			start := (part.Min.Y+y)*im.Width + part.Min.X
			copy(to[y*out.Width:(y+1)*out.Width], from[start:])
		}
	}
	return out
}
