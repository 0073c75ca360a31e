package attack

import (
	"context"
	"errors"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"foolscope/engine/loss"
	"foolscope/engine/param"
	"foolscope/engine/pixel"
)

// meanGradient learns one perturbation for all pictures: steps along the sign of the
// mean of their gradients, within epsilon.
var meanGradient = &Attack{
	Key: "mean_gradient", Name: "Mean gradient", Params: param.Set{epsilonLinf, steps}, Needs: Gradients, Norm: Linf,
	Fit: func(ctx context.Context, job FitJob) (*Fitted, error) {
		eps, count := linfEpsilon(job.Values), job.Values.Int("steps")
		pattern := pixel.New(job.Images[0].Width, job.Images[0].Height)
		fitted := &Fitted{Attack: "mean_gradient", Values: job.Values, Seed: job.Seed, Pictures: len(job.Images), Pattern: pattern}
		losses := make([]loss.Loss, len(job.Images))
		for i, goal := range job.Goals {
			losses[i] = loss.For(goal.Class, job.Independent)
		}
		model := &tally{Model: job.Model}
		for step := range count {
			moved := make([]*pixel.Image, len(job.Images))
			for i, im := range job.Images {
				var err error
				if moved[i], err = fitted.Apply(im); err != nil {
					return nil, err
				}
			}
			_, gradients, err := model.Gradient(ctx, moved, losses)
			if err != nil {
				return nil, failure(ctx, "learning", err)
			}
			mean := pixel.New(pattern.Width, pattern.Height)
			for _, g := range gradients {
				for i, d := range g.Pix {
					mean.Pix[i] += d
				}
			}
			for i, d := range mean.Pix {
				way := float32(2 * eps / float64(count))
				if d < 0 {
					way = -way
				}
				pattern.Pix[i] = min(max(pattern.Pix[i]+way, -float32(eps)), float32(eps))
			}
			if job.Observe != nil {
				job.Observe(step+1, count)
			}
		}
		return fitted, nil
	},
	Run: func(ctx context.Context, job Job) (*Result, error) {
		x, err := job.Fitted.Apply(job.Image)
		if err != nil {
			return nil, err
		}
		model := &tally{Model: job.Model}
		end, err := finish(ctx, model, job.Goal, crossEntropy(job), newLinf(job.Image, linfEpsilon(job.Values)), x)
		if err != nil {
			return nil, err
		}
		return &Result{Image: end.image, Exact: end.exact, Logits: end.logits, Queries: model.queries}, nil
	},
}

// album is some pictures of one class, and others of the same class.
func album(t *testing.T, n *network) (learn, unseen []*pixel.Image, goals []Goal) {
	r := rand.New(rand.NewPCG(3, 4))
	class := -1
	for len(unseen) < 8 {
		im := pixel.New(side, side)
		for i := range im.Pix {
			im.Pix[i] = float32(r.Float64())
		}
		im.Round()
		is := clean(t, n, im)
		if class < 0 {
			class = is
		}
		switch {
		case is != class:
		case len(learn) < 8:
			learn, goals = append(learn, im), append(goals, Goal{Class: class})
		default:
			unseen = append(unseen, im)
		}
	}
	return learn, unseen, goals
}

func fit(t *testing.T, job FitJob) *Fitted {
	t.Helper()
	f, err := meanGradient.Fit(context.Background(), job)
	if err != nil {
		t.Fatal(err)
	}
	return f
}

