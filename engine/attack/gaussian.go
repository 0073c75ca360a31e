package attack

import (
	"context"
	"math/rand/v2"

	"foolscope/engine/param"
	"foolscope/engine/pixel"
)

func init() {
	params := param.Set{{
		Key: "sigma", Name: "Standard deviation", Symbol: "σ", Unit: "/255", Kind: param.Number,
		Min: 0, Max: 128, Default: 25, Step: 1,
		Explanation: "How strong the noise is: two thirds of the red, green and blue values move by less than this many levels.",
	}}
	register(90, &Attack{
		Key: "gaussian_noise", Name: "Gaussian noise",
		Summary:  "Random grain like that of a camera in the dark. It knows nothing about the model: the yardstick for attacks that do.",
		Params:   params,
		Strength: "sigma",
		Presets:  presets(params, param.Values{"sigma": 8}, param.Values{"sigma": 64}),
		Tuned:    tuned(params, strengths("sigma", 16, 40, 64), strengths("sigma", 25, 90, 128)),
		Run: func(ctx context.Context, job Job) (*Result, error) {
			return noise(ctx, job, addGaussian)
		},
	})
}

// addGaussian draws one normal number per element, the same ones for every sigma.
func addGaussian(x *pixel.Image, v param.Values, r *rand.Rand) {
	sigma := v.Float("sigma") * pixel.Level
	for i, value := range x.Pix {
		x.Pix[i] = min(max(value+float32(sigma*r.NormFloat64()), 0), 1)
	}
}

// noise runs an attack that draws a picture without asking the model, and then
// asks it once.
func noise(ctx context.Context, job Job, draw func(*pixel.Image, param.Values, *rand.Rand)) (*Result, error) {
	x := job.Image.Clone()
	draw(x, job.Values, rand.New(rand.NewPCG(job.Seed, 0)))
	image := x.Clone().Round()
	model := &tally{Model: job.Model}
	logits, err := LogitsOf(ctx, model, image)
	if err != nil {
		return nil, failure(ctx, "the noisy picture", err)
	}
	return &Result{Image: image, Exact: x, Logits: logits, Queries: model.queries}, nil
}
