package control

// iterate is a picture on the way from one complete result to the next.
type iterate struct {
	// of is what is known of it, over the result that stays until there is another,
	// and shown both in one: the picture of the iterate, and the verdicts, the
	// measures and the defended picture of the result.
	of, over, shown *Result
}

// put takes over a result, or an iterate on the way to it. The lock of the
// snapshot's owner is held.
func (s *Snapshot) put(r *Result) {
	if r.Final || !s.complete() || s.Result.Outcome.Original != r.Outcome.Original {
		s.Result = r
		return
	}
	shown := *s.Result
	shown.Result = *r.Over(&s.Result.Result, r.watched)
	s.iterate = iterate{r, s.Result, &shown}
}

// complete reports whether there is a result with all that an attack leads to.
func (s Snapshot) complete() bool {
	return s.Result != nil && s.Result.Final && s.Result.AttackedImage() != nil && s.Result.Measures.Known
}

// underWay reports whether there is an iterate on the way from the result to the next.
func (s Snapshot) underWay() bool { return s.iterate.of != nil && s.iterate.over == s.Result }

// Newest is the result, or the iterate on the way to the next one; nil before
// anything is known.
func (s Snapshot) Newest() *Result {
	if s.underWay() {
		return s.iterate.of
	}
	return s.Result
}

// Progress is how far the attack is that the panels show an iterate of, between 0
// and 1; negative if they show none.
func (s Snapshot) Progress() float64 {
	if r := s.Newest(); r != nil && !r.Final && r.Steps > 0 {
		return float64(r.Step) / float64(r.Steps)
	}
	return -1
}
