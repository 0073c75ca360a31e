package attack

import (
	"context"
	"math"
	"testing"

	"foolscope/engine/loss"
	"foolscope/engine/param"
	"foolscope/engine/pixel"
)

// linear is a softmax classifier of the first four elements of a 2x2 picture,
// its red plane; the other eight have no weight.
func linear() (*network, *pixel.Image) {
	weights := [][]float64{{1, -2, .5, 0}, {0, 1, 1, -1}, {-1, .5, 0, 2}}
	n := &network{bias: []float64{.1, 0, -.2}}
	im := pixel.New(2, 2)
	for _, row := range weights {
		n.out = append(n.out, append(row, make([]float64, len(im.Pix)-len(row))...))
	}
	copy(im.Pix, []float32{.6, .3, .5, .2})
	return n, im
}

func TestOracleGradient(t *testing.T) {
	n, im := linear()
	logits, g, err := GradientOf(context.Background(), n, im, loss.CrossEntropy{Class: 1})
	if err != nil {
		t.Fatal(err)
	}
	near(t, "logits", logits, []float64{.35, .60, -.25})
	near(t, "gradient", g.Pix[:4], []float64{.15927085, -1.15587510, -.37023366, .93419948})
	if got := n.loss(im, 1); math.Abs(got-.7912787017) > 1e-7 {
		t.Errorf("loss %.10f", got)
	}
}

// TestOracle compares single steps with the closed form. The numbers do not
// depend on the code: they are W, b and x worked through by hand.
func TestOracle(t *testing.T) {
	const tenth = 25.5 // 0.1 in levels
	leave, reach2 := Goal{Class: 1}, Goal{Class: 2, Targeted: true}
	oneStep := func(epsilon float64) param.Values {
		return param.Values{"epsilon": epsilon, "steps": 1, "step": 1}
	}
	for _, c := range []struct {
		name, key string
		goal      Goal
		values    param.Values
		want      []float64
	}{
		{"FGSM", "fgsm", leave, param.Values{"epsilon": tenth}, []float64{.7, .2, .4, .3}},
		{"FGSM to class 2", "fgsm", reach2, param.Values{"epsilon": tenth}, []float64{.5, .4, .4, .3}},
		{"FGM L2", "fgm_l2", leave, param.Values{"epsilon": .1}, []float64{.61034310, .22493710, .47595691, .26066721}},
		{"BIM", "bim", leave, oneStep(tenth), []float64{.7, .2, .4, .3}},
		{"PGD to class 2", "pgd", reach2, oneStep(tenth), []float64{.5, .4, .4, .3}},
		{"MI-FGSM", "mifgsm", leave, oneStep(tenth), []float64{.7, .2, .4, .3}},
		{"PGD L2", "pgd_l2", leave, oneStep(.1), []float64{.61034310, .22493710, .47595691, .26066721}},
		// The signs of the gradient stay, so ten steps of eps/4 end in the corner.
		{"PGD of ten steps", "pgd", leave, param.Values{"epsilon": tenth}, []float64{.7, .2, .4, .3}},
	} {
		t.Run(c.name, func(t *testing.T) {
			n, im := linear()
			r := attack(t, c.key, Job{Model: n, Image: im, Goal: c.goal, Values: c.values})
			near(t, "picture", r.Exact.Pix[:4], c.want)
			for i, v := range r.Exact.Pix[4:] {
				if v != 0 {
					t.Errorf("element %d has no weight and moved to %g", i+4, v)
				}
			}
		})
	}
	t.Run("new logits", func(t *testing.T) {
		n, im := linear()
		r := attack(t, "fgsm", Job{Model: n, Image: im, Goal: leave, Values: param.Values{"epsilon": tenth}})
		_, z := n.forward(r.Exact.Pix)
		near(t, "logits", single(z), []float64{.6, .3, -.2})
		if !leave.Reached(r.Logits) {
			t.Error("the rounded picture is not fooled")
		}
	})
}

func near(t *testing.T, what string, got []float32, want []float64) {
	t.Helper()
	for i, w := range want {
		if math.Abs(float64(got[i])-w) > 1e-7 {
			t.Errorf("%s[%d] = %.8f, want %.8f", what, i, got[i], w)
		}
	}
}

// attack runs the attack with the given key and defaults for missing values.
func attack(t testing.TB, key string, job Job) *Result {
	t.Helper()
	r, err := run(t, key, context.Background(), job)
	if err != nil {
		t.Fatal(err)
	}
	return r
}

func run(t testing.TB, key string, ctx context.Context, job Job) (*Result, error) {
	t.Helper()
	a, ok := Find(key)
	if !ok {
		t.Fatalf("there is no attack %q", key)
	}
	values, err := a.Params.Complete(job.Values)
	if err != nil {
		t.Fatal(err)
	}
	job.Values = values
	if a.Fit != nil && job.Fitted == nil {
		job.Fitted = learnedFrom(t, a, job)
	}
	return a.Run(ctx, job)
}

// learnedFrom is what an attack learns from the picture of a job.
func learnedFrom(t testing.TB, a *Attack, job Job) *Fitted {
	t.Helper()
	f, err := a.Fit(context.Background(), FitJob{
		Model: job.Model, Images: []*pixel.Image{job.Image}, Goals: []Goal{job.Goal}, Values: job.Values, Seed: 1,
	})
	if err != nil {
		t.Fatal(err)
	}
	return f
}
