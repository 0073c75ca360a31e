package part

import (
	"sync/atomic"
	"time"

	"fyne.io/fyne/v2"
)

// over is true once the loop of the window is about to end, posting counts the
// calls of Post that hand something to it.
var (
	over    atomic.Bool
	posting atomic.Int64
)

// Post runs a function on the goroutine of the window, later; it returns at
// once. When the window's loop has ended, Fyne 2.7 would run the function on the
// goroutine that posts it, beside what the window does: then it is dropped.
func Post(do func()) {
	posting.Add(1)
	defer posting.Add(-1)
	if over.Load() {
		return
	}
	fyne.Do(func() {
		if !over.Load() {
			do()
		}
	})
}

// postPatience is how long Over waits for calls of Post. They take microseconds,
// and longer only if their goroutine does not get the processor.
const postPatience = time.Second

// Over says whether the loop of the window is about to end, so that nothing is
// posted any more. It waits for what is being posted: Fyne 2.7 ends the process
// if that comes while its loop closes.
func Over(yes bool) {
	over.Store(yes)
	for end := time.Now().Add(postPatience); yes && posting.Load() > 0 && time.Now().Before(end); {
		time.Sleep(time.Millisecond)
	}
}
