package loss

// Loss is a function of the logits of one picture. Its methods panic if a class
// that it names is out of range. Implementations are comparable with ==, so that
// answers about a picture can be remembered by loss.
type Loss interface {
	// Value returns the loss.
	Value(logits []float32) float64
	// Slope returns the derivative of Value with respect to the logits, one
	// element per class, in a slice of its own.
	Slope(logits []float32) []float32
}

// For returns the cross-entropy that suits a classifier: binary if its classes
// are independent of each other.
func For(class int, independent bool) Loss {
	if independent {
		return BinaryCrossEntropy{class}
	}
	return CrossEntropy{class}
}
