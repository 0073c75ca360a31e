package ui

import (
	"context"
	"slices"
	"sync"
	"testing"
	"time"

	"foolscope/ui/work"
)

// Whether Fyne returns or not, and whether what runs ends or not, the program ends, and keeps
// what it has to before it waits for anything.
func TestTheProgramEndsWhateverGoesOn(t *testing.T) {
	for _, test := range []struct {
		name string
		// returns is true if Fyne does; keeps and ends are whether what is to be kept is,
		// and whether what runs ends.
		returns, keeps, ends bool
		want                 []string
	}{
		{"all goes well", true, true, true, []string{"kept", "stopped", "closed", "over"}},
		{"Fyne does not return", false, true, true, []string{"kept", "stopped", "closed", "over"}},
		{"a page never ends", true, true, false, []string{"kept", "stopped", "closed"}},
		{"neither ends", false, true, false, []string{"kept", "stopped", "closed"}},
		{"a disk hangs", false, false, true, []string{"stopped", "closed", "over"}},
		{"nothing ends", false, false, false, []string{"stopped", "closed"}},
	} {
		t.Run(test.name, func(t *testing.T) {
			var mu sync.Mutex
			var done []string
			step := func(name string, ends bool) func() {
				return func() {
					if !ends {
						select {}
					}
					mu.Lock()
					defer mu.Unlock()
					done = append(done, name)
				}
			}
			codes := make(chan int, 1)
			e := &ending{
				keep: step("kept", test.keeps), exit: func(code int) { codes <- code }, patience: 50 * time.Millisecond,
				stop: func(context.Context) error { step("stopped", true)(); return nil }, last: step("over", true),
				// One that does not end keeps no other from ending.
				finish: []func(){step("closed", true)},
			}
			if !test.ends {
				e.finish = slices.Insert(e.finish, 0, step("", false))
			}
			if test.returns {
				e.end()
			}
			e.start()
			select {
			case code := <-codes:
				mu.Lock()
				defer mu.Unlock()
				if code != 0 || !slices.Equal(done, test.want) {
					t.Errorf("code %d after %v, want %v", code, done, test.want)
				}
			case <-time.After(30 * time.Second):
				t.Fatal("the program goes on")
			}
		})
	}
}

// A network that does not end keeps neither the other pages from being closed nor the
// program from ending; only the mark stays, for the next start.
func TestPagesEndBesideANetworkThatDoesNot(t *testing.T) {
	w, _ := testWindow(t)
	began, told, end := make(chan struct{}), make(chan struct{}), make(chan struct{})
	w.scheduler.NewQueue().Do(work.Job{Title: "an endless network", Priority: work.Hand, Run: func(ctx context.Context, _ *work.Task) {
		close(began)
		<-ctx.Done()
		close(told)
		<-end
	}})
	<-began
	e := w.ending()
	e.patience = 200 * time.Millisecond
	var over bool
	var closed sync.WaitGroup
	closed.Add(len(e.finish))
	for i, each := range e.finish {
		e.finish[i] = func() { each(); closed.Done() }
	}
	e.last = func() { over = true }
	e.end()
	<-told
	closed.Wait()
	if over {
		t.Error("the mark is gone although a network still runs")
	}
	close(end)
}
