package loss

import "math"

// CrossEntropy is -log softmax(z)[Class]: 0 where the class is certain, and the
// larger the less likely it is.
type CrossEntropy struct{ Class int }

// Value implements Loss.
func (l CrossEntropy) Value(logits []float32) float64 {
	return logSumExp(logits) - float64(logits[l.Class])
}

// Slope implements Loss. The element of the class is minus the sum of the others
// and not its probability minus 1, of which nothing is left as soon as that
// probability rounds to 1.
func (l CrossEntropy) Slope(logits []float32) []float32 {
	slope := make([]float32, len(logits))
	sum := 0.0
	for i, p := range Softmax(logits) {
		if i != l.Class {
			slope[i] = float32(p)
			sum += p
		}
	}
	slope[l.Class] = float32(-sum)
	return slope
}

// BinaryCrossEntropy is for independent classes: that the picture has Class and
// no other, -log sigmoid(z[Class]) - sum over i != Class of log sigmoid(-z[i]).
type BinaryCrossEntropy struct{ Class int }

// Value implements Loss.
func (l BinaryCrossEntropy) Value(logits []float32) float64 {
	sum := 0.0
	for i, z := range logits {
		if i == l.Class {
			z = -z
		}
		sum += softplus(float64(z))
	}
	return sum
}

// Slope implements Loss.
func (l BinaryCrossEntropy) Slope(logits []float32) []float32 {
	slope := make([]float32, len(logits))
	for i, z := range logits {
		slope[i] = float32(sigmoid(float64(z)))
	}
	slope[l.Class] = float32(-sigmoid(-float64(logits[l.Class])))
	return propagateNaN(slope, logits)
}

// softplus is log(1 + exp(z)), without an overflow.
func softplus(z float64) float64 { return max(z, 0) + math.Log1p(math.Exp(-math.Abs(z))) }

// sigmoid is 1 / (1 + exp(-z)).
func sigmoid(z float64) float64 { return 1 / (1 + math.Exp(-z)) }

// propagateNaN makes all of a slope NaN if a logit is.
func propagateNaN(slope, logits []float32) []float32 {
	for _, z := range logits {
		if z != z {
			for i := range slope {
				slope[i] = z
			}
			break
		}
	}
	return slope
}
