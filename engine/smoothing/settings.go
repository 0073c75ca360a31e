package smoothing

import "foolscope/engine/param"

// Params describes how a picture is certified.
func Params() param.Set {
	return param.Set{{
		Key: "sigma", Name: "Noise", Symbol: "σ", Kind: param.Number,
		Min: 0.01, Max: 1, Default: 0.1, Step: 0.01,
		Explanation: "Standard deviation of the noise on every element, which goes from 0 to 1. More noise certifies larger radii, " +
			"if the model still knows the copies: one that was not trained on noise hardly does above 0.1.",
	}, {
		Key: "select", Name: "First copies", Kind: param.Integer,
		Min: 10, Max: 10000, Default: 100, Step: 10,
		Explanation: "Copies whose votes choose the class that is certified. They have no part in the certificate.",
	}, {
		Key: "copies", Name: "Copies", Symbol: "n", Kind: param.Integer,
		Min: 10, Max: 1000000, Default: 1000, Step: 10, Log: true,
		Explanation: "Copies whose votes give the certificate. Even if all agree, few copies prove only a small radius.",
	}, {
		Key: "alpha", Name: "Probability of error", Symbol: "α", Kind: param.Number,
		Min: 0.000001, Max: 0.1, Default: 0.001, Step: 0.001, Log: true,
		Explanation: "How probable a wrong certificate may be: 0.001 is a confidence of 99.9 %.",
	}}
}
