package metric

import (
	"cmp"
	"slices"
)

// Ranked is a class and its probability.
type Ranked struct {
	Class       int
	Probability float64
}

// TopK lists the k most probable classes, or all if there are fewer, the most
// probable first. Of classes with the same probability the one with the lower
// index comes first; one that is not a number comes last.
func TopK(probabilities []float64, k int) []Ranked {
	ranked := make([]Ranked, len(probabilities))
	for class, p := range probabilities {
		ranked[class] = Ranked{class, p}
	}
	slices.SortStableFunc(ranked, func(a, b Ranked) int { return cmp.Compare(b.Probability, a.Probability) })
	return slices.Clip(ranked[:min(max(k, 0), len(ranked))])
}
