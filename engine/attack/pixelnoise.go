package attack

import (
	"context"
	"math"
	"math/rand/v2"

	"foolscope/engine/param"
	"foolscope/engine/pixel"
)

// What "n % of the pixels" is a share of.
const (
	basePixels   = iota // Height*Width positions
	baseElements        // Height*Width*3 elements
)

func init() {
	params := param.Set{
		{
			Key: "percent", Name: "Amount", Symbol: "n", Unit: "%", Kind: param.Number,
			Min: 0, Max: 100, Default: 20, Step: 1,
			Explanation: "How many random values are written into the picture, as a share of its size. A place can be hit twice, so fewer places change.",
		},
		{
			Key: "maximum", Name: "Largest value", Kind: param.Integer,
			Min: 0, Max: 255, Default: 224, Step: 1,
			Explanation: "The written values are whole numbers from 0 to this one. The study that this noise comes from stopped at 224.",
		},
		{
			Key: "base", Name: "Share of", Kind: param.Choice,
			Max: 1, Default: basePixels, Step: 1,
			Choices:     []string{"pixels", "entries"},
			Explanation: "What the amount is a share of: the pixels, or their red, green and blue values, which are three times as many.",
		},
	}
	register(91, &Attack{
		Key: "pixel_noise", Name: "Pixel noise",
		Summary:  "Random values in one colour of randomly chosen pixels. It knows nothing about the model.",
		Params:   params,
		Strength: "percent",
		Presets:  presets(params, param.Values{"percent": 5}, param.Values{"percent": 40}),
		Run: func(ctx context.Context, job Job) (*Result, error) {
			return noise(ctx, job, writePixels)
		},
	})
}

// writePixels draws a row, a column, a channel and a value, as often as the
// amount asks. The draws do not depend on the amount, so that less noise is
// the beginning of more noise.
func writePixels(x *pixel.Image, v param.Values, r *rand.Rand) {
	top := v.Int("maximum")
	for range draws(x, v) {
		row, column, channel := r.IntN(x.Height), r.IntN(x.Width), r.IntN(3)
		x.Plane(channel)[row*x.Width+column] = float32(r.IntN(top+1)) / 255
	}
}

func draws(x *pixel.Image, v param.Values) int {
	base := x.Width * x.Height
	if v.Int("base") == baseElements {
		base *= 3
	}
	return int(math.Round(v.Float("percent") / 100 * float64(base)))
}
