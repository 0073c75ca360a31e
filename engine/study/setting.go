package study

import (
	"encoding/json"
	"math"
	"slices"

	"foolscope/engine/defense"
	"foolscope/engine/trial"
)

// Untouched stands for no attack in a Setting.
const Untouched = -1

// Setting is one combination of a plan's models, attacks and defences.
type Setting struct {
	// Model is who judges the picture, and MadeOn whose scores and gradients the attack saw:
	// another one if the plan shows what was made on one to the others. Both are indices into
	// Plan.Models.
	Model, MadeOn int
	// Attack is an index into Plan.Attacks, or Untouched.
	Attack int
	// X is the value of what is varied, NaN if the setting has no such parameter.
	X float64
	// Chain is an index into Plan.Defenses.
	Chain int
}

// Key is equal for equal settings, and may be the key of a map, which NaN keeps a Setting from.
func (s Setting) Key() Setting {
	if math.IsNaN(s.X) {
		s.X = math.Inf(-1)
	}
	return s
}

// Settings lists a plan's settings in the order of the rows of a picture: what is computed
// once for several of them stands together.
func (p Plan) Settings() []Setting {
	var out []Setting
	for made := range p.Models {
		if p.Clean {
			out = p.untouched(out, made)
		}
		for a := range p.Attacks {
			for _, x := range p.values(trial.SweepAttack, a) {
				out = p.defended(out, made, a, x)
			}
		}
	}
	return out
}

// untouched adds the settings of pictures that nobody attacked.
func (p Plan) untouched(out []Setting, model int) []Setting {
	for chain := range p.chains() {
		for _, x := range p.values(trial.SweepDefense, chain) {
			out = append(out, Setting{model, model, Untouched, x, chain})
		}
	}
	return out
}

// defended adds the settings of one attacked picture: each chain, before each model that sees it.
func (p Plan) defended(out []Setting, made, a int, x float64) []Setting {
	for chain := range p.chains() {
		for _, y := range p.values(trial.SweepDefense, chain) {
			if math.IsNaN(y) {
				y = x
			}
			out = append(out, Setting{made, made, a, y, chain})
			for guest := range p.Models {
				if p.Transfer && guest != made {
					out = append(out, Setting{guest, made, a, y, chain})
				}
			}
		}
	}
	return out
}

var none = []float64{math.NaN()}

// values are those that an attack or a chain takes of what is varied; NaN alone if it has no
// such parameter.
func (p Plan) values(axis trial.Axis, i int) []float64 {
	if p.Vary == nil || p.Vary.Of != axis {
		return none
	}
	has := false
	if axis == trial.SweepDefense {
		_, has = firstParam(p.chains()[i], p.Vary.Key)
	} else {
		_, has = p.Attacks[i].Attack.Params.Find(p.Vary.Key)
	}
	if !has {
		return none
	}
	return p.Vary.Values
}

// ChainOf is the chain of a setting, with the value of what is varied.
func (p Plan) ChainOf(s Setting) defense.Chain {
	chain := p.chains()[s.Chain]
	if p.Vary == nil || p.Vary.Of != trial.SweepDefense || math.IsNaN(s.X) {
		return chain
	}
	chain = slices.Clone(chain)
	chain[0].Values = chain[0].Values.Clone()
	chain[0].Values[p.Vary.Key] = s.X
	return chain
}

// Setup is what is tried in a setting, as Explore and the command line take it too. It panics
// if the setting has no attack.
func (p Plan) Setup(s Setting) trial.Setup {
	if s.Attack == Untouched {
		panic("study: an untouched picture has no setup")
	}
	a := p.Attacks[s.Attack]
	setup := trial.Setup{
		Attack: a.Attack, Values: a.Values, Goal: p.Goal, Chain: p.ChainOf(s),
		Adaptive: p.Adaptive, Samples: p.Samples, Seed: p.Seed,
	}
	if p.Vary != nil && p.Vary.Of == trial.SweepAttack && !math.IsNaN(s.X) {
		setup = setup.Varied(trial.SweepAttack, p.Vary.Key, s.X)
	}
	return setup
}

// settingForm is a Setting in a file.
type settingForm struct {
	Model  int      `json:"model"`
	MadeOn int      `json:"made_on"`
	Attack int      `json:"attack"`
	X      *float64 `json:"x"`
	Chain  int      `json:"chain"`
}

// MarshalJSON writes null for an X that there is none of.
func (s Setting) MarshalJSON() ([]byte, error) {
	f := settingForm{s.Model, s.MadeOn, s.Attack, &s.X, s.Chain}
	if math.IsNaN(s.X) {
		f.X = nil
	}
	return json.Marshal(f)
}

// UnmarshalJSON reads what MarshalJSON writes.
func (s *Setting) UnmarshalJSON(data []byte) error {
	var f settingForm
	if err := json.Unmarshal(data, &f); err != nil {
		return err
	}
	*s = Setting{f.Model, f.MadeOn, f.Attack, math.NaN(), f.Chain}
	if f.X != nil {
		s.X = *f.X
	}
	return nil
}
