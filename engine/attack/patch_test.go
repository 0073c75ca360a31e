package attack

import (
	"context"
	"math"
	"math/rand/v2"
	"slices"
	"testing"

	"foolscope/engine/param"
	"foolscope/engine/pixel"
)

func randomPicture(seed uint64, width, height int) *pixel.Image {
	r, im := rand.New(rand.NewPCG(seed, 1)), pixel.New(width, height)
	for i := range im.Pix {
		im.Pix[i] = float32(r.Float64())
	}
	return im
}

// The gradient of the patch is the adjoint of placing it: <placed(p) - placed(0), g> = <p, pulled(g)>.
func TestPatchIsPulledByTheAdjointOfPlacing(t *testing.T) {
	for name, at := range map[string]placement{
		"upright":              {x: 12, y: 9, side: 8},
		"turned and shrunk":    {x: 12.3, y: 9.7, side: 5.5, angle: 0.4},
		"larger, over an edge": {x: 2, y: 19, side: 14, angle: -2},
	} {
		t.Run(name, func(t *testing.T) {
			const n = 7
			im, patch, g := randomPicture(1, 24, 20), randomPicture(2, n, n), randomPicture(3, 24, 20)
			cover := patchCover(roundPatch, n)
			with, without := at.placed(im, patch, cover), at.placed(im, pixel.New(n, n), cover)
			pulled := pixel.New(n, n)
			at.pulled(g, cover, 1, pulled)
			left, right := 0.0, 0.0
			for i := range g.Pix {
				left += float64(with.Pix[i]-without.Pix[i]) * float64(g.Pix[i])
			}
			for i := range patch.Pix {
				right += float64(patch.Pix[i]) * float64(pulled.Pix[i])
			}
			if math.Abs(left-right) > 1e-4*math.Abs(left) || left == 0 {
				t.Errorf("<placed, g> = %g, <patch, pulled> = %g", left, right)
			}
		})
	}
}

func TestPatchCoversItsShare(t *testing.T) {
	for _, shape := range []int{roundPatch, squarePatch} {
		im := pixel.New(200, 100)
		white := pixel.New(patchSide, patchSide)
		for i := range white.Pix {
			white.Pix[i] = 1
		}
		side := sideOf(0.1, shape, im.Width, im.Height)
		at := placement{x: between(1, im.Width, side), y: between(0, im.Height, side), side: side}
		got := at.placed(im, white, patchCover(shape, patchSide))
		covered := 0.0
		for _, v := range got.Plane(0) {
			covered += float64(v)
		}
		if share := covered / (200 * 100); math.Abs(share-0.1) > 0.003 {
			t.Errorf("shape %d covers %.4f of the picture, of 0.1", shape, share)
		}
		if corner := got.Plane(0)[199]; shape == squarePatch && corner < 0.9 {
			t.Errorf("the upper right corner is %g", corner)
		}
	}
}

// What is learned from pictures raises the loss of pictures that it has never seen, more than its beginning does.
func TestPatchAndUniversalWorkOnUnseenPictures(t *testing.T) {
	n := twoLayers()
	learn, unseen, goals := album(t, n)
	for key, values := range map[string]param.Values{
		"universal": {"epsilon": 16, "passes": 10, "enough": 100},
		"patch":     {"size": 40, "passes": 40, "turns": 0, "across": 50, "down": 50, "shape": squarePatch},
	} {
		a, _ := Find(key)
		values, err := a.Params.Complete(values)
		if err != nil {
			t.Fatal(err)
		}
		f, err := a.Fit(context.Background(), FitJob{Model: n, Images: learn, Goals: goals, Values: values, Seed: 1})
		if err != nil {
			t.Fatal(err)
		}
		again, err := a.Fit(context.Background(), FitJob{Model: n, Images: learn, Goals: goals, Values: values, Seed: 1})
		if err != nil || !slices.Equal(f.Pattern.Pix, again.Pattern.Pix) {
			t.Errorf("%s: the same seed learns something else (%v)", key, err)
		}
		blank := *f
		blank.Pattern = pixel.New(f.Pattern.Width, f.Pattern.Height)
		if key == "patch" {
			for i := range blank.Pattern.Pix {
				blank.Pattern.Pix[i] = 0.5
			}
		}
		before, after := 0.0, 0.0
		for _, im := range unseen {
			job := Job{Model: n, Image: im, Goal: goals[0], Values: values, Fitted: f}
			after += n.loss(attack(t, key, job).Image, goals[0].Class)
			job.Fitted = &blank
			before += n.loss(attack(t, key, job).Image, goals[0].Class)
		}
		if !(after > before) {
			t.Errorf("%s: the loss %g became %g", key, before, after)
		}
	}
}

func TestLearningRefuses(t *testing.T) {
	for key, want := range map[string]string{
		"universal": "there are no pictures to learn from; choose a data set that has some",
		"patch":     "there are no pictures to learn from; choose a data set that has some",
	} {
		a, _ := Find(key)
		if _, err := a.Fit(context.Background(), FitJob{Model: twoLayers(), Values: a.Params.Defaults()}); err == nil || err.Error() != want {
			t.Errorf("%s: %v", key, err)
		}
		if _, err := a.Learned(a.Params.Defaults()); err == nil {
			t.Errorf("%s attacks without a file of what it learned", key)
		}
	}
}
