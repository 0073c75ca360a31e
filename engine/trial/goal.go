package trial

import (
	"foolscope/engine/attack"
	"foolscope/engine/loss"
)

// None stands for a class that is not given.
const None = -1

// GoalKind says what an attack is after.
type GoalKind int

const (
	// AnythingElse is any class but the one to leave.
	AnythingElse GoalKind = iota
	// RunnerUp is the second class of the prediction for the original.
	RunnerUp
	// LeastLikely is the last class of the prediction for the original.
	LeastLikely
	// Chosen is the class in Goal.Class.
	Chosen
)

// Goal is what an attack is after, whatever the picture.
type Goal struct {
	Kind GoalKind
	// Class is the class to reach if Kind is Chosen, else 0.
	Class int
}

// For returns the goal on one picture: clean are the scores of the original, and
// leave is the class that it shows, None for the prediction.
func (g Goal) For(clean []float32, leave int) attack.Goal {
	switch {
	case g.Kind == Chosen:
		return attack.Goal{Class: g.Class, Targeted: true}
	case g.Kind == LeastLikely:
		order := loss.Top(clean, len(clean))
		return attack.Goal{Class: order[len(order)-1], Targeted: true}
	case g.Kind == RunnerUp && len(clean) > 1:
		return attack.Goal{Class: loss.Top(clean, 2)[1], Targeted: true}
	case leave == None:
		leave = loss.Argmax(clean)
	}
	return attack.Goal{Class: leave}
}
