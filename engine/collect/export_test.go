package collect

import (
	"context"
	"sync"
	"time"
)

// FakeClock is a clock whose sleepers wake at once, when it has gone on so far.
type FakeClock struct {
	mu    sync.Mutex
	at    time.Time
	Slept []time.Duration
}

// WithClock makes a job keep its time by a clock.
func (j Job) WithClock(c *FakeClock) Job {
	j.clock = c
	return j
}

// NewFakeClock returns a clock that stands at a day of 2026.
func NewFakeClock() *FakeClock { return &FakeClock{at: time.Date(2026, 12, 1, 12, 0, 0, 0, time.UTC)} }

// Now is its time.
func (c *FakeClock) Now() time.Time { return c.now() }

func (c *FakeClock) now() time.Time {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.at
}

func (c *FakeClock) sleep(ctx context.Context, d time.Duration) error {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.Slept = append(c.Slept, d)
	c.at = c.at.Add(d)
	return ctx.Err()
}
