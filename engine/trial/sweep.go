package trial

import (
	"cmp"
	"slices"
	"time"

	"foolscope/engine/param"
)

// SweepPoints is how many values a sweep visits at most.
const SweepPoints = 17

// Axis names whose parameter a sweep varies.
type Axis int

const (
	// SweepAttack varies a parameter of the attack.
	SweepAttack Axis = iota
	// SweepDefense varies a parameter of the chain's first defence.
	SweepDefense
)

// Point is the outcome at one value of the parameter that is varied.
type Point struct {
	// X is the value, in the unit of its parameter.
	X float64
	// SSIM compares with the original; NaN if that is not known.
	SSIM float64
	// Attacked and Defended are the probabilities of all classes; Defended is
	// nil without a defence.
	Attacked, Defended []float64
	// Second and SecondDefended are those of what stands beside, nil where there
	// is nothing.
	Second, SecondDefended []float64
}

// Sweep is an attack or a defence at many values of one parameter. It is a
// value: a sweep that was handed over is never changed.
type Sweep struct {
	Axis Axis
	// Param is the parameter that is varied, between Min and Max.
	Param    param.Param
	Min, Max float64
	// Points are sorted by X. More come while Done is false.
	Points []Point
	Done   bool
	// Spent is the time that the points took.
	Spent time.Duration

	ahead []float64
}

// NewSweep plans a sweep over p around the value that is chosen now.
func NewSweep(axis Axis, p param.Param, value float64) Sweep {
	lo, hi := p.Min, p.Max
	if axis == SweepAttack {
		lo, hi = sweepRange(p, value)
	}
	return Sweep{Axis: axis, Param: p, Min: lo, Max: hi, ahead: p.Sweep(lo, hi, SweepPoints)}
}

// sweepRange returns the bounds to plot of an attack: up to four times the default, or all
// there is as soon as the chosen value lies beyond that, so that the axis stays
// where it is while somebody drags.
func sweepRange(p param.Param, value float64) (lo, hi float64) {
	lo, hi = p.Min, p.Max
	if p.Log {
		return lo, hi
	}
	if near := p.Min + 4*(p.Default-p.Min); near > p.Min && near < hi && value <= near {
		hi = near
	}
	return lo, hi
}

// Next is the value to visit next; it panics if the sweep is done.
func (s Sweep) Next() float64 { return s.ahead[0] }

// With returns the sweep with the point at the value that came next.
func (s Sweep) With(p Point) Sweep {
	at, _ := slices.BinarySearchFunc(s.Points, p.X, func(q Point, x float64) int { return cmp.Compare(q.X, x) })
	s.Points = slices.Insert(slices.Clone(s.Points), at, p)
	s.ahead = s.ahead[1:]
	s.Done = len(s.ahead) == 0
	return s
}
