package trial

import (
	"slices"
	"testing"

	"foolscope/engine/param"
)

func TestSweepGoesFromCoarseToFine(t *testing.T) {
	p := param.Param{Key: "x", Min: 0, Max: 32, Default: 4, Step: 1}
	tests := []struct {
		name   string
		value  float64
		lo, hi float64
		first  []float64
		count  int
	}{
		{"near the default", 8, 0, 16, []float64{0, 16, 8, 4, 12}, 17},
		{"beyond", 20, 0, 32, []float64{0, 32, 16, 8, 24}, 17},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			s := NewSweep(SweepAttack, p, test.value)
			if s.Min != test.lo || s.Max != test.hi || len(s.ahead) != test.count {
				t.Errorf("%g to %g, %d points", s.Min, s.Max, len(s.ahead))
			}
			if !slices.Equal(s.ahead[:5], test.first) {
				t.Errorf("starts with %v, want %v", s.ahead[:5], test.first)
			}
		})
	}
	whole := param.Param{Min: 1, Max: 7, Default: 3, Step: 2, Kind: param.Integer}
	if got := slices.Sorted(slices.Values(sweepOrder(whole, 1, 7))); !slices.Equal(got, []float64{1, 3, 5, 7}) {
		t.Errorf("odd places: %v", got)
	}
}
