package attack

import (
	"foolscope/engine/param"
	"foolscope/engine/pixel"
)

// The parameters that several attacks share, described once.

// epsilonLinf counts in levels. The slider moves by whole ones, because the
// picture that is saved cannot hold half a level.
var epsilonLinf = param.Param{
	Key: "epsilon", Name: "Epsilon", Symbol: "ε", Unit: "/255", Kind: param.Number,
	Min: 0, Max: 32, Default: 4, Step: 1,
	Explanation: "How far each red, green or blue value may move. The picture has 256 levels; 4 means that no value changes by more than 4 of them.",
}

var epsilonL2 = param.Param{
	Key: "epsilon", Name: "Epsilon", Symbol: "ε", Kind: param.Number,
	Min: 0, Max: 10, Default: 1, Step: 0.1,
	Explanation: "How long the whole change may be: the square root of the sum of all squared changes, with 1 as the distance from black to white. A few values may move far if the others stay.",
}

var steps = param.Param{
	Key: "steps", Name: "Steps", Kind: param.Integer,
	Min: 1, Max: 100, Default: 10, Step: 1,
	Explanation: "How often the attack looks at the gradient and moves. More steps fool more surely and take longer.",
}

// step is relative to epsilon so that it follows when epsilon moves.
var step = param.Param{
	Key: "step", Name: "Step size", Symbol: "α/ε", Kind: param.Number,
	Min: 0.01, Max: 2, Default: 0.25, Step: 0.01,
	Explanation: "How far one step goes, as a fraction of epsilon. Steps times step size should exceed 1, or the attack never gets to the edge of what it may change.",
}

var randomStart = param.Param{
	Key: "random_start", Name: "Random start", Kind: param.Toggle,
	Max: 1, Step: 1,
	Explanation: "Start at a random place within epsilon instead of at the picture itself: other seeds then find other ways to fool.",
}

var restarts = param.Param{
	Key: "restarts", Name: "Runs", Kind: param.Integer,
	Min: 1, Max: 10, Default: 1, Step: 1,
	Explanation: "How often to attack from the beginning; the best result counts. Every run after the first has a random start.",
}

// linfEpsilon is epsilon in pixel units.
func linfEpsilon(v param.Values) float64 { return v.Float("epsilon") * pixel.Level }

// presets names three settings: weak and strong say what differs from the
// defaults. It panics if a value does not fit its parameter.
func presets(params param.Set, weak, strong param.Values) []Preset {
	return namedPresets(params, weak, nil, strong)
}

func namedPresets(params param.Set, weak, typical, strong param.Values) []Preset {
	complete := func(v param.Values) param.Values {
		full, err := params.Complete(v)
		if err != nil {
			panic("attack: preset: " + err.Error())
		}
		return full
	}
	return []Preset{
		{"weak", complete(weak)},
		{"typical", complete(typical)},
		{"strong", complete(strong)},
	}
}
