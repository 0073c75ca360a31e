package metric

import (
	"math"

	"foolscope/engine/pixel"
)

// Comparison is how far a changed picture is from its original.
type Comparison struct {
	// SSIM is the structural similarity of Wang et al., 2004.
	SSIM float64
	// PSNR is the peak signal-to-noise ratio in decibels, infinite for equal
	// pictures.
	PSNR float64
	// MSE is the mean of the squared differences, in levels squared.
	MSE float64
	// Linf is the largest difference, in levels (1/255).
	Linf int
	// L2 is the root of the sum of the squared differences of elements in
	// [0,1].
	L2 float64
	// L0 is the number of pixels of which at least one channel changed.
	L0 int
}

// Compare measures the distances between two pictures. It panics if their
// sizes differ.
func Compare(original, changed *pixel.Image) Comparison {
	mustMatch(original, changed)
	n := original.Width * original.Height
	touched := make([]bool, n)
	largest, squares := 0, 0
	for c := range 3 {
		x, y := original.Plane(c), changed.Plane(c)
		for i := range x {
			d := int(pixel.Byte(x[i])) - int(pixel.Byte(y[i]))
			if d == 0 {
				continue
			}
			touched[i] = true
			largest = max(largest, d, -d)
			squares += d * d
		}
	}
	pixels := 0
	for _, t := range touched {
		if t {
			pixels++
		}
	}
	mse := float64(squares) / float64(3*n)
	return Comparison{
		SSIM: SSIM(original, changed),
		PSNR: 10 * math.Log10(255*255/mse),
		MSE:  mse,
		Linf: largest,
		L2:   math.Sqrt(float64(squares)) / 255,
		L0:   pixels,
	}
}
