package attack

import (
	"context"
	"math"
	"slices"
	"testing"

	"foolscope/engine/classifier"
	"foolscope/engine/param"
	"foolscope/engine/pixel"
)

func TestOneFullStepIsTheFastGradient(t *testing.T) {
	n, im := twoLayers(), picture(side, side)
	goal := Goal{Class: clean(t, n, im)}
	for fast, slow := range map[string][]string{"fgsm": {"bim", "pgd", "mifgsm"}, "fgm_l2": {"pgd_l2"}} {
		want := attack(t, fast, Job{Model: n, Image: im, Goal: goal})
		for _, key := range slow {
			got := attack(t, key, Job{Model: n, Image: im, Goal: goal, Values: param.Values{"steps": 1, "step": 1}})
			if !slices.Equal(got.Image.Pix, want.Image.Pix) || got.Gradients != 1 || got.Queries != 1 {
				t.Errorf("%s differs from %s", key, fast)
			}
		}
	}
}

func TestMomentumZeroIsBIM(t *testing.T) {
	n, im := twoLayers(), picture(side, side)
	goal := Goal{Class: clean(t, n, im)}
	want := attack(t, "bim", Job{Model: n, Image: im, Goal: goal})
	got := attack(t, "mifgsm", Job{Model: n, Image: im, Goal: goal, Values: param.Values{"decay": 0}})
	if !slices.Equal(got.Exact.Pix, want.Exact.Pix) {
		t.Error("the pictures differ")
	}
}

// script answers with what was written down, one answer a call.
type script struct {
	gradients [][]float32
	// atGradient and atQuery are the logits of each call; nil means {0, 0}.
	atGradient, atQuery [][]float32
	asked, queried      int
}

func (s *script) Gradient(context.Context, *pixel.Image, classifier.Loss) ([]float32, *pixel.Image, error) {
	g := pixel.New(1, 1)
	copy(g.Pix, s.gradients[s.asked])
	s.asked++
	return next(s.atGradient, s.asked), g, nil
}

func (s *script) Logits(context.Context, *pixel.Image) ([]float32, error) {
	s.queried++
	return next(s.atQuery, s.queried), nil
}

func next(logits [][]float32, call int) []float32 {
	if call > len(logits) {
		return []float32{0, 0}
	}
	return logits[call-1]
}

// TestMomentumByHand: the sums of absolute values are 4, 2 and 8, so the
// momentum goes (.75,-.25,0), (.25,-.25,.5), (.125,.125,1.0).
func TestMomentumByHand(t *testing.T) {
	s := &script{gradients: [][]float32{{3, -1, 0}, {-1, 0, 1}, {-1, 3, 4}}}
	im := pixel.New(1, 1)
	copy(im.Pix, []float32{.4, .4, .4})
	var got [][]float64
	attack(t, "mifgsm", Job{
		Model: s, Image: im,
		Values: param.Values{"epsilon": 25.5, "steps": 3, "step": 0.25},
		Observe: func(s Step) {
			var levels []float64
			for _, v := range s.Image.Pix {
				levels = append(levels, math.Round(float64(v)*1e6)/1e6)
			}
			got = append(got, levels)
		},
	})
	for i, want := range [][]float64{{.425, .375, .4}, {.45, .35, .425}, {.475, .375, .45}} {
		if !slices.Equal(got[i], want) {
			t.Errorf("step %d: %v, want %v", i+1, got[i], want)
		}
	}
}

// TestAlphaFollowsEpsilon is the arithmetic of relative steps and projection:
// three steps of .4 epsilon are stopped at epsilon.
func TestAlphaFollowsEpsilon(t *testing.T) {
	for _, eps := range []float64{5, 10} {
		s := &script{gradients: [][]float32{{1, -1, 0}, {1, -1, 0}, {1, -1, 0}}}
		im := pixel.New(1, 1)
		im.Pix[0], im.Pix[1], im.Pix[2] = 100./255, 100./255, 100./255
		var moved []int
		attack(t, "pgd", Job{
			Model: s, Image: im,
			Values: param.Values{"epsilon": eps, "steps": 3, "step": 0.4},
			Observe: func(s Step) {
				moved = append(moved, int(pixel.Byte(s.Image.Pix[0]))-100, int(pixel.Byte(s.Image.Pix[1]))-100)
			},
		})
		e := int(eps)
		if want := []int{2 * e / 5, -2 * e / 5, 4 * e / 5, -4 * e / 5, e, -e}; !slices.Equal(moved, want) {
			t.Errorf("epsilon %d: levels moved %v, want %v", e, moved, want)
		}
	}
}

