package main

import (
	"runtime"
	"slices"
	"strconv"
	"sync"
	"time"

	"golang.org/x/sys/unix"
)

// pace measures how fast a processor is from moment to moment: one that shares its core, its caches and its memory with
// other programs takes up to twice the time for the same work, without having to wait for anything.
type pace struct {
	mu      sync.Mutex
	samples []paced
	stop    chan struct{}
}

// paced is how long the same work took at a moment.
type paced struct {
	at   time.Time
	took time.Duration
}

func watchPace() *pace {
	p := &pace{stop: make(chan struct{})}
	go func() {
		// What is measured is the time of this thread alone.
		runtime.LockOSThread()
		for {
			select {
			case <-p.stop:
				return
			case <-time.After(200 * time.Millisecond):
			}
			one := paced{time.Now(), exercise()}
			p.mu.Lock()
			p.samples = append(p.samples, one)
			p.mu.Unlock()
		}
	}()
	return p
}

// exercise does some work of the kind that lays out a window: short texts, tables, small pieces of memory. It returns the
// time that the thread computed.
func exercise() time.Duration {
	before := threadTime()
	count := map[string]int{}
	for i := range 6000 {
		count[strconv.Itoa(i*i%2003)] += i
	}
	if len(count) == 0 {
		panic("break: nothing was counted")
	}
	return threadTime() - before
}

func threadTime() time.Duration {
	var used unix.Rusage
	if unix.Getrusage(unix.RUSAGE_THREAD, &used) != nil {
		return 0
	}
	return time.Duration(used.Utime.Nano() + used.Stime.Nano())
}

// slowdown is how many times longer work took between two moments than when the processor was at its best: the tenth part
// of all samples that were fastest. It is at least 1.
func (p *pace) slowdown(from, to time.Time) float64 {
	p.mu.Lock()
	defer p.mu.Unlock()
	var all, then []time.Duration
	for _, one := range p.samples {
		all = append(all, one.took)
		if one.at.After(from.Add(-time.Second)) && one.at.Before(to.Add(time.Second)) {
			then = append(then, one.took)
		}
	}
	if len(then) == 0 {
		return 1
	}
	slices.Sort(all)
	slices.Sort(then)
	return max(1, float64(then[len(then)/2])/float64(max(1, all[len(all)/10])))
}

func (p *pace) close() { close(p.stop) }
