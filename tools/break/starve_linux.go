package main

import (
	"sync"
	"time"
)

// starvation measures how long the threads that draw a window wait for a processor because other programs have it, so
// that a busy machine is not taken for a window that stands still: the main thread, and those of the software card.
type starvation struct {
	mu      sync.Mutex
	samples []starved
	stop    chan struct{}
}

// starved is how long each thread had waited at a moment.
type starved struct {
	at     time.Time
	waited map[string]time.Duration
}

// keepSamples is how many are remembered: some minutes.
const keepSamples = 4000

func watchStarvation(pid int) *starvation {
	s := &starvation{stop: make(chan struct{})}
	go func() {
		for {
			select {
			case <-s.stop:
				return
			case <-time.After(50 * time.Millisecond):
			}
			now := starved{time.Now(), waitedFor(pid, "llvmpipe")}
			s.mu.Lock()
			s.samples = append(s.samples, now)
			if len(s.samples) > keepSamples {
				s.samples = append([]starved(nil), s.samples[keepSamples/2:]...)
			}
			s.mu.Unlock()
		}
	}()
	return s
}

// during is how long the thread that waited most did so between two moments.
func (s *starvation) during(from, to time.Time) (most time.Duration) {
	s.mu.Lock()
	defer s.mu.Unlock()
	var before, after map[string]time.Duration
	for _, one := range s.samples {
		if one.at.Before(from) {
			before = one.waited
		}
		after = one.waited
		if one.at.After(to) {
			break
		}
	}
	for number, waited := range after {
		most = max(most, waited-before[number])
	}
	return most
}

func (s *starvation) close() { close(s.stop) }
