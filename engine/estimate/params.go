package estimate

import "foolscope/engine/param"

// Params describes the settings of an estimate.
func Params() param.Set {
	return param.Set{
		{
			Key: "samples", Name: "Directions", Symbol: "n", Kind: param.Integer,
			Min: 1, Max: 2000, Default: 100, Step: 1,
			Explanation: "How many random directions are tried for each gradient. The model is asked twice for each of them; four times as many make an estimate twice as good, until it is good.",
		},
		{
			Key: "sigma", Name: "Distance", Symbol: "σ", Unit: "/255", Kind: param.Number,
			Min: 0.01, Max: 16, Default: 0.5, Step: 0.01,
			Explanation: "How far each value is moved, up or down, to see what the scores do. A larger distance looks past steps and kinks of the model, and less closely at the picture.",
		},
		{
			Key: "block", Name: "Block", Unit: "px", Kind: param.Integer,
			Min: 1, Max: 32, Default: 8, Step: 1,
			Explanation: "The side of the squares of pixels that move together. Larger ones need fewer directions, and miss what is finer than they are; with 1 the estimate is right on average.",
		},
	}
}
