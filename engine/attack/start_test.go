package attack

import (
	"context"
	"math"
	"strings"
	"testing"

	"foolscope/engine/loss"
	"foolscope/engine/pixel"
)

// slope is a classifier of two classes whose gradient is the same everywhere, one
// number for a cross-entropy and another for a margin.
type slope struct {
	crossEntropy, margin float32
	asked                []loss.Loss
}

func (s *slope) Classes() int { return 2 }

func (s *slope) Logits(_ context.Context, ims []*pixel.Image) (logits [][]float32, err error) {
	for _, im := range ims {
		logits = append(logits, []float32{im.Pix[0] - 0.5, 0.5 - im.Pix[0]})
	}
	return logits, nil
}

func (s *slope) Gradient(ctx context.Context, ims []*pixel.Image, losses []loss.Loss) (logits [][]float32, gradients []*pixel.Image, err error) {
	s.asked = append(s.asked, losses...)
	for i, im := range ims {
		g := pixel.New(im.Width, im.Height)
		for k := range g.Pix {
			g.Pix[k] = s.crossEntropy
			if _, margin := losses[i].(loss.Margin); margin {
				g.Pix[k] = s.margin
			}
		}
		gradients = append(gradients, g)
	}
	logits, err = s.Logits(ctx, ims)
	return logits, gradients, err
}

// patchy is a slope whose gradient is not a number at the first pixel.
type patchy struct{ slope }

func (p *patchy) Gradient(ctx context.Context, ims []*pixel.Image, losses []loss.Loss) ([][]float32, []*pixel.Image, error) {
	logits, gradients, err := p.slope.Gradient(ctx, ims, losses)
	for _, g := range gradients {
		g.Pix[0] = float32(math.NaN())
	}
	return logits, gradients, err
}

// What is not a number moves nothing, and is said.
func TestAttacksLeaveAloneWhereTheGradientIsNotANumber(t *testing.T) {
	for _, a := range All() {
		if a.Needs != Gradients || a.Fit != nil {
			continue
		}
		v := a.Params.Defaults()
		if _, ok := v["random_start"]; ok {
			v["random_start"] = 0
		}
		im := pixel.New(2, 2)
		for i := range im.Pix {
			im.Pix[i] = 0.8
		}
		im.Round()
		r, err := a.Run(context.Background(), Job{Model: &patchy{slope{crossEntropy: -1, margin: 1}}, Image: im, Goal: Goal{Class: 0}, Values: v})
		if err != nil {
			t.Fatal(err)
		}
		if r.Start != Patchy || !strings.Contains(r.Start.Remark(), "not a number at some of the pixels") {
			t.Errorf("%s: it starts %d, and says %q", a.Key, r.Start, r.Start.Remark())
		}
		if r.Image.Pix[0] != im.Pix[0] || r.Image.Pix[1] >= im.Pix[1] {
			t.Errorf("%s: %v became %v", a.Key, im.Pix[:2], r.Image.Pix[:2])
		}
	}
}

func TestAttacksSayWhereTheyFindNoGradient(t *testing.T) {
	nan := float32(math.NaN())
	for _, test := range []struct {
		name                 string
		crossEntropy, margin float32
		start                Start
		said                 string
		changed              bool
		gradients            int
	}{
		{"a slope", -1, 1, Sloped, "", true, 8},
		{"saturated", 0, 1, Saturated, "followed the margin", true, 9},
		{"flat", 0, 0, Flat, "The gradient is zero where the attack starts", false, 2},
		{"not a number", nan, nan, Broken, "not a number where the attack starts", false, 2},
		{"not a number but for the margin", nan, 1, Saturated, "followed the margin", true, 9},
	} {
		for _, key := range []string{"bim", "pgd_l2", "mifgsm"} {
			t.Run(test.name+", "+key, func(t *testing.T) {
				a, _ := Find(key)
				v := a.Params.Defaults()
				v["steps"], v["epsilon"] = 8, 8
				im := pixel.New(2, 2)
				im.Pix[0] = 0.8
				im.Round()
				model := &slope{crossEntropy: test.crossEntropy, margin: test.margin}
				var seen Start
				r, err := a.Run(context.Background(), Job{Model: model, Image: im, Goal: Goal{Class: 0}, Values: v,
					Observe: func(s Step) { seen = s.Start }})
				if err != nil {
					t.Fatal(err)
				}
				if r.Start != test.start || seen != test.start || !strings.Contains(r.Start.Remark(), test.said) || test.said == "" && r.Start.Remark() != "" {
					t.Errorf("it starts %d, and says %q", r.Start, r.Start.Remark())
				}
				if len(model.asked) != test.gradients || r.Gradients != test.gradients {
					t.Errorf("%d gradients, %d reported, want %d", len(model.asked), r.Gradients, test.gradients)
				}
				if changed := r.Image.Pix[0] < im.Pix[0]; changed != test.changed {
					t.Errorf("changed downwards: %v", changed)
				}
			})
		}
	}
}

// The losses that attacks climb are those of the model's kind of classes.
func TestIndependentClassesHaveABinaryCrossEntropy(t *testing.T) {
	for _, independent := range []bool{false, true} {
		model := &slope{crossEntropy: 1, margin: 1}
		a, _ := Find("fgsm")
		_, err := a.Run(context.Background(), Job{Model: model, Image: pixel.New(2, 2), Values: a.Params.Defaults(), Independent: independent})
		if want := loss.For(0, independent); err != nil || model.asked[0] != want {
			t.Errorf("independent: %v: loss %#v, want %#v; %v", independent, model.asked[0], want, err)
		}
	}
}

func TestAttacksThatChangeNothingSayWhy(t *testing.T) {
	a, _ := Find("fgsm")
	v := a.Params.Defaults()
	zero := a.Params.Defaults()
	zero["epsilon"] = 0
	for _, test := range []struct {
		got, want string
	}{
		{a.Idle(&Result{}, v, true, false), ""},
		{a.Idle(&Result{Start: Flat}, v, false, false), ""},
		{a.Idle(&Result{}, zero, false, false), "as its strength is 0"},
		{a.Idle(&Result{}, v, false, true), "reaches its goal already"},
		{a.Idle(&Result{}, v, false, false), "FGSM changed nothing that an 8-bit picture can hold"},
	} {
		if !strings.Contains(test.got, test.want) || test.want == "" && test.got != "" {
			t.Errorf("%q, want %q", test.got, test.want)
		}
	}
}
