package choice

import (
	"foolscope/engine/attack"
	"foolscope/engine/defense"
	"foolscope/engine/trial"
)

// Catalog is what there is to choose from.
type Catalog struct {
	// Attacks and Defenses are offered in this order.
	Attacks  []*attack.Attack
	Defenses []*defense.Defense
	// BuiltIn is what the model that came with the program is called in a line
	// of settings.
	BuiltIn string
}

// Attack finds an attack by its key.
func (c Catalog) Attack(key string) (*attack.Attack, bool) {
	for _, a := range c.Attacks {
		if a.Key == key {
			return a, true
		}
	}
	return nil, false
}

// Steps is how many steps the attack of settings is to take, 0 if it takes none.
func (c Catalog) Steps(s Settings) int {
	if a, ok := c.Attack(s.Attack); ok {
		if p, ok := a.Params.Find("steps"); ok {
			return int(s.Values[p.Key])
		}
	}
	return 0
}

// Defense finds a defence by its key.
func (c Catalog) Defense(key string) (*defense.Defense, bool) {
	for _, d := range c.Defenses {
		if d.Key == key {
			return d, true
		}
	}
	return nil, false
}

// Setup is what settings say that is tried.
func (c Catalog) Setup(s Settings) trial.Setup {
	a, ok := c.Attack(s.Attack)
	if !ok {
		panic("choice: there is no attack " + s.Attack)
	}
	out := trial.Setup{Attack: a, Values: s.Values, Goal: s.Goal, Seed: s.Seed}
	out.Adaptive = s.adapts()
	if d, ok := c.Defense(s.Defense); ok {
		out.Chain = defense.Chain{{Defense: d, Values: s.DefenseValues}}
	}
	return out
}
