package heatmap

import (
	"image"
	"math"
	"slices"

	"foolscope/engine/pixel"
)

// brightest is the share of pixels of a saliency map that are not white: a few
// outliers would leave the rest black.
const brightest = 0.99

// Saliency draws the largest of the absolute derivatives by the three colours
// (Simonyan, Vedaldi and Zisserman, Deep inside convolutional networks, 2013,
// section 3): black for none, white from the 99th percentile on. gradient holds
// the derivative by each element of a picture. Where one is infinite or not a number,
// the pixel is white and counts for nothing else; lost is how many pixels that are.
func Saliency(gradient *pixel.Image) (drawn *image.RGBA, lost int) {
	seen := make([]float32, 0, gradient.Width*gradient.Height)
	out := draw(gradient.Width, gradient.Height, func(_ int, channels [3]int) float32 {
		largest := float32(0)
		for _, k := range channels {
			largest = max(largest, gradient.Pix[k], -gradient.Pix[k])
		}
		if math.IsInf(float64(largest), 0) || math.IsNaN(float64(largest)) {
			lost++
			return float32(math.Inf(1))
		}
		seen = append(seen, largest)
		return largest
	})
	white := float32(math.SmallestNonzeroFloat32)
	if slices.Sort(seen); len(seen) > 0 {
		if white = seen[int(brightest*float64(len(seen)-1))]; white == 0 {
			white = max(seen[len(seen)-1], math.SmallestNonzeroFloat32)
		}
	}
	for i := range out.Pix {
		out.Pix[i] = min(out.Pix[i]/white, 1)
	}
	return out.RGBA(), lost
}
