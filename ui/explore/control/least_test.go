package control

import (
	"context"
	"testing"

	"foolscope/engine/attack"
	"foolscope/engine/defense"
	"foolscope/engine/param"
)

// raise is an attack that adds epsilon to every value. While nobody watches, as in a
// search, it waits for gate, if that is set.
func raise(gate chan struct{}) *attack.Attack {
	set := param.Set{
		{Key: "epsilon", Name: "Epsilon", Unit: "/255", Min: 0, Max: 32, Default: 4, Step: 1},
		{Key: "other", Name: "Other", Kind: param.Toggle, Max: 1, Step: 1},
	}
	return &attack.Attack{
		Key: "raise", Name: "Raise", Params: set, Norm: attack.Linf,
		Run: func(ctx context.Context, job attack.Job) (*attack.Result, error) {
			if gate != nil && job.Observe == nil {
				select {
				case <-gate:
				case <-ctx.Done():
					return nil, ctx.Err()
				}
			}
			im := job.Image.Clone()
			for k := range im.Pix {
				im.Pix[k] += float32(job.Values.Float("epsilon") / 255)
			}
			im.Round()
			logits, err := attack.LogitsOf(ctx, job.Model, im)
			return &attack.Result{Image: im, Logits: logits}, err
		},
	}
}

func raised(t *testing.T, gate chan struct{}) *watcher {
	t.Helper()
	w := watch(t, func(o *options) {
		o.Attacks, o.Defenses = []*attack.Attack{raise(gate), shift(nil)}, []*defense.Defense{darken()}
	})
	w.settled()
	return w
}

// The first picture is grey 120, and bright from 128 on; the second would need 118.
func TestLeastEpsilonBelongsToItsSettings(t *testing.T) {
	w := raised(t, nil)
	if !w.FindLeast() {
		t.Fatal("there is nothing to find")
	}
	s := w.until("the least epsilon", func(s Snapshot) bool { return s.Least != nil && s.Least.Over })
	if least, ok := s.Least.Least(); !ok || least != 8 || s.Least.Below() != 7 || s.Sought() == nil {
		t.Errorf("found %v (%t), not at %v", least, ok, s.Least.Below())
	}
	for _, test := range []struct {
		name  string
		do    func()
		stale bool
	}{
		{"another epsilon", func() { w.SetValue("epsilon", 20); w.Release() }, false},
		{"no defence", func() { w.SetDefense("") }, false},
		{"another value", func() { w.SetValue("other", 1); w.Release() }, true},
		{"that undone", func() { w.Undo() }, false},
		{"another picture", func() { w.Select(2) }, true},
		{"another attack", func() { w.Select(1); w.SetAttack("shift") }, true},
		{"the first one", func() { w.SetAttack("raise") }, false},
	} {
		test.do()
		if s := w.Snapshot(); s.LeastStale != test.stale || s.Least == nil || (s.Sought() == nil) != test.stale {
			t.Errorf("%s: stale %t", test.name, s.LeastStale)
		}
	}
	w.Select(2)
	w.FindLeast()
	s = w.until("that none fools", func(s Snapshot) bool {
		return s.Least != nil && s.Least.Over && !s.LeastStale && s.Settings.Picture == 2
	})
	if least, ok := s.Least.Least(); ok {
		t.Errorf("%v fools", least)
	}
	w.SetAttack("shift")
	if w.FindLeast() {
		t.Error("an attack without epsilon has a least one")
	}
}

func TestSearchGivesWayAndIsCancelled(t *testing.T) {
	w := raised(t, make(chan struct{}))
	w.FindLeast()
	w.SetValue("epsilon", 9)
	w.Release()
	s := w.settled()
	if s.Result.Settings.Values["epsilon"] != 9 || s.Least == nil || !s.Least.Running {
		t.Errorf("the result is that of epsilon %v", s.Result.Settings.Values["epsilon"])
	}
	w.Cancel()
	if w.Snapshot().Least != nil {
		t.Error("the search goes on")
	}
	w.FindLeast()
	w.Select(2)
	w.settled()
	w.until("the end of a search that nobody wants", func(s Snapshot) bool { return s.Least == nil })
}
