package attack

import (
	"context"
	"math"
	"slices"
	"testing"

	"foolscope/engine/loss"
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

func (s *script) Classes() int { return 2 }

func (s *script) Gradient(_ context.Context, ims []*pixel.Image, _ []loss.Loss) (logits [][]float32, gradients []*pixel.Image, err error) {
	for range ims {
		g := pixel.New(1, 1)
		copy(g.Pix, s.gradients[s.asked])
		s.asked++
		logits, gradients = append(logits, next(s.atGradient, s.asked)), append(gradients, g)
	}
	return logits, gradients, nil
}

func (s *script) Logits(_ context.Context, ims []*pixel.Image) (logits [][]float32, err error) {
	for range ims {
		s.queried++
		logits = append(logits, next(s.atQuery, s.queried))
	}
	return logits, nil
}

func next(logits [][]float32, call int) []float32 {
	if call > len(logits) {
		return []float32{0, 0}
	}
	return logits[call-1]
}

// TestMomentumByHand: the sums of absolute values are 8, 4 and 8, so the
// momentum goes (.75,-.25,0), (.25,0,.25), (.125,.375,.75).
func TestMomentumByHand(t *testing.T) {
	s := &script{gradients: [][]float32{{6, -2, 0}, {-2, 1, 1}, {-1, 3, 4}}}
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
	for i, want := range [][]float64{{.425, .375, .4}, {.45, .375, .425}, {.475, .4, .45}} {
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

// TestEarlierIterateWins: each step moves by four levels or stays; the logits of
// the second and third gradient judge the first two iterates, the queries judge
// the last one and then perhaps an earlier one, both rounded.
func TestEarlierIterateWins(t *testing.T) {
	right, wrong, nan := []float32{2, 0}, []float32{0, 2}, float32(math.NaN())
	leave, reach := Goal{Class: 0}, Goal{Class: 1, Targeted: true}
	for _, c := range []struct {
		name                string
		goal                Goal
		moves               [3]float32
		atGradient, atQuery [][]float32
		queries             int
		want                uint8
	}{
		{"only the first fools", leave, [3]float32{1, -1, 0}, [][]float32{right, wrong, right}, [][]float32{right, wrong}, 2, 104},
		{"not after rounding", leave, [3]float32{1, -1, 0}, [][]float32{right, wrong, right}, [][]float32{right, right}, 2, 100},
		{"the last fools best", leave, [3]float32{1, -1, 0}, [][]float32{right, wrong, right}, [][]float32{{0, 3}}, 1, 100},
		{"the second fools best", leave, [3]float32{1, 0, -1}, [][]float32{right, wrong, {0, 4}}, [][]float32{wrong, {0, 4}}, 2, 104},
		{"the first is buried by worse", leave, [3]float32{1, -1, 0}, [][]float32{right, {0, 4}, wrong}, [][]float32{right, {0, 4}}, 2, 104},
		{"the second gets nearest to the target", reach, [3]float32{1, 0, -1}, [][]float32{{2, 0}, {3, 0}, {1, 0}}, [][]float32{{2, 0}, {1, 0}}, 2, 104},
		{"the last gets nearest to the target", reach, [3]float32{1, 0, -1}, [][]float32{{2, 0}, {3, 0}, {2, 0}}, [][]float32{{1, 0}}, 1, 100},
		{"any number beats none", leave, [3]float32{1, -1, 0}, [][]float32{right, {3, 0}, {4, 0}}, [][]float32{{nan, 0}, right}, 2, 104},
		{"the start does not count", leave, [3]float32{1, -1, 0}, [][]float32{wrong, right, right}, [][]float32{right}, 1, 100},
	} {
		t.Run(c.name, func(t *testing.T) {
			s := &script{atGradient: c.atGradient, atQuery: c.atQuery}
			for _, m := range c.moves {
				if c.goal.Targeted {
					m = -m
				}
				s.gradients = append(s.gradients, []float32{m, m, m})
			}
			im := pixel.New(1, 1)
			im.Pix[0], im.Pix[1], im.Pix[2] = 100./255, 100./255, 100./255
			r := attack(t, "pgd", Job{Model: s, Image: im, Goal: c.goal, Values: param.Values{"epsilon": 4, "steps": 3, "step": 1}})
			if got := pixel.Byte(r.Image.Pix[0]); got != c.want {
				t.Errorf("ended at level %d, want %d", got, c.want)
			}
			if r.Gradients != 3 || r.Queries != c.queries || s.queried != c.queries {
				t.Errorf("%d gradients and %d queries, want 3 and %d", r.Gradients, r.Queries, c.queries)
			}
		})
	}
}

// TestStarts watches where runs begin, which a gradient of zero does not hide:
// the first at the picture unless asked otherwise, each other elsewhere.
func TestStarts(t *testing.T) {
	im := picture(side, side)
	for _, key := range []string{"pgd", "pgd_l2"} {
		for _, random := range []float64{0, 1} {
			starts := []*pixel.Image{im}
			attack(t, key, Job{
				Model: constant{[]float32{1, 0}, pixel.New(side, side)}, Image: im,
				Values:  param.Values{"steps": 1, "restarts": 3, "random_start": random},
				Observe: func(s Step) { starts = append(starts, s.Image.Clone()) },
			})
			if same := slices.Equal(starts[0].Pix, starts[1].Pix); same != (random == 0) {
				t.Errorf("%s, random start %g: the first run starts at the picture: %v", key, random, same)
			}
			for i := 2; i <= 3; i++ {
				for j := range i {
					if slices.Equal(starts[i].Pix, starts[j].Pix) {
						t.Errorf("%s: starts %d and %d are the same", key, i, j)
					}
				}
			}
		}
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
			if want := n.loss(from, goal.Class); math.Abs(s.Value-want) > 1e-5 {
				t.Errorf("step %d: loss %g, want %g of the picture that it started from", s.Index, s.Value, want)
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
	shift := 0.0
	for i, v := range x.Pix {
		shift += float64(v-im.Pix[i]) / float64(len(x.Pix))
	}
	if math.Abs(shift) > 0.05*eps {
		t.Errorf("L-inf: the mean moved by %g", shift)
	}
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
