package control

import (
	"slices"

	"foolscope/engine/defense"
	"foolscope/engine/param"
	"foolscope/engine/trial"
	"foolscope/ui/story"
)

// Attempts are what each defence makes of one attacked picture, in the order of the
// catalogue. They are a value: attempts that were handed over are never changed.
type Attempts struct {
	// List has an attempt for each defence.
	List []Attempt
	// of is the outcome whose attacked picture it is, nil before there is one.
	of *trial.Outcome
}

// Attempt is one of them.
type Attempt struct {
	Defense *defense.Defense
	// Values are those that the defence has now, had the last time, or else its
	// defaults.
	Values param.Values
	// Attempt is of an earlier picture, if of any, while Known is false.
	story.Attempt
	Known bool
	// Err says why the defence failed, nil if it did not.
	Err error
}

// Done reports whether all of them are known.
func (a *Attempts) Done() bool { return a.next() < 0 }

// next is the number of the first one that is not known, -1 if there is none.
func (a *Attempts) next() int {
	return slices.IndexFunc(a.List, func(one Attempt) bool { return !one.Known && one.Err == nil })
}

// AttemptsBehind reports whether the attempts are on an earlier picture.
func (s Snapshot) AttemptsBehind() bool {
	return s.Attempts != nil && (!s.Current() || s.Attempts.of != s.Result.Outcome)
}

// TryDefenses has every defence tried on the attacked picture, one after the other,
// and again whenever that is another one, until it is called with false. Nothing is
// attacked for it.
func (c *Controller) TryDefenses(on bool) {
	c.mu.Lock()
	if on == (c.snap.Attempts == nil) {
		c.snap.Attempts = nil
		if on {
			c.snap.Attempts = &Attempts{List: c.attempts()}
			c.dropPoint()
			c.fillPlot()
		}
	}
	c.mu.Unlock()
	c.post()
}

// attempts lists all defences with the values that they would have. The lock is
// held.
func (c *Controller) attempts() (list []Attempt) {
	for _, d := range c.catalog.Defenses {
		values := c.memory.Defense(d)
		if d.Key == c.snap.Settings.Defense {
			values = c.snap.Settings.DefenseValues
		}
		list = append(list, Attempt{Defense: d, Values: values})
	}
	return list
}

// tryNext tries one more defence on the attacked picture, if somebody looks. It reports
// whether there may be more to do.
func (c *computer) tryNext(b *bench, t *turn) bool {
	c.mu.Lock()
	r := c.snap.Result
	if !c.snap.Current() || c.snap.Attempts == nil || r.AttackedImage() == nil || r.Outcome.Original != b.original {
		c.mu.Unlock()
		return false
	}
	if c.snap.Attempts.of != r.Outcome {
		c.snap.Attempts = c.snap.Attempts.follow(r.Outcome, c.stages())
	}
	a := c.snap.Attempts
	c.mu.Unlock()
	i := a.next()
	if i < 0 {
		return false
	}
	one := a.List[i]
	out, err := b.runner.Defend(t.work, r.Outcome, defense.Chain{{Defense: one.Defense, Values: one.Values}})
	if t.work.Err() != nil {
		return true
	}
	if one.Err = err; err == nil {
		one.Attempt, one.Known = r.Attempt(out), true
	}
	c.mu.Lock()
	if c.snap.Attempts == a {
		next := &Attempts{List: slices.Clone(a.List), of: a.of}
		next.List[i] = one
		c.snap.Attempts = next
	}
	c.mu.Unlock()
	c.post()
	return true
}

// follow returns attempts on another picture, of which none is known; what was seen
// is kept until then.
func (a *Attempts) follow(of *trial.Outcome, list []Attempt) *Attempts {
	for i := range list {
		if i < len(a.List) && a.List[i].Defense == list[i].Defense {
			list[i].Attempt = a.List[i].Attempt
		}
	}
	return &Attempts{List: list, of: of}
}
