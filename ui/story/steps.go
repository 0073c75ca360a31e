package story

import (
	"fmt"
	"slices"

	"foolscope/engine/trial"
	"foolscope/ui/words"
)

// classLines is how many classes are followed over the steps at most, those
// that the story is about included; one that never reached classFloor is not.
const (
	classLines = 6
	classFloor = 0.01
)

// StepLine is one line over the steps of a trace.
type StepLine struct {
	Series
	// Text writes the value that belongs to a height.
	Text func(y float64) string
}

// StepLines are confidence, loss and norms over the steps of a trace; loss and
// norms in percent of their largest value.
func (r *Result) StepLines() []StepLine {
	t := r.Trace()
	points := momentPoints(t, r.Model)
	out := []StepLine{confidence(points, "clean.steps", r.Model.Label(r.CleanClass), RoleOriginal, r.CleanClass)}
	if len(points) > 0 {
		for _, line := range r.wrongLines(points, "steps", "", func(p trial.Point) []float64 { return p.Attacked }) {
			out = append(out, StepLine{line, inPercent})
		}
	}
	linf := share(t, "L∞", func(m trial.Moment) float64 { return m.Linf }, func(v float64) string { return fmt.Sprintf("%.0f/255", 255*v) })
	l2 := share(t, "L2", func(m trial.Moment) float64 { return m.L2 }, func(v float64) string { return words.Decimal(v, 2) })
	linf.Pattern, l2.Pattern = dashed, dotted
	return append(out, share(t, words.Say("curve.loss"), func(m trial.Moment) float64 { return m.Loss }, func(v float64) string { return words.Decimal(v, 2) }), linf, l2)
}

// ClassLines are the confidences of the classes that were ahead at some step of a
// trace, the original's first and the attack's second. Each is broken in its own way
// and has marks of its own.
func (r *Result) ClassLines() []StepLine {
	t := r.Trace()
	best := make([]float64, len(r.CleanPrediction().Logits))
	points := momentPoints(t, r.Model)
	for _, p := range points {
		for class, probability := range p.Attacked {
			best[class] = max(best[class], probability)
		}
	}
	clean, rival := r.CleanClass, r.rival()
	of := func(class int, role Role) StepLine {
		label := r.Model.Label(class)
		return confidence(points, "class."+label, label, role, class)
	}
	out := []StepLine{of(clean, RoleOriginal)}
	if rival >= 0 {
		out = append(out, of(rival, RoleAttacked))
	}
	for _, class := range rank(best) {
		if len(out) < classLines && class != clean && class != rival && best[class] >= classFloor {
			out = append(out, of(class, RoleNeutral))
		}
	}
	for i := range out {
		out[i].Pattern, out[i].Shape, out[i].Marked = i, i, true
	}
	return out
}

// rival is the class whose rise the steps show: the goal, else what the attack
// reached, else the runner-up of the last step whose scores are known; -1 if
// there is none.
func (r *Result) rival() int {
	if r.Target >= 0 {
		return r.Target
	}
	if r.AttackedClass >= 0 && r.AttackedClass != r.CleanClass {
		return r.AttackedClass
	}
	for _, m := range slices.Backward(r.Trace().Moments) {
		if len(m.Logits) > 1 {
			order := rank(r.Model.Probabilities(m.Logits))
			if order[0] != r.CleanClass {
				return order[0]
			}
			return order[1]
		}
	}
	return -1
}

func confidence(points []trial.Point, key, name string, role Role, class int) StepLine {
	of := func(p trial.Point) []float64 { return p.Attacked }
	return StepLine{classLine(points, key, name, "", role, of, class), inPercent}
}

func inPercent(y float64) string { return words.Decimal(y, 1) + " %" }

// momentPoints are the moments whose scores are known, with the probabilities of all
// classes against the step.
func momentPoints(t *trial.Trace, of ModelInfo) []trial.Point {
	var out []trial.Point
	for _, m := range t.Moments {
		if len(m.Logits) > 0 {
			out = append(out, trial.Point{X: float64(m.Step), Attacked: of.Probabilities(m.Logits)})
		}
	}
	return out
}

// share is a line in percent of the way from the least value to the largest, of which
// 0 is one: a loss such as a margin can be negative.
func share(t *trial.Trace, name string, of func(trial.Moment) float64, text func(float64) string) StepLine {
	least, largest := 0.0, 0.0
	for _, m := range t.Moments {
		// Not min and max, for which a value that is not a number would be the least.
		if v := of(m); v > largest {
			largest = v
		} else if v < least {
			least = v
		}
	}
	reach := largest - least
	line := StepLine{Series: Series{Key: name, Name: name, Role: RoleNeutral, Shape: int(RoleNeutral)}, Text: func(y float64) string { return text(y/100*reach + least) }}
	for _, m := range t.Moments {
		v := of(m)
		if reach > 0 {
			v = (v - least) * (100 / reach)
		}
		line.add(float64(m.Step), v)
	}
	return line
}
