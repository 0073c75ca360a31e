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
