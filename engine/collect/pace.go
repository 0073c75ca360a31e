package collect

import (
	"context"
	"errors"
	"sync"
	"time"
)

// longestWait is the longest that a run waits for a service. What would take longer is for
// another run.
const longestWait = 15 * time.Minute

// errDay says that a service was asked as often as it may be in a day.
var errDay = errors.New("it may not be asked more often today")

// metronome keeps to a pace.
type metronome struct {
	pace  Pace
	clock clock
	open  chan struct{}

	mu sync.Mutex
	// next is when the next question may be asked, and asked when those of the last day were.
	next  time.Time
	asked []time.Time
}

func newMetronome(p Pace, c clock) *metronome {
	return &metronome{pace: p, clock: c, open: make(chan struct{}, max(1, p.Together))}
}

// ask waits until a question may be asked, and asks it. waiting is told until when, if that is a while.
func (m *metronome) ask(ctx context.Context, waiting func(until time.Time), question func() error) error {
	select {
	case m.open <- struct{}{}:
	case <-ctx.Done():
		return ctx.Err()
	}
	defer func() { <-m.open }()
	at, err := m.slot()
	if err != nil {
		return err
	}
	if d := at.Sub(m.clock.now()); d > 0 {
		if d > time.Second {
			waiting(at)
		}
		if err := m.clock.sleep(ctx, d); err != nil {
			return err
		}
	}
	return question()
}

// slot takes the next free moment. Questions keep the same distance, so that no minute has more of them
// than it may, whenever it begins.
func (m *metronome) slot() (time.Time, error) {
	m.mu.Lock()
	defer m.mu.Unlock()
	now := m.clock.now()
	at := now
	if m.next.After(at) {
		at = m.next
	}
	if m.pace.Day > 0 {
		for len(m.asked) > 0 && !m.asked[0].After(now.Add(-24*time.Hour)) {
			m.asked = m.asked[1:]
		}
		if len(m.asked) >= m.pace.Day {
			return at, errDay
		}
		m.asked = append(m.asked, at)
	}
	if m.pace.Minute > 0 {
		m.next = at.Add(time.Minute / time.Duration(m.pace.Minute))
	}
	return at, nil
}

// hold keeps all questions back for a while: one was answered with that wish.
func (m *metronome) hold(d time.Duration) {
	m.mu.Lock()
	defer m.mu.Unlock()
	if until := m.clock.now().Add(d); until.After(m.next) {
		m.next = until
	}
}
