package work_test

import (
	"context"
	"math/rand/v2"
	"slices"
	"strings"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"foolscope/ui/work"
)

// diary notes what happens, in order.
type diary struct {
	mu    sync.Mutex
	lines []string
}

func (d *diary) note(line string) {
	d.mu.Lock()
	defer d.mu.Unlock()
	d.lines = append(d.lines, line)
}

// read returns what was noted since it was called last, once nothing can happen
// any more without somebody doing something.
func (d *diary) read() string {
	synctest.Wait()
	d.mu.Lock()
	defer d.mu.Unlock()
	all := strings.Join(d.lines, " ")
	d.lines = nil
	return all
}

func (d *diary) expect(t *testing.T, what, want string) {
	t.Helper()
	if got := d.read(); got != want {
		t.Errorf("%s: %q, want %q", what, got, want)
	}
}

// within runs a test with a clock that stands still unless everybody waits.
func within(t *testing.T, width int, test func(t *testing.T, s *work.Scheduler, d *diary)) {
	t.Helper()
	synctest.Test(t, func(t *testing.T) {
		s := work.New(width)
		test(t, s, &diary{})
		if err := s.Close(context.Background()); err != nil {
			t.Error(err)
		}
	})
}

// steps is a job of several runs of a network that take a second each; it yields
// after each, and notes its name, the number of the run, and its end.
func (d *diary) steps(name string, p work.Priority, count int) work.Job {
	return work.Job{Title: name, Priority: p, Run: func(ctx context.Context, t *work.Task) {
		for i := range count {
			d.note(name + string(rune('1'+i)))
			select {
			case <-time.After(time.Second):
			case <-ctx.Done():
			}
			if t.Hold(ctx, func() { d.note(name + "?") }) != nil {
				d.note(name + "!")
				return
			}
		}
		d.note(name + ".")
	}}
}

// after lets an amount of time pass, and a little more.
func after(d time.Duration) { time.Sleep(d + time.Millisecond); synctest.Wait() }

func TestUrgentTasksRunFirst(t *testing.T) {
	within(t, 1, func(t *testing.T, s *work.Scheduler, d *diary) {
		s.NewQueue().Do(d.steps("first", work.Hand, 1))
		for _, each := range []struct {
			name string
			p    work.Priority
		}{{"t", work.Training}, {"p", work.Plot}, {"e", work.Experiment}, {"h", work.Hand}, {"q", work.Plot}} {
			s.NewQueue().Do(d.steps(each.name, each.p, 1))
		}
		time.Sleep(time.Minute)
		d.expect(t, "of several pages", "first1 first. h1 h. p1 p. q1 q. e1 e. t1 t.")
	})
}

func TestMoreUrgentTaskOfAnotherPageGoesBetween(t *testing.T) {
	within(t, 1, func(t *testing.T, s *work.Scheduler, d *diary) {
		s.NewQueue().Do(d.steps("e", work.Experiment, 3))
		after(950 * time.Millisecond)
		s.NewQueue().Do(d.steps("h", work.Hand, 2))
		time.Sleep(time.Minute)
		d.expect(t, "an experiment", "e1 h1 h2 h. e2 e3 e.")
	})
}

func TestTasksOfOnePageDoNotMix(t *testing.T) {
	within(t, 1, func(t *testing.T, s *work.Scheduler, d *diary) {
		page, other := s.NewQueue(), s.NewQueue()
		page.Do(d.steps("p", work.Plot, 2))
		other.Do(d.steps("h", work.Hand, 2))
		after(0)
		// The plot is as urgent as what waits behind it.
		page.Do(d.steps("n", work.Hand, 1))
		other.Do(d.steps("i", work.Hand, 1))
		time.Sleep(time.Minute)
		d.expect(t, "a plot before a hand", "p1 p2 p. h1 h2 h. n1 n. i1 i.")
	})
}

func TestLongRunIsNotWaitedFor(t *testing.T) {
	within(t, 1, func(t *testing.T, s *work.Scheduler, d *diary) {
		s.NewQueue().Do(d.steps("e", work.Experiment, 2))
		s.NewQueue().Do(d.steps("h", work.Hand, 2))
		s.NewQueue().Do(d.steps("i", work.Hand, 1))
		after(90 * time.Millisecond)
		d.expect(t, "within the grace", "e1")
		after(10 * time.Millisecond)
		d.expect(t, "after the grace", "h1")
		time.Sleep(1900 * time.Millisecond)
		d.expect(t, "the experiment waits at its checkpoint", "h2")
		time.Sleep(time.Minute)
		d.expect(t, "in the end", "h. i1 i. e2 e.")
	})
}

func TestTwoTurns(t *testing.T) {
	within(t, 2, func(t *testing.T, s *work.Scheduler, d *diary) {
		s.NewQueue().Do(d.steps("a", work.Experiment, 2))
		after(10 * time.Millisecond)
		s.NewQueue().Do(d.steps("b", work.Training, 2))
		after(910 * time.Millisecond)
		s.NewQueue().Do(d.steps("h", work.Hand, 1))
		time.Sleep(time.Minute)
		d.expect(t, "the less urgent one gives way", "a1 b1 h1 a2 h. b2 a. b.")
	})
}

