package control

import (
	"encoding/csv"
	"math"
	"slices"
	"strings"
	"testing"

	"foolscope/engine/param"
	"foolscope/engine/trial"
	"foolscope/ui/explore/choice"
	"foolscope/ui/story"
	"foolscope/ui/words"
)

func TestAnyNumberCanBeVaried(t *testing.T) {
	w := watch(t, nil)
	var got []string
	for _, v := range w.Varied() {
		got = append(got, v.Owner+" "+v.Param.Key)
	}
	if want := []string{"Shift amount", "Shift steps", "Darken amount"}; !slices.Equal(got, want) {
		t.Fatalf("to vary: %v, want %v", got, want)
	}
	w.SetPlot(choice.Plot{Param: "steps"})
	s := w.until("a sweep over the steps", func(s Snapshot) bool { return s.Sweep.Done && s.Sweep.Param.Key == "steps" && !s.SweepStale })
	if s.Sweep.Min != 1 || s.Sweep.Max != 100 || len(s.Sweep.Points) != trial.SweepPoints {
		t.Errorf("%d points from %g to %g", len(s.Sweep.Points), s.Sweep.Min, s.Sweep.Max)
	}
	for _, p := range s.Sweep.Points {
		if p.X != math.Round(p.X) {
			t.Errorf("%g steps", p.X)
		}
	}
	if s.Strength() != 1 {
		t.Errorf("the chosen place is %g", s.Strength())
	}
	w.SetDefense("")
	w.SetPlot(choice.Plot{Axis: trial.SweepDefense, Param: "amount"})
	if got := w.Snapshot().Settings.Plot; got != (choice.Plot{}) {
		t.Errorf("without a defence the plot is %+v", got)
	}
}

func TestOnlyQuantitiesAreVaried(t *testing.T) {
	for _, test := range []struct {
		p    param.Param
		want bool
	}{
		{param.Param{Kind: param.Number, Max: 1}, true},
		{param.Param{Kind: param.Integer, Min: 1, Max: 10}, true},
		{param.Param{Kind: param.Toggle, Max: 1}, false},
		{param.Param{Kind: param.Choice, Max: 2}, false},
		{param.Param{Kind: param.Number, Min: 3, Max: 3}, false},
	} {
		if got := choice.Sweepable(test.p); got != test.want {
			t.Errorf("%+v: %v", test.p, got)
		}
	}
}

// crossing is a sweep in which first class 1 and then class 2 is ahead of the
// others.
func crossing(target int) Snapshot {
	s := Snapshot{Generation: 1}
	s.Result = &Result{Result: story.Result{Model: story.ModelInfo{Labels: []string{"stop", "yield", "bus"}}, Target: target}}
	s.Sweep = &choice.Sweep{Sweep: trial.Sweep{Param: param.Param{Key: "epsilon", Unit: "/255"}, Max: 3, Done: true, Points: []trial.Point{
		{X: 0, SSIM: 1, Attacked: []float64{0.9, 0.08, 0.02}},
		{X: 1, SSIM: 0.9, Attacked: []float64{0.3, 0.6, 0.1}},
		{X: 2, SSIM: 0.8, Attacked: []float64{0.1, 0.2, 0.7}},
		{X: 3, SSIM: 0.7, Attacked: []float64{0, 0.01, 0.99}},
	}}}
	return s
}

func TestAttackedLineIsTheStrongestWrongClass(t *testing.T) {
	lines := crossing(-1).Series()
	if len(lines) != 3 {
		t.Fatalf("%d lines", len(lines))
	}
	wrong := lines[1]
	if !slices.Equal(wrong.Y, []float64{8, 60, 70, 99}) {
		t.Errorf("heights %v: the line follows one class only", wrong.Y)
	}
	if want := []string{"yield, attacked", "yield, attacked", "bus, attacked", "bus, attacked"}; !slices.Equal(wrong.Names, want) || wrong.Name != "strongest wrong class, attacked" {
		t.Errorf("it is named %q, along the way %q", wrong.Name, wrong.Names)
	}
}

