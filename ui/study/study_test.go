package study

import (
	"context"
	"errors"
	"slices"
	"testing"
	"time"

	"fyne.io/fyne/v2/test"

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

// The tabs show what rows say: a transfer between two models, the cells at a value, and the cost of fooling.
func TestTabsShowWhatRowsSay(t *testing.T) {
	test.NewTempApp(t)
	plan := firstPlan(t)
	plan.Models, plan.Transfer = []string{"a.onnx", "b.onnx"}, true
	sum := study.NewSummarizer(plan)
	for picture := range 4 {
		var rows []study.Row
		for _, s := range plan.Settings() {
			r := study.Row{Index: picture, Setting: s, Truth: 0, Clean: study.Label{Class: 0}, Gradients: 2}
			// What is made on a model fools it always, and another one half of the time.
			r.Fooled = s.Model == s.MadeOn || picture%2 == 0
			r.Attacked = &study.Label{Class: 0}
			if r.Fooled {
				r.Attacked = &study.Label{Class: 1, Name: "other"}
			}
			rows = append(rows, r)
		}
		sum.Add(rows)
	}
	r := results(plan, []string{"A", "B"}, sum.Summary(), 4)
	chosen := Spot{0, 2}
	moved := newTransfer()
	moved.show(r, chosen)
	for i := range 2 {
		for k := range 2 {
			want := 0.5
			if i == k {
				want = 1
			}
			if got := moved.rates[i][k]; got.Of != 4 || got.Share != want {
				t.Errorf("made on %d, shown to %d: %+v, want %g of 4", i, k, got, want)
			}
		}
	}
	table := newCells(func(Spot) {}, nil)
	table.show(r, chosen)
	for _, row := range table.spots {
		for _, s := range row {
			if _, p, ok := r.at(s); !ok || p.X != r.Lines[0].Points[2].X || p.Agreement.Share != 0 {
				t.Errorf("a cell stands for %+v", p)
			}
		}
	}
	if scale := costScale(300); scale.Share(1) != 0 || scale.Share(300) != 1 || len(scale.Ticks) != 3 {
		t.Errorf("300 runs are at %g, with %d marks", scale.Share(300), len(scale.Ticks))
	}
	asked := newQueries(func(Spot) {}, nil)
	asked.show(r, chosen)
}

func TestDraftTakesPicturesFromAFolder(t *testing.T) {
	d := newDraft(firstPlan(t)).useFolder("photos").setPictures(12).choose(study.PerClass)
	p, err := d.plan()
	if want := (study.Data{Folder: "photos", Pictures: 12, Choose: study.PerClass}); err != nil || p.Data != want {
		t.Errorf("%+v, %v", p.Data, err)
	}
	if p, err := d.useSigns().plan(); err != nil || p.Data.Folder != "" || p.Data.Signs == 0 || p.Data.Pictures != 0 {
		t.Errorf("%+v, %v", p.Data, err)
	}
}
