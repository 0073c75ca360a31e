package story

import (
	"cmp"
	"math"
	"slices"

	"foolscope/engine/trial"
	"foolscope/ui/words"
)

// Role says what a line or a colour stands for.
type Role int

const (
	// RoleOriginal is the class predicted for the original.
	RoleOriginal Role = iota
	// RoleAttacked is a wrong class: the goal, or whichever is ahead.
	RoleAttacked
	// RoleDefended is the original's class after the defence.
	RoleDefended
	// RoleNeutral is a measure that belongs to no panel.
	RoleNeutral
)

// How lines are broken, so that they are told apart without their colours: each
// number is another pattern, and 0 is none.
const (
	whole = iota
	dashed
	dotted
	dashDotted
	longDashed
	dashDotDotted
)

// Series is one line of a plot.
type Series struct {
	// Key says which line of its plot it is, whatever class that is about.
	Key  string
	Name string
	// Head is the name in English, which files call the line by.
	Head string
	Role Role
	// Pattern is how the line is broken, and Shape that of its marks; Marked lines
	// have marks along them. They tell lines apart without their colours.
	Pattern, Shape int
	Marked         bool
	// Unit is true for a line whose 100 is read as 1, in its own unit.
	Unit bool
	// Second is true for the second column of a comparison.
	Second bool
	// X rises; Y is between 0 and 100. In a sweep the chosen value is among X
	// as soon as its result is there.
	X, Y []float64
	// Names says for each point what the height belongs to, where that changes
	// along the line; else nil.
	Names []string
	// Heads are Names in English.
	Heads []string
}

// shown is the least height, in percent, at which a line is worth drawing that
// is not asked for.
const shown = 5

// SweepLines returns the lines of a sweep, of whose points there is at least one.
// second is what stands beside the first result, nil if nothing does; models is
// true if that is another network.
//
// An attack without a goal takes whatever class it can get, and not the same
// one at every value. Its line is the strongest wrong class of each point, so
// that it falls only where the network is fooled less, and it says where the
// class changes.
func SweepLines(axis trial.Axis, points []trial.Point, first, second *Result, models bool) []Series {
	label := first.Model.Label
	clean := first.CleanClass
	attacked := func(p trial.Point) []float64 { return p.Attacked }
	defended := func(p trial.Point) []float64 { return p.Defended }
	var out []Series
	if axis == trial.SweepAttack {
		out = append(out, classLine(points, "clean.attacked", label(clean), "curve.attacked", RoleOriginal, attacked, clean))
		out = append(out, first.wrongLines(points, "attacked", "curve.attacked", attacked)...)
		if second != nil {
			out = append(out, secondLines(points, first, second, models)...)
		}
	} else {
		out = append(out, first.wrongLines(points, "defended", "curve.defended", defended)...)
	}
	if points[0].Defended != nil {
		out = append(out, classLine(points, "clean.defended", label(clean), "curve.defended", RoleDefended, defended, clean))
	}
	ssim := Series{Key: "ssim", Name: "SSIM", Head: "SSIM", Role: RoleNeutral, Pattern: dashed, Unit: true}
	for _, p := range points {
		ssim.add(p.X, 100*p.SSIM)
	}
	return append(out, ssim)
}

// WithResult are the points of a sweep and that of the result, whose place is x.
func WithResult(sweep trial.Sweep, x float64, r *Result) []trial.Point {
	points := slices.Clone(sweep.Points)
	now := trial.Point{X: x, SSIM: math.NaN(), Attacked: r.AttackedProbabilities, Defended: r.DefendedProbabilities}
	if sweep.Axis == trial.SweepAttack && r.Measures.Known {
		now.SSIM = r.Measures.SSIM
	}
	at, found := slices.BinarySearchFunc(points, x, func(p trial.Point, x float64) int { return cmp.Compare(p.X, x) })
	if !found && (now.Defended == nil) == (points[0].Defended == nil) {
		points = slices.Insert(points, at, now)
	}
	return points
}

// strongestWrong is the key of what a line is called that follows whichever wrong class
// is the most likely one: to call it by the class at its end would contradict the
// verdict, which is about another place.
const strongestWrong = "curve.strongest_wrong"

// wrongLines are the goal, if there is one, and the strongest other class. where
// ends their keys; suffix is the key of what ends their names, empty for nothing.
func (r *Result) wrongLines(points []trial.Point, where, suffix string, of func(trial.Point) []float64) []Series {
	if of(points[0]) == nil {
		return nil
	}
	label, clean, target := r.Model.Label, r.CleanClass, r.Target
	strongest := Series{Key: "wrong." + where, Role: RoleAttacked, Shape: int(RoleAttacked)}
	strongest.Name, strongest.Head = words.Say(strongestWrong)+words.Say(suffix), words.English(strongestWrong)
	if target >= 0 {
		strongest.Pattern = dashed
	}
	highest := 0.0
	for _, p := range points {
		class := strongestBut(of(p), clean, target)
		if class < 0 {
			continue
		}
		y := 100 * of(p)[class]
		highest = max(highest, y)
		strongest.add(p.X, y)
		strongest.Names = append(strongest.Names, label(class)+words.Say(suffix))
		strongest.Heads = append(strongest.Heads, label(class)+words.English(suffix))
	}
	if names := strongest.Names; len(names) > 0 && len(slices.Compact(slices.Clone(names))) == 1 {
		strongest.Name = names[0]
	}
	if target < 0 || target == clean {
		return []Series{strongest}
	}
	out := []Series{classLine(points, "goal."+where, label(target), suffix, RoleAttacked, of, target)}
	if highest >= shown {
		out = append(out, strongest)
	}
	return out
}

// strongestBut is the most likely class that is none of two; -1 if there is none.
func strongestBut(probabilities []float64, but, nor int) int {
	best := -1
	for class, p := range probabilities {
		if class != but && class != nor && (best < 0 || p > probabilities[best]) {
			best = class
		}
	}
	return best
}

// classLine is the line of a class, called by its label and what suffix is the key of.
func classLine(points []trial.Point, key, label, suffix string, role Role, of func(trial.Point) []float64, class int) Series {
	out := Series{Key: key, Name: label + words.Say(suffix), Head: label + words.English(suffix), Role: role, Shape: int(role)}
	for _, p := range points {
		if probabilities := of(p); class < len(probabilities) {
			out.add(p.X, 100*probabilities[class])
		}
	}
	return out
}

// add appends a point, unless its height is not known.
func (s *Series) add(x, y float64) {
	if !math.IsNaN(y) {
		s.X, s.Y = append(s.X, x), append(s.Y, y)
	}
}
