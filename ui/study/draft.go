package study

import (
	"math"
	"slices"

	"foolscope/engine/attack"
	"foolscope/engine/defense"
	"foolscope/engine/param"
	"foolscope/engine/study"
	"foolscope/engine/trial"
)

// Draft is a plan as the side bar edits it: with the models and the chains that are
// listed there and not used. It is a value; what it points to is never changed.
type Draft struct {
	// Plan has everything but what is below.
	Plan   study.Plan
	Models []ModelChoice
	Chains []ChainChoice
	// Attacks are those of the list, of which one is edited.
	Attacks []AttackChoice
	Edited  int
	// From, To and Step are the range of what is varied; Listed has the values instead
	// if they are none.
	From, To, Step float64
	Listed         []float64
}

// ModelChoice is a model of the list, by its path or name.
type ModelChoice struct {
	Name string
	Used bool
}

// ChainChoice is a chain of defences of the list.
type ChainChoice struct {
	Chain defense.Chain
	Used  bool
}

// AttackChoice is an attack of the list.
type AttackChoice struct {
	study.Attack
	Used bool
}

// newDraft is a plan to be edited.
func newDraft(p study.Plan) Draft {
	d := Draft{Plan: p}
	for _, name := range p.Models {
		d.Models = append(d.Models, ModelChoice{name, true})
	}
	chains := p.Defenses
	if len(chains) == 0 {
		chains = []defense.Chain{nil}
	}
	for _, c := range chains {
		d.Chains = append(d.Chains, ChainChoice{c, true})
	}
	for _, a := range p.Attacks {
		d.Attacks = append(d.Attacks, AttackChoice{a, true})
	}
	d.Edited = len(d.Attacks) - 1
	if p.Vary != nil {
		d.From, d.To, d.Step, d.Listed = rangeOf(p.Vary.Values)
	}
	return d
}

// rangeOf says in which steps values go; listed has them all if they go in none.
func rangeOf(values []float64) (from, to, step float64, listed []float64) {
	from, to = values[0], values[len(values)-1]
	if len(values) == 1 {
		return from, to, 1, nil
	}
	step = math.Round((values[1]-values[0])*1e9) / 1e9
	again, err := study.Range(from, to, step)
	if err != nil || !slices.Equal(again, values) {
		return from, to, step, values
	}
	return from, to, step, nil
}

// plan is the experiment that the draft says. The error says in a sentence what is
// wrong with it.
func (d Draft) plan() (study.Plan, error) {
	p := d.Plan
	p.Models, p.Defenses, p.Attacks = nil, nil, nil
	for _, m := range d.Models {
		if m.Used {
			p.Models = append(p.Models, m.Name)
		}
	}
	for _, c := range d.Chains {
		if c.Used {
			p.Defenses = append(p.Defenses, c.Chain)
		}
	}
	for _, a := range d.Attacks {
		if a.Used {
			p.Attacks = append(p.Attacks, a.Attack)
		}
	}
	if p.Vary != nil {
		values := d.Listed
		if values == nil {
			var err error
			if values, err = study.Range(d.From, d.To, d.Step); err != nil {
				return p, err
			}
		}
		p.Vary = &study.Vary{Of: p.Vary.Of, Key: p.Vary.Key, Values: values}
	}
	p.Transfer = p.Transfer && len(p.Models) > 1
	return p, p.Check()
}

// edited is the attack whose values are edited; ok is false if there is none.
func (d Draft) edited() (AttackChoice, bool) {
	if d.Edited < 0 || d.Edited >= len(d.Attacks) {
		return AttackChoice{}, false
	}
	return d.Attacks[d.Edited], true
}

// setAttack puts another attack, with its usual values, in the place of the edited one.
func (d Draft) setAttack(a *attack.Attack) Draft {
	d.Attacks = slices.Clone(d.Attacks)
	next := AttackChoice{study.Attack{Attack: a, Values: a.Params.Defaults()}, true}
	if old, ok := d.edited(); ok {
		// What both have stays.
		for _, p := range a.Params {
			if v, had := old.Values[p.Key]; had && p.Check(v) == nil {
				next.Values[p.Key] = v
			}
		}
		d.Attacks[d.Edited] = next
	} else {
		d.Attacks = append(d.Attacks, next)
		d.Edited = len(d.Attacks) - 1
	}
	return d.steady()
}