func TestTheGoalHasItsOwnLine(t *testing.T) {
	lines := crossing(1).Series()
	goal, other := lines[1], lines[2]
	if goal.Name != "yield, attacked" || !slices.Equal(goal.Y, []float64{8, 60, 20, 1}) || goal.Pattern != 0 {
		t.Errorf("the goal: %+v", goal)
	}
	if other.Name != "bus, attacked" || other.Pattern == 0 || other.Role != story.RoleAttacked {
		t.Errorf("beside the goal: %+v", other)
	}
}

func TestPlotAsTable(t *testing.T) {
	rows, err := csv.NewReader(strings.NewReader(crossing(-1).PlotCSV())).ReadAll()
	if err != nil || len(rows) != 5 {
		t.Fatalf("%d rows, %v", len(rows), err)
	}
	if want := []string{"epsilon (/255)", "stop, attacked (%)", "strongest wrong class (%)", "strongest wrong class", "SSIM"}; !slices.Equal(rows[0], want) {
		t.Errorf("head %q", rows[0])
	}
	if want := []string{"2", "10", "70", "bus, attacked", "0.8"}; !slices.Equal(rows[3], want) {
		t.Errorf("row %q, want %q", rows[3], want)
	}
	if text := (Snapshot{}).PlotCSV(); text != "" {
		t.Errorf("nothing is written as %q", text)
	}
}

// Files are the same in every language, and so are their columns.
func TestPlotAsTableIsTheSameInEveryLanguage(t *testing.T) {
	t.Cleanup(func() { words.Use("en") })
	for _, target := range []int{-1, 1} {
		words.Use("en")
		want := crossing(target).PlotCSV()
		words.Use("de")
		if got := crossing(target).PlotCSV(); got != want {
			t.Errorf("goal %d: in German\n%s\nin English\n%s", target, got, want)
		}
	}
}

func TestStepsAsTable(t *testing.T) {
	w := watch(t, nil)
	w.SetValue("steps", 4)
	w.SetPlot(choice.Plot{Page: choice.StepsPage})
	s := w.settled()
	rows, err := csv.NewReader(strings.NewReader(s.PlotCSV())).ReadAll()
	if err != nil || len(rows) != 6 {
		t.Fatalf("%d rows, %v", len(rows), err)
	}
	last := s.Trace().Moments[4]
	if got := rows[5]; rows[0][0] != "step" || got[0] != "4" || rows[0][2] != "Linf (/255)" || got[2] != "50" || last.Step != 4 {
		t.Errorf("%q then %q", rows[0], got)
	}
}

func TestPlotIsPartOfTheLineButNotOfUndo(t *testing.T) {
	for _, p := range []choice.Plot{{}, {Param: "steps"}, {Axis: trial.SweepDefense}, {Page: choice.StepsPage}, {Page: choice.ClassesPage}} {
		w, other := watch(t, nil), watch(t, nil)
		w.SetPlot(p)
		if strings.Contains(w.Text(), "plot=") == (p == choice.Plot{}) {
			t.Errorf("%+v is written as %q", p, w.Text())
		}
		if err := other.Apply(w.Text()); err != nil {
			t.Fatal(err)
		}
		if got := other.Snapshot().Settings.Plot; got != p {
			t.Errorf("%+v became %+v", p, got)
		}
		w.SetValue("amount", 60)
		w.Undo()
		if got := w.Snapshot().Settings; got.Plot != p || got.Values["amount"] != 50 {
			t.Errorf("to undo made %+v of the plot, amount %g", got.Plot, got.Values["amount"])
		}
	}
	w := watch(t, nil)
	if err := w.Apply("foolscope: plot=pie"); err == nil || !strings.Contains(err.Error(), "pie") {
		t.Errorf("an unknown plot: %v", err)
	}
}
