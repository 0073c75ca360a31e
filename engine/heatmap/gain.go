package heatmap

import (
	"math"
	"slices"

	"foolscope/engine/pixel"
)

// gains are the factors by which a perturbation may be amplified for the eye.
var gains = []int{1, 2, 5, 8, 10, 12, 16, 20, 30, 50}

// Gains are the factors to choose from, the smallest first.
func Gains() []int { return slices.Clone(gains) }

// LargestChange is the most that any element moved, between 0 and 1 for pictures
// in [0,1]: the L-infinity norm of the perturbation as it is drawn, which is not
// rounded to the grid. The pictures have the same size.
func LargestChange(original, attacked *pixel.Image) float64 {
	largest := float32(0)
	for i, a := range attacked.Pix {
		largest = max(largest, a-original.Pix[i], original.Pix[i]-a)
	}
	return float64(largest)
}

// vivid is how far from mid grey the largest change is to look: clearly
// coloured, but short of the glare that full saturation has.
const vivid = 0.25

// SignedGain returns the gain that suits Signed if the largest change is the one
// given.
func SignedGain(largest float64) int {
	if largest <= 0 {
		return gains[0]
	}
	best := gains[0]
	for _, gain := range gains {
		if math.Abs(largest*float64(gain)-vivid) < math.Abs(largest*float64(best)-vivid) {
			best = gain
		}
	}
	return best
}

// MagnitudeGain returns the gain that suits Magnitude: the largest change comes
// nearest to white instead of vivid.
func MagnitudeGain(largest float64) int { return SignedGain(vivid * largest) }
