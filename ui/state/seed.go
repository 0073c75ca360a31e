package state

import (
	"math/rand/v2"
	"time"
)

// MaxSeed is the largest seed that is drawn or typed.
const MaxSeed = 1_000_000

// SetSeed chooses the seed of every random draw.
func (c *Controller) SetSeed(seed uint64) {
	c.changeValue("seed", func(s *Settings) { s.Seed = seed })
}

// SetSeedFree chooses whether each run draws a seed of its own, or all have the
// same one. The result that is there stays.
func (c *Controller) SetSeedFree(free bool) {
	c.mu.Lock()
	before := c.now()
	c.snap.SeedFree = free
	c.history.note("", before, c.now(), time.Now())
	c.keepSoon()
	c.mu.Unlock()
	c.mailbox.Post()
}

// RunAgain runs the attack once more, with another seed.
func (c *Controller) RunAgain() { c.change(func(s *Settings) { s.Seed = anotherSeed(s.Seed) }) }

// drawSeed gives settings that begin a run a seed of their own, unless somebody
// chose one or the seed is locked. The lock is held, and the snapshot has the
// settings before.
func (c *Controller) drawSeed(s *Settings, begins bool) {
	before := c.snap.Settings
	if c.snap.SeedFree && begins && s.Seed == before.Seed && !alike(*s, before) {
		s.Seed = anotherSeed(s.Seed)
	}
}

// anotherSeed draws a seed that differs from one.
func anotherSeed(than uint64) uint64 {
	seed := rand.Uint64N(MaxSeed)
	if seed >= than {
		seed++
	}
	return seed
}
