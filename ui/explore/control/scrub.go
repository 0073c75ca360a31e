package control

import "foolscope/engine/trial"

// Trace is the way of the attack on the settings as they are now; nil while
// only that of older settings is known, and for attacks of one step.
func (s Snapshot) Trace() *trial.Trace {
	if newest := s.Newest(); newest != nil && newest.Generation == s.Generation {
		return newest.Trace()
	}
	return nil
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
	if s == nil || s.of.Trace() != r.Trace() {
		return nil
	}
	return &scrubbed{of: r, moment: s.moment, shown: at(r, s.moment)}
}

// Moment is the moment of the trace that is looked at, -1 if it is the result.
func (s Snapshot) Moment() int {
	if s.scrubbed == nil || !s.Current() || s.scrubbed.of != s.Result {
		return -1
	}
	return s.scrubbed.moment
}

// Shown is what the panels show: the result, or the moment of its trace that
// somebody chose, or the result with the picture of an iterate on the way to the
// next one.
func (s Snapshot) Shown() *Result {
	switch {
	case s.Moment() >= 0:
		return s.scrubbed.shown
	case s.underWay():
		return s.iterate.shown
	}
	return s.Result
}

// Scrub shows a moment of the trace instead of the result, until something
// else is computed; -1 goes back to the result, and so does the moment that
// became it. Before the attack has ended there is nothing to choose from.
func (c *computer) Scrub(moment int) {
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
		next = &scrubbed{of: s.Result, moment: moment, shown: at(s.Result, moment)}
	}
	c.mu.Lock()
	if c.snap.Result == s.Result {
		c.snap.scrubbed = next
	}
	c.mu.Unlock()
	c.post()
}

// at is a result as it would be after one step of its trace.
func at(r *Result, moment int) *Result {
	out := *r
	out.Result = *r.Result.At(moment)
	return &out
}
