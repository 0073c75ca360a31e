package ui

import (
	"context"
	"os"
	"os/signal"
	"sync"
	"syscall"
	"time"

	"foolscope/ui/part"
)

// patience is how long what runs may go on once the program is to end, and how
// long Fyne may then take to return.
const patience = 2 * time.Second

// ending ends the program, whatever else goes on: a network, a picture or a
// pipe that never ends.
//
// Nor may Fyne end. When its loop does, Fyne 2.7 posts a last function to the
// goroutine of the window and waits for it. If that comes a moment too late, nobody
// runs it, and the program would stay for ever, without a window.
type ending struct {
	// keep writes what must not be lost. Then stop ends what runs, for as long as its
	// context lasts, and each of finish closes a part of what the window holds, beside
	// the others: one that does not end keeps none of them from it. If all that has
	// ended, last is called. Each is called once, and left behind if it takes longer
	// than patience.
	keep     func()
	stop     func(context.Context) error
	finish   []func()
	last     func()
	finished sync.Once
	// exit leaves the program; patience is how long to wait before.
	exit     func(code int)
	patience time.Duration
}

// start ends the program in a moment, with Fyne's help if it returns. It
// does not wait for that.
func (e *ending) start() {
	go func() {
		e.end()
		time.Sleep(e.patience)
		e.exit(0)
	}()
}

// end closes what the window holds, as far as that ends. It waits if another
// call does so.
func (e *ending) end() {
	e.finished.Do(func() {
		e.within(e.keep)
		ctx, end := context.WithTimeout(context.Background(), e.patience/2)
		defer end()
		stopped := e.stop(ctx)
		if e.within(e.close) && stopped == nil {
			e.within(e.last)
		}
	})
}

// close calls all of finish and waits for them.
func (e *ending) close() {
	var all sync.WaitGroup
	for _, each := range e.finish {
		all.Go(each)
	}
	all.Wait()
}

// within calls do and waits for it for as long as the patience lasts. It reports
// whether do has ended.
func (e *ending) within(do func()) bool {
	done := make(chan struct{})
	go func() {
		defer close(done)
		do()
	}()
	select {
	case <-done:
		return true
	case <-time.After(e.patience):
		return false
	}
}

// onSignal calls start when the system asks the program to end, which closes
// no window. A second time, the program ends at once.
func (e *ending) onSignal() {
	asked := make(chan os.Signal, 2)
	signal.Notify(asked, os.Interrupt, syscall.SIGTERM, syscall.SIGHUP)
	go func() {
		<-asked
		// Fyne catches some of them, too, and ends its loop.
		part.Over(true)
		e.start()
		<-asked
		e.exit(1)
	}()
}
