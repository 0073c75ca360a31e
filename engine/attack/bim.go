package attack

import (
	"context"

	"foolscope/engine/param"
)

// The basic iterative method (Kurakin, Goodfellow and Bengio, 2017).
func init() {
	params := param.Set{epsilonLinf, steps, step}
	register(20, &Attack{
		Key: "bim", Name: "BIM",
		Summary:  "FGSM in small steps, each with a fresh look at the gradient, never further than epsilon from the picture.",
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
			}.run(ctx, job)
		},
	})
}

// iterativePresets suit the attacks that take steps in the L-inf norm.
func iterativePresets(params param.Set) []Preset {
	return presets(params,
		param.Values{"epsilon": 1, "steps": 5},
		param.Values{"epsilon": 8, "steps": 40, "step": 0.1})
}

// iterativeTuned are the same for classifiers whose sensitivity is known.
func iterativeTuned(params param.Set) map[Sensitivity][]Preset {
	return tuned(params,
		[3]param.Values{{"epsilon": 1, "steps": 5}, {"epsilon": 2}, {"epsilon": 8, "steps": 40, "step": 0.1}},
		[3]param.Values{nil, {"epsilon": 8}, {"epsilon": 16, "steps": 40, "step": 0.1}})
}
