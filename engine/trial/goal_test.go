package trial_test

import (
	"testing"

	"foolscope/engine/attack"
	"foolscope/engine/trial"
)

func TestGoalsChooseTheirClass(t *testing.T) {
	logits := []float32{3, 1, 2, 0}
	tests := []struct {
		name  string
		goal  trial.Goal
		leave int
		want  attack.Goal
	}{
		{"leave the prediction", trial.Goal{}, trial.None, attack.Goal{Class: 0}},
		{"leave a label", trial.Goal{}, 1, attack.Goal{Class: 1}},
		{"second", trial.Goal{Kind: trial.RunnerUp}, trial.None, attack.Goal{Class: 2, Targeted: true}},
		{"last", trial.Goal{Kind: trial.LeastLikely}, trial.None, attack.Goal{Class: 3, Targeted: true}},
		{"chosen", trial.Goal{Kind: trial.Chosen, Class: 1}, 2, attack.Goal{Class: 1, Targeted: true}},
	}
	for _, test := range tests {
		if got := test.goal.For(logits, test.leave); got != test.want {
			t.Errorf("%s: %+v, want %+v", test.name, got, test.want)
		}
	}
}
