package defense

import (
	"context"
	"errors"
	"math"
	"testing"
	"time"

	"foolscope/engine/metric"
	"foolscope/engine/pixel"
)

func TestExplainedVarianceMatchesTheReference(t *testing.T) {
	got, err := ExplainedVariance(context.Background(), pictureT(), 10)
	if err != nil {
		t.Fatal(err)
	}
	for c, want := range []float64{.971429, .970872, .970721} {
		if math.Abs(got[c]-want) > 6e-7 {
			t.Errorf("channel %d: %.7f, not %.6f", c, got[c], want)
		}
	}
}

func TestExplainedVarianceOfAnEvenPictureIsAll(t *testing.T) {
	got, err := ExplainedVariance(context.Background(), pixel.New(9, 5), 1)
	if err != nil {
		t.Fatal(err)
	}
	if got != [3]float64{1, 1, 1} {
		t.Errorf("%v", got)
	}
}

// transposed swaps rows and columns.
func transposed(im *pixel.Image) *pixel.Image {
	out := pixel.New(im.Height, im.Width)
	for c := range 3 {
		for i, v := range im.Plane(c) {
			out.Plane(c)[(i%im.Width)*out.Width+i/im.Width] = v
		}
	}
	return out
}

// TestPictureOfFewPatternsNeedsFewComponents covers wide and tall pictures,
// whose axes are computed from different matrices.
func TestPictureOfFewPatternsNeedsFewComponents(t *testing.T) {
	wide := pixel.New(40, 25)
	for c := range 3 {
		plane := wide.Plane(c)
		for i := range plane {
			x, y := i%40, i/40
			plane[i] = float32(60+c+2*x+(x*x%7)*(y%3)+5*(x%5)*(y*y%4)) / 255
		}
	}
	for name, im := range map[string]*pixel.Image{"wide": wide, "tall": transposed(wide)} {
		t.Run(name, func(t *testing.T) {
			// Two products of a function of x and one of y, less the mean of
			// the rows, have two components; the mean of the rows of the tall
			// one leaves the ramp 2x as a third.
			if d := largestDifference(im, apply(t, pca, im, 3)); d != 0 {
				t.Errorf("three components miss a value by %d levels", d)
			}
			if d := largestDifference(im, apply(t, pca, im, 1)); d == 0 {
				t.Error("one component is enough")
			}
		})
	}
}

func TestMoreComponentsComeCloser(t *testing.T) {
	im := random(30, 50, 7)
	last := math.Inf(1)
	for k := 1; k <= 30; k++ {
		mse := metric.Compare(im, apply(t, pca, im, float64(k))).MSE
		if mse > last {
			t.Errorf("%d components are further away than %d", k, k-1)
		}
		last = mse
	}
	if last != 0 {
		t.Errorf("all components leave an error of %v", last)
	}
}

func TestPCAStopsWhenCancelled(t *testing.T) {
	ctx, cancel := context.WithCancel(context.Background())
	time.AfterFunc(time.Millisecond, cancel)
	// Whole, this analysis takes most of a second.
	out, err := pca.Apply(ctx, random(500, 500, 1), pca.Params.Defaults(), 0)
	if !errors.Is(err, context.Canceled) || out != nil {
		t.Errorf("picture: %v, error: %v", out != nil, err)
	}
}