func TestWhatIsLearnedWorksOnUnseenPictures(t *testing.T) {
	n := twoLayers()
	learn, unseen, goals := album(t, n)
	values := param.Values{"epsilon": 16, "steps": 10}
	f := fit(t, FitJob{Model: n, Images: learn, Goals: goals, Values: values, Seed: 1})
	if n.gradients != 10*len(learn) {
		t.Errorf("%d gradients, want one for each of %d pictures in each of 10 steps", n.gradients, len(learn))
	}
	before, after, random := 0.0, 0.0, 0.0
	r := rand.New(rand.NewPCG(5, 6))
	for _, im := range unseen {
		result, err := meanGradient.Run(context.Background(), Job{Model: n, Image: im, Goal: goals[0], Values: values, Fitted: f})
		if err != nil {
			t.Fatal(err)
		}
		if d := linfDistance(result.Image, im); d > 16./255+1e-6 || !inRange(result.Image) || result.Queries != 1 {
			t.Errorf("the change is %g, epsilon is %g; %d queries", d, 16./255, result.Queries)
		}
		other := im.Clone()
		newLinf(im, 16./255).scatter(other.Pix, r)
		before += n.loss(im, goals[0].Class)
		after += n.loss(result.Image, goals[0].Class)
		random += n.loss(other, goals[0].Class)
	}
	if !(after > before && after > random) {
		t.Errorf("the loss %g became %g, and %g by chance", before, after, random)
	}
}

func TestLearningIsDeterminedByItsSeedAndEndsWithItsContext(t *testing.T) {
	n := twoLayers()
	learn, _, goals := album(t, n)
	job := FitJob{Model: n, Images: learn, Goals: goals, Values: param.Values{"epsilon": 8, "steps": 5}}
	if one, two := fit(t, job), fit(t, job); !slices.Equal(one.Pattern.Pix, two.Pattern.Pix) {
		t.Error("the second time it learned something else")
	}
	ctx, cancel := context.WithCancel(context.Background())
	seen := 0
	job.Observe = func(done, total int) {
		if seen = done; done == 2 {
			cancel()
		}
	}
	if f, err := meanGradient.Fit(ctx, job); f != nil || err != context.Canceled || seen != 2 {
		t.Errorf("after step %d: %v, %v", seen, f, err)
	}
}

func TestWhatIsLearnedIsSavedAndReadBack(t *testing.T) {
	path := filepath.Join(t.TempDir(), "learned.json")
	f := &Fitted{
		Attack: "sticker", Values: param.Values{"epsilon": 3.5}, Seed: 1<<64 - 1, Pictures: 7,
		Pattern: picture(4, 3), Cover: picture(4, 3),
	}
	f.Pattern.Pix[0] = -0.1
	for _, cover := range []*pixel.Image{f.Cover, nil} {
		f.Cover = cover
		if err := f.Write(path); err != nil {
			t.Fatal(err)
		}
		got, err := ReadFitted(path)
		if err != nil {
			t.Fatal(err)
		}
		if got.Attack != f.Attack || got.Values["epsilon"] != 3.5 || got.Seed != f.Seed || got.Pictures != 7 ||
			!got.Pattern.SameSize(f.Pattern) || !slices.Equal(got.Pattern.Pix, f.Pattern.Pix) {
			t.Errorf("read back %+v, want %+v", got, f)
		}
		if (got.Cover == nil) != (cover == nil) || cover != nil && !slices.Equal(got.Cover.Pix, cover.Pix) {
			t.Error("another cover was read back")
		}
	}
}

func TestChoicesOfWhatIsLearnedAreSavedByName(t *testing.T) {
	path := filepath.Join(t.TempDir(), "learned.json")
	f := &Fitted{Attack: "pixel_noise", Values: param.Values{"percent": 5, "maximum": 9, "base": baseElements}, Pattern: picture(4, 3)}
	if err := f.Write(path); err != nil {
		t.Fatal(err)
	}
	text, err := os.ReadFile(path)
	if err != nil || !strings.Contains(string(text), `"base":"entries"`) {
		t.Errorf("%v, written: %s", err, text)
	}
	got, err := ReadFitted(path)
	if err != nil || got.Values.Int("base") != baseElements || got.Values.Int("maximum") != 9 {
		t.Errorf("%v, read back: %+v", err, got)
	}
}

