package defense

import (
	"context"

	"foolscope/engine/param"
	"foolscope/engine/pixel"
)

// boxBlur is the study's blur, OpenCV's function of that name.
var boxBlur = &Defense{
	Key:      "box",
	Name:     "Box blur",
	Summary:  "Replaces every pixel by the mean of the square around it.",
	Strength: "kernel",
	Params: param.Set{{
		Key: "kernel", Name: "Kernel", Symbol: "k", Unit: "px", Kind: param.Integer,
		Min: 1, Max: 31, Default: 3, Step: 2,
		Explanation: "Side of the square that is averaged: 1 changes nothing, more blurs more. " +
			"An even side also moves the picture by half a pixel.",
	}},
	Apply: func(ctx context.Context, im *pixel.Image, v param.Values, _ uint64) (*pixel.Image, error) {
		return boxFilter(v.Int("kernel")).run(ctx, im)
	},
	Backward: func(ctx context.Context, _, gradient *pixel.Image, v param.Values, _ uint64) (*pixel.Image, error) {
		return boxFilter(v.Int("kernel")).transpose(ctx, gradient)
	},
}

func boxFilter(side int) separable {
	ones := make([]float64, side)
	for i := range ones {
		ones[i] = 1
	}
	return separable{weights: ones, anchor: side / 2, divisor: float64(side * side), outside: reflect101}
}
