package state

import (
	"image"

	"foolscope/engine/metric"
	"foolscope/engine/pixel"
)

// measure says how much the attack changed. Gradients is left to the caller.
func measure(original, attacked *pixel.Image) Measures {
	c := metric.Compare(original, attacked)
	return Measures{Known: true, Linf: float64(c.Linf) * pixel.Level, L2: c.L2, SSIM: c.SSIM, PSNR: c.PSNR}
}

// amplified draws the perturbation with the gain that suits it.
func amplified(original, attacked *pixel.Image) (*image.RGBA, int) {
	largest := float32(0)
	for i, a := range attacked.Pix {
		largest = max(largest, a-original.Pix[i], original.Pix[i]-a)
	}
	gain := gainFor(float64(largest))
	return difference(original, attacked, gain), gain
}
