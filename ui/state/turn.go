package state

import (
	"context"
	"time"
)

// patience is how long work that is already under way may go on after
// somebody moved a slider further. Without it a slider that moves faster than
// the network runs would cancel every result, and nothing would be seen until
// it rests.
const patience = 250 * time.Millisecond

// turn is one piece of work of the engine's goroutine.
type turn struct {
	settings Settings
	started  time.Time
	// main is false for a point of the plot, which waits for nobody.
	main bool
	// work ends with newer settings, running with Cancel too.
	work, running       context.Context
	endWork, endRunning context.CancelFunc
}

// begin starts a turn. The lock is held.
func (c *Controller) begin(main bool) *turn {
	t := &turn{settings: c.snap.Settings, started: time.Now(), main: main}
	t.work, t.endWork = context.WithCancel(c.life)
	t.running, t.endRunning = context.WithCancel(t.work)
	if c.cancelled {
		t.endRunning()
	}
	c.turn = t
	return t
}

// overtake ends the turn that is under way, or gives it a little more time if
// the newest settings only moved a value. The lock is held.
func (c *Controller) overtake() {
	t := c.turn
	if t == nil {
		return
	}
	left := patience - time.Since(t.started)
	held := c.snap.paused == c.snap.Generation
	if t.main && left > 0 && !held && sameSubject(t.settings, c.snap.Settings) {
		time.AfterFunc(left, t.endWork)
		return
	}
	t.endWork()
}

// sameSubject reports whether two settings differ in values only.
func sameSubject(a, b Settings) bool {
	return a.Picture == b.Picture && a.Model == b.Model && a.Attack == b.Attack &&
		a.Goal == b.Goal && a.Seed == b.Seed && a.Defense == b.Defense && a.Compare.sameSubject(b.Compare)
}
