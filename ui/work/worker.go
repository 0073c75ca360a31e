package work

import "slices"

// begin runs a task that was given its first turn, on a goroutine that is idle or
// a new one. The lock is held.
func (s *Scheduler) begin(t *Task) {
	q := t.queue
	q.waiting = slices.DeleteFunc(q.waiting, func(other *Task) bool { return other == t })
	q.current = t
	if n := len(s.idle); n > 0 {
		worker := s.idle[n-1]
		s.idle = s.idle[:n-1]
		worker <- t
		return
	}
	worker := make(chan *Task, 1)
	worker <- t
	go s.work(worker)
}

// work runs one task after the other.
func (s *Scheduler) work(tasks chan *Task) {
	stayBehind()
	for t := range tasks {
		t.job.Run(t.ctx, t)
		t.cancel()
		s.mu.Lock()
		s.idle = append(s.idle, tasks)
		t.queue.current = nil
		s.release(t, ended)
		close(t.done)
		if s.closed {
			s.dismiss()
		}
		s.mu.Unlock()
	}
}

// dismiss ends the goroutines that are idle. The lock is held.
func (s *Scheduler) dismiss() {
	for _, tasks := range s.idle {
		close(tasks)
	}
	s.idle = nil
}
