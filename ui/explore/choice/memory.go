package choice

import (
	"foolscope/engine/defense"
	"foolscope/engine/param"
)

// Memory remembers the values that attacks and defences were given, for when they
// come back. Its zero value is empty.
type Memory struct {
	attacks, defenses, seconds map[string]param.Values
}

// Fill completes settings that follow others: the values of an attack or a defence
// that is new are those that it had before, else its defaults.
func (m *Memory) Fill(c Catalog, before Settings, s *Settings) {
	if a, ok := c.Attack(s.Attack); ok {
		s.Values = complete(a.Params, s.Values, m.attacks[a.Key], s.Attack != before.Attack)
		keep(&m.attacks, a.Key, s.Values)
	}
	if d, ok := c.Defense(s.Defense); ok {
		s.DefenseValues = complete(d.Params, s.DefenseValues, m.defenses[d.Key], s.Defense != before.Defense)
		keep(&m.defenses, d.Key, s.DefenseValues)
	} else {
		s.Defense, s.DefenseValues = "", nil
	}
	s.Plot = c.Plottable(*s)
	m.fillSecond(c, s)
}

// fillSecond completes the values of a second attack.
func (m *Memory) fillSecond(c Catalog, s *Settings) {
	if s.Compare.With != SecondAttack {
		return
	}
	a, ok := c.Attack(s.Compare.Attack)
	if !ok {
		s.Compare = Comparison{}
		return
	}
	if s.Compare.Values != nil {
		s.Compare.Values = complete(a.Params, s.Compare.Values, nil, false)
		return
	}
	remembered := m.seconds[a.Key]
	if remembered == nil {
		remembered = m.attacks[a.Key]
	}
	s.Compare.Values = complete(a.Params, nil, remembered, true)
	if strength, shared := c.sharedStrength(*s); shared {
		s.Compare.Values[strength] = s.Values[strength]
	}
}

// Remember keeps the values of settings: what an attack or a defence has now is
// what it has when it comes back.
func (m *Memory) Remember(s Settings) {
	keep(&m.attacks, s.Attack, s.Values)
	if s.Defense != "" {
		keep(&m.defenses, s.Defense, s.DefenseValues)
	}
	if s.Compare.With == SecondAttack {
		keep(&m.seconds, s.Compare.Attack, s.Compare.Values)
	}
}

// Defense returns the values that a defence would get, were it chosen now.
func (m *Memory) Defense(d *defense.Defense) param.Values {
	return complete(d.Params, nil, m.defenses[d.Key], true)
}

func keep(in *map[string]param.Values, key string, values param.Values) {
	if *in == nil {
		*in = map[string]param.Values{}
	}
	(*in)[key] = values
}

// complete returns the chosen values where they fit the set, else the
// remembered ones, else the defaults. After a switch the chosen values belong
// to something else, and only fill what nobody remembers.
func complete(set param.Set, chosen, remembered param.Values, switched bool) param.Values {
	if switched && remembered != nil {
		chosen = remembered
	}
	out := set.Defaults()
	for _, p := range set {
		for _, from := range []param.Values{remembered, chosen} {
			if value, ok := from[p.Key]; ok && p.Check(value) == nil {
				out[p.Key] = value
			}
		}
	}
	return out
}
