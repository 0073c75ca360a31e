package control

import (
	"context"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"foolscope/engine/attack"
	"foolscope/engine/param"
	"foolscope/ui/explore/choice"
	"foolscope/ui/story"
)

// onTheWay starts a controller with a complete result of an attack of ten steps, and lets another strength take
// three of them.
func onTheWay(t *testing.T) (w *watcher, before Snapshot, gate chan struct{}) {
	gate = make(chan struct{})
	w = watch(t, func(o *options) {
		o.Attacks = []*attack.Attack{shift(gate)}
		o.Start = func(s *choice.Settings) { s.Values = param.Values{"amount": 50, "steps": 10} }
	})
	pass(gate, 10)
	before = w.settled()
	w.SetValue("amount", 100)
	pass(gate, 3)
	return w, before, gate
}

func pass(gate chan struct{}, times int) {
	for range times {
		gate <- struct{}{}
	}
}

// judged is what a panel says, and what the measures are.
func judged(r *Result) [4]any {
	return [4]any{r.Original.Verdict, r.Attacked.Verdict, r.Defended.Verdict, r.Measures}
}

func TestTheResultStaysUntilTheNextOne(t *testing.T) {
	w, before, gate := onTheWay(t)
	s := w.until("an iterate", func(s Snapshot) bool { return s.Progress() >= 0.1 })
	if judged(s.Shown()) != judged(before.Result) || s.Shown().Defended.Image != before.Result.Defended.Image {
		t.Errorf("on the way, %v is shown, and was %v before", judged(s.Shown()), judged(before.Result))
	}
	if s.Shown().Attacked.Image == before.Result.Attacked.Image || s.Newest().Settings.Values["amount"] != 100 {
		t.Error("the picture is not that of the iterate")
	}
	if s.Result != before.Result || s.Current() {
		t.Error("the iterate took the place of the result")
	}
	if s = w.until("a wait", func(s Snapshot) bool { return s.Behind }); s.Result.Settings.Values["amount"] != 50 {
		t.Errorf("behind with %v", s.Result.Settings.Values)
	}
	pass(gate, 7)
	if s = w.settled(); s.Behind || s.Shown() != s.Result || s.Progress() >= 0 || s.Result.Settings.Values["amount"] != 100 {
		t.Errorf("the next result: behind %t, progress %g, values %v", s.Behind, s.Progress(), s.Result.Settings.Values)
	}
}

func TestNothingStaysOfAnotherPicture(t *testing.T) {
	w, _, _ := onTheWay(t)
	w.Select(2)
	s := w.until("the other picture", func(s Snapshot) bool { return s.Result.Picture == "grey 10" })
	if s.Shown().Attacked.Verdict.Kind != story.Pending || s.Behind {
		t.Errorf("the other picture begins with %v", s.Shown().Attacked.Verdict)
	}
}

func TestLongAttacksMoveTheBars(t *testing.T) {
	last := &story.Result{Attacked: story.Panel{Rows: []story.Row{{Label: "last"}}}}
	iterate := &story.Result{Attacked: story.Panel{Rows: []story.Row{{Label: "iterate"}}}}
	for bars, want := range map[bool]string{false: "last", true: "iterate"} {
		if got := iterate.Over(last, bars).Attacked.Rows[0].Label; got != want {
			t.Errorf("bars of the iterate wanted: %t, and those of the %s are shown", bars, got)
		}
	}
}

// An attack takes longer than a hand needs to move on: it goes on for the next defence, and is asked for once.
func TestAnotherDefenseLetsTheAttackGoOn(t *testing.T) {
	gate := make(chan struct{})
	slow := shift(gate)
	run := slow.Run
	var runs atomic.Int32
	slow.Run = func(ctx context.Context, job attack.Job) (*attack.Result, error) {
		if job.Observe != nil {
			runs.Add(1)
		}
		return run(ctx, job)
	}
	w := watch(t, func(o *options) {
		o.Attacks = []*attack.Attack{slow}
		o.Start = func(s *choice.Settings) { s.Values = param.Values{"steps": 10} }
	})
	pass(gate, 2)
	w.SetDefenseValue("amount", 30)
	time.Sleep(patience + 50*time.Millisecond)
	w.SetDefenseValue("amount", 40)
	w.SetDefense("")
	w.SetDefense("darken")
	w.TogglePause()
	if s := w.Snapshot(); !s.Paused() {
		t.Fatal("the attack that goes on cannot be paused")
	}
	w.TogglePause()
	pass(gate, 8)
	s := w.settled()
	if got := s.Result.Settings.DefenseValues["amount"]; got != 40 || runs.Load() != 1 {
		t.Errorf("the result is behind a defence of %g, after %d attacks", got, runs.Load())
	}
}

