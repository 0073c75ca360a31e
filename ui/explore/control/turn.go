package control

import (
	"context"
	"time"

	"foolscope/ui/explore/choice"
	"foolscope/ui/work"
)

// patience is how long work that is already under way may go on after
// somebody moved a slider further. Without it a slider that moves faster than
// the network runs would cancel every result, and nothing would be seen until
// it rests.
const patience = 250 * time.Millisecond

// mostPatience is how long that may be where the attack before took longer than
// patience: an answer late is more than none for as long as the slider moves.
const mostPatience = 1200 * time.Millisecond

// patienceFor is the patience with attacks that take about as long as one that is over.
func patienceFor(took time.Duration) time.Duration {
	if need := took + took/2; need > patience && need <= mostPatience {
		return need
	}
	return patience
}

// turn is what a task of the queue works on.
type turn struct {
	task     *work.Task
	settings choice.Settings
	// main is false for a point of the plot, which waits for nobody.
	main bool
	// work ends with newer settings, running with Cancel too.
	work, running context.Context
	endRunning    context.CancelFunc
}

// begin starts the turn of a task, whose context is ctx.
func (c *computer) begin(ctx context.Context, task *work.Task, main bool) *turn {
	c.mu.Lock()
	defer c.mu.Unlock()
	t := &turn{task: task, settings: c.snap.Settings, main: main, work: ctx}
	t.running, t.endRunning = context.WithCancel(ctx)
	if c.cancelled {
		t.endRunning()
	}
	c.turn = t
	return t
}

// dropPoint ends the work on a point of the plot. The lock is held.
func (c *computer) dropPoint() {
	if c.turn != nil && !c.turn.main {
		c.turn.task.Cancel()
	}
}
