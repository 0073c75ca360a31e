package work

import (
	"os"
	"syscall"
	"testing"
)

func TestComputationStaysBehindTheWindow(t *testing.T) {
	// Of a thread, 0 being the calling one; the first has the number of the process.
	nice := func(thread int) int {
		priority, err := syscall.Getpriority(syscall.PRIO_PROCESS, thread)
		if err != nil {
			t.Error(err)
		}
		return 20 - priority
	}
	window := nice(os.Getpid())
	// The goroutine ends with its thread, so nothing else runs behind.
	done := make(chan [2]int)
	go func() {
		before := nice(0)
		stayBehind()
		done <- [2]int{before, nice(0)}
	}()
	if got := <-done; got[1] != max(got[0], min(window+10, 19)) {
		t.Errorf("from niceness %d to %d, and the window has %d", got[0], got[1], window)
	}
}
