package choice

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

// Clone returns a copy whose values can be changed.
func (c Comparison) Clone() Comparison {
	c.Values = maps.Clone(c.Values)
	return c
}

// SameSubject reports whether two comparisons differ in values only.
func (c Comparison) SameSubject(other Comparison) bool {
	return c.With == other.With && c.Attack == other.Attack && c.Model == other.Model
}

// Follow lets the strength of the second attack follow that of the first while
// the two are equal, so that the comparison stays fair.
func (c Catalog) Follow(before Settings, next *Settings) {
	if before.Compare.With != SecondAttack || !before.Compare.SameSubject(next.Compare) {
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
func (c Catalog) sharedStrength(s Settings) (key string, ok bool) {
	first, ok1 := c.Attack(s.Attack)
	second, ok2 := c.Attack(s.Compare.Attack)
	if !ok1 || !ok2 || s.Compare.With != SecondAttack || first.Strength != second.Strength {
		return "", false
	}
	p, ok1 := first.Params.Find(first.Strength)
	q, ok2 := second.Params.Find(second.Strength)
	return q.Key, ok1 && ok2 && p.Unit == q.Unit && q.Check(s.Values[p.Key]) == nil
}
