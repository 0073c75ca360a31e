package classifier

import "math"

// LossKind names a function of the logits.
type LossKind int

const (
	// CrossEntropy is -log softmax(z)[Class].
	CrossEntropy LossKind = iota
	// Margin is z[Class] - max over i != Class of z[i] (Carlini and Wagner,
	// 2017): negative as soon as another class wins.
	Margin
)

// Loss says which number an attack differentiates.
type Loss struct {
	Kind  LossKind
	Class int
}

// Value computes the loss from logits, in float64. It panics if Class is out
// of range.
func (l Loss) Value(logits []float32) float64 {
	if l.Kind == CrossEntropy {
		return logSumExp(logits) - float64(logits[l.Class])
	}
	rival := math.Inf(-1)
	for i, z := range logits {
		if i != l.Class && float64(z) > rival {
			rival = float64(z)
		}
	}
	return float64(logits[l.Class]) - rival
}

// Softmax turns logits into probabilities.
func Softmax(logits []float32) []float64 {
	norm := logSumExp(logits)
	out := make([]float64, len(logits))
	for i, z := range logits {
		out[i] = math.Exp(float64(z) - norm)
	}
	return out
}

// Argmax returns the index of the largest logit, the first of equals.
func Argmax(logits []float32) int {
	best := 0
	for i, z := range logits {
		if z > logits[best] {
			best = i
		}
	}
	return best
}

func logSumExp(logits []float32) float64 {
	top := float64(logits[Argmax(logits)])
	sum := 0.0
	for _, z := range logits {
		sum += math.Exp(float64(z) - top)
	}
	return top + math.Log(sum)
}
