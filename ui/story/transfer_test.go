package story

import (
	"slices"
	"testing"

	"foolscope/engine/trial"
)

// saying is an outcome of which only the scores of the original are known.
func saying(logits ...float32) *trial.Outcome {
	clean, err := trial.Predict(logits, false)
	if err != nil {
		panic(err)
	}
	return &trial.Outcome{Clean: clean}
}

func TestTransferInWords(t *testing.T) {
	here := ModelInfo{Title: "First", Labels: []string{"cat", "dog", "bee"}}
	there := ModelInfo{Title: "Second", Labels: []string{"dog", "cat", "fly", "bee"}}
	foreign := ModelInfo{Title: "Second", Labels: []string{"sun", "moon"}}
	tests := []struct {
		name       string
		attacked   int
		other      ModelInfo
		clean, now int
		truth      string
		kind       Kind
		sentence   string
	}{
		{"the same class", 2, there, 1, 3, "", Transferred, "Transfers: Second says bee instead of cat, too."},
		{"another class", 2, there, 1, 2, "", Transferred, "Transfers, to another class: Second says fly instead of cat, First says bee."},
		{"not at all", 2, there, 1, 1, "", NotTransferred, "Does not transfer: Second still says 80.0 % cat."},
		{"other opinion before", 2, there, 0, 3, "", WrongAlready, "Second was wrong already: it says dog of the original and bee of the attacked picture."},
		{"the first one was wrong", 2, there, 0, 3, "dog", Transferred, "Transfers: Second says bee instead of dog, too."},
		{"other classes", 2, foreign, 0, 1, "", Unrelated, `Second has no class "cat": it says sun of the original and moon of the attacked picture.`},
		{"nobody is fooled", 0, there, 1, 1, "", NotTransferred, "Nothing to transfer: neither First nor Second is fooled."},
		{"only the second", 0, there, 1, 0, "", Transferred, "Only Second is fooled: it says dog instead of cat."},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			first := &Result{Model: here, CleanClass: 0, AttackedClass: test.attacked}
			say := func(class int) Said { return Said{class, test.other.Label(class), 0.8} }
			verdict, sentence := judgeTransfer(first, test.other, say(test.clean), say(test.now), test.truth)
			if verdict.Kind != test.kind || sentence != test.sentence {
				t.Errorf("%v: %s\nwant %v: %s", verdict.Kind, sentence, test.kind, test.sentence)
			}
		})
	}
}

func TestRowsOfNetworksWithOtherClasses(t *testing.T) {
	first := &Result{
		Model:   ModelInfo{Labels: []string{"a", "b", "c", "d", "e", "f"}},
		Outcome: saying(6, 5, 4, 3, 2, 1), AttackedProbabilities: []float64{0, 0, 0, 0, 0, 1},
		AttackedClass: 5, Target: -1,
	}
	s := &Result{
		Model:   ModelInfo{Labels: []string{"x", "b", "a"}},
		Outcome: saying(0, 0, 9), AttackedProbabilities: []float64{0.7, 0.1, 0.2}, CleanClass: 2, AttackedClass: 0,
	}
	firstOriginal, firstAttacked, original, attacked := AlignBeside(first, s)
	labels := func(rows []Row) (out []string) {
		for _, row := range rows {
			out = append(out, row.Label)
		}
		return out
	}
	want := []string{"a", "b", "c", "f", "x"}
	for _, rows := range [][]Row{firstOriginal, firstAttacked, original, attacked} {
		if got := labels(rows); !slices.Equal(got, want) {
			t.Errorf("rows %q, want %q", got, want)
		}
	}
	if first, second := firstAttacked[4], attacked[4]; first.Class != -1 || second.Class != 0 || !second.Top || second.Probability != 0.7 {
		t.Errorf("x is %+v here and %+v there", first, second)
	}
	if row := attacked[2]; row.Class != -1 || row.Top {
		t.Errorf("c, which the second network does not have: %+v", row)
	}
	if got := original[0].Probability; got != s.Outcome.Clean.Probabilities[2] {
		t.Errorf("a has %g", got)
	}
}
