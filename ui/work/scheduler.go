package work

import (
	"context"
	"errors"
	"slices"
	"sync"
	"time"
)

// grace is how long a task waits for a less urgent one to reach the end of the
// run of its network. Then both run.
const grace = 100 * time.Millisecond

// Scheduler gives turns to the tasks of all its queues.
type Scheduler struct {
	// width is how many turns there are.
	width int

	mu     sync.Mutex
	number uint64
	queues []*Queue
	// running are the tasks that have a turn.
	running []*Task
	// idle are goroutines that wait for a task.
	idle   []chan *Task
	closed bool
	// later looks again when a task has waited long enough.
	later *time.Timer
}

// New makes a scheduler of one or more turns. A network uses all processors by
// itself, so more than one is worth having for small networks only.
func New(width int) *Scheduler {
	if width < 1 {
		panic("work: a scheduler has at least one turn")
	}
	return &Scheduler{width: width}
}

// NewQueue makes the queue of a page.
func (s *Scheduler) NewQueue() *Queue {
	s.mu.Lock()
	defer s.mu.Unlock()
	q := &Queue{scheduler: s, closed: s.closed}
	s.queues = append(s.queues, q)
	return q
}

// Close cancels all tasks and waits for those that run, for as long as ctx lasts.
// The error names those that do not end.
func (s *Scheduler) Close(ctx context.Context) error {
	s.mu.Lock()
	s.closed = true
	var left []*Task
	for _, q := range s.queues {
		if t := q.shut(); t != nil {
			left = append(left, t)
		}
	}
	s.dismiss()
	s.mu.Unlock()
	var problems []error
	for _, t := range left {
		select {
		case <-t.done:
		case <-ctx.Done():
			problems = append(problems, errors.New(t.job.Title+" does not end"))
		}
	}
	return errors.Join(problems...)
}

// dispatch gives turns to those that are due, the most urgent first. The lock is
// held.
func (s *Scheduler) dispatch() {
	for {
		t := s.candidate()
		if t == nil {
			break
		}
		if wait := s.wait(t); wait != 0 {
			s.lookAfter(wait)
			break
		}
		if t.state == wanting {
			s.grant(t)
			t.turn <- struct{}{}
		} else {
			s.grant(t)
			s.begin(t)
		}
	}
}

// candidate is the most urgent of all tasks that want a turn, and of equals the
// one that came first; nil if there is none.
func (s *Scheduler) candidate() *Task {
	var best *Task
	for _, q := range s.queues {
		t := q.next()
		if t == nil {
			continue
		}
		if best == nil || q.urgency() > best.queue.urgency() || q.urgency() == best.queue.urgency() && t.number < best.number {
			best = t
		}
	}
	return best
}

// wait is how long a task has to wait for a turn: 0 if it need not, and negative
// until somebody gives one up.
func (s *Scheduler) wait(t *Task) time.Duration {
	if len(s.running) < s.width {
		return 0
	}
	equals := 0
	for _, other := range s.running {
		// What was cancelled is about to end, and nobody waits for it.
		if other.ctx.Err() == nil && other.queue.urgency() >= t.queue.urgency() {
			equals++
		}
	}
	if equals >= s.width {
		return -1
	}
	return max(grace-time.Since(t.since), 0)
}

// lookAfter has dispatch called again after a time, never if that is negative.
func (s *Scheduler) lookAfter(wait time.Duration) {
	if s.later != nil {
		s.later.Stop()
	}
	if wait > 0 {
		s.later = time.AfterFunc(wait, func() {
			s.mu.Lock()
			defer s.mu.Unlock()
			s.dispatch()
		})
	}
}

// outranked reports whether a task that runs should let another one run. The
// lock is held.
func (s *Scheduler) outranked(t *Task) bool {
	mine := t.queue.urgency()
	if best := s.candidate(); best != nil && best.queue.urgency() > mine {
		return true
	}
	above := 0
	for _, other := range s.running {
		if other != t && other.queue.urgency() > mine {
			above++
		}
	}
	return above >= s.width
}

// grant gives a turn. The lock is held.
func (s *Scheduler) grant(t *Task) {
	t.state = running
	t.clock.start()
	s.running = append(s.running, t)
}

// release takes the turn of a task, which is in another state then. The lock is
// held.
func (s *Scheduler) release(t *Task, now state) {
	s.running = slices.DeleteFunc(s.running, func(other *Task) bool { return other == t })
	t.clock.stop()
	t.state, t.since = now, time.Now()
	s.dispatch()
}

// want makes a task that was held want a turn. The lock is held.
func (s *Scheduler) want(t *Task) {
	t.state, t.since = wanting, time.Now()
	s.dispatch()
}
