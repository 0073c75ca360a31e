package part

import (
	"image"
	"image/color"
	"math"
	"slices"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
)

// stripe is a horizontal bar: a track, and from its left end what is filled.
type stripe struct {
	track area
	// filled is the width of the filled part, 0 for none.
	filled     float32
	ground, in color.Color
}

// stripes draws bars with round ends as one picture. A canvas object for each
// would take longer to draw than all of their pixels.
type stripes struct {
	picture canvas.Image
	shown   []stripe
}

// draw brings the picture in line with bars. Nothing is done if they are those
// that are drawn already.
func (s *stripes) draw(bars []stripe) {
	SetVisible(&s.picture, len(bars) > 0)
	if slices.Equal(bars, s.shown) {
		return
	}
	s.shown = bars
	if len(bars) == 0 {
		return
	}
	box := bars[0].track
	for _, bar := range bars {
		box = box.with(bar.track)
	}
	box = area{floor(box.left), floor(box.top), -floor(-box.right), -floor(-box.bottom)}
	out := image.NewRGBA(image.Rect(0, 0, fine*int(box.right-box.left), fine*int(box.bottom-box.top)))
	for _, bar := range bars {
		bar.track = bar.track.from(box.left, box.top)
		bar.draw(out)
	}
	Put(&s.picture, box.left, box.top, box.right-box.left, box.bottom-box.top)
	s.picture.ScaleMode = canvas.ImageScaleFastest
	s.picture.Image = out
	s.picture.Refresh()
}

// draw paints the bar onto a picture with fine pixels a unit.
func (s stripe) draw(out *image.RGBA) {
	track := s.track.times(fine)
	fill := track
	fill.right = fill.left + s.filled*fine
	ground, in := inkOf(s.ground), inkOf(s.in)
	for y := int(track.top); float32(y) < track.bottom; y++ {
		for x := int(track.left); float32(x) < track.right; x++ {
			at := fyne.NewPos(float32(x)+0.5, float32(y)+0.5)
			share := track.covers(at)
			ground.over(out, x, y, share)
			if s.filled > 0 {
				in.over(out, x, y, min(share, fill.covers(at)))
			}
		}
	}
}

// with is the least area that contains both.
func (a area) with(b area) area {
	return area{min(a.left, b.left), min(a.top, b.top), max(a.right, b.right), max(a.bottom, b.bottom)}
}

// from is the area as seen from a point.
func (a area) from(x, y float32) area { return area{a.left - x, a.top - y, a.right - x, a.bottom - y} }

func (a area) times(factor float32) area {
	return area{a.left * factor, a.top * factor, a.right * factor, a.bottom * factor}
}

// covers returns how much of the pixel around a point lies in the area, whose
// ends are round, 0 to 1.
func (a area) covers(at fyne.Position) float32 {
	halfX, halfY := (a.right-a.left)/2, (a.bottom-a.top)/2
	radius := min(halfX, halfY)
	x := distance(at.X, a.left+halfX) - halfX + radius
	y := distance(at.Y, a.top+halfY) - halfY + radius
	beyond := max(x, y)
	if x > 0 && y > 0 {
		beyond = float32(math.Sqrt(float64(x*x + y*y)))
	}
	return min(max(0.5-beyond+radius, 0), 1)
}

func floor(x float32) float32 { return float32(math.Floor(float64(x))) }

func distance(a, b float32) float32 { return max(a-b, b-a) }
