package work_test

import (
	"context"
	"testing"
	"time"

	"foolscope/ui/work"
)

func TestProgressCountsTheTimeOfTurns(t *testing.T) {
	within(t, 1, func(t *testing.T, s *work.Scheduler, d *diary) {
		begin, end := make(chan struct{}), make(chan struct{})
		job := work.Job{Title: "Twenty pictures", Priority: work.Experiment, Run: func(ctx context.Context, task *work.Task) {
			task.Report("Picture 5 of 20", 0.25)
			<-begin
			task.Hold(ctx, nil)
			<-end
		}}
		blocked := s.NewQueue().Do(d.steps("h", work.Hand, 1))
		task := s.NewQueue().Do(job)
		if p := task.Progress(); p.Begun || p.Fraction != work.Unknown {
			t.Errorf("before it began: %+v", p)
		}
		<-blocked.Done()
		time.Sleep(10 * time.Second)
		want := work.Progress{
			Title: "Twenty pictures", Text: "Picture 5 of 20", Priority: work.Experiment,
			Fraction: 0.25, Spent: 10 * time.Second, Begun: true,
		}
		if p := task.Progress(); p != want {
			t.Errorf("after 10 s: %+v, want %+v", p, want)
		}
		// Time without a turn does not count.
		s.NewQueue().Do(d.steps("h", work.Hand, 60))
		close(begin)
		time.Sleep(30 * time.Second)
		if p := task.Progress(); p != want {
			t.Errorf("while another one runs: %+v, want %+v", p, want)
		}
		close(end)
	})
}