// setValue changes a parameter of the edited attack.
func (d Draft) setValue(key string, value float64) Draft {
	if _, ok := d.edited(); !ok {
		return d
	}
	d.Attacks = slices.Clone(d.Attacks)
	a := &d.Attacks[d.Edited]
	values := param.Values{}
	for k, v := range a.Values {
		values[k] = v
	}
	values[key] = value
	a.Attack.Values = values
	return d
}

// Variable is a parameter that can be varied.
type Variable struct {
	Of    trial.Axis
	Param param.Param
	// Whose names the attack or the defence that has it.
	Whose string
}

// variables are the parameters of the edited attack and of the chains that can be
// varied, each once.
func (d Draft) variables() []Variable {
	var out []Variable
	add := func(of trial.Axis, whose string, params param.Set) {
		for _, p := range params {
			known := slices.ContainsFunc(out, func(v Variable) bool { return v.Of == of && v.Param.Key == p.Key })
			if (p.Kind == param.Number || p.Kind == param.Integer) && !known {
				out = append(out, Variable{of, p, whose})
			}
		}
	}
	if a, ok := d.edited(); ok {
		add(trial.SweepAttack, a.Attack.Attack.Name, a.Attack.Attack.Params)
	}
	for _, c := range d.Chains {
		if c.Used && len(c.Chain) > 0 {
			add(trial.SweepDefense, c.Chain[0].Defense.Name, c.Chain[0].Defense.Params)
		}
	}
	return out
}

// varied is the variable that is varied; ok is false if none is.
func (d Draft) varied() (Variable, bool) {
	if d.Plan.Vary == nil {
		return Variable{}, false
	}
	for _, v := range d.variables() {
		if v.Of == d.Plan.Vary.Of && v.Param.Key == d.Plan.Vary.Key {
			return v, true
		}
	}
	return Variable{}, false
}

// vary varies another parameter, over a range that suits it; nil varies none.
func (d Draft) vary(v *Variable) Draft {
	if v == nil {
		d.Plan.Vary = nil
		return d
	}
	d.Plan.Vary = &study.Vary{Of: v.Of, Key: v.Param.Key}
	d.From, d.To, d.Step, d.Listed = usualRange(v.Param)
	return d
}

// usualRange is where a parameter is varied at first: in about eight steps from its
// least to twice its usual value.
func usualRange(p param.Param) (from, to, step float64, listed []float64) {
	// A sweep begins at its ends.
	values := slices.Compact(slices.Sorted(slices.Values(p.Sweep(p.Min, p.Clamp(2*p.Default), 9))))
	return rangeOf(values)
}

// steady drops what is varied if nothing has it any more, and takes the strength of the
// attack instead.
func (d Draft) steady() Draft {
	if d.Plan.Vary == nil {
		return d
	}
	if _, ok := d.varied(); ok {
		return d
	}
	if a, ok := d.edited(); ok {
		if p, ok := a.Attack.Attack.Params.Find(a.Attack.Attack.Strength); ok {
			return d.vary(&Variable{Of: trial.SweepAttack, Param: p})
		}
	}
	return d.vary(nil)
}

// setRange changes from where to where and in which steps the parameter is varied.
func (d Draft) setRange(from, to, step float64) Draft {
	d.From, d.To, d.Step, d.Listed = from, to, step, nil
	return d
}

// use has a model used or not, and adds one that is not listed yet.
func (d Draft) use(name string, used bool) Draft {
	d.Models = slices.Clone(d.Models)
	for i := range d.Models {
		if d.Models[i].Name == name {
			d.Models[i].Used = used
			return d
		}
	}
	d.Models = append(d.Models, ModelChoice{name, used})
	return d
}

// useChain has a chain of the list used or not.
func (d Draft) useChain(i int, used bool) Draft {
	d.Chains = slices.Clone(d.Chains)
	d.Chains[i].Used = used
	return d.steady()
}

// setStrength gives the first defence of a chain another strength.
func (d Draft) setStrength(i int, value float64) Draft {
	d.Chains = slices.Clone(d.Chains)
	chain := slices.Clone(d.Chains[i].Chain)
	if len(chain) == 0 {
		return d
	}
	values := param.Values{}
	for k, v := range chain[0].Values {
		values[k] = v
	}
	values[chain[0].Defense.Strength] = value
	chain[0].Values = values
	d.Chains[i].Chain = chain
	return d
}

// addDefense lists another defence with its usual values, and uses it.
func (d Draft) addDefense(of *defense.Defense) Draft {
	d.Chains = append(slices.Clone(d.Chains), ChainChoice{defense.Chain{{Defense: of, Values: of.Params.Defaults()}}, true})
	return d
}
