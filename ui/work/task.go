package work

import (
	"context"
	"time"
)

// state is what a task does.
type state int

const (
	// waiting tasks have not begun.
	waiting state = iota
	// running tasks have a turn.
	running
	// wanting tasks gave their turn to somebody else and want one again.
	wanting
	// held tasks wait for a person, without a turn.
	held
	ended
)

// Task is a job that was handed in. Its methods may be called from any goroutine,
// Yield and Hold only from the job's own.
type Task struct {
	job   Job
	queue *Queue
	// number counts the tasks of the scheduler.
	number uint64
	ctx    context.Context
	cancel context.CancelFunc
	done   chan struct{}

	// The scheduler's lock guards the rest.
	state state
	// since is when the task began to wait for a turn.
	since time.Time
	// turn is where a wanting task gets its turn.
	turn  chan struct{}
	pause pause
	clock clock
}

// Cancel ends the job's context; one that has not begun never runs.
func (t *Task) Cancel() {
	s := t.queue.scheduler
	s.mu.Lock()
	defer s.mu.Unlock()
	t.cancelLocked()
}

// cancelLocked is Cancel for callers that hold the lock.
func (t *Task) cancelLocked() {
	t.cancel()
	if t.state == waiting {
		t.queue.drop(func(other *Task) bool { return other == t })
	}
	t.queue.scheduler.dispatch()
}

// Done is closed when the job has ended, or never will begin.
func (t *Task) Done() <-chan struct{} { return t.done }

// Yield lets tasks of other pages run that are more urgent, and returns when it
// is the task's turn again. The error is that of ctx, which is the job's or one
// derived from it: a task whose context has ended does not wait.
func (t *Task) Yield(ctx context.Context) error {
	s := t.queue.scheduler
	s.mu.Lock()
	if !s.outranked(t) {
		s.mu.Unlock()
		return ctx.Err()
	}
	s.release(t, wanting)
	s.mu.Unlock()
	t.takeBack(ctx)
	return ctx.Err()
}

// takeBack waits until the task, which is wanting, has a turn again. One whose
// context has ended takes a turn that is not there: it is about to end.
func (t *Task) takeBack(ctx context.Context) {
	select {
	case <-t.turn:
		return
	case <-ctx.Done():
	}
	s := t.queue.scheduler
	s.mu.Lock()
	defer s.mu.Unlock()
	if t.state != wanting {
		// It was given one in the meantime.
		<-t.turn
		return
	}
	s.grant(t)
}
