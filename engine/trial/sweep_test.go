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
	decades := NewSweep(SweepAttack, param.Param{Min: 1e-4, Max: 1, Default: 1e-3, Step: 10, Log: true}, 1e-3)
	if want := []float64{1e-4, 1, 1e-2, 1e-3, 1e-1}; decades.Min != 1e-4 || decades.Max != 1 || !slices.Equal(decades.ahead, want) {
		t.Errorf("decades: %v, want %v", decades.ahead, want)
	}
}

func TestSweepKeepsItsPointsInOrder(t *testing.T) {
	s := NewSweep(SweepAttack, param.Param{Key: "x", Min: 0, Max: 4, Default: 4, Step: 1}, 4)
	before := s
	var visited []float64
	for !s.Done {
		x := s.Next()
		visited = append(visited, x)
		s = s.With(Point{X: x})
		if !slices.IsSortedFunc(s.Points, func(a, b Point) int { return int(a.X - b.X) }) {
			t.Errorf("after %v the points are %v", visited, s.Points)
		}
	}
	if want := []float64{0, 4, 2, 1, 3}; !slices.Equal(visited, want) || len(s.Points) != len(want) || len(before.Points) != 0 {
		t.Errorf("it visited %v, want %v; it has %d points, and %d before", visited, want, len(s.Points), len(before.Points))
	}
}
