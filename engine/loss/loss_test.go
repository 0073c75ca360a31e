package loss_test

import (
	"math"
	"math/rand/v2"
	"slices"
	"testing"

	"foolscope/engine/loss"
)

var (
	nan = float32(math.NaN())
	inf = float32(math.Inf(1))
)

// all are losses of every kind.
var all = map[string]loss.Loss{
	"cross-entropy":        loss.CrossEntropy{Class: 1},
	"binary cross-entropy": loss.BinaryCrossEntropy{Class: 1},
	"margin":               loss.Margin{Class: 1},
	"logit":                loss.Logit{Class: 1},
	"DLR":                  loss.DLR{Class: 1},
	"targeted DLR":         loss.TargetedDLR{Class: 1, Target: 0},
}

func TestValues(t *testing.T) {
	for _, test := range []struct {
		name   string
		loss   loss.Loss
		logits []float32
		want   float64
	}{
		{"cross-entropy, all alike", loss.CrossEntropy{Class: 2}, []float32{0, 0, 0, 0}, math.Log(4)},
		{"cross-entropy, very sure", loss.CrossEntropy{Class: 0}, []float32{200, 0}, 0},
		{"cross-entropy, very wrong", loss.CrossEntropy{Class: 0}, []float32{-1e6, 1e6}, 2e6},
		{"cross-entropy, impossible", loss.CrossEntropy{Class: 0}, []float32{-inf, 3}, math.Inf(1)},
		{"cross-entropy, another class is impossible", loss.CrossEntropy{Class: 0}, []float32{3, -inf}, 0},
		{"binary, undecided", loss.BinaryCrossEntropy{Class: 0}, []float32{0, 0, 0}, 3 * math.Ln2},
		{"binary, very wrong", loss.BinaryCrossEntropy{Class: 0}, []float32{-500, 500}, 1000},
		{"margin, ahead", loss.Margin{Class: 1}, []float32{1, 3, 2}, 1},
		{"margin, behind", loss.Margin{Class: 2}, []float32{1, 3, 2}, -1},
		{"margin, tie", loss.Margin{Class: 1}, []float32{3, 3, 2}, 0},
		{"logit", loss.Logit{Class: 2}, []float32{1, 3, 2}, 2},
		{"DLR, ahead", loss.DLR{Class: 1}, []float32{1, 5, 2, 0}, -3. / 4},
		{"DLR, behind", loss.DLR{Class: 2}, []float32{1, 5, 2, 0}, 3. / 4},
		{"DLR, three classes, last", loss.DLR{Class: 0}, []float32{1, 5, 2}, 1},
		{"DLR, two classes", loss.DLR{Class: 0}, []float32{1, 5}, 4},
		{"DLR, all alike", loss.DLR{Class: 0}, []float32{2, 2, 2}, 0},
		{"targeted DLR", loss.TargetedDLR{Class: 1, Target: 3}, []float32{1, 5, 2, 0}, -5 / (5 - 0.5)},
		{"targeted DLR, three classes", loss.TargetedDLR{Class: 1, Target: 2}, []float32{1, 5, 2}, -3. / 4},
		{"targeted DLR, two classes", loss.TargetedDLR{Class: 1, Target: 0}, []float32{1, 5}, -4},
	} {
		if got := test.loss.Value(test.logits); !(got == test.want || math.Abs(got-test.want) <= 1e-9*(1+math.Abs(test.want))) {
			t.Errorf("%s: %g, want %g", test.name, got, test.want)
		}
	}
}

// Neither a shift nor a positive factor changes the ratios.
func TestRatiosHaveNoScale(t *testing.T) {
	logits := []float32{0.5, 3, 2.25, -1, 1.5}
	moved := make([]float32, len(logits))
	for i, z := range logits {
		moved[i] = 64*z + 1000
	}
	for _, l := range []loss.Loss{loss.DLR{Class: 1}, loss.DLR{Class: 3}, loss.TargetedDLR{Class: 1, Target: 4}} {
		if a, b := l.Value(logits), l.Value(moved); math.Abs(a-b) > 1e-6 {
			t.Errorf("%#v: %g became %g", l, a, b)
		}
	}
}

