package control

import (
	"time"

	"foolscope/ui/explore/choice"
)

// SetSeed chooses the seed of every random draw.
func (c *Controller) SetSeed(seed uint64) {
	c.changeValue("seed", func(s *choice.Settings) { s.Seed = seed })
}

// SetSeedFree chooses whether each run draws a seed of its own, or all have the
// same one. The result that is there stays.
func (c *Controller) SetSeedFree(free bool) {
	c.mu.Lock()
	before := c.now()
	c.snap.SeedFree = free
	c.history.Note("", before, c.now(), time.Now())
	c.keepSoon()
	c.mu.Unlock()
	c.post()
}

// RunAgain runs the attack once more, with another seed unless that is locked. It
// reports whether it drew one.
func (c *Controller) RunAgain() bool {
	if !c.Snapshot().SeedFree {
		c.Retry()
		return false
	}
	c.change(func(s *choice.Settings) { s.Seed = choice.AnotherSeed(s.Seed) })
	return true
}

// drawSeed gives settings that begin another attack a seed of their own, unless
// somebody chose one or the seed is locked. Another defence acts on the picture
// that is there. The lock is held, and the snapshot has the settings before.
func (c *Controller) drawSeed(s *choice.Settings, begins bool) {
	before := c.snap.Settings
	if c.snap.SeedFree && begins && s.Seed == before.Seed && !choice.SameAttack(*s, before) {
		s.Seed = choice.AnotherSeed(s.Seed)
	}
}
