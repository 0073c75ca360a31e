package study

import (
	"foolscope/engine/attack"
	"foolscope/engine/defense"
	"foolscope/engine/param"
	"foolscope/engine/trial"
)

// Plan is an experiment. It is JSON; see ReadPlan. A plan is not changed once it is handed over.
type Plan struct {
	Name string `json:"name"`
	Data Data   `json:"data"`
	// Models are paths or names as Env.Resolve understands them; "" is the model that is
	// built in.
	Models []string `json:"models"`
	// Attacks are tried each by itself. None asks only what defences do to untouched pictures.
	Attacks []Attack `json:"attacks,omitempty"`
	// Defenses are chains that are tried each by itself; an empty one is no defence. None
	// stands for that one.
	Defenses []defense.Chain `json:"defenses,omitempty"`
	// Vary is the parameter that takes several values, nil if none does.
	Vary *Vary `json:"vary,omitempty"`
	// Clean has each chain be tried on the untouched pictures, too.
	Clean bool `json:"clean,omitempty"`
	// Adaptive has the attacks know the defences. Samples is that of trial.Setup.
	Adaptive bool `json:"adaptive,omitempty"`
	Samples  int  `json:"samples,omitempty"`
	// Transfer shows what was made on each model to the others.
	Transfer bool       `json:"transfer,omitempty"`
	Goal     trial.Goal `json:"goal"`
	// Seed determines every random draw, together with the picture.
	Seed uint64 `json:"seed"`
}

// Attack is an attack of a plan.
type Attack struct {
	Attack *attack.Attack
	// Values has a value for each of the attack's parameters.
	Values param.Values
}

// Choosing says which pictures of a data set are used if not all are.
type Choosing string

// The ways to choose pictures.
const (
	// Even takes pictures at equal distances in the order of the set.
	Even Choosing = "even"
	// PerClass takes from the classes in turns, in the order of the set.
	PerClass Choosing = "per class"
	// Random draws pictures from a seed, without repeating any.
	Random Choosing = "random"
)

// Data says which pictures an experiment uses.
type Data struct {
	// Folder is a data set as dataset.Open takes it, relative to the plan's file; Signs is how many
	// road signs are drawn instead, and Seed what they are drawn from. One of both is given.
	Folder string `json:"folder,omitempty"`
	Signs  int    `json:"signs,omitempty"`
	Seed   uint64 `json:"seed,omitempty"`
	// Pictures is how many are used, 0 for all. Choose says which.
	Pictures int      `json:"pictures,omitempty"`
	Choose   Choosing `json:"choose,omitempty"`
}

// Vary is one parameter that takes several values.
type Vary struct {
	// Of says whose parameter it is: of every attack that has it, or of every chain whose first defence has it.
	Of trial.Axis
	// Key is that of the parameter.
	Key string
	// Values are in increasing order.
	Values []float64
}

// chains are the plan's defences; one that is empty if it has none.
func (p Plan) chains() []defense.Chain {
	if len(p.Defenses) == 0 {
		return []defense.Chain{nil}
	}
	return p.Defenses
}

// Param returns the parameter that is varied, as the first attack or chain that has it
// describes it; ok is false if none is varied.
func (p Plan) Param() (_ param.Param, ok bool) {
	if p.Vary == nil {
		return param.Param{}, false
	}
	if p.Vary.Of == trial.SweepDefense {
		for _, c := range p.chains() {
			if q, ok := firstParam(c, p.Vary.Key); ok {
				return q, true
			}
		}
		return param.Param{}, false
	}
	for _, a := range p.Attacks {
		if q, ok := a.Attack.Params.Find(p.Vary.Key); ok {
			return q, true
		}
	}
	return param.Param{}, false
}

// firstParam is a parameter of the first defence of a chain.
func firstParam(c defense.Chain, key string) (param.Param, bool) {
	if len(c) == 0 {
		return param.Param{}, false
	}
	return c[0].Defense.Params.Find(key)
}
