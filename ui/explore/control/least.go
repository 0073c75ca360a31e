package control

import "foolscope/ui/explore/choice"

// FindLeast searches the least epsilon that fools with the newest settings, as soon as
// their result is there. It reports whether their attack has one.
func (c *computer) FindLeast() bool {
	c.mu.Lock()
	least, ok := c.catalog.NewLeast(c.snap.Settings)
	if ok {
		c.snap.Least, c.cancelled = least, false
	}
	c.mu.Unlock()
	if ok {
		c.fillPlot()
		c.post()
	}
	return ok
}

// stopLeast ends the search, and reports whether one went on. The lock is held.
func (c *computer) stopLeast() bool {
	if c.snap.Least == nil || !c.snap.Least.Running {
		return false
	}
	c.snap.Least = nil
	return true
}

// leastStep tries one more epsilon. It reports whether there may be more to do.
func (c *computer) leastStep(b *bench, t *turn) bool {
	c.mu.Lock()
	snap := c.snap
	searching := snap.Least != nil && snap.Least.Running && snap.Current() && !c.dirty && !c.cancelled
	unwanted := searching && !c.catalog.Belongs(snap.Least, snap.Settings)
	if unwanted {
		c.stopLeast()
	}
	c.mu.Unlock()
	if unwanted {
		c.post()
	}
	if !searching || unwanted || b.runner == nil {
		return false
	}
	b.followSeed(snap.Settings.Seed)
	next := *snap.Least
	search, over, err := b.runner.Search(t.running, c.catalog.Setup(snap.Settings), next.Search)
	if t.running.Err() != nil || interrupted(err) {
		return true
	}
	next.Search, next.Over = search, over
	next.Running = !over && err == nil
	c.mu.Lock()
	if c.snap.Least == snap.Least {
		if c.snap.Least = &next; err != nil {
			c.snap.Least = nil
		}
	}
	c.mu.Unlock()
	if err != nil {
		c.shared.Complain("%v", err)
	}
	c.post()
	return true
}

// Sought is the search for the least epsilon that belongs to the settings, nil if
// there is none.
func (s Snapshot) Sought() *choice.Least {
	if s.LeastStale {
		return nil
	}
	return s.Least
}
