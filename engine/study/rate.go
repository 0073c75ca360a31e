package study

import (
	"math"

	"gonum.org/v1/gonum/stat/distuv"
)

// Rate is how many of some pictures something holds for.
type Rate struct {
	Count int `json:"count"`
	Of    int `json:"of"`
}

// add counts one more picture.
func (r *Rate) add(yes bool) {
	r.Of++
	if yes {
		r.Count++
	}
}

// Share is the rate from 0 to 1; NaN of no picture.
func (r Rate) Share() float64 { return float64(r.Count) / float64(r.Of) }

// z95 is the 97.5th percentile of the standard normal distribution.
const z95 = 1.959963984540054

// Interval returns the bounds of the 95 % interval of Wilson, 1927, from 0 to 1: 0 and 1 of no
// picture.
func (r Rate) Interval() (low, high float64) {
	if r.Of == 0 {
		return 0, 1
	}
	n, p := float64(r.Of), r.Share()
	middle := p + z95*z95/(2*n)
	half := z95 * math.Sqrt(p*(1-p)/n+z95*z95/(4*n*n))
	scale := 1 + z95*z95/n
	return max(0, (middle-half)/scale), min(1, (middle+half)/scale)
}

// Spread is the mean of something over pictures, and how much it varies.
type Spread struct {
	N    int     `json:"n"`
	Mean float64 `json:"mean"`
	// Deviation is the standard deviation of the sample, 0 of fewer than two pictures.
	Deviation float64 `json:"deviation"`
	// squares is the sum of the squared distances from the mean (Welford, 1962).
	squares float64
}

// add takes one more value; what is no finite number is left out.
func (s *Spread) add(x float64) {
	if math.IsNaN(x) || math.IsInf(x, 0) {
		return
	}
	s.N++
	d := x - s.Mean
	s.Mean += d / float64(s.N)
	s.squares += d * (x - s.Mean)
	if s.N > 1 {
		s.Deviation = math.Sqrt(s.squares / float64(s.N-1))
	}
}

// Interval returns the bounds of the 95 % interval of the mean by Student's t; the mean itself of
// fewer than two values.
func (s Spread) Interval() (low, high float64) {
	if s.N < 2 {
		return s.Mean, s.Mean
	}
	t := distuv.StudentsT{Sigma: 1, Nu: float64(s.N - 1)}.Quantile(0.975)
	half := t * s.Deviation / math.Sqrt(float64(s.N))
	return s.Mean - half, s.Mean + half
}

// Pairs compares two settings on the same pictures.
type Pairs struct {
	// Both, OnlyA, OnlyB and Neither count the pictures for which something holds in the settings.
	Both    int `json:"both"`
	OnlyA   int `json:"only_a"`
	OnlyB   int `json:"only_b"`
	Neither int `json:"neither"`
}

func (p *Pairs) add(a, b bool) {
	switch {
	case a && b:
		p.Both++
	case a:
		p.OnlyA++
	case b:
		p.OnlyB++
	default:
		p.Neither++
	}
}

// P is the two-sided p-value of the exact test of McNemar, 1947: how likely the pictures in
// which the settings differ are divided at least as unevenly by chance.
func (p Pairs) P() float64 {
	n := p.OnlyA + p.OnlyB
	if n == 0 {
		return 1
	}
	tail := distuv.Binomial{N: float64(n), P: 0.5}.CDF(float64(min(p.OnlyA, p.OnlyB)))
	return min(1, 2*tail)
}
