package ui

import (
	"strings"
	"testing"

	"foolscope/engine/param"
	"foolscope/engine/trial"
	"foolscope/ui/explore/choice"
	"foolscope/ui/explore/control"
	"foolscope/ui/story"
)

// swept is a snapshot with a complete sweep.
func swept() control.Snapshot {
	return control.Snapshot{
		Result: &control.Result{Result: story.Result{
			Model: story.ModelInfo{Labels: []string{"stop", "bus", "give way"}}, AttackedClass: 2, DefendedClass: -1, Target: 2,
		}},
		Sweep: &choice.Sweep{Sweep: trial.Sweep{Param: param.Param{Key: "epsilon", Name: "Epsilon", Unit: "/255"}, Max: 2, Done: true, Points: []trial.Point{
			{X: 0, SSIM: 1, Attacked: []float64{0.9, 0.02, 0.08}},
			{X: 2, SSIM: 0.9, Attacked: []float64{0.1, 0.7, 0.2}},
		}}},
	}
}

func TestNumbersOfThePlotAreCopied(t *testing.T) {
	w, _ := testWindow(t)
	w.snap = swept()
	w.copyPlot()
	if got := w.app.Clipboard().Content(); !strings.HasPrefix(got, "epsilon (/255),") || strings.Count(got, "\n") != 3 {
		t.Errorf("copied %q", got)
	}
	w.snap = control.Snapshot{}
	w.app.Clipboard().SetContent("before")
	w.copyPlot()
	if got := w.app.Clipboard().Content(); got != "before" {
		t.Errorf("nothing to copy, but the clipboard has %q", got)
	}
}
