package ui

import (
	"testing"
	"time"
)

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
