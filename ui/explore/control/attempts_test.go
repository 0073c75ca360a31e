package control

import (
	"context"
	"errors"
	"maps"
	"sync/atomic"
	"testing"

	"foolscope/engine/attack"
	"foolscope/engine/defense"
	"foolscope/engine/param"
	"foolscope/engine/pixel"
	"foolscope/ui/story"
)

// refusing is a defence that fails.
func refusing() *defense.Defense {
	return &defense.Defense{Key: "refusing", Name: "Refusing", Apply: func(context.Context, *pixel.Image, param.Values, uint64) (*pixel.Image, error) {
		return nil, errors.New("it has no time")
	}}
}

// counted is the attack that counts how often it ran.
func counted(ran *atomic.Int32) *attack.Attack {
	a := shift(nil)
	run := a.Run
	a.Run = func(ctx context.Context, job attack.Job) (*attack.Result, error) {
		ran.Add(1)
		return run(ctx, job)
	}
	return a
}

func tried(s Snapshot) bool { return s.Attempts != nil && s.Current() && s.Attempts.Done() }

func TestAllDefencesAreTriedOnTheAttackedPicture(t *testing.T) {
	var ran atomic.Int32
	registered := append([]*defense.Defense{darken(), refusing()}, defense.All()...)
	w := watch(t, func(o *options) {
		o.Attacks, o.Defenses = []*attack.Attack{counted(&ran)}, registered
	})
	w.SetDefenseValue("amount", 60)
	w.settled()
	w.until("a whole sweep", func(s Snapshot) bool { return s.Sweep != nil && s.Sweep.Done })
	before := ran.Load()
	w.TryDefenses(true)
	known := -1
	s := w.until("all defences", func(s Snapshot) bool {
		now := 0
		if s.Attempts != nil {
			for _, one := range s.Attempts.List {
				if one.Known {
					now++
				}
			}
		}
		if now > known+1 {
			t.Errorf("%d defences come to be known at once", now-known)
		}
		known = now
		return tried(s)
	})
	if ran.Load() != before {
		t.Errorf("for it %d attacks ran", ran.Load()-before)
	}
	if len(s.Attempts.List) != len(registered) || known != len(registered)-1 {
		t.Fatalf("%d attempts, %d of them known, of %d defences", len(s.Attempts.List), known, len(registered))
	}
	for i, one := range s.Attempts.List {
		want := registered[i].Params.Defaults()
		if i == 0 {
			want["amount"] = 60
		}
		if one.Defense != registered[i] || !maps.Equal(one.Values, want) {
			t.Errorf("%d: %s with %v, want %s with %v", i, one.Defense.Key, one.Values, registered[i].Key, want)
		}
		if (one.Err != nil) != (one.Defense.Key == "refusing") || (one.Image == nil) != (one.Err != nil) {
			t.Errorf("%s: %v, a picture %t", one.Defense.Key, one.Err, one.Image != nil)
		}
	}
	// Of a picture that the attack made 170, 60 levels less are dark again.
	first := s.Attempts.List[0]
	if first.Verdict.Kind != story.Recovered || first.Says.Label != "dark" || first.Verdict != s.Result.Defended.Verdict {
		t.Errorf("the chosen one: %+v, the panel says %+v", first.Verdict, s.Result.Defended.Verdict)
	}

	// What is known stays until the next picture's is.
	w.SetValue("amount", 2)
	stale := w.until("the next attack", func(s Snapshot) bool { return s.AttemptsBehind() })
	if stale.Attempts.List[0].Image != first.Image {
		t.Error("what was seen is gone")
	}
	s = w.until("all defences again", func(s Snapshot) bool { return tried(s) && s.Attempts.List[0].Image != first.Image })
	if s.Attempts.List[0].Verdict.Kind == story.Recovered {
		t.Errorf("what did not fool is %v", s.Attempts.List[0].Verdict)
	}
	w.TryDefenses(false)
	if w.Snapshot().Attempts != nil {
		t.Error("they stay when nobody looks")
	}
	w.until("the plot", func(s Snapshot) bool { return s.Sweep != nil && s.Sweep.Done && !s.SweepStale })
}

// Whoever takes a defence gets what was shown.
func TestATakenDefenceHasTheValuesThatWereShown(t *testing.T) {
	other := darken()
	other.Key, other.Name = "other", "Other"
	w := watch(t, func(o *options) { o.Defenses = []*defense.Defense{darken(), other} })
	w.settled()
	w.SetDefense("other")
	w.SetDefenseValue("amount", 77)
	w.SetDefense("darken")
	w.settled()
	w.TryDefenses(true)
	s := w.until("both", tried)
	shown := s.Attempts.List[1]
	if shown.Values["amount"] != 77 {
		t.Errorf("it is tried with %v", shown.Values)
	}
	w.TryDefenses(false)
	w.SetDefense("other")
	if s = w.settled(); s.Settings.DefenseValues["amount"] != 77 || s.Result.Defended.Verdict != shown.Verdict {
		t.Errorf("taken: %v, %v; shown: %v", s.Settings.DefenseValues, s.Result.Defended.Verdict, shown.Verdict)
	}
}
