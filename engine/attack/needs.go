package attack

// Needs says what an attack asks of the model, from least to most.
type Needs int

const (
	// Nothing: the attack only looks at the picture, and asks about its result.
	Nothing Needs = iota
	// Label: the predicted class of pictures.
	Label
	// Scores: the logits of pictures.
	Scores
	// Gradients: derivatives with respect to the picture, and the logits.
	Gradients
)

// Norm is how an attack measures the size of a change.
type Norm int

const (
	// NoNorm: the attack does not measure it.
	NoNorm Norm = iota
	// Linf is the largest change of an element.
	Linf
	// L2 is the square root of the sum of all squared changes.
	L2
	// L1 is the sum of the absolute values of all changes.
	L1
	// L0 is the number of elements that change.
	L0
)

// String names the norm for a person.
func (n Norm) String() string { return [...]string{"none", "L-inf", "L2", "L1", "L0"}[n] }