func TestACoverHidesWhatIsUnderIt(t *testing.T) {
	im, cover, pattern := picture(2, 1), pixel.New(2, 1), pixel.New(2, 1)
	cover.Pix[0], pattern.Pix[0], pattern.Pix[1] = 1, 0.25, 2
	got, err := (&Fitted{Pattern: pattern, Cover: cover}).Apply(im)
	if err != nil || got.Pix[0] != 0.25 || got.Pix[1] != 1 || !slices.Equal(got.Pix[2:], im.Pix[2:]) {
		t.Errorf("%v, %v of %v", got, err, im.Pix)
	}
	if _, err := (&Fitted{Attack: "patch", Pattern: pattern}).Apply(picture(3, 1)); err == nil || !strings.Contains(err.Error(), "2 x 1 pixels, and this one has 3 x 1") {
		t.Errorf("a picture of another size: %v", err)
	}
}

func TestNothingLearnedChangesNothing(t *testing.T) {
	const want = "the attack has to learn from pictures before it attacks one"
	if got, err := (*Fitted)(nil).Apply(picture(2, 1)); got != nil || err == nil || err.Error() != want {
		t.Errorf("%v, %v", got, err)
	}
	job := Job{Model: twoLayers(), Image: picture(2, 1), Values: param.Values{"epsilon": 8, "steps": 5}}
	if got, err := meanGradient.Run(context.Background(), job); got != nil || err == nil || err.Error() != want {
		t.Errorf("run: %v, %v", got, err)
	}
}

func TestReadFittedRefuses(t *testing.T) {
	const one = `"width":1,"height":1,"pattern":"AAAAAAAAAAAAAAAA"`
	for _, test := range []struct{ content, want string }{
		{"", "unexpected end"},
		{"{}", "foolscope_fitted"},
		{`{"foolscope_fitted":2,"attack":"a",` + one + `}`, "version 2"},
		{`{"foolscope_fitted":1,` + one + `}`, `no "attack"`},
		{`{"foolscope_fitted":1,"attack":"a","width":100000,"height":1}`, "100000 x 1 pixels"},
		{`{"foolscope_fitted":1,"attack":"a","width":2,"height":1,"pattern":"AAAAAAAAAAAAAAAA"}`, "it has 12 bytes, and 2 x 1 pixels take 24"},
		{`{"foolscope_fitted":1,"attack":"a","width":1,"height":1,"pattern":"AADAfwAAAAAAAAAA"}`, "not a number"},
		{`{"foolscope_fitted":1,"attack":"pgd","values":{"steps":1000},` + one + `}`, "steps must be between"},
		{`{"foolscope_fitted":1,"attack":"a","cover":"AA==",` + one + `}`, "its cover"},
		{`{"foolscope_fitted":1,"att`, "its end is missing"},
		{`[]`, "it is a list where an object in {} belongs"},
		{`{"foolscope_fitted":"1"}`, `"foolscope_fitted" is a text where a whole number belongs`},
		{`{"foolscope_fitted":-1}`, "a count below 0"},
		{`{"foolscope_fitted":1,"attack":"a","pictures":-5,` + one + `}`, "a count below 0"},
		{`{"foolscope_fitted":1,"attack":"a","width":1,"height":1,"pattern":"A"}`, "base64 is damaged"},
		{`{"foolscope_fitted":1,"attack":"a",` + one + `,"cover":"AACAPwAAgL8AAABB"}`, "its cover has -1, and hides between 0"},
	} {
		path := filepath.Join(t.TempDir(), "learned.json")
		if err := os.WriteFile(path, []byte(test.content), 0o600); err != nil {
			t.Fatal(err)
		}
		if f, err := ReadFitted(path); f != nil || err == nil || !strings.Contains(err.Error(), test.want) {
			t.Errorf("%s: %v, want %q", test.content, err, test.want)
		}
	}
	if _, err := ReadFitted(filepath.Join(t.TempDir(), "none.json")); !errors.Is(err, os.ErrNotExist) {
		t.Errorf("a file that does not exist: %v", err)
	}
}
