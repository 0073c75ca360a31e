package state

import (
	"foolscope/engine/metric"
	"foolscope/engine/pixel"
)

// measure says how much the attack changed. Gradients is left to the caller.
func measure(original, attacked *pixel.Image) Measures {
	c := metric.Compare(original, attacked)
	return Measures{Known: true, Linf: float64(c.Linf) * pixel.Level, L2: c.L2, SSIM: c.SSIM, PSNR: c.PSNR}
}

// largestChange is the most that any value moved, as a share of the range.
func largestChange(original, attacked *pixel.Image) float64 {
	largest := float32(0)
	for i, a := range attacked.Pix {
		largest = max(largest, a-original.Pix[i], original.Pix[i]-a)
	}
	return float64(largest)
}
