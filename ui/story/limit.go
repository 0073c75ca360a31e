package story

// Limit is something that a person must know to judge a result fairly. Its
// value names the sentence that says so.
type Limit string

const (
	// AlreadyWrong: the original is known to show something else than the
	// network says of it.
	AlreadyWrong Limit = "already_wrong"
	// AlreadyThere: the network saw the goal in the original.
	AlreadyThere Limit = "already_there"
	// EstimatedGradient: the attack went by a gradient that was estimated from
	// scores, because the network has no exact one.
	EstimatedGradient Limit = "estimated_gradient"
	// OnlyUnrounded: the attack reached its goal, but its 8-bit picture does not.
	OnlyUnrounded Limit = "only_unrounded"
	// HiddenGradient: a defence undid the attack that an attack with a gradient
	// cannot see through.
	HiddenGradient Limit = "hidden_gradient"
)

// Limits are all there are, in the order in which they are told.
func Limits() []Limit {
	return []Limit{AlreadyWrong, AlreadyThere, EstimatedGradient, OnlyUnrounded, HiddenGradient}
}

// limitsBefore are those that hold whatever the attack does. estimated is true
// if it goes by an estimated gradient.
func limitsBefore(original Verdict, clean Said, target int, estimated bool) []Limit {
	var out []Limit
	if original.Kind == WrongAlready {
		out = append(out, AlreadyWrong)
	}
	if target == clean.Class {
		out = append(out, AlreadyThere)
	}
	if estimated {
		out = append(out, EstimatedGradient)
	}
	return out
}

// joined adds to a list that earlier results share.
func joined(limits []Limit, more ...Limit) []Limit {
	return append(limits[:len(limits):len(limits)], more...)
}
