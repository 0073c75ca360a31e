package collect

import (
	"context"
	"time"
)

// clock is what a run knows of time.
type clock interface {
	now() time.Time
	// sleep returns after a while, or with the error of ctx when that ends.
	sleep(ctx context.Context, d time.Duration) error
}

type wallClock struct{}

func (wallClock) now() time.Time { return time.Now() }

func (wallClock) sleep(ctx context.Context, d time.Duration) error {
	timer := time.NewTimer(d)
	defer timer.Stop()
	select {
	case <-timer.C:
		return nil
	case <-ctx.Done():
		return ctx.Err()
	}
}
