package trial_test

import (
	"context"
	"testing"

	"foolscope/engine/attack"
	"foolscope/engine/defense"
	"foolscope/engine/loss"
	"foolscope/engine/param"
	"foolscope/engine/pixel"
	"foolscope/engine/trial"
)

// brightness is a model with the classes dark, medium and bright: the logits
// are straight lines in the mean of the picture that cross at 0.3 and 0.7.
type brightness struct{}

var lines = [3]struct{ slope, offset float64 }{{-10, 3}, {0, 0}, {10, -7}}

func (brightness) Classes() int { return len(lines) }

func (brightness) Logits(_ context.Context, ims []*pixel.Image) (logits [][]float32, err error) {
	for _, im := range ims {
		mean := 0.0
		for _, v := range im.Pix {
			mean += float64(v) / float64(len(im.Pix))
		}
		out := make([]float32, len(lines))
		for i, l := range lines {
			out[i] = float32(l.slope*mean + l.offset)
		}
		logits = append(logits, out)
	}
	return logits, nil
}

func (b brightness) Gradient(ctx context.Context, ims []*pixel.Image, losses []loss.Loss) (logits [][]float32, gradients []*pixel.Image, err error) {
	logits, err = b.Logits(ctx, ims)
	for n, im := range ims {
		slope := 0.0
		for i, d := range losses[n].Slope(logits[n]) {
			slope += float64(d) * lines[i].slope
		}
		g := pixel.New(im.Width, im.Height)
		for i := range g.Pix {
			g.Pix[i] = float32(slope / float64(len(g.Pix)))
		}
		gradients = append(gradients, g)
	}
	return logits, gradients, err
}

// gray is a picture of one level.
func gray(level int) *pixel.Image {
	im := pixel.New(4, 4)
	for i := range im.Pix {
		im.Pix[i] = float32(level) / 255
	}
	return im
}

// black is a defence that loses everything.
var black = &defense.Defense{
	Key: "black",
	Apply: func(_ context.Context, im *pixel.Image, _ param.Values, _ uint64) (*pixel.Image, error) {
		return pixel.New(im.Width, im.Height), nil
	},
}

const dark, medium, bright = 0, 1, 2

var anything trial.Goal

func reach(class int) trial.Goal { return trial.Goal{Kind: trial.Chosen, Class: class} }

func TestGoals(t *testing.T) {
	fgsm, ok := attack.Find("fgsm")
	if !ok {
		t.Fatal("there is no FGSM")
	}
	for _, test := range []struct {
		name            string
		level           int
		label           int
		goal            trial.Goal
		epsilon         float64
		clean, attacked int
		fooled, already bool
	}{
		{"far from the border", 128, trial.None, anything, 4, medium, medium, false, false},
		{"near the border", 78, trial.None, anything, 4, medium, dark, true, false},
		{"the given label is not the prediction", 78, bright, anything, 0, medium, medium, true, true},
		{"the prediction is given as the label", 78, medium, anything, 4, medium, dark, true, false},
		{"the target lies near", 177, trial.None, reach(bright), 4, medium, bright, true, false},
		{"the target lies on the other side", 177, trial.None, reach(dark), 4, medium, medium, false, false},
		{"the target is the prediction", 128, trial.None, reach(medium), 4, medium, medium, true, true},
	} {
		setup := trial.Setup{
			Attack: fgsm, Values: param.Values{"epsilon": test.epsilon}, Goal: test.goal, Chain: defense.Chain{{Defense: black}},
		}
		out, err := setup.Run(t.Context(), trial.Subject{Model: brightness{}, Image: gray(test.level), Label: test.label})
		if err != nil {
			t.Errorf("%s: %v", test.name, err)
			continue
		}
		if out.Clean.Class != test.clean || out.AfterAttack.Class != test.attacked || out.AfterDefense.Class != dark {
			t.Errorf("%s: the predictions are %d, %d and %d", test.name, out.Clean.Class, out.AfterAttack.Class, out.AfterDefense.Class)
		}
		if out.Fooled != test.fooled || out.AlreadyFooled != test.already {
			t.Errorf("%s: fooled %t, already %t", test.name, out.Fooled, out.AlreadyFooled)
		}
		if out.Change.Linf != int(test.epsilon) {
			t.Errorf("%s: the largest change is %d levels", test.name, out.Change.Linf)
		}
	}
}
