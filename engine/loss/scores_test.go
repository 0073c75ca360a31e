package loss_test

import (
	"math"
	"slices"
	"testing"

	"foolscope/engine/loss"
)

func TestTop(t *testing.T) {
	for _, test := range []struct {
		logits []float32
		k      int
		want   []int
	}{
		{[]float32{1, 3, 2}, 2, []int{1, 2}},
		{[]float32{1, 3, 2}, 9, []int{1, 2, 0}},
		{[]float32{2, 5, 5, 2}, 4, []int{1, 2, 0, 3}},
		{[]float32{nan, -inf, 0}, 3, []int{2, 1, 0}},
		{nil, 3, nil},
	} {
		got := loss.Top(test.logits, test.k)
		if !slices.Equal(got, test.want) {
			t.Errorf("top %d of %v: %v, want %v", test.k, test.logits, got, test.want)
		}
		if len(got) > 0 && got[0] != loss.Argmax(test.logits) && test.logits[0] == test.logits[0] {
			t.Errorf("%v: argmax is %d, top %v", test.logits, loss.Argmax(test.logits), got)
		}
	}
}

func TestProbabilities(t *testing.T) {
	for _, test := range []struct {
		logits      []float32
		independent bool
		want        []float64
	}{
		{[]float32{0, float32(math.Log(3))}, false, []float64{0.25, 0.75}},
		{[]float32{1000, 0, -inf}, false, []float64{1, 0, 0}},
		{[]float32{0, 1000, -1000}, true, []float64{0.5, 1, 0}},
	} {
		for i, p := range loss.Probabilities(test.logits, test.independent) {
			if math.Abs(p-test.want[i]) > 1e-7 {
				t.Errorf("%v: class %d has %g, want %g", test.logits, i, p, test.want[i])
			}
		}
	}
}
