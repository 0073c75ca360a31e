package estimate_test

import (
	"bytes"
	"context"
	"errors"
	"math"
	"math/rand/v2"
	"slices"
	"testing"

	"foolscope/assets"
	"foolscope/engine/attack"
	"foolscope/engine/classifier"
	"foolscope/engine/estimate"
	"foolscope/engine/loss"
	"foolscope/engine/param"
	"foolscope/engine/pixel"
	"foolscope/models"
)

const width, height = 10, 6

// linear is a classifier of two classes whose first logit is w·x, and the
// second 0: the margin's gradient is w everywhere.
type linear struct {
	w       []float32
	queries int
	stop    context.CancelFunc
}

func newLinear() *linear {
	random := rand.New(rand.NewPCG(5, 0))
	l := &linear{w: make([]float32, 3*width*height)}
	for i := range l.w {
		l.w[i] = float32(random.NormFloat64())
	}
	return l
}

func (l *linear) Classes() int { return 2 }

func (l *linear) Logits(ctx context.Context, ims []*pixel.Image) (out [][]float32, err error) {
	for _, im := range ims {
		l.queries++
		if l.queries == 20 && l.stop != nil {
			l.stop()
		}
		z := 0.0
		for i, v := range im.Pix {
			z += float64(v) * float64(l.w[i])
		}
		out = append(out, []float32{float32(z), 0})
	}
	return out, nil
}

func picture() *pixel.Image {
	random := rand.New(rand.NewPCG(6, 0))
	im := pixel.New(width, height)
	for i := range im.Pix {
		im.Pix[i] = random.Float32()
	}
	return im
}

func cosine(a, b []float32) float64 {
	var ab, aa, bb float64
	for i := range a {
		ab += float64(a[i]) * float64(b[i])
		aa += float64(a[i]) * float64(a[i])
		bb += float64(b[i]) * float64(b[i])
	}
	return ab / math.Sqrt(aa*bb)
}

func values(samples, block float64) param.Values {
	return param.Values{"samples": samples, "sigma": 4, "block": block}
}

// ask returns an estimate of the margin's gradient.
func ask(t *testing.T, of estimate.Scores, v param.Values, seed uint64) *pixel.Image {
	t.Helper()
	_, g, err := attack.GradientOf(context.Background(), estimate.New(of, v, seed), picture(), loss.Margin{})
	if err != nil {
		t.Fatal(err)
	}
	return g
}

// The estimator's variance with signs is (|w|^2 - w_i^2)/n for element i, so its
// mean over many seeds lies within a few standard errors of w.
func TestTheEstimateIsRightOnAverage(t *testing.T) {
	l := newLinear()
	const seeds, samples = 400, 8
	mean := make([]float64, len(l.w))
	for seed := range uint64(seeds) {
		for i, v := range ask(t, l, values(samples, 1), seed).Pix {
			mean[i] += float64(v) / seeds
		}
	}
	norm := 0.0
	for _, w := range l.w {
		norm += float64(w) * float64(w)
	}
	standard := math.Sqrt(norm / (samples * seeds))
	for i, w := range l.w {
		if off := math.Abs(mean[i] - float64(w)); off > 4.5*standard {
			t.Errorf("element %d is %g on average, want %g; a standard error is %g", i, mean[i], w, standard)
		}
	}
}

// The cosine of n directions in d dimensions is sqrt(n/(n+d-1)): what is along w
// stays, and the rest adds up like noise.
func TestMoreDirectionsAreBetterAsTheoryHasIt(t *testing.T) {
	l := newLinear()
	d := float64(len(l.w))
	for _, n := range []float64{5, 45, 180, 1620} {
		got := 0.0
		const seeds = 20
		for seed := range uint64(seeds) {
			got += cosine(ask(t, l, values(n, 1), seed).Pix, l.w) / seeds
		}
		if want := math.Sqrt(n / (n + d - 1)); math.Abs(got-want) > 0.05 {
			t.Errorf("%g directions: cosine %.3f, want %.3f", n, got, want)
		}
	}
}

