package smoothing_test

import (
	"context"
	"errors"
	"math"
	"slices"
	"testing"

	"foolscope/engine/attack"
	"foolscope/engine/loss"
	"foolscope/engine/param"
	"foolscope/engine/pixel"
	"foolscope/engine/smoothing"
)

// Reference values computed with scipy, as statsmodels' proportion_confint gives them.
func TestBoundsAndRadii(t *testing.T) {
	for _, test := range []struct {
		count, n      int
		lower, radius float64
	}{{100, 100, .933254, .3751}, {1000, 1000, .993116, .6158}, {990, 1000, .976036, .4945}} {
		lower := smoothing.LowerBound(test.count, test.n, .001)
		if math.Abs(lower-test.lower) > 1e-6 {
			t.Errorf("%d of %d: at least %.7f, not %.6f", test.count, test.n, lower, test.lower)
		}
		if got := smoothing.Radius(lower, .25); math.Abs(got-test.radius) > 6e-5 {
			t.Errorf("%d of %d: radius %.5f, not %.4f", test.count, test.n, got, test.radius)
		}
	}
	if smoothing.LowerBound(0, 10, .001) != 0 || smoothing.Radius(.5, 1) != 0 {
		t.Error("no vote proves nothing, and half of them no radius")
	}
}

// plane is a linear model of two classes: the first where the elements' weighted sum
// is above an offset. Smoothing leaves it what it is, so that no certificate may reach
// beyond the distance to the plane.
type plane struct {
	weights *pixel.Image
	offset  float64
}

func (plane) Classes() int { return 2 }

func (p plane) Logits(ctx context.Context, ims []*pixel.Image) ([][]float32, error) {
	var out [][]float32
	for _, im := range ims {
		out = append(out, []float32{float32(p.margin(im)), 0})
	}
	return out, ctx.Err()
}

func (p plane) margin(im *pixel.Image) float64 {
	sum := -p.offset
	for i, v := range im.Pix {
		sum += float64(v) * float64(p.weights.Pix[i])
	}
	return sum
}

func (p plane) Gradient(context.Context, []*pixel.Image, []loss.Loss) ([][]float32, []*pixel.Image, error) {
	panic("votes need no gradient")
}

// at is a plane of unit normal at a distance from a grey picture.
func at(distance float64) (plane, *pixel.Image) {
	im, weights := pixel.New(6, 5), pixel.New(6, 5)
	for i := range im.Pix {
		im.Pix[i] = .5
		weights.Pix[i] = float32(1-2*(i%2)) / float32(math.Sqrt(float64(len(im.Pix))))
	}
	p := plane{weights: weights}
	p.offset = p.margin(im) - distance
	return p, im
}

func values(t *testing.T, v param.Values) param.Values {
	t.Helper()
	out, err := smoothing.Params().Complete(v)
	if err != nil {
		t.Fatal(err)
	}
	return out
}

// With ten thousand copies the radius comes within 5 % of the distance to the plane,
// and is never larger.
func TestRadiusOfALinearModelIsItsDistanceToThePlane(t *testing.T) {
	for _, distance := range []float64{.1, .25, .4} {
		model, im := at(distance)
		c, err := smoothing.Certify(t.Context(), model, im, values(t, param.Values{"sigma": .25, "copies": 10000}), 3, nil)
		if err != nil {
			t.Fatal(err)
		}
		if !c.Certified || c.Class != 0 || c.Radius > distance || c.Radius < distance-.025 {
			t.Errorf("at %v: %+v", distance, c)
		}
	}
}

func TestItAbstainsBetweenTwoClasses(t *testing.T) {
	model, im := at(0)
	c, err := smoothing.Certify(t.Context(), model, im, values(t, nil), 1, nil)
	if err != nil || c.Certified || c.Radius != 0 || c.Votes[0]+c.Votes[1] != 1000 {
		t.Errorf("%+v (%v)", c, err)
	}
}

func TestSeedProgressAndCancel(t *testing.T) {
	model, im := at(.05)
	ctx, cancel := context.WithCancel(t.Context())
	last := smoothing.Progress{}
	first, err := smoothing.Certify(ctx, model, im, values(t, nil), 7, func(p smoothing.Progress) {
		if p.Done <= last.Done || p.Total != 1100 {
			t.Fatalf("%d of %d after %d", p.Done, p.Total, last.Done)
		}
		last = p
	})
	again, _ := smoothing.Certify(ctx, model, im, values(t, nil), 7, nil)
	other, _ := smoothing.Certify(ctx, model, im, values(t, nil), 8, nil)
	if err != nil || last.Done != 1100 || !slices.Equal(first.Votes, again.Votes) || slices.Equal(first.Votes, other.Votes) {
		t.Errorf("%v, %v, %v (%v)", first.Votes, again.Votes, other.Votes, err)
	}
	c, err := smoothing.Certify(ctx, model, im, values(t, nil), 7, func(smoothing.Progress) { cancel() })
	if c != nil || !errors.Is(err, context.Canceled) {
		t.Errorf("cancelled: %v, %v", c, err)
	}
}

// broken is a model whose scores are no numbers.
type broken struct{ plane }

func (broken) Logits(_ context.Context, ims []*pixel.Image) ([][]float32, error) {
	return slices.Repeat([][]float32{{float32(math.NaN()), 0}}, len(ims)), nil
}

func TestScoresThatAreNoNumbersAreRefused(t *testing.T) {
	_, im := at(0)
	if _, err := smoothing.Certify(t.Context(), broken{}, im, values(t, nil), 1, nil); err == nil {
		t.Error("they are counted")
	}
}

var _ attack.Model = plane{}
