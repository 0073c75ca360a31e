package study

import (
	"foolscope/engine/attack"
	"foolscope/engine/defense"
	"foolscope/engine/study"
	"foolscope/ui/page"
	"foolscope/ui/words"
)

var _ page.Experimenter = (*Page)(nil)

// Experiment implements page.Experimenter: it edits a plan that tries on the data set of the side bar what
// another page tries on a picture.
func (p *Page) Experiment(t page.Tried) {
	p.controller.Edit(func(d Draft) Draft { return newDraft(planOf(t, d.Plan.Data)) })
}

// planOf is a plan for what is tried. Behind a defence it also asks what the attack does without it.
func planOf(t page.Tried, data study.Data) study.Plan {
	s := t.Setup
	plan := study.Plan{
		Name: words.Say("study.of_picture"), Data: data, Models: []string{t.Model}, Attacks: []study.Attack{{Attack: s.Attack, Values: s.Values}},
		Defenses: []defense.Chain{nil}, Adaptive: s.Adaptive, Samples: s.Samples, Goal: s.Goal, Seed: s.Seed,
	}
	if len(s.Chain) > 0 {
		plan.Defenses = append(plan.Defenses, s.Chain)
	}
	if t.Varied.Key == "" {
		return plan
	}
	from, to, step, values := usualRange(t.Varied)
	if values == nil {
		values, _ = study.Range(from, to, step) // Without values nothing is varied.
	}
	if len(values) > 0 {
		plan.Vary = &study.Vary{Of: t.Axis, Key: t.Varied.Key, Values: values}
	}
	return plan
}

// tried is what a setting tries, for the page that tries it on a picture.
func tried(p study.Plan, s study.Setting) page.Tried {
	t := page.Tried{}
	if s.Model < len(p.Models) {
		t.Model = p.Models[s.Model]
	}
	if s.Attack == study.Untouched {
		t.Setup.Attack = attack.All()[0]
		t.Setup.Values = t.Setup.Attack.Params.Defaults()
		return t
	}
	t.Setup = p.Setup(s)
	return t
}
