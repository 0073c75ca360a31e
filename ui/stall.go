package ui

import (
	"sync/atomic"
	"time"

	"fyne.io/fyne/v2"
)

// stall measures how long the window does not look at what the user does: the
// time from one look at the mouse and the keyboard to the next, in which the
// window paints and does what was posted to it. An idle window looks every 17 ms.
type stall struct {
	longest atomic.Int64 // nanoseconds
	last    time.Time
	looks   *fyne.Animation
}

func newStall() *stall {
	s := &stall{}
	// Fyne moves animations on after each look, whether it paints or not.
	s.looks = &fyne.Animation{Duration: time.Hour, RepeatCount: fyne.AnimationRepeatForever, Tick: s.looked}
	s.looks.Start()
	return s
}

func (s *stall) looked(float32) {
	now := time.Now()
	if !s.last.IsZero() {
		s.longest.Store(max(s.longest.Load(), int64(now.Sub(s.last))))
	}
	s.last = now
}

// take returns the longest time between two looks since it was called last.
func (s *stall) take() time.Duration { return time.Duration(s.longest.Swap(0)) }

func (s *stall) close() { s.looks.Stop() }
