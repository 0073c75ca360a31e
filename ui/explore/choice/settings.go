package choice

import (
	"maps"

	"foolscope/engine/param"
	"foolscope/engine/trial"
)

// Settings are what somebody chose, complete enough to compute a Result.
// They are a value: the maps of a published Settings are never changed.
type Settings struct {
	// Picture is the ID of the chosen picture, 0 if there is none.
	Picture int
	// Model is the path of the ONNX file, empty for the one that came with
	// the program.
	Model string
	// Attack and Values choose the attack and its parameters.
	Attack string
	Values param.Values
	Goal   trial.Goal
	// Seed determines every random draw.
	Seed uint64
	// Defense and DefenseValues choose the defence; Defense is empty for none.
	Defense       string
	DefenseValues param.Values
	// Adaptive is true if the attack is to know the defence, which means nothing
	// without one.
	Adaptive bool
	// Compare is what stands beside the result.
	Compare Comparison
	// Plot says what the plot shows.
	Plot Plot

	// Truths are the classes that somebody said pictures show, by the pictures' IDs; a
	// class is empty where somebody said that nobody knows.
	Truths map[int]string

	// GoalName names the class of a chosen goal until the network is open that
	// knows its number; empty once it is known.
	GoalName string
}

// Clone returns a copy whose maps can be changed.
func (s Settings) Clone() Settings {
	s.Values = maps.Clone(s.Values)
	s.DefenseValues = maps.Clone(s.DefenseValues)
	s.Truths = maps.Clone(s.Truths)
	s.Compare = s.Compare.Clone()
	return s
}

// SetTruth says which class the chosen picture shows, none if it is empty.
func (s *Settings) SetTruth(class string) {
	if s.Truths == nil {
		s.Truths = map[int]string{}
	}
	s.Truths[s.Picture] = class
}

// SameSubject reports whether two settings differ in values only.
func SameSubject(a, b Settings) bool {
	return a.Picture == b.Picture && a.Model == b.Model && a.Attack == b.Attack &&
		a.Goal == b.Goal && a.Seed == b.Seed && a.Defense == b.Defense && a.adapts() == b.adapts() && a.Truths[a.Picture] == b.Truths[b.Picture] &&
		a.Compare.SameSubject(b.Compare)
}

// Alike reports whether two settings give the same result.
func Alike(a, b Settings) bool {
	return SameSubject(a, b) && maps.Equal(a.Values, b.Values) && maps.Equal(a.DefenseValues, b.DefenseValues) &&
		maps.Equal(a.Compare.Values, b.Compare.Values) && maps.Equal(a.Truths, b.Truths)
}

// SameAttack reports whether two settings attack the same picture in the same way,
// whatever stands beside, and whatever the defence unless the attack knows it.
func SameAttack(a, b Settings) bool {
	return a.Picture == b.Picture && a.Model == b.Model && a.Attack == b.Attack &&
		a.Goal == b.Goal && a.Seed == b.Seed && maps.Equal(a.Values, b.Values) && a.adapts() == b.adapts() &&
		(!a.adapts() || a.Defense == b.Defense && maps.Equal(a.DefenseValues, b.DefenseValues))
}

// adapts reports whether the attack knows a defence.
func (s Settings) adapts() bool { return s.Adaptive && s.Defense != "" }

// SameAttacks is SameAttack for both columns of a comparison.
func SameAttacks(a, b Settings) bool {
	return SameAttack(a, b) && a.Compare.SameSubject(b.Compare) && maps.Equal(a.Compare.Values, b.Compare.Values)
}

// Second are the settings of a second attack.
func (s Settings) Second() Settings {
	s.Attack, s.Values, s.Compare = s.Compare.Attack, s.Compare.Values, Comparison{}
	return s
}
