package ui

import (
	"sync/atomic"
	"time"

	"fyne.io/fyne/v2"
)

// stall measures how long the goroutine of the window keeps others waiting: a
// function is posted to it over and over, and the longest wait is remembered.
// An idle window takes up to 17 ms, the time between two frames.
type stall struct {
	longest atomic.Int64 // nanoseconds
	stop    chan struct{}
}

// every is the pause between two measurements; it bounds how much of a stall
// may go unnoticed.
const every = 5 * time.Millisecond

func newStall() *stall {
	s := &stall{stop: make(chan struct{})}
	go s.watch()
	return s
}

func (s *stall) watch() {
	for {
		posted := time.Now()
		ran := make(chan struct{})
		fyne.Do(func() { close(ran) })
		select {
		case <-ran:
		case <-s.stop:
			return
		}
		if waited := int64(time.Since(posted)); waited > s.longest.Load() {
			s.longest.Store(waited)
		}
		time.Sleep(every)
	}
}

// take returns the longest wait since it was called last.
func (s *stall) take() time.Duration { return time.Duration(s.longest.Swap(0)) }

func (s *stall) close() { close(s.stop) }
