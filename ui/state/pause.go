package state

// pausing is how the attack that runs is held between two steps.
type pausing struct {
	// allowed is how many steps may be taken all the same.
	allowed int
	// changed is closed as soon as there is something to look at again.
	changed chan struct{}
}

// Paused reports whether the attack is held between two steps, or will be
// after its next one.
func (s Snapshot) Paused() bool {
	return s.paused == s.Generation && s.Pausable()
}

// Pausable reports whether an attack runs that can be held; that beside the
// first cannot.
func (s Snapshot) Pausable() bool { return s.Status.Busy && !s.Current() }

// TogglePause holds the attack that runs after its next step, or lets it go
// on. New settings let the next attack run freely.
func (c *Controller) TogglePause() {
	c.mu.Lock()
	switch {
	case c.snap.Paused():
		c.snap.paused = 0
	case c.snap.Pausable():
		c.snap.paused = c.snap.Generation
	}
	c.pausing.allowed = 0
	c.lookAgain()
	c.mu.Unlock()
	c.mailbox.post()
}

// StepOnce lets an attack that is paused take one step.
func (c *Controller) StepOnce() {
	c.mu.Lock()
	if c.snap.Paused() {
		c.pausing.allowed++
		c.lookAgain()
	}
	c.mu.Unlock()
}

// lookAgain wakes who waits in hold. The lock is held.
func (c *Controller) lookAgain() {
	if c.pausing.changed != nil {
		close(c.pausing.changed)
		c.pausing.changed = nil
	}
}

// hold waits for as long as the request is paused, and calls show once if it
// has to. It is called by the engine's goroutine between two steps.
func (c *Controller) hold(r request, show func()) {
	if r.first != nil {
		return
	}
	for {
		c.mu.Lock()
		if c.snap.paused != r.generation {
			c.mu.Unlock()
			return
		}
		if c.pausing.allowed > 0 {
			c.pausing.allowed--
			c.mu.Unlock()
			return
		}
		if c.pausing.changed == nil {
			c.pausing.changed = make(chan struct{})
		}
		changed := c.pausing.changed
		c.mu.Unlock()
		if show != nil {
			show()
			show = nil
		}
		select {
		case <-changed:
		case <-r.running.Done():
			return
		}
	}
}
