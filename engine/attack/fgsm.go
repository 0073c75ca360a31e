package attack

import (
	"context"

	"foolscope/engine/param"
)

// The fast gradient method is an ascent of one step that is as long as epsilon
// (Goodfellow, Shlens and Szegedy, 2015): along the sign of the gradient in
// the L-inf norm, along the gradient itself in the L2 norm.

func init() {
	linf := param.Set{epsilonLinf}
	register(10, &Attack{
		Key: "fgsm", Name: "FGSM",
		Summary:  "One look at the gradient, then every value moves by epsilon in the direction that raises the loss.",
		Params:   linf,
		Needs:    Gradients,
		Norm:     Linf,
		Strength: "epsilon",
		Presets:  presets(linf, param.Values{"epsilon": 1}, param.Values{"epsilon": 16}),
		Tuned:    tuned(linf, strengths("epsilon", 1, 2, 8), strengths("epsilon", 4, 12, 24)),
		Run: func(ctx context.Context, job Job) (*Result, error) {
			eps := linfEpsilon(job.Values)
			return fastGradient(ctx, job, newLinf(job.Image, eps), eps)
		},
	})

	l2 := param.Set{epsilonL2}
	register(11, &Attack{
		Key: "fgm_l2", Name: "FGM (L2)",
		Summary:  "One look at the gradient, then one step along it: values that matter more move further.",
		Params:   l2,
		Needs:    Gradients,
		Norm:     L2,
		Strength: "epsilon",
		Presets:  presets(l2, param.Values{"epsilon": 0.3}, param.Values{"epsilon": 4}),
		Tuned:    tuned(l2, strengths("epsilon", 0.3, 0.5, 2), strengths("epsilon", 1, 5, 10)),
		Run: func(ctx context.Context, job Job) (*Result, error) {
			eps := job.Values.Float("epsilon")
			return fastGradient(ctx, job, &l2Ball{job.Image, eps}, eps)
		},
	})
}

func fastGradient(ctx context.Context, job Job, within ball, eps float64) (*Result, error) {
	return ascent{ball: within, objective: crossEntropy(job), alpha: eps, steps: 1, runs: 1}.run(ctx, job)
}
