package story

import (
	"foolscope/engine/metric"
	"foolscope/engine/pixel"
	"foolscope/engine/trial"
)

// measuresAfter says how much an attack changed.
func measuresAfter(o *trial.Outcome) Measures {
	m := measuresOf(o.Change)
	m.Gradients = o.Gradients
	return m
}

// measuresOf are the measures of a comparison, without the gradients.
func measuresOf(c metric.Comparison) Measures {
	return Measures{Known: true, Linf: float64(c.Linf) * pixel.Level, L2: c.L2, SSIM: c.SSIM, PSNR: c.PSNR}
}
