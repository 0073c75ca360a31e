package attack

import (
	"context"

	"foolscope/engine/param"
)

// Projected gradient descent (Madry et al., 2018): steps along the gradient,
// each followed by the nearest picture within epsilon, from one or several
// starts.

func init() {
	linf := param.Set{epsilonLinf, steps, step, randomStart, restarts}
	register(30, &Attack{
		Key: "pgd", Name: "PGD",
		Summary:  "Small steps along the sign of the gradient, kept within epsilon; it can start at random places and keep the best of several runs.",
		Params:   linf,
		Needs:    Gradients,
		Norm:     Linf,
		Strength: "epsilon",
		Presets:  iterativePresets(linf),
		Tuned:    iterativeTuned(linf),
		Run: func(ctx context.Context, job Job) (*Result, error) {
			eps := linfEpsilon(job.Values)
			return projectedGradient(ctx, job, newLinf(job.Image, eps), eps)
		},
	})

	l2 := param.Set{epsilonL2, steps, step, randomStart, restarts}
	register(31, &Attack{
		Key: "pgd_l2", Name: "PGD (L2)",
		Summary:  "Small steps along the gradient itself, with a limit on the length of the whole change instead of on each value.",
		Params:   l2,
		Needs:    Gradients,
		Norm:     L2,
		Strength: "epsilon",
		Presets: presets(l2,
			param.Values{"epsilon": 0.3, "steps": 5},
			param.Values{"epsilon": 4, "steps": 40, "step": 0.1}),
		Tuned: tuned(l2,
			[3]param.Values{{"epsilon": 0.2, "steps": 5}, {"epsilon": 0.5}, {"epsilon": 2, "steps": 40, "step": 0.1}},
			[3]param.Values{nil, {"epsilon": 3}, {"epsilon": 6, "steps": 40, "step": 0.1}}),
		Run: func(ctx context.Context, job Job) (*Result, error) {
			eps := job.Values.Float("epsilon")
			return projectedGradient(ctx, job, &l2Ball{job.Image, eps}, eps)
		},
	})
}

func projectedGradient(ctx context.Context, job Job, within ball, eps float64) (*Result, error) {
	return ascent{
		ball:        within,
		objective:   crossEntropy(job),
		alpha:       eps * job.Values.Float("step"),
		steps:       job.Values.Int("steps"),
		runs:        job.Values.Int("restarts"),
		randomStart: job.Values.Bool("random_start"),
	}.run(ctx, job)
}
