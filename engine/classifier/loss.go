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
	// BinaryCrossEntropy is for independent classes: that the picture has Class and
	// no other, -log sigmoid(z[Class]) - sum over i != Class of log sigmoid(-z[i]).
	BinaryCrossEntropy
)

// Loss says which number an attack differentiates.
type Loss struct {
	Kind  LossKind
	Class int
}

// LossFor is the cross-entropy that suits a classifier's kind of classes.
func LossFor(class int, independent bool) Loss {
	if independent {
		return Loss{BinaryCrossEntropy, class}
	}
	return Loss{CrossEntropy, class}
}

// Value computes the loss from logits, in float64. It panics if Class is out
// of range.
func (l Loss) Value(logits []float32) float64 {
	switch l.Kind {
	case CrossEntropy:
		return logSumExp(logits) - float64(logits[l.Class])
	case BinaryCrossEntropy:
		sum := 0.0
		for i, z := range logits {
			if i == l.Class {
				z = -z
			}
			sum += softplus(float64(z))
		}
		return sum
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

// softplus is log(1 + exp(z)), without an overflow.
func softplus(z float64) float64 { return max(z, 0) + math.Log1p(math.Exp(-math.Abs(z))) }

func logSumExp(logits []float32) float64 {
	top := float64(logits[Argmax(logits)])
	sum := 0.0
	for _, z := range logits {
		sum += math.Exp(float64(z) - top)
	}
	return top + math.Log(sum)
}
