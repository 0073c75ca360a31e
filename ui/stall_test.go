package ui

import (
	"strings"
	"testing"
	"time"
)

func TestLongStallsAreToldWithWhatWentOn(t *testing.T) {
	var told []time.Duration
	s := &stall{tell: func(took time.Duration, _ string) { told = append(told, took) }}
	for _, ago := range []time.Duration{0, longStall / 2, longStall, 3 * longStall} {
		s.last = time.Now().Add(-ago)
		s.looked(0)
	}
	if len(told) != 2 || told[0] < longStall || told[1] < 3*longStall {
		t.Errorf("of pauses of 0, 0.5, 1 and 3 s these were told: %v", told)
	}
}

func TestWhatTheWindowIsAtIsTakenDownOnce(t *testing.T) {
	s := &stall{stop: make(chan struct{})}
	s.seen.Store(time.Now().Add(-time.Minute).UnixNano())
	go s.watch(10 * time.Millisecond)
	defer close(s.stop)
	for late := time.Now().Add(10 * time.Second); s.doing.Load() == nil; time.Sleep(time.Millisecond) {
		if time.Now().After(late) {
			t.Fatal("a window that has not looked for a minute was not noticed")
		}
	}
	if got := *s.doing.Load(); !strings.HasPrefix(got, "goroutine 1 ") {
		t.Errorf("it is at %q", got)
	}
}

func TestStallIsTheLongestTimeBetweenTwoLooks(t *testing.T) {
	s := &stall{}
	for _, pause := range []time.Duration{0, 30 * time.Millisecond, time.Millisecond} {
		time.Sleep(pause)
		s.looked(0)
	}
	if got := s.take(); got < 30*time.Millisecond {
		t.Errorf("after a pause of 30 ms it is %v", got)
	}
	if got := s.take(); got != 0 {
		t.Errorf("asked again without a look in between, it is %v", got)
	}
}
