package ort

import (
	"runtime"
	"sync"
	"testing"
)

// TestRestrictedSchedulerHasOneProcessor also runs several things at a time: the
// last one to end gives back what the first one took.
func TestRestrictedSchedulerHasOneProcessor(t *testing.T) {
	defer runtime.GOMAXPROCS(runtime.GOMAXPROCS(3))
	var s scheduler
	var inside, finished sync.WaitGroup
	inside.Add(5)
	for range 5 {
		finished.Go(func() {
			end := s.restrict()
			inside.Done()
			inside.Wait()
			if n := runtime.GOMAXPROCS(0); n != 1 {
				t.Errorf("inside, %d goroutines run at a time, want 1", n)
			}
			if n := s.number(); n != 3 {
				t.Errorf("inside, there are %d processors, want the usual 3", n)
			}
			// A second time does nothing.
			end()
			end()
		})
	}
	finished.Wait()
	if n := runtime.GOMAXPROCS(0); n != 3 || s.number() != 3 {
		t.Errorf("afterwards, %d goroutines run at a time and there are %d processors, want 3", n, s.number())
	}
}
