package ort

import (
	"runtime"
	"sync"
	"time"
)

// worthRunningAlone is how long a run must be for the change of Go's scheduler,
// which takes about 0.15 ms, to be worth it.
const worthRunningAlone = 2 * time.Millisecond

// processors is how many goroutines run at a time: Go's GOMAXPROCS, except
// while something runs alone.
type processors struct {
	mu sync.Mutex
	// alone counts what runs alone, and usual is the number before.
	alone, usual int
}

// ofGo is the one of this program.
var ofGo processors

// take has Go run one goroutine at a time until end is called, for a run that
// lets threads of its own spin on every core.
//
// Else Go's monitor stays awake. For up to 10 ms it leaves the processor of Go
// that the run was called from where it is, if there is another without work, and
// looks after it each 0.1 ms. On two cores, that took 7 % of one from threads
// that wait for each other. A single processor is taken back at once, after
// which the monitor sleeps.
func (p *processors) take() (end func()) {
	p.begin()
	return sync.OnceFunc(p.end)
}

func (p *processors) begin() {
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.alone == 0 {
		p.usual = runtime.GOMAXPROCS(1)
	}
	p.alone++
}

func (p *processors) end() {
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.alone--; p.alone == 0 {
		runtime.GOMAXPROCS(p.usual)
	}
}

// number is how many there are when nothing runs alone.
func (p *processors) number() int {
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.alone > 0 {
		return p.usual
	}
	return runtime.GOMAXPROCS(0)
}
