package loss

import (
	"cmp"
	"math"
	"slices"
)

// Softmax turns logits into probabilities that add up to 1.
func Softmax(logits []float32) []float64 {
	norm := logSumExp(logits)
	out := make([]float64, len(logits))
	for i, z := range logits {
		out[i] = math.Exp(float64(z) - norm)
	}
	return out
}

// Probabilities turns logits into probabilities: those of one class among all,
// which add up to 1, or, of independent classes, that of each by itself.
func Probabilities(logits []float32, independent bool) []float64 {
	if !independent {
		return Softmax(logits)
	}
	out := make([]float64, len(logits))
	for i, z := range logits {
		out[i] = sigmoid(float64(z))
	}
	return out
}

// Argmax returns the class of the largest logit, the first of equals.
func Argmax(logits []float32) int {
	best := 0
	for i, z := range logits {
		if z > logits[best] {
			best = i
		}
	}
	return best
}

// Top returns the classes of the k largest logits, or all if there are fewer, the
// largest first. Of equals the first class comes first; NaN comes last.
func Top(logits []float32, k int) []int {
	order := make([]int, len(logits))
	for i := range order {
		order[i] = i
	}
	slices.SortStableFunc(order, func(a, b int) int { return cmp.Compare(logits[b], logits[a]) })
	return order[:min(k, len(order))]
}

// logSumExp is the logarithm of the sum of exp(z) over all logits z, without an
// overflow.
func logSumExp(logits []float32) float64 {
	top := float64(logits[Argmax(logits)])
	sum := 0.0
	for _, z := range logits {
		sum += math.Exp(float64(z) - top)
	}
	return top + math.Log(sum)
}
