package state

import (
	"maps"

	"foolscope/engine/param"
)

// Beside says what stands beside the first result.
type Beside int

const (
	// Nothing stands there.
	Nothing Beside = iota
	// SecondAttack attacks the same picture of the same network.
	SecondAttack
	// SecondModel is shown the picture that was attacked for the first one.
	SecondModel
)

// Comparison is what somebody wants to see beside the first result.
type Comparison struct {
	With Beside
	// Attack and Values choose the second attack; its goal and its seed are
	// those of the first.
	Attack string
	Values param.Values
	// Model is the path of the second ONNX file, empty for the one that came
	// with the program.
	Model string
}

func (c Comparison) clone() Comparison {
	c.Values = maps.Clone(c.Values)
	return c
}

// sameSubject reports whether two comparisons differ in values only.
func (c Comparison) sameSubject(other Comparison) bool {
	return c.With == other.With && c.Attack == other.Attack && c.Model == other.Model
}

// CompareNothing ends a comparison.
func (c *Controller) CompareNothing() {
	c.change(func(s *Settings) { s.Compare = Comparison{} })
}

// CompareAttack puts a second attack beside the first, with the values that it
// had the last time. Where its strength has the unit of the first one's, it
// begins there.
func (c *Controller) CompareAttack(key string) {
	c.change(func(s *Settings) { s.Compare = Comparison{With: SecondAttack, Attack: key} })
}

// SetCompareValue changes one parameter of the second attack.
func (c *Controller) SetCompareValue(key string, value float64) {
	c.changeValue("compare "+key, func(s *Settings) {
		if s.Compare.With == SecondAttack {
			s.Compare.Values[key] = value
		}
	})
}

// CompareModel puts a second network beside the first: the one in the ONNX file
// at path, or the one that came with the program if path is empty.
func (c *Controller) CompareModel(path string) {
	c.change(func(s *Settings) { s.Compare = Comparison{With: SecondModel, Model: path} })
}

// fillCompare completes the values of a second attack. The lock is held.
func (c *Controller) fillCompare(s *Settings) {
	if s.Compare.With != SecondAttack {
		return
	}
	a, ok := c.attack(s.Compare.Attack)
	if !ok {
		s.Compare = Comparison{}
		return
	}
	if s.Compare.Values != nil {
		s.Compare.Values = complete(a.Params, s.Compare.Values, nil, false)
		return
	}
	remembered := c.compareValues[a.Key]
	if remembered == nil {
		remembered = c.values[a.Key]
	}
	s.Compare.Values = complete(a.Params, nil, remembered, true)
	if strength, shared := c.sharedStrength(*s); shared {
		s.Compare.Values[strength] = s.Values[strength]
	}
}

// follow lets the strength of the second attack follow that of the first while
// the two are equal, so that the comparison stays fair. The lock is held.
func (c *Controller) follow(before Settings, next *Settings) {
	if before.Compare.With != SecondAttack || !before.Compare.sameSubject(next.Compare) {
		return
	}
	strength, shared := c.sharedStrength(*next)
	if !shared {
		return
	}
	was := before.Compare.Values[strength]
	if was == before.Values[strength] && was == next.Compare.Values[strength] {
		next.Compare.Values[strength] = next.Values[strength]
	}
}

// sharedStrength returns the key of the strength that both attacks have in the
// same unit.
func (c *Controller) sharedStrength(s Settings) (key string, ok bool) {
	first, ok1 := c.attack(s.Attack)
	second, ok2 := c.attack(s.Compare.Attack)
	if !ok1 || !ok2 || s.Compare.With != SecondAttack || first.Strength != second.Strength {
		return "", false
	}
	p, ok1 := first.Params.Find(first.Strength)
	q, ok2 := second.Params.Find(second.Strength)
	return q.Key, ok1 && ok2 && p.Unit == q.Unit && q.Check(s.Values[p.Key]) == nil
}
