package state

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
