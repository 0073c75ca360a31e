package ort

import (
	"runtime"
	"sync"
	"time"
)

// worthRestricting is how long a run must be for the change of Go's scheduler,
// which takes about 0.15 ms, to be worth it.
const worthRestricting = 2 * time.Millisecond

// scheduler says how many goroutines run at a time: Go's GOMAXPROCS, or one while
// it is restricted.
type scheduler struct {
	mu sync.Mutex
	// restrictions counts who restricts it, and usual is the number before.
	restrictions, usual int
}

// goScheduler is that of this program.
var goScheduler scheduler

// restrict has Go run one goroutine at a time until end is called, for a run that
// lets threads of its own spin on every core.
//
// Else Go's monitor stays awake. For up to 10 ms it leaves the processor of Go
// that the run was called from where it is, if there is another without work, and
// looks after it each 0.1 ms. On two cores, that took 7 % of one from threads
// that wait for each other. A single processor is taken back at once, after
// which the monitor sleeps.
func (s *scheduler) restrict() (end func()) {
	s.begin()
	return sync.OnceFunc(s.end)
}

func (s *scheduler) begin() {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.restrictions == 0 {
		s.usual = runtime.GOMAXPROCS(1)
	}
	s.restrictions++
}

func (s *scheduler) end() {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.restrictions--; s.restrictions == 0 {
		runtime.GOMAXPROCS(s.usual)
	}
}

// number is how many run at a time when it is not restricted.
func (s *scheduler) number() int {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.restrictions > 0 {
		return s.usual
	}
	return runtime.GOMAXPROCS(0)
}
