package metric

import (
	"math"
	"slices"
	"testing"
)

func TestTopK(t *testing.T) {
	for _, test := range []struct {
		name          string
		probabilities []float64
		k             int
		want          []int
	}{
		{"some", []float64{.1, .4, .2, .3}, 2, []int{1, 3}},
		{"more than there are", []float64{.3, .7}, 5, []int{1, 0}},
		{"none", []float64{.3, .7}, 0, nil},
		{"equals", []float64{.2, .4, .4}, 3, []int{1, 2, 0}},
		{"not a number", []float64{math.NaN(), 0, 1}, 3, []int{2, 1, 0}},
	} {
		t.Run(test.name, func(t *testing.T) {
			var classes []int
			for _, r := range TopK(test.probabilities, test.k) {
				classes = append(classes, r.Class)
				if p := test.probabilities[r.Class]; r.Probability != p && !math.IsNaN(p) {
					t.Errorf("class %d has probability %v, not %v", r.Class, r.Probability, p)
				}
			}
			if !slices.Equal(classes, test.want) {
				t.Errorf("classes %v, not %v", classes, test.want)
			}
		})
	}
}
