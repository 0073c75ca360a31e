package work

import "context"

// pause is how a person holds a task between two runs of its network.
type pause struct {
	on bool
	// allowed is how often the task may pass all the same.
	allowed int
	// changed is closed as soon as there is something to look at again.
	changed chan struct{}
}

// holds reports whether the task has to wait, and takes one of those that are
// allowed if it need not.
func (p *pause) holds() bool {
	if p.on && p.allowed > 0 {
		p.allowed--
		return false
	}
	return p.on
}

func (p *pause) lookAgain() {
	if p.changed != nil {
		close(p.changed)
		p.changed = nil
	}
}

// Pause holds the job the next time that it calls Hold.
func (t *Task) Pause() { t.setPause(true) }

// Resume lets a job go on that was paused.
func (t *Task) Resume() { t.setPause(false) }

func (t *Task) setPause(on bool) {
	s := t.queue.scheduler
	s.mu.Lock()
	defer s.mu.Unlock()
	t.pause.on, t.pause.allowed = on, 0
	t.pause.lookAgain()
}

// Step lets a job that is paused pass Hold once.
func (t *Task) Step() {
	s := t.queue.scheduler
	s.mu.Lock()
	defer s.mu.Unlock()
	if t.pause.on {
		t.pause.allowed++
		t.pause.lookAgain()
	}
}

// Hold is Yield that also waits for as long as the job is paused. It calls show,
// which may be nil, once before it has to, and gives its turn away meanwhile.
func (t *Task) Hold(ctx context.Context, show func()) error {
	s := t.queue.scheduler
	for ctx.Err() == nil {
		s.mu.Lock()
		if !t.pause.holds() {
			s.mu.Unlock()
			break
		}
		if show != nil {
			s.mu.Unlock()
			show()
			show = nil
			continue
		}
		if t.pause.changed == nil {
			t.pause.changed = make(chan struct{})
		}
		changed := t.pause.changed
		s.release(t, held)
		s.mu.Unlock()
		select {
		case <-changed:
		case <-ctx.Done():
		}
		s.mu.Lock()
		s.want(t)
		s.mu.Unlock()
		t.takeBack(ctx)
	}
	return t.Yield(ctx)
}
