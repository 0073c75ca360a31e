package work

import (
	"syscall"
	"testing"
)

func TestComputationStaysBehindTheWindow(t *testing.T) {
	nice := func() int {
		priority, err := syscall.Getpriority(syscall.PRIO_PROCESS, 0)
		if err != nil {
			t.Error(err)
		}
		return 20 - priority
	}
	// The goroutine ends with its thread, so nothing else runs behind.
	done := make(chan [2]int)
	go func() {
		before := nice()
		stayBehind()
		done <- [2]int{before, nice()}
	}()
	if got := <-done; got[1] != max(got[0], niceness) {
		t.Errorf("from niceness %d to %d", got[0], got[1])
	}
}
