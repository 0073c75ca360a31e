package main

import (
	"math"
	"testing"

	"foolscope/assets"
	"foolscope/engine/ort"
	"foolscope/engine/study"
)

// firstResult is the experiment that comes with the program.
func firstResult(t *testing.T) *study.Result {
	t.Helper()
	r, err := study.ResultOf(assets.First())
	if err != nil {
		t.Fatal(err)
	}
	return r
}

func TestTheFirstExperimentIsComplete(t *testing.T) {
	r := firstResult(t)
	sum, err := r.Summary()
	if err != nil || sum.Pictures != 40 || sum.Problems != 0 {
		t.Fatalf("%d pictures and %d problems, %v", sum.Pictures, sum.Problems, err)
	}
	if len(sum.Points) != len(r.Plan.Settings()) || len(sum.Comparisons) == 0 || len(sum.Worst) == 0 {
		t.Errorf("%d points, %d comparisons, %d worst cases", len(sum.Points), len(sum.Comparisons), len(sum.Worst))
	}
}

// What comes with the program is what the program computes. Processors round differently, which an
// attack of many steps may carry to another label where the model hesitates: so labels count that the
// model is sure of, in a part of the plan.
func TestTheFirstExperimentIsWhatThePlanComesTo(t *testing.T) {
	kept := firstResult(t)
	if err := ort.Start(); err != nil {
		t.Fatal(err)
	}
	again, folder := kept.Plan, t.TempDir()
	again.Data.Pictures, again.Data.Choose = 4, study.Even
	vary := *again.Vary
	vary.Values = []float64{8}
	again.Vary = &vary
	if _, err := study.Run(t.Context(), again, folder, study.Shard{}, studyEnv(again.Seed)); err != nil {
		t.Fatal(err)
	}
	fresh, err := study.OpenResult(folder)
	if err != nil {
		t.Fatal(err)
	}
	type place struct {
		picture string
		setting study.Setting
	}
	want := map[place]study.Row{}
	for rows, err := range kept.Pictures() {
		if err != nil {
			t.Fatal(err)
		}
		for _, r := range rows {
			want[place{r.Picture, r.Setting.Key()}] = r
		}
	}
	compared := 0
	for rows, err := range fresh.Pictures() {
		if err != nil {
			t.Fatal(err)
		}
		for _, r := range rows {
			before, ok := want[place{r.Picture, r.Setting.Key()}]
			if !ok || before.Hash != r.Hash {
				t.Fatalf("%s is not in the experiment, or is another picture", r.Picture)
			}
			const sure = 0.9
			a, b := before.Final(), r.Final()
			if min(a.Confidence, b.Confidence) < sure {
				continue
			}
			if compared++; a.Class != b.Class || math.Abs(before.SSIM-r.SSIM) > 0.01 {
				t.Errorf("%s, %+v: %s, SSIM %.4f; kept is %s, SSIM %.4f", r.Picture, r.Setting, b.Name, r.SSIM, a.Name, before.SSIM)
			}
		}
	}
	if compared < 12 {
		t.Errorf("only %d rows were sure enough to be compared", compared)
	}
}
