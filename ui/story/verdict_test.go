package story

import (
	"math"
	"slices"
	"testing"
)

var three = ModelInfo{Labels: []string{"stop", "yield", "limit 50"}}

// sure returns logits whose softmax is close to p at class and shares the rest.
func sure(class int, p float64) []float32 {
	logits := make([]float32, 3)
	for i := range logits {
		logits[i] = float32(math.Log((1 - p) / 2))
	}
	logits[class] = float32(math.Log(p))
	return logits
}

func TestVerdictOnTheAttack(t *testing.T) {
	clean := Read(three, sure(0, 0.979))
	tests := []struct {
		name     string
		attacked []float32
		target   int
		kind     Kind
		text     string
	}{
		{"another class", sure(2, 0.912), -1, Fooled, "Fooled: 91.2 % limit 50"},
		{"the same class", sure(0, 0.55), -1, NotFooled, "Not fooled: 55.0 % stop"},
		{"the goal", sure(2, 0.912), 2, Fooled, "Fooled: 91.2 % limit 50"},
		{"a class beside the goal", sure(1, 0.6), 2, Partly, "Not the goal: 60.0 % yield"},
		{"short of the goal", sure(0, 0.6), 2, NotFooled, "Not fooled: 60.0 % stop"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			got := judgeAttacked(clean, Read(three, test.attacked), test.target)
			if got != (Verdict{test.kind, test.text}) {
				t.Errorf("%v %q, want %v %q", got.Kind, got.Text, test.kind, test.text)
			}
		})
	}
}

func TestVerdictOnTheDefense(t *testing.T) {
	stop, limit, yield := Read(three, sure(0, 0.9)), Read(three, sure(2, 0.9)), Read(three, sure(1, 0.5))
	tests := []struct {
		attacked, defended Said
		kind               Kind
	}{
		{limit, stop, Recovered},
		{limit, limit, NotRecovered},
		{limit, yield, NotRecovered},
		{stop, stop, Unharmed},
		{stop, yield, Harmed},
	}
	for _, test := range tests {
		if got := judgeDefended(stop, test.attacked, test.defended); got.Kind != test.kind {
			t.Errorf("%s, then %s: %v, want %v", test.attacked.Label, test.defended.Label, got.Kind, test.kind)
		}
	}
}

func TestVerdictOnTheOriginal(t *testing.T) {
	stop := Read(three, sure(0, 0.9))
	if got := judgeOriginal(stop, "stop"); got != (Verdict{Clean, "90.0 % stop"}) {
		t.Error(got)
	}
	if got := judgeOriginal(stop, "yield"); got != (Verdict{WrongAlready, "Wrong already: 90.0 % stop"}) {
		t.Error(got)
	}
	if got := TruthIn(three, "tench"); got != "" {
		t.Errorf("a label that the model does not know is %q", got)
	}
}

func TestSentence(t *testing.T) {
	stop, limit := Read(three, sure(0, 0.979)), Read(three, sure(2, 0.912))
	tests := []struct {
		attacked Said
		kind     Kind
		want     string
	}{
		{limit, Fooled, "Fooled: 97.9 % stop became 91.2 % limit 50. You changed no pixel by more than 4/255."},
		{limit, Partly, "Not the goal, but fooled: 97.9 % stop became 91.2 % limit 50. You changed no pixel by more than 4/255."},
		{stop, NotFooled, "Still stop: 97.9 % before, 97.9 % after. You changed no pixel by more than 4/255."},
	}
	for _, test := range tests {
		if got := sentence(stop, test.attacked, test.kind, 4.0/255); got != test.want {
			t.Errorf("%q, want %q", got, test.want)
		}
	}
}

func TestRowsShowTheSameClassesEverywhere(t *testing.T) {
	clean := []float64{0.5, 0.2, 0.1, 0.08, 0.06, 0.03, 0.02, 0.01}
	tests := []struct {
		name string
		must []int
		want []int
	}{
		{"nothing else predicted", []int{0}, []int{0, 1, 2, 3, 4}},
		{"a class that is shown anyway", []int{3}, []int{0, 1, 2, 3, 4}},
		{"one that is not", []int{7}, []int{0, 1, 2, 3, 7}},
		{"three that are not", []int{6, 7, 5}, []int{0, 1, 5, 6, 7}},
		{"one of them at the end", []int{4, 6}, []int{0, 1, 2, 4, 6}},
		{"no goal", []int{-1, 7, 7}, []int{0, 1, 2, 3, 7}},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			if got := Align(clean, test.must...); !slices.Equal(got, test.want) {
				t.Errorf("%v, want %v", got, test.want)
			}
		})
	}
	if got := Align([]float64{0.3, 0.7}, 0); !slices.Equal(got, []int{1, 0}) {
		t.Errorf("two classes: %v", got)
	}
}
