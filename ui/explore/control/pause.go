package control

import "foolscope/ui/work"

// Paused reports whether the attack is held between two steps, or will be
// after its next one.
func (s Snapshot) Paused() bool {
	return s.paused == s.Generation && s.Pausable()
}

// Pausable reports whether an attack runs that can be held; that beside the
// first cannot.
func (s Snapshot) Pausable() bool { return s.Status.Busy && !s.Current() }

// Steppable reports whether an attack runs that takes more than one step.
func (s Snapshot) Steppable() bool { return s.Pausable() && s.steps > 1 }

// TogglePause holds the attack that runs after its next step, or lets it go
// on. New settings let the next attack run freely.
func (c *computer) TogglePause() {
	c.mu.Lock()
	switch {
	case c.snap.Paused():
		c.snap.paused = 0
		c.eachTask((*work.Task).Resume)
	case c.snap.Pausable():
		c.snap.paused = c.snap.Generation
		c.eachTask((*work.Task).Pause)
	}
	c.mu.Unlock()
	c.post()
}

// Step holds the attack that runs, or lets one that is held take one step.
func (c *computer) Step() {
	if c.Snapshot().Paused() {
		c.StepOnce()
		return
	}
	c.TogglePause()
}

// StepOnce lets an attack that is paused take one step.
func (c *computer) StepOnce() {
	c.mu.Lock()
	if c.snap.Paused() {
		c.eachTask((*work.Task).Step)
	}
	c.mu.Unlock()
}

// eachTask does something with the task of the newest settings, and with an older one
// that goes on because its attack is the same. The lock is held.
func (c *computer) eachTask(do func(*work.Task)) {
	if c.turn != nil && c.turn.main && c.turn.task != c.newest {
		do(c.turn.task)
	}
	do(c.newest)
}
