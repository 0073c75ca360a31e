package state

import (
	"maps"

	"foolscope/engine/param"
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
	Goal   Goal
	// Seed determines every random draw.
	Seed uint64
	// Defense and DefenseValues choose the defence; Defense is empty for none.
	Defense       string
	DefenseValues param.Values
	// Compare is what stands beside the result.
	Compare Comparison
	// Plot says what the plot shows.
	Plot Plot

	// goalName names the class of a chosen goal until the network is open that
	// knows its number; empty once it is known.
	goalName string
}

func (s Settings) clone() Settings {
	s.Values = maps.Clone(s.Values)
	s.DefenseValues = maps.Clone(s.DefenseValues)
	s.Compare = s.Compare.clone()
	return s
}

// GoalKind says what the attack is after.
type GoalKind int

const (
	// AnythingElse is any class but the one predicted for the original.
	AnythingElse GoalKind = iota
	// RunnerUp is the second class of the original's prediction.
	RunnerUp
	// LeastLikely is the last class of the original's prediction.
	LeastLikely
	// Chosen is the class in Goal.Class.
	Chosen
)

// Goal is what the attack is after.
type Goal struct {
	Kind GoalKind
	// Class is the class to reach if Kind is Chosen.
	Class int
}
