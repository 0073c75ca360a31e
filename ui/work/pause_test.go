package work_test

import (
	"testing"
	"time"

	"foolscope/ui/work"
)

func TestPausedTaskWaitsBetweenTwoRuns(t *testing.T) {
	within(t, 1, func(t *testing.T, s *work.Scheduler, d *diary) {
		task := s.NewQueue().Do(d.steps("a", work.Hand, 4))
		task.Pause()
		time.Sleep(time.Minute)
		d.expect(t, "paused", "a1 a?")
		if p := task.Progress(); !p.Paused || p.Spent != time.Second {
			t.Errorf("paused: %+v", p)
		}
		s.NewQueue().Do(d.steps("e", work.Experiment, 1))
		time.Sleep(time.Minute)
		d.expect(t, "meanwhile others run", "e1 e.")
		task.Step()
		time.Sleep(time.Minute)
		d.expect(t, "one step", "a2 a?")
		task.Resume()
		time.Sleep(time.Minute)
		d.expect(t, "resumed", "a3 a4 a.")
	})
}

func TestPausedTaskCanBeCancelled(t *testing.T) {
	within(t, 1, func(t *testing.T, s *work.Scheduler, d *diary) {
		task := s.NewQueue().Do(d.steps("a", work.Hand, 4))
		task.Pause()
		time.Sleep(time.Minute)
		task.Cancel()
		<-task.Done()
		d.expect(t, "cancelled", "a1 a? a!")
	})
}

// A paused task gets no patience: it would never come to its end.
func TestPausedTaskIsOvertakenAtOnce(t *testing.T) {
	within(t, 1, func(t *testing.T, s *work.Scheduler, d *diary) {
		page := s.NewQueue()
		job := d.steps("a", work.Hand, 4)
		job.Slot, job.Patience = "settings", time.Hour
		page.Do(job).Pause()
		time.Sleep(time.Minute)
		next := d.steps("b", work.Hand, 1)
		next.Slot, next.Patience = "settings", time.Hour
		page.Do(next)
		time.Sleep(time.Minute)
		d.expect(t, "overtaken", "a1 a? a! b1 b.")
	})
}
