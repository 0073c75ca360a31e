package pixel

import (
	"image"
	"math"
)

// Stretch resizes to exactly width by height by the filter Bilinear.
func (im *Image) Stretch(width, height int) *Image { return Bilinear.Stretch(im, width, height) }

// Fit resizes and cuts by the filter Bilinear.
func (im *Image) Fit(shortSide, width, height int) *Image {
	return Bilinear.Fit(im, shortSide, width, height)
}

// Stretch resizes to exactly width by height, without regard to the aspect
// ratio. The result is on the grid. It panics if a side is not positive.
func (f Filter) Stretch(im *Image, width, height int) *Image {
	if width <= 0 || height <= 0 {
		panic("pixel: a side to resize to is not positive")
	}
	if im.Width == width && im.Height == height {
		return im.Clone().Round()
	}
	out := New(width, height)
	across, down := f.taps(im.Width, width), f.taps(im.Height, height)
	EachChannel(func(c int) { resample(im.Plane(c), im.Width, im.Height, out.Plane(c), across, down) })
	return out
}

// Fit resizes the short side to shortSide, keeping the aspect ratio, and cuts
// width by height from the centre: the usual way of a picture to a classifier.
// The long side is rounded down and an odd rest beside the cut halved to an
// even number, as torchvision's Resize and CenterCrop do. A shortSide too small
// for the cut is raised until the cut fits. The result is on the grid. It
// panics if a side is not positive.
func (f Filter) Fit(im *Image, shortSide, width, height int) *Image {
	if shortSide <= 0 || width <= 0 || height <= 0 {
		panic("pixel: a side to fit to is not positive")
	}
	by := fitting(im.Width, im.Height, shortSide, width, height)
	return f.Stretch(im.centre(by.source.X, by.source.Y), by.scaled.X, by.scaled.Y).centre(width, height)
}

// fit is how a picture is fitted: what is cut from its centre, and what size that gets before the last cut.
type fit struct{ source, scaled image.Point }

func fitting(ownWidth, ownHeight, shortSide, width, height int) fit {
	// The scale is over / under.
	over, under := shortSide, min(ownWidth, ownHeight)
	for _, least := range [][2]int{{width, ownWidth}, {height, ownHeight}} {
		if over*least[1] < least[0]*under {
			over, under = least[0], least[1]
		}
	}

	// Only the centre of a very long or very tall picture is resized: what the
	// cut leaves out could not be held in memory when such a picture is a few
	// pixels wide.
	const ample = 4
	enough := func(side int) int { return int(math.Ceil(ample * float64(side) * float64(under) / float64(over))) }
	source := image.Pt(min(ownWidth, enough(width)), min(ownHeight, enough(height)))
	return fit{source, image.Pt(max(width, over*source.X/under), max(height, over*source.Y/under))}
}

// centre cuts width by height from the middle. It returns im itself if nothing
// is cut off.
func (im *Image) centre(width, height int) *Image {
	if im.Width == width && im.Height == height {
		return im
	}
	return im.Crop(image.Rect(0, 0, width, height).Add(
		image.Pt(halfToEven(im.Width-width), halfToEven(im.Height-height))))
}

// halfToEven is n/2, and of an odd n the even number next to it.
func halfToEven(n int) int { return int(math.RoundToEven(float64(n) / 2)) }

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
