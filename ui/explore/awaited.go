package explore

import (
	"maps"

	"foolscope/engine/param"
	"foolscope/ui/explore/choice"
	"foolscope/ui/explore/control"
	"foolscope/ui/words"
)

// awaited says which panels show what was before, while the next result is awaited,
// and in a few words what that is about.
type awaited struct {
	attacked, defended, second       bool
	attackedOf, defendedOf, secondOf string
	progress                         float64
}

func awaitedIn(s control.Snapshot, n names) awaited {
	a := awaited{progress: s.Progress()}
	if s.Behind {
		of := s.Result.Settings
		a.defended = true
		a.attacked = !choice.SameAttack(of, s.Settings)
		attack := n.attackBefore(of.Attack, of.Values, s.Settings.Attack, s.Settings.Values)
		a.attackedOf, a.defendedOf = said(attack), said(attack)
		if attack == "" {
			a.defendedOf = said(n.defenseBefore(of, s.Settings))
		}
	}
	if s.SecondBehind {
		a.second = true
		now := s.Settings.Second()
		if s.Settings.Compare.With == choice.SecondAttack {
			of := s.Second.Settings
			a.secondOf = said(n.attackBefore(of.Attack, of.Values, now.Attack, now.Values))
		} else {
			a.secondOf = a.attackedOf
		}
	}
	return a
}

// said is "at ε 4", or nothing.
func said(setting string) string {
	if setting == "" {
		return ""
	}
	return words.Say("panel.at", "setting", setting)
}

// attackBefore names what tells an attack that was from that which is: its name, or
// else the first of its values that differs, its strength before all others.
func (n names) attackBefore(key string, values param.Values, now string, nowValues param.Values) string {
	_, a := n.findAttack(key)
	switch {
	case a == nil || key == now && maps.Equal(values, nowValues):
		return ""
	case key != now:
		return words.FromEngine(a.Name)
	}
	return firstDiffering(a.Params, a.Strength, values, nowValues)
}

// defenseBefore names the defence that was, with its strength.
func (n names) defenseBefore(of, now choice.Settings) string {
	_, d := n.findDefense(of.Defense)
	switch {
	case d == nil:
		return ""
	case of.Defense != now.Defense:
		return words.FromEngine(d.Name)
	}
	return firstDiffering(d.Params, d.Strength, of.DefenseValues, now.DefenseValues)
}

// firstDiffering writes the first value that differs: "ε 4".
func firstDiffering(params param.Set, strength string, values, now param.Values) string {
	write := func(p param.Param) string {
		name := p.Symbol
		if name == "" {
			name = words.Within(words.FromEngine(p.Name))
		}
		return name + " " + words.Value(p, values[p.Key])
	}
	if p, ok := params.Find(strength); ok && values[strength] != now[strength] {
		return write(p)
	}
	for _, p := range params {
		if values[p.Key] != now[p.Key] {
			return write(p)
		}
	}
	return ""
}

// await makes the panels stand back that show what was before.
func (p *panels) await() {
	a := p.awaited
	p.attacked.await(a.attacked, a.attackedOf)
	p.perturbation.await(a.attacked, a.attackedOf)
	p.defended.await(a.defended, a.defendedOf)
	p.defended.picture.SetDim(a.defended)
	p.beside.second.await(a.second, a.secondOf)
	p.beside.differences.await(a.attacked || a.second, "")
	p.attacked.picture.SetProgress(a.progress)
}

func (p *panel) await(on bool, of string) {
	p.badge.SetDim(on, of)
	if p.bars != nil {
		p.bars.SetDim(on)
	}
	if p.metrics != nil {
		p.metrics.SetDim(on)
	}
}

// missing names the panels that are seen and lack a verdict, or a measure.
func (p *panels) missing() []string {
	called := map[*panel]string{
		p.original: "original", p.perturbation: "perturbation", p.attacked: "attacked",
		p.defended: "defended", p.beside.second: "second", p.beside.differences.panel: "difference",
	}
	var out []string
	for _, each := range p.seen() {
		if each == p.defended && p.defense == "" {
			continue
		}
		if each.pending || each.badge.Text() == unknown || each.metrics != nil && each.metrics.Lacks(unknown) {
			out = append(out, called[each])
		}
	}
	return out
}