// Esc during an attack that goes on for another defence shows what it had, behind that one.
func TestCancelDuringAnAttackThatGoesOn(t *testing.T) {
	gate := make(chan struct{})
	w := watch(t, func(o *options) {
		o.Attacks = []*attack.Attack{shift(gate)}
		o.Start = func(s *choice.Settings) { s.Values = param.Values{"steps": 10} }
	})
	pass(gate, 4)
	w.until("step 3", func(s Snapshot) bool { return s.Progress() >= 0.1 })
	w.SetDefense("darken")
	w.SetDefenseValue("amount", 40)
	w.Cancel()
	r := w.settled().Result
	if r.Attacked.Verdict.Kind != story.Cancelled || r.Attacked.Image == nil || r.Step < 1 || r.Step > 4 || r.Settings.DefenseValues["amount"] != 40 || r.Defended.Image == nil {
		t.Errorf("verdict %v after step %d, behind %v: %v", r.Attacked.Verdict, r.Step, r.Settings.DefenseValues, r.Defended.Verdict)
	}
}

func TestTheSecondColumnStaysUntilTheNextOne(t *testing.T) {
	gate := make(chan struct{})
	other := shift(gate)
	other.Key = "other"
	w := watch(t, func(o *options) {
		o.Attacks = []*attack.Attack{shift(nil), other}
		o.Start = func(s *choice.Settings) {
			s.Compare = choice.Comparison{With: choice.SecondAttack, Attack: "other", Values: param.Values{"amount": 50, "steps": 10}}
		}
	})
	pass(gate, 10)
	before := w.until("both columns", func(s Snapshot) bool { return s.Beside() != nil })
	w.SetValue("amount", 100)
	pass(gate, 3)
	s := w.until("a wait for the second column", func(s Snapshot) bool { return s.SecondBehind && s.Current() })
	if judged(&s.Second.Result) != judged(&before.Second.Result) {
		t.Errorf("on the way, %v is shown, and was %v before", judged(&s.Second.Result), judged(&before.Second.Result))
	}
	pass(gate, 7)
	if s = w.until("both columns again", func(s Snapshot) bool { return s.Beside() != nil && s.Current() }); s.SecondBehind {
		t.Error("the second column is still behind")
	}
}

func TestPatienceSuitsTheAttack(t *testing.T) {
	const ms = time.Millisecond
	for took, want := range map[time.Duration]time.Duration{
		0: 250 * ms, 100 * ms: 250 * ms, 300 * ms: 450 * ms, 500 * ms: 750 * ms,
		// It would come too late.
		900 * ms: 250 * ms, 5000 * ms: 250 * ms,
	} {
		if got := patienceFor(took); got != want {
			t.Errorf("after an attack of %v: %v, want %v", took, got, want)
		}
	}
}

// An attack that a hand has left is given up when the hand arrives, whatever patience there was with it: it does not
// end, though nothing holds it up any more.
func TestReleaseGivesUpWhatLiesOnTheWay(t *testing.T) {
	gate := make(chan struct{})
	watched := shift(gate)
	run := watched.Run
	var ended sync.Map
	watched.Run = func(ctx context.Context, job attack.Job) (*attack.Result, error) {
		out, err := run(ctx, job)
		if err == nil && job.Observe != nil {
			ended.Store(job.Values.Float("amount"), true)
		}
		return out, err
	}
	w := watch(t, func(o *options) {
		o.Attacks = []*attack.Attack{watched}
		o.Start = func(s *choice.Settings) { s.Values = param.Values{"amount": 50, "steps": 10} }
	})
	pass(gate, 10)
	w.settled()
	w.SetValue("amount", 100)
	pass(gate, 3)
	w.SetValue("amount", 120)
	w.Release()
	done := make(chan struct{})
	var feeding sync.WaitGroup
	feeding.Go(func() {
		for {
			select {
			case gate <- struct{}{}:
			case <-done:
				return
			}
		}
	})
	w.settled()
	close(done)
	feeding.Wait()
	for _, amount := range []float64{100, 120} {
		if _, ok := ended.Load(amount); ok != (amount == 120) {
			t.Errorf("the attack by %g ended: %t", amount, ok)
		}
	}
}
