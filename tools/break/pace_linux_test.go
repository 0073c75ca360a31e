package main

import (
	"testing"
	"time"
)

func TestSlowdownComparesWithTheBest(t *testing.T) {
	began := time.Now()
	p := &pace{}
	for i := range 100 {
		took := 10 * time.Millisecond
		if i >= 60 && i < 70 {
			took = 18 * time.Millisecond
		}
		p.samples = append(p.samples, paced{began.Add(time.Duration(i) * time.Second), took})
	}
	at := func(second int) time.Time { return began.Add(time.Duration(second) * time.Second) }
	if got := p.slowdown(at(64), at(65)); got != 1.8 {
		t.Errorf("while others are at work it is %g times slower, want 1.8", got)
	}
	if got := p.slowdown(at(20), at(21)); got != 1 {
		t.Errorf("alone it is %g times slower", got)
	}
}