func TestNewestOfASlotWins(t *testing.T) {
	for _, c := range []struct {
		name     string
		patience time.Duration
		want     string
	}{
		{"at once", 0, "a1 a! c1 c."},
		{"after its time", 1500 * time.Millisecond, "a1 a2 a! c1 c."},
		{"at its end", work.Endless, "a1 a2 a3 a. c1 c."},
	} {
		t.Run(c.name, func(t *testing.T) {
			within(t, 1, func(t *testing.T, s *work.Scheduler, d *diary) {
				page := s.NewQueue()
				in := func(j work.Job) *work.Task {
					j.Slot, j.Patience = "settings", c.patience
					return page.Do(j)
				}
				in(d.steps("a", work.Hand, 3))
				after(100 * time.Millisecond)
				passed := in(d.steps("b", work.Hand, 1))
				in(d.steps("c", work.Hand, 1))
				<-passed.Done()
				time.Sleep(time.Minute)
				d.expect(t, c.name, c.want)
			})
		})
	}
}

func TestHiddenPageGivesWay(t *testing.T) {
	within(t, 1, func(t *testing.T, s *work.Scheduler, d *diary) {
		explore, models := s.NewQueue(), s.NewQueue()
		explore.Do(d.steps("attack", work.Hand, 2))
		after(950 * time.Millisecond)
		explore.Show(false)
		models.Do(d.steps("check", work.Hand, 1))
		time.Sleep(time.Minute)
		d.expect(t, "a click on another page", "attack1 check1 check. attack2 attack.")
	})
}

func TestCancelledTaskEnds(t *testing.T) {
	within(t, 1, func(t *testing.T, s *work.Scheduler, d *diary) {
		lower := s.NewQueue().Do(d.steps("e", work.Experiment, 2))
		after(950 * time.Millisecond)
		s.NewQueue().Do(d.steps("h", work.Hand, 5))
		late := s.NewQueue().Do(d.steps("late", work.Training, 1))
		after(1100 * time.Millisecond)
		d.expect(t, "while the hand moves", "e1 h1 h2")
		// It has no turn, and does not wait for one to end.
		lower.Cancel()
		d.expect(t, "once cancelled", "e!")
		late.Cancel()
		<-late.Done()
		time.Sleep(time.Minute)
		d.expect(t, "in the end", "h3 h4 h5 h.")
	})
}

func TestClosingIsBounded(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		s, d := work.New(1), &diary{}
		page := s.NewQueue()
		end := make(chan struct{})
		page.Do(work.Job{Title: "An endless network", Priority: work.Hand, Run: func(context.Context, *work.Task) { <-end }})
		never := page.Do(d.steps("never", work.Hand, 1))
		brief, stop := context.WithTimeout(context.Background(), time.Second)
		defer stop()
		if err := page.Close(brief); err == nil {
			t.Error("the page closed")
		}
		if err := s.Close(brief); err == nil || err.Error() != "An endless network does not end" {
			t.Errorf("the scheduler closed: %v", err)
		}
		<-never.Done()
		<-s.NewQueue().Do(d.steps("late", work.Hand, 1)).Done()
		close(end)
		if err := page.Close(context.Background()); err != nil {
			t.Error(err)
		}
		d.expect(t, "nothing runs any more", "")
	})
}

// Whatever comes, every task ends, those of one page one after the other.
func TestManyTasksOfManyPages(t *testing.T) {
	s := work.New(2)
	draw := rand.New(rand.NewPCG(1, 1))
	var all []*work.Task
	busy := make([]sync.Mutex, 4)
	var pages []*work.Queue
	for range busy {
		pages = append(pages, s.NewQueue())
	}
	for range 400 {
		page := draw.IntN(len(pages))
		task := pages[page].Do(work.Job{
			Title: "a job", Priority: work.Priority(draw.IntN(4)), Slot: []string{"", "a", "b"}[draw.IntN(3)],
			Run: func(ctx context.Context, task *work.Task) {
				if !busy[page].TryLock() {
					t.Error("two tasks of one page run at a time")
					return
				}
				defer busy[page].Unlock()
				for range 5 {
					time.Sleep(10 * time.Microsecond)
					if task.Hold(ctx, nil) != nil {
						return
					}
				}
			},
		})
		all = append(all, task)
		if draw.IntN(3) == 0 {
			task.Pause()
		}
		switch other := all[draw.IntN(len(all))]; draw.IntN(4) {
		case 0:
			other.Cancel()
		case 1:
			other.Step()
		case 2:
			pages[page].Show(draw.IntN(2) == 0)
		}
	}
	for _, task := range slices.Backward(all) {
		task.Resume()
	}
	for _, task := range all {
		<-task.Done()
	}
	if err := s.Close(context.Background()); err != nil {
		t.Error(err)
	}
}

// A task that was cancelled and does not end keeps nobody on other pages waiting.
func TestCancelledTaskIsNotWaitedFor(t *testing.T) {
	within(t, 1, func(t *testing.T, s *work.Scheduler, d *diary) {
		end := make(chan struct{})
		deaf := s.NewQueue().Do(work.Job{Title: "deaf", Priority: work.Hand, Run: func(context.Context, *work.Task) { <-end }})
		s.NewQueue().Do(d.steps("h", work.Hand, 1))
		after(time.Second)
		d.expect(t, "beside one as urgent", "")
		deaf.Cancel()
		after(0)
		d.expect(t, "once that is cancelled", "h1")
		s.NewQueue().Do(d.steps("i", work.Hand, 1))
		after(90 * time.Millisecond)
		d.expect(t, "they take turns", "")
		time.Sleep(time.Minute)
		d.expect(t, "in the end", "h. i1 i.")
		close(end)
	})
}
