package trial

import (
	"cmp"
	"context"
	"fmt"
	"math"
	"slices"

	"foolscope/engine/attack"
	"foolscope/engine/param"
)

// Probe is what came of an attack with one epsilon.
type Probe struct {
	// Epsilon is in the unit of its parameter.
	Epsilon float64
	// Fooled is true if the 8-bit picture reaches the goal.
	Fooled bool
}

// Search looks for the least epsilon at which an attack reaches its goal, by
// bisection over the places of epsilon's slider. It takes nothing for granted: most
// attacks fool with each larger epsilon once they fool with one, but none has to, so
// it also tries some places on both sides of the one that it finds. It is a value: a
// search that was handed over is never changed.
type Search struct {
	// Param is the attack's epsilon.
	Param param.Param
	// Probes are sorted by Epsilon.
	Probes []Probe
}

// NewSearch begins a search for an attack. ok is false if no epsilon bounds what the
// attack changes.
func NewSearch(a *attack.Attack) (s Search, ok bool) {
	p, found := a.Params.Find("epsilon")
	return Search{Param: p}, found && a.Norm != attack.NoNorm && !a.Smallest
}

// Least is the least epsilon that was tried and fooled; ok is false if none did.
func (s Search) Least() (epsilon float64, ok bool) {
	for _, p := range s.Probes {
		if p.Fooled {
			return p.Epsilon, true
		}
	}
	return 0, false
}

// Below is the largest epsilon that was tried below Least and did not fool, and of all
// if none did; 0, which leaves the picture as it is, where nothing was tried.
func (s Search) Below() float64 {
	least, ok := s.Least()
	below := 0.0
	for _, p := range s.Probes {
		if !p.Fooled && (!ok || p.Epsilon < least) {
			below = p.Epsilon
		}
	}
	return below
}

// Exception is the least epsilon that was tried above Least and did not fool; ok is
// false if all did. Then more epsilon is not always more success.
func (s Search) Exception() (epsilon float64, ok bool) {
	least, found := s.Least()
	for _, p := range s.Probes {
		if found && p.Epsilon > least && !p.Fooled {
			return p.Epsilon, true
		}
	}
	return 0, false
}

// Next is the epsilon to try next; ok is false if the search is over.
func (s Search) Next() (epsilon float64, ok bool) {
	top := s.place(s.Param.Max)
	least, found := s.Least()
	if !found {
		// All of the range, then ever smaller parts of it: where the largest does not
		// fool, a smaller one still may.
		return s.untried(top, top/2, top/4, top/8, top/16)
	}
	at := s.place(least)
	if below := s.place(s.Below()); at-below > 1 {
		return s.Param.Move(s.Param.Min, (at+below)/2), true
	}
	return s.untried(at*3/4, at/2, at/4, min(at+at/2, top), min(3*at, top))
}

// With returns the search with one more probe.
func (s Search) With(p Probe) Search {
	at, _ := slices.BinarySearchFunc(s.Probes, p.Epsilon, func(q Probe, x float64) int { return cmp.Compare(q.Epsilon, x) })
	s.Probes = slices.Insert(slices.Clone(s.Probes), at, p)
	return s
}

// untried is the first of some places that was not tried; the lowest one is the
// picture itself.
func (s Search) untried(places ...int) (epsilon float64, ok bool) {
	for _, place := range places {
		epsilon := s.Param.Move(s.Param.Min, place)
		tried := slices.ContainsFunc(s.Probes, func(p Probe) bool { return s.place(p.Epsilon) == place })
		if place > 0 && !tried {
			return epsilon, true
		}
	}
	return 0, false
}

// place is how many steps of the slider lie below an epsilon.
func (s Search) place(epsilon float64) int {
	return int(math.Round(s.Param.Share(epsilon) * s.Param.Steps()))
}

// Probe attacks with one epsilon, all else being as in the setup. What counts is the
// model, or, for an attack that knows the defences, the model behind them. Its errors
// are those of Run.
func (r *Runner) Probe(ctx context.Context, s Setup, epsilon float64) (Probe, error) {
	if !s.Adaptive {
		s.Chain = nil
	}
	out, err := r.Run(ctx, s.Varied(SweepAttack, "epsilon", epsilon), nil)
	if err != nil {
		return Probe{}, err
	}
	fooled := out.Fooled
	if out.AfterDefense != nil {
		fooled = out.FooledBehind
	}
	return Probe{epsilon, fooled}, nil
}

// Search goes on with a search for the setup's attack by one attack, and reports
// whether it is over. A picture that reaches the goal untouched ends it with a probe of
// epsilon 0. After an error, which is one of Run, the search is where it was.
func (r *Runner) Search(ctx context.Context, s Setup, search Search) (next Search, over bool, err error) {
	if len(search.Probes) == 0 {
		begun, err := r.Begin(ctx, s.normal())
		if err != nil {
			return search, false, err
		}
		if begun.AlreadyFooled {
			return search.With(Probe{0, true}), true, nil
		}
	}
	epsilon, more := search.Next()
	if !more {
		return search, true, nil
	}
	probe, err := r.Probe(ctx, s, epsilon)
	if err != nil {
		return search, false, err
	}
	return search.With(probe), false, nil
}

// Least searches the least epsilon at which the setup's attack reaches its goal. It is
// an error if no epsilon bounds the attack; others are those of Run.
func (r *Runner) Least(ctx context.Context, s Setup) (Search, error) {
	search, ok := NewSearch(s.Attack)
	if !ok {
		return search, fmt.Errorf("%s has no epsilon that bounds it, so there is no least one that fools; choose another attack", s.Attack.Name)
	}
	for {
		next, over, err := r.Search(ctx, s, search)
		if over || err != nil {
			return next, err
		}
		search = next
	}
}
