package collect

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"math/rand/v2"
	"time"

	"foolscope/engine/download"
)

const (
	// tries is how often a question is asked.
	tries = 6
	// firstPause is how long to wait before the second try; each pause is twice as long as the
	// one before, up to longestPause.
	firstPause   = 2 * time.Second
	longestPause = 2 * time.Minute
)

// Later is an error that may be gone with the next try.
type Later struct {
	// After is how long the service asks to be left alone; 0 if it does not say.
	After time.Duration
	Err   error
}

func (l *Later) Error() string { return l.Err.Error() }

func (l *Later) Unwrap() error { return l.Err }

// judged wraps the error of a download that may succeed later in a *Later.
func judged(err error) error {
	var status *download.StatusError
	switch {
	case err == nil, errors.Is(err, context.Canceled), errors.Is(err, context.DeadlineExceeded):
		return err
	case errors.As(err, &status):
		if status.Temporary() {
			return &Later{status.RetryAfter, err}
		}
		return err
	case errors.Is(err, download.ErrSize), errors.As(err, new(*fs.PathError)):
		return err
	}
	return &Later{0, err}
}

// insist asks a question again and again while its error is a *Later. Pauses grow, and no two of them
// are the same, so that programs which were turned away together do not come back together. waiting is
// told until when it waits, and why.
func insist(ctx context.Context, m *metronome, waiting func(until time.Time, why string), question func() error) error {
	pause, why := firstPause, ""
	for try := 1; ; try++ {
		err := m.ask(ctx, func(until time.Time) { waiting(until, why) }, question)
		var later *Later
		if err == nil || ctx.Err() != nil || !errors.As(err, &later) {
			return err
		}
		if later.After > longestWait {
			again := m.clock.now().Add(later.After)
			return fmt.Errorf("it wants to be left alone until %s", again.Format("2006-01-02 15:04"))
		}
		if try == tries {
			return err
		}
		why = err.Error()
		m.hold(max(later.After, pause/2+rand.N(pause)))
		pause = min(2*pause, longestPause)
	}
}
