package work

import (
	"context"
	"slices"
	"time"
)

// Queue holds the tasks of one page: the most urgent first, and of equals the one
// that came first. A task that has begun comes to its end before the next begins.
type Queue struct {
	scheduler *Scheduler

	// The scheduler's lock guards the rest.
	hidden  bool
	closed  bool
	waiting []*Task
	current *Task
}

// Do hands in a job. In a queue that was closed it never runs.
func (q *Queue) Do(j Job) *Task {
	s := q.scheduler
	s.mu.Lock()
	defer s.mu.Unlock()
	s.number++
	t := &Task{job: j, queue: q, number: s.number, done: make(chan struct{}), turn: make(chan struct{}, 1), since: time.Now()}
	t.clock.fraction = Unknown
	t.ctx, t.cancel = context.WithCancel(context.Background())
	if q.closed {
		t.cancel()
		close(t.done)
		return t
	}
	if j.Slot != "" {
		q.drop(func(older *Task) bool { return older.job.Slot == j.Slot })
		if q.current != nil && q.current.job.Slot == j.Slot {
			q.current.overtake(j.Patience)
		}
	}
	q.waiting = append(q.waiting, t)
	s.dispatch()
	return t
}

// drop takes tasks out of the queue that have not begun. The lock is held.
func (q *Queue) drop(unwanted func(*Task) bool) {
	q.waiting = slices.DeleteFunc(q.waiting, func(t *Task) bool {
		if !unwanted(t) {
			return false
		}
		t.cancel()
		t.state = ended
		close(t.done)
		return true
	})
}

// overtake cancels the task that runs, at once or when it has had its time. The
// lock is held.
func (t *Task) overtake(patience time.Duration) {
	switch left := patience - t.clock.total(); {
	case patience == Endless:
	case left > 0 && !t.pause.on:
		time.AfterFunc(left, t.Cancel)
	default:
		t.cancel()
	}
}

// Show says whether somebody sees the page. What a hidden page does is no more
// urgent than a plot.
func (q *Queue) Show(yes bool) {
	s := q.scheduler
	s.mu.Lock()
	defer s.mu.Unlock()
	q.hidden = !yes
	s.dispatch()
}

// Close cancels all tasks and waits for the one that runs. The error is that of
// ctx, if it ends before.
func (q *Queue) Close(ctx context.Context) error {
	s := q.scheduler
	s.mu.Lock()
	running := q.shut()
	s.mu.Unlock()
	if running != nil {
		select {
		case <-running.done:
		case <-ctx.Done():
			return ctx.Err()
		}
	}
	s.mu.Lock()
	s.queues = slices.DeleteFunc(s.queues, func(other *Queue) bool { return other == q })
	if len(s.queues) == 0 {
		s.dismiss()
	}
	s.mu.Unlock()
	return nil
}

// shut cancels all tasks, and returns the one that runs, nil if none does. The
// lock is held.
func (q *Queue) shut() *Task {
	q.closed = true
	q.drop(func(*Task) bool { return true })
	if q.current != nil {
		q.current.cancel()
	}
	return q.current
}

// next is the task that wants a turn, nil if none does. The lock is held.
func (q *Queue) next() *Task {
	if q.current != nil {
		if q.current.state == wanting {
			return q.current
		}
		return nil
	}
	var first *Task
	for _, t := range q.waiting {
		if first == nil || t.job.Priority > first.job.Priority {
			first = t
		}
	}
	return first
}

// urgency is the priority of the most urgent task: one that is less urgent, but
// has begun, holds up the others. The lock is held.
func (q *Queue) urgency() Priority {
	most := Training
	if q.current != nil {
		most = q.current.job.Priority
	}
	for _, t := range q.waiting {
		most = max(most, t.job.Priority)
	}
	if q.hidden {
		most = min(most, Plot)
	}
	return most
}
