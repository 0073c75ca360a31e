package main

import (
	"fmt"
	"os"
	"strconv"
	"sync"
	"time"
)

// starvation measures how long the threads that draw a window wait for a processor because other programs have it, so
// that a busy machine is not taken for a window that stands still: the main thread, and those of the software card.
type starvation struct {
	mu      sync.Mutex
	samples []starved
	stop    chan struct{}
	// main is the number of the window's thread.
	main string
}

// starved is how long each thread had waited at a moment.
type starved struct {
	at     time.Time
	waited map[string]time.Duration
	// ran is how long the window's thread had computed.
	ran time.Duration
}

// keepSamples is how many are remembered: some minutes.
const keepSamples = 4000

func watchStarvation(pid int) *starvation {
	s := &starvation{stop: make(chan struct{}), main: strconv.Itoa(pid)}
	go func() {
		for {
			select {
			case <-s.stop:
				return
			case <-time.After(50 * time.Millisecond):
			}
			now := starved{time.Now(), waitedFor(pid, "llvmpipe"), ranFor(pid)}
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

// during is how long the window waited for a processor between two moments: its own thread, and the one of the software
// card that did so longest, which the window waits for in turn.
func (s *starvation) during(from, to time.Time) time.Duration {
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
	var own, card time.Duration
	for number, waited := range after {
		if number == s.main {
			own = waited - before[number]
		} else {
			card = max(card, waited-before[number])
		}
	}
	return own + card
}

// ran is how long the window's thread computed between two moments.
func (s *starvation) ran(from, to time.Time) time.Duration {
	s.mu.Lock()
	defer s.mu.Unlock()
	var before, after time.Duration
	for _, one := range s.samples {
		if one.at.Before(from) {
			before = one.ran
		}
		after = one.ran
		if one.at.After(to) {
			break
		}
	}
	return after - before
}

// ranFor is how long the main thread of a process has computed so far.
func ranFor(pid int) time.Duration {
	var ran int64
	text, _ := os.ReadFile(fmt.Sprintf("/proc/%d/task/%[1]d/schedstat", pid))
	fmt.Sscan(string(text), &ran)
	return time.Duration(ran)
}

func (s *starvation) close() { close(s.stop) }
