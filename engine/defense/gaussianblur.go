package defense

import (
	"context"
	"math"

	"foolscope/engine/param"
	"foolscope/engine/pixel"
)

var gaussianBlur = &Defense{
	Key:      "gaussian",
	Name:     "Gaussian blur",
	Summary:  "Replaces every pixel by a mean that counts near pixels more than far ones.",
	Strength: "sigma",
	Params: param.Set{{
		Key: "sigma", Name: "Width", Symbol: "σ", Unit: "px", Kind: param.Number,
		Min: 0.3, Max: 5, Default: 1, Step: 0.1,
		Explanation: "Standard deviation of the bell curve that weighs the pixels: " +
			"about two thirds of the weight lie within this distance. More blurs more.",
	}},
	Apply: func(ctx context.Context, im *pixel.Image, v param.Values, _ uint64) (*pixel.Image, error) {
		return gaussianFilter(v.Float("sigma")).run(ctx, im)
	},
	Backward: func(ctx context.Context, _, gradient *pixel.Image, v param.Values, _ uint64) (*pixel.Image, error) {
		return gaussianFilter(v.Float("sigma")).transpose(ctx, gradient)
	},
}

// gaussianFilter cuts the bell curve at four standard deviations and repeats
// the edge at the border, as scipy does.
func gaussianFilter(sigma float64) separable {
	radius := int(4*sigma + 0.5)
	weights := make([]float64, 2*radius+1)
	sum := 0.0
	for i := range weights {
		distance := float64(i-radius) / sigma
		weights[i] = math.Exp(-distance * distance / 2)
		sum += weights[i]
	}
	for i := range weights {
		weights[i] /= sum
	}
	return separable{weights: weights, anchor: radius, divisor: 1, outside: reflectEdge}
}
