package control

import (
	"bytes"
	"context"
	"encoding/json"
	"sync/atomic"
	"testing"

	"foolscope/engine/attack"
	"foolscope/engine/loss"
	"foolscope/engine/param"
	"foolscope/engine/pixel"
	"foolscope/ui/events"
	"foolscope/ui/explore/choice"
	"foolscope/ui/session"
)

// slow is a classifier whose gradients take until the context ends, once it is
// stuck.
type slow struct {
	*brightness
	stuck *atomic.Bool
}

func (s slow) Gradient(ctx context.Context, ims []*pixel.Image, losses []loss.Loss) ([][]float32, []*pixel.Image, error) {
	if s.stuck.Load() {
		<-ctx.Done()
	}
	logits, gradients, err := s.brightness.Gradient(ctx, ims, losses)
	for _, g := range gradients {
		for i := range g.Pix {
			g.Pix[i] = 1
		}
	}
	return logits, gradients, err
}

// slowWorkshop opens such classifiers.
type slowWorkshop struct {
	workshop
	stuck atomic.Bool
}

func (w *slowWorkshop) Open(context.Context, string, func()) (session.Model, error) {
	return slow{&brightness{name: "slow"}, &w.stuck}, nil
}

// computed is what the log says of the gradients for a result.
func computed(t *testing.T, s Snapshot) int {
	t.Helper()
	var out bytes.Buffer
	if err := (&Log{}).Note(events.NewLog(&out), s); err != nil {
		t.Fatal(err)
	}
	var e events.Event
	if err := json.NewDecoder(&out).Decode(&e); err != nil || e.Kind != "result" || e.Computed == nil {
		t.Fatalf("%+v, %v", e, err)
	}
	return *e.Computed
}

// Whoever drags a defence on a large network must not wait for the attack again.
func TestAnotherDefenseAttacksNothingAnew(t *testing.T) {
	pgd, _ := attack.Find("pgd")
	engine := &slowWorkshop{}
	w := watch(t, func(o *options) {
		o.Engine, o.Attacks = engine, []*attack.Attack{pgd}
		o.Start = func(s *choice.Settings) { s.Values = param.Values{"steps": 7, "random_start": 0} }
	})
	first := w.settled()
	if got := computed(t, first); got != 7 {
		t.Errorf("%d gradients for 7 steps", got)
	}
	engine.stuck.Store(true)
	w.SetDefenseValue("amount", 100)
	second := w.settled()
	if got := computed(t, second); got != 0 {
		t.Errorf("%d gradients for another value of the defence", got)
	}
	a, b := first.Result, second.Result
	if a.Outcome.Attacked != b.Outcome.Attacked || a.Outcome.Trace != b.Outcome.Trace || b.Measures.Gradients != 7 {
		t.Errorf("it is another attack, of %d gradients", b.Measures.Gradients)
	}
	if a.Outcome.Defended.Pix[0] <= b.Outcome.Defended.Pix[0] {
		t.Errorf("the defended picture is %g, and was %g with less of the defence", b.Outcome.Defended.Pix[0], a.Outcome.Defended.Pix[0])
	}
	w.SetDefense("")
	if got := computed(t, w.settled()); got != 0 {
		t.Errorf("%d gradients without a defence", got)
	}
	engine.stuck.Store(false)
	w.SetValue("steps", 6)
	// That at the original is known.
	if got := computed(t, w.settled()); got != 5 {
		t.Errorf("%d gradients for 6 steps, want 5", got)
	}
}

// Nor does the plot.
func TestThePlotBehindAnotherDefenseAttacksNothingAnew(t *testing.T) {
	pgd, _ := attack.Find("pgd")
	engine := &slowWorkshop{}
	w := watch(t, func(o *options) { o.Engine, o.Attacks = engine, []*attack.Attack{pgd} })
	whole := func(s Snapshot) bool { return s.Current() && s.Sweep != nil && s.Sweep.Done && !s.SweepStale }
	before := w.until("a whole sweep", whole)
	engine.stuck.Store(true)
	w.SetDefenseValue("amount", 100)
	generation := w.Snapshot().Generation
	after := w.until("the sweep behind another defence", func(s Snapshot) bool { return s.Generation == generation && whole(s) })
	for i, p := range after.Sweep.Points {
		old := before.Sweep.Points[i]
		if p.X != old.X || p.Attacked[0] != old.Attacked[0] || p.Defended[0] <= old.Defended[0] {
			t.Errorf("at %g: attacked %g and %g, defended %g and %g", p.X, p.Attacked[0], old.Attacked[0], p.Defended[0], old.Defended[0])
		}
	}
}
