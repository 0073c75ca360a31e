package control

import (
	"strings"
	"testing"

	"foolscope/engine/attack"
	"foolscope/engine/param"
	"foolscope/ui/explore/choice"
	"foolscope/ui/story"
)

// held is a watcher whose attack is paused after the first of ten steps.
func held(t *testing.T) *watcher {
	t.Helper()
	gate := make(chan struct{}, 100)
	w := watch(t, func(o *options) {
		o.Attacks = []*attack.Attack{shift(gate)}
		o.Start = func(s *choice.Settings) { s.Values = param.Values{"steps": 10} }
	})
	w.TogglePause()
	for range cap(gate) {
		gate <- struct{}{}
	}
	w.untilStep(1)
	return w
}

func (w *watcher) untilStep(step int) Snapshot {
	w.t.Helper()
	return w.until("the attack, held", func(s Snapshot) bool {
		return s.Result != nil && s.Result.Step == step && strings.Contains(s.Status.Text, "paused")
	})
}

func TestPauseStepsAndGoesOn(t *testing.T) {
	w := held(t)
	if !w.Snapshot().Paused() {
		t.Error("it does not say that it is paused")
	}
	w.StepOnce()
	w.untilStep(2)
	w.StepOnce()
	w.StepOnce()
	w.untilStep(4)
	w.TogglePause()
	if s := w.settled(); s.Result.Step != 10 || s.Paused() || len(s.Trace().Moments) != 11 {
		t.Errorf("step %d, paused %t", s.Result.Step, s.Paused())
	}
	w.TogglePause()
	if w.Snapshot().Paused() {
		t.Error("there is nothing to pause")
	}
}

func TestWhatEndsAPause(t *testing.T) {
	tests := []struct {
		name string
		do   func(*watcher)
		step int
		kind story.Kind
	}{
		{"cancel", func(w *watcher) { w.Cancel() }, 1, story.Cancelled},
		{"new settings", func(w *watcher) { w.SetValue("amount", 60) }, 10, story.Fooled},
		{"the last step", func(w *watcher) {
			for range 9 {
				w.StepOnce()
			}
		}, 10, story.Fooled},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			w := held(t)
			test.do(w)
			if s := w.settled(); s.Result.Step != test.step || s.Result.Attacked.Verdict.Kind != test.kind || s.Paused() {
				t.Errorf("step %d, %v, paused %t", s.Result.Step, s.Result.Attacked.Verdict.Kind, s.Paused())
			}
		})
	}
}

// What the button does: it holds an attack that runs, and then lets it take steps.
func TestStepHoldsWhatRuns(t *testing.T) {
	gate := make(chan struct{}, 100)
	w := watch(t, func(o *options) {
		o.Attacks = []*attack.Attack{shift(gate)}
		o.Start = func(s *choice.Settings) { s.Values = param.Values{"steps": 10} }
	})
	if !w.Snapshot().Steppable() {
		t.Error("there is nothing to hold")
	}
	w.Step()
	for range cap(gate) {
		gate <- struct{}{}
	}
	w.untilStep(1)
	w.Step()
	w.untilStep(2)
	w.TogglePause()
	if s := w.settled(); s.Steppable() || s.Result.Step != 10 {
		t.Errorf("step %d, and it can be held: %t", s.Result.Step, s.Steppable())
	}
	w.SetValue("steps", 1)
	if w.Snapshot().Steppable() {
		t.Error("an attack of one step can be held between two")
	}
}