// Blocks of 4 x 4 pixels, those at the edges smaller, have the mean of w.
func TestBlocksHaveTheMeanOfTheGradient(t *testing.T) {
	l := newLinear()
	const side = 4
	mean := pixel.New(width, height)
	for c := range 3 {
		for y := range height {
			for x := range width {
				sum, n := 0.0, 0.0
				for v := y / side * side; v < min(y/side*side+side, height); v++ {
					for u := x / side * side; u < min(x/side*side+side, width); u++ {
						sum += float64(l.w[(c*height+v)*width+u])
						n++
					}
				}
				mean.Plane(c)[y*width+x] = float32(sum / n)
			}
		}
	}
	got := ask(t, l, values(2000, side), 1).Pix
	if c := cosine(got, mean.Pix); c < 0.99 {
		t.Errorf("cosine %g with the means", c)
	}
	ratio := 0.0
	for i := range got {
		ratio += float64(got[i]) * float64(mean.Pix[i])
	}
	norm := 0.0
	for _, v := range mean.Pix {
		norm += float64(v) * float64(v)
	}
	if ratio /= norm; math.Abs(ratio-1) > 0.05 {
		t.Errorf("the estimate is %g times as long as the means", ratio)
	}
}

func TestTheSameQuestionGetsTheSameAnswer(t *testing.T) {
	l := newLinear()
	first := ask(t, l, values(7, 1), 1)
	if again := ask(t, l, values(7, 1), 1); !slices.Equal(first.Pix, again.Pix) {
		t.Error("the same seed gave another estimate")
	}
	if other := ask(t, l, values(7, 1), 2); slices.Equal(first.Pix, other.Pix) {
		t.Error("another seed gave the same estimate")
	}
	e := estimate.New(l, values(7, 1), 1)
	moved := picture()
	moved.Pix[0] += 0.25
	_, g, err := attack.GradientOf(context.Background(), e, moved, loss.Margin{})
	if err != nil {
		t.Fatal(err)
	}
	if math.Abs(cosine(g.Pix, first.Pix)) > 0.9 {
		t.Error("the next picture of an attack is tried along the same directions")
	}
}

func TestQueriesAreCountedAndReported(t *testing.T) {
	l := newLinear()
	e := estimate.New(l, values(11, 1), 1)
	last, calls := 0, 0
	e.Progress = func(done, total int) {
		if done <= last || total != 23 {
			t.Errorf("%d of %d after %d", done, total, last)
		}
		last = done
		calls++
	}
	if _, _, err := attack.GradientOf(context.Background(), e, picture(), loss.CrossEntropy{}); err != nil {
		t.Fatal(err)
	}
	if e.Queries() != 23 || l.queries != 23 || last != 23 || calls < 3 {
		t.Errorf("%d queries, %d promised, %d reported in %d calls", l.queries, e.Queries(), last, calls)
	}
}

func TestAnEstimateCanBeCancelled(t *testing.T) {
	ctx, cancel := context.WithCancel(context.Background())
	l := newLinear()
	l.stop = cancel
	_, _, err := attack.GradientOf(ctx, estimate.New(l, values(1000, 1), 1), picture(), loss.CrossEntropy{})
	if !errors.Is(err, context.Canceled) || l.queries > 40 {
		t.Errorf("%v after %d queries", err, l.queries)
	}
}

// The built-in model is attacked as if its gradient were not known: the second
// and third sample with MI-FGSM, each from 30 estimates of 201 queries. The
// result is judged on the 8-bit picture.
func TestAttacksByEstimateFoolTheBuiltInModel(t *testing.T) {
	if testing.Short() {
		t.Skip("12000 queries")
	}
	c, err := models.OpenDefault(classifier.Options{})
	if err != nil {
		t.Skip(err)
	}
	defer c.Close()
	mifgsm, _ := attack.Find("mifgsm")
	v, err := mifgsm.Params.Complete(param.Values{"epsilon": 16, "steps": 30, "step": 0.1})
	if err != nil {
		t.Fatal(err)
	}
	for _, s := range assets.Samples()[1:3] {
		full, err := pixel.Decode(t.Context(), bytes.NewReader(s.Data))
		if err != nil {
			t.Fatal(err)
		}
		im := c.Fit(full)
		clean, err := attack.LogitsOf(context.Background(), c, im)
		if err != nil {
			t.Fatal(err)
		}
		e := estimate.New(c, estimate.Params().Defaults(), 1)
		goal := attack.Goal{Class: loss.Argmax(clean)}
		r, err := mifgsm.Run(context.Background(), attack.Job{Model: e, Image: im, Goal: goal, Values: v, Seed: 1})
		if err != nil {
			t.Fatal(err)
		}
		now, err := attack.LogitsOf(context.Background(), c, r.Image)
		if err != nil {
			t.Fatal(err)
		}
		if !goal.Reached(now) {
			t.Errorf("%s: not fooled with %d queries", s.Label, r.Gradients*e.Queries()+r.Queries)
		}
	}
}
