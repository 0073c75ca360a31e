package state

import (
	"image"
	"math"

	"foolscope/engine/pixel"
)

// gains are the factors by which a perturbation may be amplified for the eye.
var gains = []int{1, 2, 5, 8, 10, 12, 16, 20, 30, 50}

// vivid is how far from mid grey the largest change is to look: clearly
// coloured, but short of the glare that full saturation has.
const vivid = 0.25

// gainFor returns the gain that brings the largest change (0 to 1) nearest to
// vivid.
func gainFor(largest float64) int {
	if largest <= 0 {
		return 1
	}
	best := gains[0]
	for _, gain := range gains {
		if math.Abs(largest*float64(gain)-vivid) < math.Abs(largest*float64(best)-vivid) {
			best = gain
		}
	}
	return best
}

// difference draws attacked minus original, amplified, around mid grey.
func difference(original, attacked *pixel.Image, gain int) *image.RGBA {
	out := pixel.New(original.Width, original.Height)
	for i, a := range attacked.Pix {
		out.Pix[i] = 0.5 + float32(gain)*(a-original.Pix[i])
	}
	return out.RGBA()
}
