package control

import (
	"context"
	"testing"
	"time"

	"foolscope/engine/attack"
	"foolscope/engine/loss"
	"foolscope/engine/pixel"
	"foolscope/ui/session"
	"foolscope/ui/work"
)

// gated is brightness whose runs can be held. Each says when it begins, and whether
// somebody still wants it.
type gated struct {
	brightness
	began chan error
	goOn  chan struct{}
}

func (s *gated) run(ctx context.Context) {
	s.began <- ctx.Err()
	<-s.goOn
}

func (s *gated) Logits(ctx context.Context, ims []*pixel.Image) ([][]float32, error) {
	s.run(ctx)
	return s.brightness.Logits(ctx, ims)
}

func (s *gated) Gradient(ctx context.Context, ims []*pixel.Image, losses []loss.Loss) ([][]float32, []*pixel.Image, error) {
	s.run(ctx)
	logits, gradients, err := s.brightness.Gradient(ctx, ims, losses)
	for _, g := range gradients {
		for i := range g.Pix {
			g.Pix[i] = 1
		}
	}
	return logits, gradients, err
}

// gatekeeper opens one network, whatever is asked for.
type gatekeeper struct {
	workshop
	model *gated
}

func (s *gatekeeper) Open(context.Context, string, func()) (session.Model, error) {
	return s.model, nil
}

// stuckIn starts PGD on a slow network, and returns while a run of it is held: of
// the attack after a few steps, or, if plot is true, of a point of the plot.
func stuckIn(t *testing.T, plot bool) (*watcher, *gated, *work.Scheduler) {
	t.Helper()
	pgd, _ := attack.Find("pgd")
	bim, _ := attack.Find("bim")
	model := &gated{began: make(chan error), goOn: make(chan struct{}, 10000)}
	scheduler := work.New(1)
	w := watch(t, func(o *options) {
		o.Engine, o.Attacks, o.Scheduler = &gatekeeper{model: model}, []*attack.Attack{pgd, bim}, scheduler
	})
	// Before the controller is closed, which waits for what runs.
	t.Cleanup(func() {
		close(model.goOn)
		go func() {
			for range model.began {
			}
		}()
	})
	for runs := 0; ; {
		<-model.began
		s := w.Snapshot()
		if plot && s.Sweep != nil && len(s.Sweep.Points) > 0 {
			runs++
		}
		if !plot && s.Result != nil && s.Result.Step > 0 {
			runs++
		}
		if runs == 3 {
			return w, model, scheduler
		}
		model.goOn <- struct{}{}
	}
}

// What somebody does on another page waits for one run of the network that fills
// the plot, not for the attack that the run belongs to.
func TestPlotGivesWayBetweenTwoRuns(t *testing.T) {
	_, model, scheduler := stuckIn(t, true)
	ran := make(chan struct{})
	scheduler.NewQueue().Do(work.Job{Title: "a click", Priority: work.Hand, Run: func(context.Context, *work.Task) { close(ran) }})
	model.goOn <- struct{}{}
	select {
	case <-ran:
	case <-model.began:
		t.Error("the plot goes on before the click")
	}
}

// New settings have the network once its run is over.
func TestNewSettingsWaitForOneRun(t *testing.T) {
	for _, test := range []struct {
		name string
		plot bool
		move func(w *watcher)
	}{
		{"another strength while the plot fills", true, func(w *watcher) { w.SetValue("epsilon", 5) }},
		{"another attack while the plot fills", true, func(w *watcher) { w.SetAttack("bim") }},
		{"another attack while one runs", false, func(w *watcher) { w.SetAttack("bim") }},
		{"another picture while an attack runs", false, func(w *watcher) { w.Select(w.Snapshot().Pictures[1].ID) }},
	} {
		t.Run(test.name, func(t *testing.T) {
			w, model, _ := stuckIn(t, test.plot)
			test.move(w)
			now := w.Snapshot().Generation
			for {
				model.goOn <- struct{}{}
				if err := <-model.began; err != nil {
					t.Fatal("the network runs for the settings before")
				}
				if r := w.Snapshot().Result; r != nil && r.Generation == now && r.Step > 0 {
					return
				}
			}
		})
	}
}

// A hand that goes on moving gives the attack before a moment, and no more.
func TestMovedStrengthGivesTheAttackBeforeAMoment(t *testing.T) {
	w, model, _ := stuckIn(t, false)
	w.SetValue("epsilon", 5)
	time.Sleep(patience + 50*time.Millisecond)
	model.goOn <- struct{}{}
	if err := <-model.began; err != nil {
		t.Error("the network runs for the settings before")
	}
}
