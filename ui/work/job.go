package work

import (
	"context"
	"time"
)

// Priority says how urgent a job is.
type Priority int

const (
	// Training adjusts weights.
	Training Priority = iota
	// Experiment is a long series of attacks that somebody looks at later.
	Experiment
	// Plot is what fills in by itself beside a result.
	Plot
	// Hand is what somebody moves or has clicked on, and waits for.
	Hand
)

// Endless is the Patience of a job that lets the one before come to its end.
const Endless time.Duration = 1<<63 - 1

// Job is what a page wants to have computed.
type Job struct {
	// Title says what it is, for a person.
	Title    string
	Priority Priority
	// Slot names what the job computes. It takes the place of older jobs of its
	// queue that have the same slot: one that has not begun never runs, and the one
	// that runs is cancelled. Without a slot it takes nobody's place.
	Slot string
	// Patience is how long the job whose place is taken may run in all before it
	// is cancelled, so that something is seen while a hand moves faster than the
	// network runs. A paused job gets none.
	Patience time.Duration
	// Run computes. It ends soon after ctx, and asks the task for its turn between
	// two runs of a network.
	Run func(ctx context.Context, t *Task)
}
