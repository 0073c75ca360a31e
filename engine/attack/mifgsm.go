package attack

import (
	"context"

	"foolscope/engine/pages"
	"foolscope/engine/param"
)

// The momentum iterative method (Dong et al., 2018).
func init() {
	decay := param.Param{
		Key: "decay", Name: "Momentum", Symbol: "μ", Kind: param.Number,
		Min: 0, Max: 2, Default: 1, Step: 0.1,
		Explanation: "How much of the earlier directions a step remembers: 0 remembers nothing and is BIM, 1 counts every step alike.",
	}
	params := param.Set{epsilonLinf, steps, step, decay}
	register(40, &Attack{
		Key: "mifgsm", Name: "MI-FGSM",
		Summary:  "BIM with momentum: each step follows the average of the gradients so far, which often carries over to other models.",
		Params:   params,
		Needs:    Gradients,
		Norm:     Linf,
		Strength: "epsilon",
		Presets:  iterativePresets(params),
		Tuned:    iterativeTuned(params),
		Run: func(ctx context.Context, job Job) (*Result, error) {
			eps := linfEpsilon(job.Values)
			return ascent{
				ball:      newLinf(job.Image, eps),
				objective: crossEntropy(job),
				alpha:     eps * job.Values.Float("step"),
				steps:     job.Values.Int("steps"),
				runs:      1,
				direction: momentum(job.Values.Float("decay"), len(job.Image.Pix)),
			}.run(ctx, job)
		},
	})
}

// momentum returns a function that replaces the gradient g of each step by
// m = decay*m + g/|g|, |g| the sum of absolute values.
func momentum(decay float64, size int) func(g []float32) {
	m := pages.Make[float32](size)
	keep := float32(decay)
	return func(g []float32) {
		scale := float32(1 / max(norm1(g), tinyNorm))
		m := m[:len(g)]
		for i, d := range g {
			m[i] = keep*m[i] + scale*d
			g[i] = m[i]
		}
	}
}
