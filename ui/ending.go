package ui

import (
	"os"
	"os/signal"
	"sync"
	"syscall"
	"time"
)

// patience is how long Fyne may take to return once the program is to end.
const patience = 3 * time.Second

// ending ends the program, even if Fyne does not.
//
// When its loop ends, Fyne 2.7 posts a last function to the goroutine of the
// window and waits for it. If that comes a moment too late, nobody runs it, and
// the program would stay for ever, without a window.
type ending struct {
	// finish closes what the window holds; it must be called once only.
	finish   func()
	finished sync.Once
	// exit leaves the program; patience is how long to wait before.
	exit     func(code int)
	patience time.Duration
}

// start gives Fyne some time to return, and ends the program if it does not.
func (e *ending) start() {
	time.AfterFunc(e.patience, func() {
		e.end()
		e.exit(0)
	})
}

// end closes what the window holds.
func (e *ending) end() { e.finished.Do(e.finish) }

// onSignal calls start when the system asks the program to end, which closes
// no window.
func (e *ending) onSignal() {
	asked := make(chan os.Signal, 1)
	signal.Notify(asked, os.Interrupt, syscall.SIGTERM)
	go func() {
		<-asked
		e.start()
	}()
}
