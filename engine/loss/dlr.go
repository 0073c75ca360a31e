package loss

import "math"

// The difference of logits ratio of Croce and Hein ("Reliable evaluation of
// adversarial robustness with an ensemble of diverse parameter-free attacks",
// 2020; equations 6 and 7). Neither a shift of all logits nor their scale changes
// it, so that it does not vanish where a network is very sure.
//
// z(1) >= z(2) >= ... are the logits in their order; of equal ones the first
// class comes first.

// tinyGap keeps the divisor positive where all logits that it compares are equal, as
// in the authors' program.
const tinyGap = 1e-12

// DLR is -(z[Class] - max over i != Class of z[i]) / (z(1) - z(3)): at least -1,
// which it is where Class alone stands out, and positive as soon as another class
// wins. Two classes have no z(3), and the divisor is 1.
type DLR struct{ Class int }

// Value implements Loss.
func (l DLR) Value(logits []float32) float64 {
	gap, _ := spread(logits, 2)
	return -Margin(l).Value(logits) / gap
}

// Slope implements Loss.
func (l DLR) Slope(logits []float32) []float32 {
	gap, bySpread := spread(logits, 2)
	return ratioSlope(logits, Margin(l).Value(logits), Margin(l).Slope(logits), gap, bySpread)
}

// TargetedDLR is -(z[Class] - z[Target]) / (z(1) - (z(3) + z(4)) / 2): the larger the
// closer the target is to winning over Class. Three classes have no z(4), and z(3)
// stands alone; with two, the divisor is 1.
type TargetedDLR struct{ Class, Target int }

// Value implements Loss.
func (l TargetedDLR) Value(logits []float32) float64 {
	gap, _ := spread(logits, 2, 3)
	return -l.lead(logits) / gap
}

// Slope implements Loss.
func (l TargetedDLR) Slope(logits []float32) []float32 {
	gap, bySpread := spread(logits, 2, 3)
	lead := make([]float32, len(logits))
	lead[l.Class]++
	lead[l.Target]--
	return ratioSlope(logits, l.lead(logits), lead, gap, bySpread)
}

// lead is by how much the class is ahead of the target.
func (l TargetedDLR) lead(logits []float32) float64 {
	return float64(logits[l.Class]) - float64(logits[l.Target])
}

// spread returns how far the largest logit is above the mean of those at the given
// places of the order, counted from 0, and its derivative. Places that do not exist
// are left out; without any, it is 1 and does not depend on the logits.
func spread(logits []float32, places ...int) (gap float64, slope []float64) {
	slope = make([]float64, len(logits))
	order := Top(logits, len(logits))
	if last := float64(logits[order[len(order)-1]]); math.IsNaN(last) {
		return last, slope
	}
	for len(places) > 0 && places[len(places)-1] >= len(order) {
		places = places[:len(places)-1]
	}
	if len(places) == 0 {
		return 1, slope
	}
	gap = float64(logits[order[0]]) + tinyGap
	slope[order[0]]++
	for _, place := range places {
		gap -= float64(logits[order[place]]) / float64(len(places))
		slope[order[place]] -= 1 / float64(len(places))
	}
	return gap, slope
}

// ratioSlope is the derivative of -above/gap.
func ratioSlope(logits []float32, above float64, aboveSlope []float32, gap float64, gapSlope []float64) []float32 {
	slope := make([]float32, len(logits))
	for i := range slope {
		slope[i] = float32((above/gap*gapSlope[i] - float64(aboveSlope[i])) / gap)
	}
	return propagateNaN(slope, logits)
}
