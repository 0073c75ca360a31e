package part

import (
	"sync/atomic"

	"fyne.io/fyne/v2"
)

// over is true once the loop of the window is about to end.
var over atomic.Bool

// Post runs a function on the goroutine of the window, later; it returns at
// once. When the window's loop has ended, Fyne 2.7 would run the function on the
// goroutine that posts it, beside what the window does: then it is dropped.
func Post(do func()) {
	if over.Load() {
		return
	}
	fyne.Do(func() {
		if !over.Load() {
			do()
		}
	})
}

// Over says whether the loop of the window is about to end, so that nothing is
// posted any more.
func Over(yes bool) { over.Store(yes) }