// TestEarlierIterateWins: the second gradient says that the first iterate is
// fooled, the query says that the last one is not.
func TestEarlierIterateWins(t *testing.T) {
	right, wrong := []float32{2, 0}, []float32{0, 2}
	up, down := []float32{1, 1, 1}, []float32{-1, -1, -1}
	for _, c := range []struct {
		name                string
		atGradient, atQuery [][]float32
		queries             int
		want                uint8
	}{
		{"only the first fools", [][]float32{right, wrong, right}, [][]float32{right, wrong}, 2, 104},
		{"not after rounding", [][]float32{right, wrong, right}, [][]float32{right, right}, 2, 100},
		{"the last one fools better", [][]float32{right, wrong, right}, [][]float32{{0, 3}}, 1, 100},
		{"the second fools best", [][]float32{right, wrong, {0, 4}}, [][]float32{wrong, {0, 4}}, 2, 104},
		{"the start does not count", [][]float32{wrong, right, right}, [][]float32{right}, 1, 100},
	} {
		t.Run(c.name, func(t *testing.T) {
			// Up to 104 and back: iterates 104, 100, 100 or 104, 104, 100.
			gradients := [][]float32{up, down, {0, 0, 0}}
			if c.name == "the second fools best" {
				gradients = [][]float32{up, {0, 0, 0}, down}
			}
			s := &script{gradients: gradients, atGradient: c.atGradient, atQuery: c.atQuery}
			im := pixel.New(1, 1)
			im.Pix[0], im.Pix[1], im.Pix[2] = 100./255, 100./255, 100./255
			r := attack(t, "pgd", Job{Model: s, Image: im, Values: param.Values{"epsilon": 4, "steps": 3, "step": 1}})
			if got := pixel.Byte(r.Image.Pix[0]); got != c.want {
				t.Errorf("ended at level %d, want %d", got, c.want)
			}
			if r.Gradients != 3 || r.Queries != c.queries || s.queried != c.queries {
				t.Errorf("%d gradients and %d queries, want 3 and %d", r.Gradients, r.Queries, c.queries)
			}
		})
	}
}

func TestStepsAreReported(t *testing.T) {
	n, im := twoLayers(), picture(side, side)
	goal := Goal{Class: clean(t, n, im)}
	n.queries = 0
	from := im.Clone()
	count := 0
	r := attack(t, "pgd", Job{
		Model: n, Image: im, Goal: goal,
		Observe: func(s Step) {
			count++
			if s.Index != count || s.Total != 10 {
				t.Errorf("step %d of %d, want %d of 10", s.Index, s.Total, count)
			}
			if want := n.loss(from, goal.Class); math.Abs(s.Loss-want) > 1e-5 {
				t.Errorf("step %d: loss %g, want %g of the picture that it started from", s.Index, s.Loss, want)
			}
			from = s.Image.Clone()
		},
	})
	if count != 10 || r.Gradients != 10 || r.Gradients != n.gradients || r.Queries != n.queries {
		t.Errorf("%d steps, %d gradients (model: %d), %d queries (model: %d)", count, r.Gradients, n.gradients, r.Queries, n.queries)
	}
}

func TestRunsKeepTheBest(t *testing.T) {
	n, im := twoLayers(), picture(side, side)
	class := clean(t, n, im)
	for _, key := range []string{"pgd", "pgd_l2"} {
		loss := func(runs, random float64) float64 {
			r := attack(t, key, Job{
				Model: n, Image: im, Goal: Goal{Class: class}, Seed: 5,
				Values: param.Values{"steps": 4, "restarts": runs, "random_start": random},
			})
			if r.Gradients != int(4*runs) {
				t.Errorf("%s: %d gradients for %g runs", key, r.Gradients, runs)
			}
			return n.loss(r.Image, class)
		}
		for _, random := range []float64{0, 1} {
			one, five := loss(1, random), loss(5, random)
			if five < one {
				t.Errorf("%s: five runs reach loss %g, the first alone %g", key, five, one)
			}
		}
	}
}

// TestScatter: uniform places in a ball. In the L-inf ball each coordinate is
// uniform (mean 0, mean square eps^2/3); in the L2 ball of d dimensions the mean
// radius is d/(d+1) eps.
func TestScatter(t *testing.T) {
	im := pixel.New(32, 32)
	for i := range im.Pix {
		im.Pix[i] = 0.5
	}
	const eps = 0.1
	r := randomOf(11)
	x := im.Clone()
	newLinf(im, eps).scatter(x.Pix, r)
	square := math.Pow(l2Distance(x, im), 2) / float64(len(x.Pix))
	if far := linfDistance(x, im); far > eps+1e-6 || far < 0.99*eps || math.Abs(square*3/eps/eps-1) > 0.05 {
		t.Errorf("L-inf: furthest %g, mean square %g", far, square)
	}
	small := pixel.New(1, 1)
	for i := range small.Pix {
		small.Pix[i] = 0.5
	}
	mean := 0.0
	for range 2000 {
		x := small.Clone()
		(&l2Ball{small, eps}).scatter(x.Pix, r)
		mean += l2Distance(x, small) / 2000
	}
	if math.Abs(mean/eps-0.75) > 0.02 {
		t.Errorf("L2: mean radius %g of epsilon, want 0.75 in three dimensions", mean/eps)
	}
}
