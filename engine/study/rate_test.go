package study

import (
	"math"
	"testing"
)

// The bounds follow from the formula in Wilson, 1927, computed apart in double precision.
func TestWilsonIntervals(t *testing.T) {
	for _, test := range []struct {
		rate      Rate
		low, high float64
	}{
		{Rate{6, 40}, 0.0706119, 0.2907232},
		{Rate{0, 40}, 0, 0.0876216},
		{Rate{40, 40}, 0.9123784, 1},
		{Rate{202, 404}, 0.4514742, 0.5485258},
		{Rate{0, 0}, 0, 1},
	} {
		low, high := test.rate.Interval()
		if math.Abs(low-test.low) > 1e-5 || math.Abs(high-test.high) > 1e-5 {
			t.Errorf("%d of %d: %.6f to %.6f, want %.6f to %.6f", test.rate.Count, test.rate.Of, low, high, test.low, test.high)
		}
	}
}

// The p-values are sums of binomial coefficients, computed apart with whole numbers.
func TestMcNemar(t *testing.T) {
	for _, test := range []struct {
		pairs Pairs
		p     float64
	}{
		{Pairs{OnlyA: 1, OnlyB: 9}, 0.021484375},
		{Pairs{OnlyA: 5, OnlyB: 5}, 1},
		{Pairs{OnlyA: 0, OnlyB: 6}, 0.03125},
		{Pairs{Both: 7, Neither: 3}, 1},
		{Pairs{OnlyA: 30, OnlyB: 12}, 0.0079159},
	} {
		if p := test.pairs.P(); math.Abs(p-test.p) > 1e-5 {
			t.Errorf("%+v: p is %.6f, want %.6f", test.pairs, p, test.p)
		}
	}
}

func TestSpread(t *testing.T) {
	var s Spread
	for _, x := range []float64{1, 2, 3, 4, math.Inf(1), math.NaN()} {
		s.add(x)
	}
	low, high := s.Interval()
	if s.N != 4 || s.Mean != 2.5 || math.Abs(s.Deviation-1.290994) > 1e-6 {
		t.Errorf("%+v", s)
	}
	// scipy.stats.t.interval(0.95, 3, 2.5, 1.290994/2)
	if math.Abs(low-0.445740) > 1e-4 || math.Abs(high-4.554260) > 1e-4 {
		t.Errorf("the mean lies from %.6f to %.6f", low, high)
	}
}
