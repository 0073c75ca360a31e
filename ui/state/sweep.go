package state

import (
	"cmp"
	"fmt"
	"maps"
	"math"
	"slices"
	"time"

	"foolscope/engine/param"
)

// sweepPoints is how many values a sweep visits at most.
const sweepPoints = 17

// Point is the outcome at one value of the parameter that is varied.
type Point struct {
	// X is the value, in the unit of its parameter.
	X float64
	// SSIM compares with the original; NaN if that is not known.
	SSIM float64
	// Attacked and Defended are the probabilities of all classes; Defended is
	// nil without a defence.
	Attacked, Defended []float64
	// Second and SecondDefended are those of the second column, nil where there
	// is none.
	Second, SecondDefended []float64
}

// Sweep is an attack or a defence at many values of one parameter.
type Sweep struct {
	Axis Axis
	// Param is the parameter that is varied, between Min and Max.
	Param    param.Param
	Min, Max float64
	// Points are sorted by X. More come while Done is false.
	Points []Point
	Done   bool

	key   string
	ahead []float64
	spent time.Duration
}

// newSweep plans a sweep over p around the value that is chosen now.
func newSweep(axis Axis, p param.Param, value float64, key string) *Sweep {
	lo, hi := p.Min, p.Max
	if axis == SweepAttack {
		lo, hi = sweepRange(p, value)
	}
	return &Sweep{Axis: axis, Param: p, Min: lo, Max: hi, key: fmt.Sprint(key, lo, hi), ahead: sweepOrder(p, lo, hi)}
}

// sweepRange returns the bounds to plot of an attack: up to four times the default, or all
// there is as soon as the chosen value lies beyond that, so that the axis stays
// where it is while somebody drags.
func sweepRange(p param.Param, value float64) (lo, hi float64) {
	lo, hi = p.Min, p.Max
	if near := p.Min + 4*(p.Default-p.Min); near > p.Min && near < hi && value <= near {
		hi = near
	}
	return lo, hi
}

// sweepOrder lists the values to visit, coarse before fine, so that the
// curve has its shape long before it is complete.
func sweepOrder(p param.Param, lo, hi float64) []float64 {
	var order []float64
	visit := func(x float64) {
		if p.Step > 0 {
			x = p.Min + math.Round((x-p.Min)/p.Step)*p.Step
		}
		if p.Kind != param.Number {
			x = math.Round(x)
		}
		x = min(max(math.Round(x*1e6)/1e6, lo), hi)
		if !slices.Contains(order, x) {
			order = append(order, x)
		}
	}
	const parts = sweepPoints - 1
	for stride := parts; stride >= 1; stride /= 2 {
		for i := 0; i <= parts; i += stride {
			visit(lo + (hi-lo)*float64(i)/parts)
		}
	}
	return order
}

// sweepKey names everything that the sweep's points depend on: the settings
// but for the value that is varied itself.
func sweepKey(s Settings, varied string) string {
	s = s.clone()
	if s.Plot.Axis == SweepAttack {
		delete(s.Values, varied)
	} else {
		delete(s.DefenseValues, varied)
	}
	key := fmt.Sprint(s.Picture, s.Model, s.Attack, ordered(s.Values), s.Goal, s.Seed, s.Defense, ordered(s.DefenseValues), s.Plot.Axis, varied)
	if s.Plot.Axis == SweepAttack && s.Compare.With != Nothing {
		// Both attacks are varied together.
		delete(s.Compare.Values, varied)
		key += fmt.Sprint(s.Compare.With, s.Compare.Attack, ordered(s.Compare.Values), s.Compare.Model)
	}
	return key
}

func ordered(v param.Values) []string {
	var out []string
	for _, key := range slices.Sorted(maps.Keys(v)) {
		out = append(out, fmt.Sprint(key, "=", v[key]))
	}
	return out
}

// with returns the sweep with one more point.
func (s *Sweep) with(p Point) Sweep {
	next := *s
	next.Points = slices.Clone(s.Points)
	at, _ := slices.BinarySearchFunc(next.Points, p.X, func(q Point, x float64) int {
		return cmp.Compare(q.X, x)
	})
	next.Points = slices.Insert(next.Points, at, p)
	next.ahead = s.ahead[1:]
	next.Done = len(next.ahead) == 0
	return next
}
