package story

import (
	"math"
	"testing"

	"foolscope/engine/trial"
)

// Losses such as a margin are negative on one side of the border.
func TestNegativeValuesAreDrawn(t *testing.T) {
	trace := &trial.Trace{Moments: []trial.Moment{{Step: 0, Loss: -6}, {Step: 1, Loss: -1}, {Step: 2, Loss: 2}}}
	line := share(trace, "loss", func(m trial.Moment) float64 { return m.Loss }, inPercent)
	for i, want := range []float64{0, 62.5, 100} {
		if line.Y[i] != want {
			t.Errorf("step %d is drawn at %g, not at %g", i, line.Y[i], want)
		}
	}
	if text := line.Text(62.5); text != "-1.0 %" {
		t.Errorf("a height reads %q", text)
	}
}

// Without its colour, each class still has a line and marks of its own.
func TestLinesOfClassesDiffer(t *testing.T) {
	logits := [][]float32{{5, 1, 2, 3, 1, 2}, {1, 5, 4, 4, 4, 4}}
	trace := &trial.Trace{Total: 1}
	for i, l := range logits {
		trace.Moments = append(trace.Moments, trial.Moment{Step: i, Logits: l})
	}
	r := Nothing("")
	r.Model, r.CleanClass, r.AttackedClass = ModelInfo{Labels: []string{"a", "b", "c", "d", "e", "f"}}, 0, 1
	r.Outcome = &trial.Outcome{Trace: trace, Clean: trial.Prediction{Logits: logits[0]}}
	seen := map[[2]int]string{}
	for _, line := range r.ClassLines() {
		look := [2]int{line.Pattern, line.Shape}
		if other, ok := seen[look]; ok || !line.Marked {
			t.Errorf("%s looks like %s, marked %t", line.Name, other, line.Marked)
		}
		seen[look] = line.Name
	}
	if len(seen) != 6 {
		t.Errorf("%d lines", len(seen))
	}
}

// The name of the line holds for all of it: it says no class that another place contradicts.
func TestTheStrongestWrongClassIsNamedByOneClassOnlyIfItIsOne(t *testing.T) {
	r := Nothing("")
	r.Model, r.CleanClass = ModelInfo{Labels: []string{"stop", "yield", "bus"}}, 0
	at := func(x, yield, bus float64) trial.Point {
		return trial.Point{X: x, SSIM: math.NaN(), Attacked: []float64{1 - yield - bus, yield, bus}}
	}
	for want, points := range map[string][]trial.Point{
		"bus, attacked":                   {at(0, 0.1, 0.2), at(1, 0.1, 0.8)},
		"strongest wrong class, attacked": {at(0, 0.2, 0.1), at(1, 0.1, 0.8)},
	} {
		lines := SweepLines(trial.SweepAttack, points, &r, nil, false)
		if got := lines[1].Name; got != want {
			t.Errorf("it is called %q, want %q", got, want)
		}
	}
}
