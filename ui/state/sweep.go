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

// sweepPoints is how many strengths a sweep visits at most.
const sweepPoints = 17

// Point is the outcome at one strength.
type Point struct {
	// X is the strength, in the unit of its parameter.
	X float64
	// SSIM compares with the original.
	SSIM float64
	// Attacked and Defended are the probabilities of all classes; Defended is
	// nil without a defence.
	Attacked, Defended []float64
	// Second are those of the second column, nil where there is none.
	Second []float64
}

// Sweep is an attack or a defence at many strengths.
type Sweep struct {
	Axis Axis
	// Param is the parameter that is varied, between Min and Max.
	Param    param.Param
	Min, Max float64
	// Points are sorted by X. More come while Done is false.
	Points []Point
	Done   bool

	key   string
	todo  []float64
	spent time.Duration
}

// newSweep plans a sweep over p around the value that is chosen now.
func newSweep(axis Axis, p param.Param, value float64, key string) *Sweep {
	lo, hi := p.Min, p.Max
	if axis == SweepAttack {
		lo, hi = sweepRange(p, value)
	}
	return &Sweep{Axis: axis, Param: p, Min: lo, Max: hi, key: fmt.Sprint(key, lo, hi), todo: sweepOrder(p, lo, hi)}
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

// sweepOrder lists the strengths to visit, coarse before fine, so that the
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
// but for the strength itself.
func sweepKey(s Settings, strength string) string {
	s = s.clone()
	if s.Sweep == SweepAttack {
		delete(s.Values, strength)
	} else {
		delete(s.DefenseValues, strength)
	}
	key := fmt.Sprint(s.Picture, s.Model, s.Attack, ordered(s.Values), s.Goal, s.Seed, s.Defense, ordered(s.DefenseValues), s.Sweep)
	if s.Sweep == SweepAttack && s.Compare.With != Nothing {
		// Both attacks are varied together.
		delete(s.Compare.Values, strength)
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
	next.todo = s.todo[1:]
	next.Done = len(next.todo) == 0
	return next
}

// Role says what a line or a colour stands for.
type Role int

const (
	// RoleOriginal is the class predicted for the original.
	RoleOriginal Role = iota
	// RoleAttacked is the class that the attack reached.
	RoleAttacked
	// RoleDefended is the original's class after the defence.
	RoleDefended
	// RoleNeutral is a measure that belongs to no panel.
	RoleNeutral
)

// Series is one line of the plot.
type Series struct {
	Name string
	Role Role
	// X is in the unit of the parameter, Y between 0 and 100. The chosen
	// strength is among them as soon as its result is there.
	X, Y []float64
	// Second is true for the second column of a comparison.
	Second bool
}

// Series returns the lines to draw, none before the first points are there.
func (s Snapshot) Series() []Series {
	if s.Sweep == nil || s.Result == nil || len(s.Sweep.Points) == 0 || s.Result.CleanClass < 0 {
		return nil
	}
	clean := s.Result.CleanClass
	rival := s.rival()
	defended := s.Sweep.Points[0].Defended != nil
	probability := func(of func(Point) []float64, class int) func(Point) float64 {
		return func(p Point) float64 { return 100 * of(p)[class] }
	}
	onAttacked := func(p Point) []float64 { return p.Attacked }
	onDefended := func(p Point) []float64 { return p.Defended }
	ssim := func(p Point) float64 { return 100 * p.SSIM }
	now := s.now(clean, rival)
	var out []Series
	if s.Sweep.Axis == SweepAttack {
		out = append(out, s.line(s.Result.Model.Label(clean)+", attacked", RoleOriginal, probability(onAttacked, clean), now.cleanAttacked))
		if rival >= 0 {
			out = append(out, s.line(s.Result.Model.Label(rival)+", attacked", RoleAttacked, probability(onAttacked, rival), now.rivalAttacked))
		}
		out = append(out, s.secondLine(clean, rival)...)
	} else if rival >= 0 && defended {
		out = append(out, s.line(s.Result.Model.Label(rival)+", after defence", RoleAttacked, probability(onDefended, rival), now.rivalDefended))
	}
	if defended {
		out = append(out, s.line(s.Result.Model.Label(clean)+", after defence", RoleDefended, probability(onDefended, clean), now.cleanDefended))
	}
	return append(out, s.line("SSIM", RoleNeutral, ssim, now.ssim))
}

// rival is the class whose rise the plot shows: the goal, else what the attack
// reached, else the class that rises most within the sweep; -1 if there is none.
func (s Snapshot) rival() int {
	r := s.Result
	if r.Target >= 0 {
		return r.Target
	}
	if r.AttackedClass >= 0 && r.AttackedClass != r.CleanClass {
		return r.AttackedClass
	}
	best, rival := 0.0, -1
	for _, p := range s.Sweep.Points {
		for class, probability := range p.Attacked {
			if class != r.CleanClass && probability > best {
				best, rival = probability, class
			}
		}
	}
	return rival
}

type heights struct{ cleanAttacked, rivalAttacked, cleanDefended, rivalDefended, ssim float64 }

// now reads the heights at the chosen strength off the result itself.
func (s Snapshot) now(clean, rival int) heights {
	nan := math.NaN()
	h := heights{nan, nan, nan, nan, nan}
	if !s.Current() {
		return h
	}
	at := func(probabilities []float64, class int) float64 {
		if class < 0 || class >= len(probabilities) {
			return nan
		}
		return 100 * probabilities[class]
	}
	r := s.Result
	h.cleanAttacked, h.rivalAttacked = at(r.AttackedProbabilities, clean), at(r.AttackedProbabilities, rival)
	if s.Sweep.Axis == SweepAttack && r.Measures.Known {
		h.ssim = 100 * r.Measures.SSIM
	}
	h.cleanDefended, h.rivalDefended = at(r.DefendedProbabilities, clean), at(r.DefendedProbabilities, rival)
	return h
}

func (s Snapshot) line(name string, role Role, height func(Point) float64, now float64) Series {
	out := Series{Name: name, Role: role}
	for _, p := range s.Sweep.Points {
		out.X = append(out.X, p.X)
		out.Y = append(out.Y, height(p))
	}
	if math.IsNaN(now) || s.SweepStale {
		return out
	}
	at, found := slices.BinarySearch(out.X, s.Strength())
	if !found {
		out.X = slices.Insert(out.X, at, s.Strength())
		out.Y = slices.Insert(out.Y, at, now)
	}
	return out
}

// Strength is the chosen place on the sweep's axis.
func (s Snapshot) Strength() float64 {
	if s.Sweep == nil {
		return 0
	}
	if s.Sweep.Axis == SweepDefense {
		return s.Settings.DefenseValues[s.Sweep.Param.Key]
	}
	return s.Settings.Values[s.Sweep.Param.Key]
}
