package detect_test

import (
	"context"
	"math"
	"testing"

	"foolscope/engine/attack"
	"foolscope/engine/defense"
	"foolscope/engine/detect"
	"foolscope/engine/loss"
	"foolscope/engine/param"
	"foolscope/engine/pixel"
)

// bright is a model of two classes whose probabilities are the first element of the
// picture and the rest to 1.
type bright struct{}

func (bright) Classes() int { return 2 }

func (bright) Logits(ctx context.Context, ims []*pixel.Image) ([][]float32, error) {
	var out [][]float32
	for _, im := range ims {
		p := float64(im.Pix[0])
		out = append(out, []float32{float32(math.Log(p)), float32(math.Log(1 - p))})
	}
	return out, ctx.Err()
}

func (bright) Gradient(context.Context, []*pixel.Image, []loss.Loss) ([][]float32, []*pixel.Image, error) {
	panic("a score needs no gradient")
}

var _ attack.Model = bright{}

// shifted darkens all elements.
func shifted(by float32) defense.Chain {
	return defense.Chain{{Defense: &defense.Defense{
		Key: "shift",
		Apply: func(ctx context.Context, im *pixel.Image, _ param.Values, _ uint64) (*pixel.Image, error) {
			out := im.Clone()
			for i := range out.Pix {
				out.Pix[i] -= by
			}
			return out, ctx.Err()
		},
	}}}
}

// Probabilities of .9 and .1 become .65 and .35: a distance of .5.
func TestScoreIsTheLargestL1Distance(t *testing.T) {
	im := pixel.New(2, 2)
	for i := range im.Pix {
		im.Pix[i] = .9
	}
	s := detect.Squeezing{Squeezers: []defense.Chain{shifted(.1), shifted(.25), shifted(0)}}
	got, err := s.Score(t.Context(), bright{}, im)
	if err != nil || math.Abs(got-.5) > 1e-6 {
		t.Errorf("%v, not .5 (%v)", got, err)
	}
}

func TestCalibrate(t *testing.T) {
	scores := make([]float64, 100)
	for i := range scores {
		scores[i] = float64((37*i)%100) / 100
	}
	for _, test := range []struct {
		rate, threshold float64
		alarms          int
	}{{.05, .94, 5}, {0, .99, 0}, {.01, .98, 1}, {.5, .49, 50}} {
		c, err := detect.Calibrate(scores, test.rate)
		if err != nil || c.Threshold != test.threshold || c.FalseAlarms != test.alarms || c.Pictures != 100 {
			t.Errorf("%v: %+v (%v)", test.rate, c, err)
		}
	}
	// Equal scores are noticed together or not at all.
	if c, err := detect.Calibrate([]float64{1, 1, 1, 1}, .25); err != nil || c.FalseAlarms != 0 {
		t.Errorf("%+v (%v)", c, err)
	}
	for _, bad := range []struct {
		scores []float64
		rate   float64
	}{{nil, .05}, {scores[:10], .05}, {scores, 1}, {scores, math.NaN()}} {
		if _, err := detect.Calibrate(bad.scores, bad.rate); err == nil {
			t.Errorf("%d scores at %v are accepted", len(bad.scores), bad.rate)
		}
	}
}

func TestStandardSqueezers(t *testing.T) {
	if n := len(detect.Standard()); n != 3 {
		t.Errorf("%d squeezers", n)
	}
}
