package ui

import (
	"runtime"
	"strings"
	"sync/atomic"
	"time"

	"fyne.io/fyne/v2"

	"foolscope/ui/events"
)

// longStall is how long the window may not look at what the user does before
// the diagnostics log tells it as an event of its own, with what it did instead.
const longStall = time.Second

// stall measures how long the window does not look at what the user does: the
// time from one look at the mouse and the keyboard to the next, in which the
// window paints and does what was posted to it. An idle window looks every 17 ms.
type stall struct {
	longest atomic.Int64 // nanoseconds
	last    time.Time
	looks   *fyne.Animation

	// tell is told of each long stall once it is over, on the goroutine of the
	// window; may be nil.
	tell func(took time.Duration, doing string)
	// seen is when the window looked last, in nanoseconds since 1970, and doing
	// what it was seen at while it did not.
	seen  atomic.Int64
	doing atomic.Pointer[string]
	stop  chan struct{}
}

func newStall(tell func(took time.Duration, doing string)) *stall {
	s := &stall{tell: tell, stop: make(chan struct{})}
	// Fyne moves animations on after each look, whether it paints or not.
	s.looks = &fyne.Animation{Duration: time.Hour, RepeatCount: fyne.AnimationRepeatForever, Tick: s.looked}
	s.looks.Start()
	go s.watch(longStall)
	return s
}

func (s *stall) looked(float32) {
	now := time.Now()
	took := now.Sub(s.last)
	first := s.last.IsZero()
	s.last = now
	s.seen.Store(now.UnixNano())
	doing := s.doing.Swap(nil)
	if first {
		return
	}
	s.longest.Store(max(s.longest.Load(), int64(took)))
	if took >= longStall && s.tell != nil {
		if doing == nil {
			doing = new(string)
		}
		s.tell(took, *doing)
	}
}

// watch takes down, from another goroutine, what the window is at when it has
// not looked for a time.
func (s *stall) watch(limit time.Duration) {
	for {
		select {
		case <-s.stop:
			return
		case <-time.After(limit / 10):
		}
		seen := s.seen.Load()
		if seen == 0 || time.Since(time.Unix(0, seen)) < limit*9/10 || s.doing.Load() != nil {
			continue
		}
		doing := windowStack()
		s.doing.Store(&doing)
	}
}

// windowStack is where the goroutine of the window is, which is the first one.
func windowStack() string {
	buffer := make([]byte, 1<<20)
	all := string(buffer[:runtime.Stack(buffer, true)])
	for _, one := range strings.Split(all, "\n\n") {
		if strings.HasPrefix(one, "goroutine 1 ") {
			return one
		}
	}
	return ""
}

// take returns the longest time between two looks since it was called last.
func (s *stall) take() time.Duration { return time.Duration(s.longest.Swap(0)) }

func (s *stall) close() {
	s.looks.Stop()
	close(s.stop)
}

// stalled writes a long stall to the diagnostics log.
func (w *mainWindow) stalled(took time.Duration, doing string) {
	w.write(func() error {
		return w.log.Add(events.Event{
			Kind: "stall", Text: doing, Error: true,
			StallMilliseconds: float64(took.Milliseconds()), At: time.Now().UnixMicro(),
		})
	})
}