func TestSlopesAreDerivatives(t *testing.T) {
	random := rand.New(rand.NewPCG(1, 2))
	for name, l := range all {
		for classes := 2; classes <= 6; classes++ {
			// Steps of 1/64 between the scores, in any order: no two are closer than a difference is wide.
			logits := make([]float32, classes)
			for i, place := range random.Perm(classes) {
				logits[i] = float32(place) + float32(random.IntN(32))/64
			}
			const step = 1. / 1024
			for k, got := range l.Slope(logits) {
				above, below := slices.Clone(logits), slices.Clone(logits)
				above[k] += step
				below[k] -= step
				want := (l.Value(above) - l.Value(below)) / (2 * step)
				if math.Abs(float64(got)-want) > 2e-6 {
					t.Errorf("%s, %v: element %d is %g, differences give %g", name, logits, k, got, want)
				}
			}
		}
	}
}

func TestSlopesWhereDifferencesDoNotReach(t *testing.T) {
	sure := float32(math.Exp(-40))
	for _, test := range []struct {
		name   string
		loss   loss.Loss
		logits []float32
		want   []float32
	}{
		{"cross-entropy, all alike", loss.CrossEntropy{Class: 1}, []float32{0, 0, 0, 0}, []float32{0.25, -0.75, 0.25, 0.25}},
		{"cross-entropy, very sure", loss.CrossEntropy{Class: 0}, []float32{40, 0, -200, -200}, []float32{-sure, sure, 0, 0}},
		{"cross-entropy, impossible", loss.CrossEntropy{Class: 0}, []float32{-inf, 2, -inf}, []float32{-1, 1, 0}},
		{"binary, very sure", loss.BinaryCrossEntropy{Class: 0}, []float32{40, -1000}, []float32{-sure, 0}},
		{"binary, very wrong", loss.BinaryCrossEntropy{Class: 0}, []float32{-1000, 1000}, []float32{-1, 1}},
		{"margin, two rivals", loss.Margin{Class: 3}, []float32{2, 1, 2, 5}, []float32{-0.5, 0, -0.5, 1}},
		{"margin, all alike", loss.Margin{Class: 0}, []float32{0, 0, 0, 0}, []float32{1, -1. / 3, -1. / 3, -1. / 3}},
		{"margin, no rival is possible", loss.Margin{Class: 0}, []float32{1, -inf, -inf}, []float32{1, -0.5, -0.5}},
		{"DLR, two rivals", loss.DLR{Class: 0}, []float32{4, 2, 2, 0}, []float32{-1./2 + 1./2, 1. / 4, 1./4 - 1./2, 0}},
		{"DLR, saturated", loss.DLR{Class: 0}, []float32{1e6, 0, -1e6}, []float32{-0.25e-6, 0.5e-6, -0.25e-6}},
		{"DLR, two classes", loss.DLR{Class: 0}, []float32{1, 5}, []float32{-1, 1}},
		{"targeted DLR, the target is the class", loss.TargetedDLR{Class: 2, Target: 2}, []float32{1, 5, 2, 0}, []float32{0, 0, 0, 0}},
	} {
		for k, got := range test.loss.Slope(test.logits) {
			if want := test.want[k]; math.Abs(float64(got-want)) > 1e-6*math.Abs(float64(want))+1e-12 {
				t.Errorf("%s: element %d is %g, want %g", test.name, k, got, want)
			}
		}
	}
}

// An element of the slope that is infinite would be turned into a random direction.
func TestSlopesAreFiniteWhereScoresTie(t *testing.T) {
	for name, l := range all {
		for k, d := range l.Slope([]float32{3, 3, 3, 3}) {
			if d-d != 0 {
				t.Errorf("%s: element %d is %g", name, k, d)
			}
		}
	}
}

func TestNaNIsNotHidden(t *testing.T) {
	for name, l := range all {
		if name == "logit" {
			continue // It does not look at the other scores.
		}
		for place := range 6 {
			logits := []float32{1, 2, 3, 4, 5, 6}
			logits[place] = nan
			if v := l.Value(logits); v == v {
				t.Errorf("%s: the value of %v is %g", name, logits, v)
			}
			for _, d := range l.Slope(logits) {
				if d == d {
					t.Errorf("%s: the slope of %v has %g", name, logits, d)
				}
			}
		}
	}
}

func TestEqualLossesAreTheSameFunction(t *testing.T) {
	if loss.For(3, false) != loss.Loss(loss.CrossEntropy{Class: 3}) || loss.For(3, true) != loss.Loss(loss.BinaryCrossEntropy{Class: 3}) {
		t.Error("the cross-entropy for a kind of classes is another one")
	}
	if loss.Loss(loss.DLR{Class: 1}) == loss.Loss(loss.Margin{Class: 1}) {
		t.Error("two kinds of losses are equal")
	}
}
