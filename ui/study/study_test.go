package study

import (
	"context"
	"errors"
	"slices"
	"testing"
	"time"

	"foolscope/assets"
	"foolscope/engine/study"
	"foolscope/ui/work"
)

func firstPlan(t *testing.T) study.Plan {
	t.Helper()
	data, _, _ := assets.First()
	p, err := study.ParsePlan(data)
	if err != nil {
		t.Fatal(err)
	}
	return p
}

// A plan that nobody edited is still the same plan.
func TestDraftOfAPlanIsThatPlan(t *testing.T) {
	for _, each := range assets.Plans() {
		p, err := study.ParsePlan(each.Data)
		if err != nil {
			t.Fatal(err)
		}
		again, err := newDraft(p).plan()
		if err != nil {
			t.Errorf("%s: %v", each.Name, err)
			continue
		}
		if len(p.Defenses) == 0 {
			again.Defenses = nil
		}
		a, _ := p.Bytes()
		b, _ := again.Bytes()
		if !slices.Equal(a, b) {
			t.Errorf("%s became\n%s", each.Name, b)
		}
	}
}

func TestRangeReplacesListedValues(t *testing.T) {
	p, err := newDraft(firstPlan(t)).setRange(0, 6, 2).plan()
	if err != nil {
		t.Fatal(err)
	}
	if want := []float64{0, 2, 4, 6}; !slices.Equal(p.Vary.Values, want) {
		t.Errorf("%v, want %v", p.Vary.Values, want)
	}
}

// The experiment that comes with the program is what is seen first, with the pictures of
// a point.
func TestTheFirstExperimentIsShownAtOnce(t *testing.T) {
	shown := make(chan Snapshot, 100)
	c := newController(Options{
		Resolve: func(string) (string, error) { return "", nil },
		Open:    func(context.Context, string, int) (study.Model, error) { return nil, errors.New("no model here") },
	}, work.New(1), func(do func()) { do() }, func(s Snapshot) { shown <- s })
	defer c.Close()
	c.Shown(true)
	for {
		select {
		case s := <-shown:
			if s.Problem != "" {
				t.Fatal(s.Problem)
			}
			if s.Results == nil {
				continue
			}
			if len(s.Results.Lines) != 6 || s.Drawer.All != 40 || len(s.Drawer.Encounters) != 40 {
				t.Errorf("%d lines, %d of %d pictures; want 6 lines and 40 pictures", len(s.Results.Lines), len(s.Drawer.Encounters), s.Drawer.All)
			}
			return
		case <-time.After(10 * time.Second):
			t.Fatal("nothing is shown")
		}
	}
}

// Without a folder of the user's own nothing is written into the current one.
func TestNoExperimentWithoutAFolder(t *testing.T) {
	c := newController(Options{}, work.New(1), func(do func()) { do() }, func(Snapshot) {})
	defer c.Close()
	c.Toggle()
	if s := c.Snapshot(); s.Running || s.Problem == "" {
		t.Errorf("it runs %t, and says %q", s.Running, s.Problem)
	}
}
