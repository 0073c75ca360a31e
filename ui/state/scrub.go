package state

import (
	"fmt"

	"foolscope/engine/metric"
	"foolscope/engine/trial"
)

// Trace is the way of the attack on the settings as they are now; nil while
// only that of older settings is known, and for attacks of one step.
func (s Snapshot) Trace() *trial.Trace {
	if s.Result == nil || s.Result.Generation != s.Generation {
		return nil
	}
	return s.Result.trace()
}

// scrubbed is a moment of a trace that somebody looks at.
type scrubbed struct {
	of     *Result
	moment int
	shown  *Result
}

// on is the same moment of another drawing of the result, nil if the result is
// another one.
func (s *scrubbed) on(r *Result) *scrubbed {
	if s == nil || s.of.trace() != r.trace() {
		return nil
	}
	return &scrubbed{of: r, moment: s.moment, shown: r.at(s.moment)}
}

// Moment is the moment of the trace that is looked at, -1 if it is the result.
func (s Snapshot) Moment() int {
	if s.scrubbed == nil || !s.Current() || s.scrubbed.of != s.Result {
		return -1
	}
	return s.scrubbed.moment
}

// Shown is what the panels show: the result, or the moment of its trace that
// somebody chose.
func (s Snapshot) Shown() *Result {
	if s.Moment() >= 0 {
		return s.scrubbed.shown
	}
	return s.Result
}

// Scrub shows a moment of the trace instead of the result, until something
// else is computed; -1 goes back to the result, and so does the moment that
// became it. Before the attack has ended there is nothing to choose from.
func (c *Controller) Scrub(moment int) {
	s := c.Snapshot()
	t := s.Trace()
	if t != nil && moment == t.Kept {
		moment = -1
	}
	if moment == s.Moment() {
		return
	}
	var next *scrubbed
	if s.Current() && t != nil && moment >= 0 && moment < len(t.Moments) {
		next = &scrubbed{of: s.Result, moment: moment, shown: s.Result.at(moment)}
	}
	c.mu.Lock()
	if c.snap.Result == s.Result {
		c.snap.scrubbed = next
	}
	c.mu.Unlock()
	c.mailbox.Post()
}

// at is the result as it would be after one step of its trace. The defence was
// only tried on the result itself, and says so.
func (r *Result) at(moment int) *Result {
	original, total := r.Outcome.Original, r.trace().Total
	m := &r.trace().Moments[moment]
	picture := m.Picture(original)
	out := *r
	out.Step, out.Steps = m.Step, total
	out.Attacked = Panel{Image: picture.RGBA(), Verdict: Verdict{Pending, fmt.Sprintf("Step %d of %d", m.Step, total)}}
	// The gain stays that of the result, so that the perturbation is seen to grow.
	view := r.Drawing.View
	view.Gain = r.Gain
	if view.Mode == Magnitude {
		view.Gain = r.Drawing.Gain
	}
	out.drawDifference(view, original, picture)
	out.Drawing.View = r.Drawing.View
	out.Measures = measuresOf(metric.Compare(original, picture))
	out.Measures.Gradients = m.Step
	out.Limits = limitsBefore(r.Original.Verdict, says(r.Model, r.clean()), r.Target, r.estimated)
	out.Change = judgeChange(out.Measures.Linf, out.Measures.SSIM)
	out.AttackedProbabilities = nil
	if out.Defended.Image != nil {
		out.Defended.Verdict = Verdict{Pending, "After the last step"}
	}
	if len(m.Logits) == 0 {
		return &out
	}
	clean, now := says(r.Model, r.clean()), predict(r.Model, m.Logits)
	out.AttackedClass = now.class
	out.AttackedProbabilities = r.Model.probabilities(m.Logits)
	out.Attacked.Verdict = judgeAttacked(clean, now, r.Target)
	shown := classesOf(r.Original.Rows)
	classes := align(r.clean().Probabilities, shown[0], now.class, r.AttackedClass, r.Target, r.DefendedClass)
	classes = keepRows(shown, classes, shown[0])
	out.Original.Rows = rows(r.Model, classes, r.clean().Logits)
	out.Attacked.Rows = rows(r.Model, classes, m.Logits)
	if r.DefendedProbabilities != nil {
		out.Defended.Rows = probabilityRows(r.Model, classes, r.DefendedProbabilities)
	}
	return &out
}

func probabilityRows(info ModelInfo, classes []int, probabilities []float64) []Row {
	top := rank(probabilities)[0]
	out := make([]Row, len(classes))
	for i, class := range classes {
		out[i] = Row{Class: class, Label: info.Label(class), Top: class == top}
		if class >= 0 {
			out[i].Probability = probabilities[class]
		}
	}
	return out
}
