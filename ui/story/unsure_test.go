package story

import (
	"strings"
	"testing"

	"foolscope/engine/attack"
	"foolscope/engine/metric"
	"foolscope/engine/pixel"
	"foolscope/engine/trial"
)

var signs = ModelInfo{Labels: []string{"stop", "yield", "no sign"}}

// told is the result of an attack on a model of signs that says first and then second of
// the original and of the attacked picture, and after of the defended one.
func told(t *testing.T, first, second, after []float32, goal int, truth string) Result {
	t.Helper()
	predict := func(logits []float32) trial.Prediction {
		p, err := trial.Predict(logits, false)
		if err != nil {
			t.Fatal(err)
		}
		return p
	}
	picture := pixel.New(2, 2)
	o := &trial.Outcome{Setup: trial.Setup{Attack: &attack.Attack{}}, Original: picture, Attacked: picture, Clean: predict(first), AfterAttack: predict(second)}
	if after != nil {
		p := predict(after)
		o.AfterDefense, o.Defended = &p, picture
	}
	o.Change = metric.Comparison{}
	classes := func(must ...int) []int { return []int{0, 1, 2} }
	r := Begin(signs, o, truth, classes)
	r.Target = goal
	r.Conclude(o, "", classes, -1)
	return r
}

func TestUnsureIsNoVerdict(t *testing.T) {
	tests := []struct {
		name                         string
		original, attacked, defended []float32
		goal                         int
		truth                        string
		kinds                        [3]Kind
		sentence                     string
	}{
		{"sure before and after", sure(0, 0.9), sure(1, 0.9), sure(0, 0.9), -1, "", [3]Kind{Clean, Fooled, Recovered}, "Fooled: "},
		{"unsure before", sure(0, 0.4), sure(1, 0.9), sure(0, 0.9), -1, "", [3]Kind{Unsure, Unsure, Unsure}, "The model was unsure before the attack"},
		{"unsure before, and the same class after", sure(0, 0.4), sure(0, 0.9), sure(0, 0.9), -1, "", [3]Kind{Unsure, Unsure, Unsure}, "The model is unsure of this picture"},
		{"unsure before, but right", sure(0, 0.4), sure(1, 0.9), sure(0, 0.9), -1, "stop", [3]Kind{Clean, Fooled, Recovered}, "Fooled: "},
		{"unsure before, and wrong", sure(0, 0.4), sure(1, 0.9), sure(1, 0.9), -1, "yield", [3]Kind{WrongAlready, Fooled, NotRecovered}, "Fooled: "},
		{"no sign before", sure(2, 0.9), sure(1, 0.9), sure(2, 0.9), -1, "", [3]Kind{Unsure, Unsure, Unsure}, "The model was unsure before the attack"},
		{"no sign before, rightly", sure(2, 0.9), sure(1, 0.9), sure(2, 0.9), -1, "no sign", [3]Kind{Clean, Fooled, Recovered}, "Fooled: "},
		{"unsure after", sure(0, 0.9), sure(1, 0.4), sure(1, 0.4), -1, "", [3]Kind{Clean, Unsure, Unsure}, "The model is unsure now: 90.0 % stop became 40.0 % yield."},
		{"still right, if barely", sure(0, 0.9), sure(0, 0.4), sure(0, 0.4), -1, "", [3]Kind{Clean, NotFooled, Unharmed}, "Still stop"},
		{"no sign after", sure(0, 0.9), sure(2, 0.9), nil, -1, "", [3]Kind{Clean, Unsure, Pending}, "The model has no answer any more: "},
		{"no sign was the goal", sure(0, 0.9), sure(2, 0.9), nil, 2, "", [3]Kind{Clean, Fooled, Pending}, "Fooled: "},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			r := told(t, test.original, test.attacked, test.defended, test.goal, test.truth)
			if got := [3]Kind{r.Original.Verdict.Kind, r.Attacked.Verdict.Kind, r.Defended.Verdict.Kind}; got != test.kinds {
				t.Errorf("%v, want %v", got, test.kinds)
			}
			if !strings.HasPrefix(r.Sentence, test.sentence) {
				t.Errorf("%s\nwant %s…", r.Sentence, test.sentence)
			}
			for _, v := range []Verdict{r.Original.Verdict, r.Attacked.Verdict, r.Defended.Verdict} {
				if v.Kind == Unsure && !strings.HasPrefix(v.Text, "Unsure: ") {
					t.Errorf("the verdict is %q", v.Text)
				}
			}
		})
	}
}

// What is said of an attack does not change whether it reached its goal.
func TestReachedIsNotTheVerdict(t *testing.T) {
	r := told(t, sure(0, 0.4), sure(1, 0.4), nil, -1, "")
	if r.Attacked.Verdict.Kind != Unsure || !r.Reached() {
		t.Errorf("%v, reached: %t", r.Attacked.Verdict.Kind, r.Reached())
	}
	if r := told(t, sure(0, 0.9), sure(0, 0.8), nil, -1, ""); r.Reached() {
		t.Error("the same class was reached")
	}
}

// Names of signs that begin with no are answers.
func TestNoEntryIsAnAnswer(t *testing.T) {
	for label, nothing := range map[string]bool{"no sign": true, "__background__": true, "no entry": false, "no overtaking": false} {
		if got := (Said{Label: label, Probability: 0.9}).nothing(); got != nothing {
			t.Errorf("%s: %t", label, got)
		}
	}
}
