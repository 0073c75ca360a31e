package adaptive_test

import (
	"context"
	"errors"
	"math"
	"math/rand/v2"
	"slices"
	"testing"

	"foolscope/engine/adaptive"
	"foolscope/engine/attack"
	"foolscope/engine/defense"
	"foolscope/engine/loss"
	"foolscope/engine/param"
	"foolscope/engine/pixel"
)

// linear is a model whose first logit is the sum of the elements, each with its
// weight, and whose second is 0. It counts the pictures that it is asked about.
type linear struct {
	weights *pixel.Image
	asked   int
}

func (*linear) Classes() int { return 2 }

func (m *linear) Logits(ctx context.Context, ims []*pixel.Image) ([][]float32, error) {
	m.asked += len(ims)
	var out [][]float32
	for _, im := range ims {
		sum := 0.0
		for i, v := range im.Pix {
			sum += float64(v) * float64(m.weights.Pix[i])
		}
		out = append(out, []float32{float32(sum), 0})
	}
	return out, ctx.Err()
}

func (m *linear) Gradient(ctx context.Context, ims []*pixel.Image, losses []loss.Loss) ([][]float32, []*pixel.Image, error) {
	logits, err := m.Logits(ctx, ims)
	var out []*pixel.Image
	for k := range ims {
		g, slope := m.weights.Clone(), losses[k].Slope(logits[k])[0]
		for i := range g.Pix {
			g.Pix[i] *= slope
		}
		out = append(out, g)
	}
	return logits, out, err
}

// squares is a model whose first logit is half the sum of the squares of the
// elements, so that its derivative is the picture that it is asked about.
type squares struct{ linear }

func (m *squares) Logits(ctx context.Context, ims []*pixel.Image) ([][]float32, error) {
	var out [][]float32
	for _, im := range ims {
		sum := 0.0
		for _, v := range im.Pix {
			sum += float64(v) * float64(v) / 2
		}
		out = append(out, []float32{float32(sum), 0})
	}
	return out, ctx.Err()
}

func (m *squares) Gradient(ctx context.Context, ims []*pixel.Image, losses []loss.Loss) ([][]float32, []*pixel.Image, error) {
	logits, err := m.Logits(ctx, ims)
	var out []*pixel.Image
	for k, im := range ims {
		g, slope := im.Clone(), losses[k].Slope(logits[k])[0]
		for i := range g.Pix {
			g.Pix[i] *= slope
		}
		out = append(out, g)
	}
	return logits, out, err
}

// noise is a defence that adds 0 to 60 levels to each element, by the seed: 30
// in the mean.
var noise = &defense.Defense{
	Key: "noise", Random: true,
	Apply: func(ctx context.Context, im *pixel.Image, _ param.Values, seed uint64) (*pixel.Image, error) {
		draw := rand.New(rand.NewPCG(seed, 0))
		out := im.Clone()
		for i := range out.Pix {
			out.Pix[i] += float32(draw.IntN(61)) * pixel.Level
		}
		return out.Round(), ctx.Err()
	},
}

func chain(t *testing.T, key string, value float64) defense.Chain {
	t.Helper()
	d, ok := defense.Find(key)
	if !ok {
		t.Fatalf("there is no defence %s", key)
	}
	return defense.Chain{{Defense: d, Values: param.Values{d.Strength: value}}}
}

func picture(seed uint64) *pixel.Image {
	draw := rand.New(rand.NewPCG(seed, 0))
	im := pixel.New(8, 6)
	for i := range im.Pix {
		im.Pix[i] = float32(draw.IntN(150)) / 255
	}
	return im
}

func gradient(t *testing.T, m attack.Model, im *pixel.Image) ([]float32, *pixel.Image) {
	t.Helper()
	logits, gradients, err := m.Gradient(t.Context(), []*pixel.Image{im}, []loss.Loss{loss.Logit{Class: 0}})
	if err != nil {
		t.Fatal(err)
	}
	return logits[0], gradients[0]
}

// The model looks at one pixel of the blurred picture, which is the mean of nine
// of the picture. At a corner, the mirrored border counts the inner ones twice.
func TestBlurBeforeALinearModelSpreadsItsWeights(t *testing.T) {
	for _, test := range []struct {
		name string
		x, y int
		want map[[2]int]float64 // in ninths
	}{
		{"inside", 3, 2, map[[2]int]float64{
			{2, 1}: 1, {3, 1}: 1, {4, 1}: 1, {2, 2}: 1, {3, 2}: 1, {4, 2}: 1, {2, 3}: 1, {3, 3}: 1, {4, 3}: 1,
		}},
		{"corner", 0, 0, map[[2]int]float64{{0, 0}: 1, {1, 0}: 2, {0, 1}: 2, {1, 1}: 4}},
	} {
		weights := pixel.New(8, 6)
		weights.Plane(1)[test.y*8+test.x] = 9
		m := adaptive.New(&linear{weights: weights}, chain(t, "box", 3), 1, 0)
		_, g := gradient(t, m, picture(1))
		for i, got := range g.Pix {
			want := 0.0
			if i/48 == 1 {
				want = test.want[[2]int{i % 48 % 8, i % 48 / 8}]
			}
			if math.Abs(float64(got)-want) > 1e-6 {
				t.Errorf("%s: element %d is %v, want %v", test.name, i, got, want)
			}
		}
	}
}

// The identity stands in for the bit depth, at the picture that it makes.
func TestBitDepthGivesTheGradientAtTheCoarsePicture(t *testing.T) {
	m := adaptive.New(&squares{}, chain(t, "bits", 1), 1, 0)
	im := picture(1)
	logits, g := gradient(t, m, im)
	sum := 0.0
	for i, got := range g.Pix {
		want := float32(math.Round(float64(im.Pix[i])))
		sum += float64(want) / 2
		if got != want {
			t.Errorf("element %d is %v, want %v", i, got, want)
		}
	}
	if logits[0] != float32(sum) {
		t.Errorf("the logit is %v, want %v", logits[0], sum)
	}
}

// The derivative is the picture behind the noise, whose mean is 30 levels
// brighter, with a standard deviation of 17.6 levels that the mean over n draws
// divides by the root of n.
func TestExpectationOverDrawsConverges(t *testing.T) {
	im := picture(1)
	for _, n := range []int{1, 16, 400} {
		_, g := gradient(t, adaptive.New(&squares{}, defense.Chain{{Defense: noise}}, n, 5), im)
		squares := 0.0
		for i, v := range g.Pix {
			d := 255*float64(v-im.Pix[i]) - 30
			squares += d * d
		}
		deviation := math.Sqrt(squares / float64(len(g.Pix)))
		if want := 17.6 / math.Sqrt(float64(n)); deviation < .75*want || deviation > 1.25*want {
			t.Errorf("%d draws: the gradient is off by %.2f levels, want %.2f", n, deviation, want)
		}
	}
}

func TestLogitsAreTheMeanOverTheDraws(t *testing.T) {
	weights := pixel.New(8, 6)
	for i := range weights.Pix {
		weights.Pix[i] = 1
	}
	m := adaptive.New(&linear{weights: weights}, defense.Chain{{Defense: noise}}, 100, 5)
	im := picture(1)
	asked, _ := gradient(t, m, im)
	scores, err := m.Logits(t.Context(), []*pixel.Image{im})
	if err != nil {
		t.Fatal(err)
	}
	want := 0.0
	for _, v := range im.Pix {
		want += float64(v) + 30.0/255
	}
	// 144 elements, 100 draws: the sum deviates by 17.6/255 * 12 / 10.
	if !slices.Equal(asked, scores[0]) || math.Abs(float64(scores[0][0])-want) > 4*.083 {
		t.Errorf("%v and %v, want about %.2f", asked, scores[0], want)
	}
}

func TestDrawsFollowFromTheSeedAndThePicture(t *testing.T) {
	ask := func(seed uint64, im *pixel.Image) []float32 {
		_, g := gradient(t, adaptive.New(&squares{}, defense.Chain{{Defense: noise}}, 2, seed), im)
		for i := range g.Pix {
			g.Pix[i] -= im.Pix[i]
		}
		return g.Pix
	}
	im, other := picture(1), picture(1)
	other.Pix[0] += pixel.Level
	if !slices.Equal(ask(5, im), ask(5, im)) {
		t.Error("the same question gets another answer")
	}
	if slices.Equal(ask(5, im), ask(6, im)) {
		t.Error("another seed draws the same")
	}
	if slices.Equal(ask(5, im)[1:], ask(5, other)[1:]) {
		t.Error("another picture is met by the same draws")
	}
	alone, err := noise.Apply(t.Context(), im, nil, 5)
	if err != nil {
		t.Fatal(err)
	}
	_, g := gradient(t, adaptive.New(&squares{}, defense.Chain{{Defense: noise}}, 1, 5), im)
	if slices.Equal(g.Pix, alone.Pix) {
		t.Error("the attacker knows what the defence will draw")
	}
}

func TestManyPicturesAreAskedAboutAsOne(t *testing.T) {
	for name, c := range map[string]defense.Chain{
		"noise": {{Defense: noise}}, "blur, then noise": append(chain(t, "gaussian", 1), defense.Stage{Defense: noise}), "none": nil,
	} {
		m := adaptive.New(&squares{}, c, 7, 5)
		var ims []*pixel.Image
		var losses []loss.Loss
		for i := range 5 {
			ims = append(ims, picture(uint64(i)))
			losses = append(losses, loss.Logit{Class: 0})
		}
		logits, gradients, err := m.Gradient(t.Context(), ims, losses)
		if err != nil {
			t.Fatal(err)
		}
		scores, err := m.Logits(t.Context(), ims)
		if err != nil {
			t.Fatal(err)
		}
		for i, im := range ims {
			z, g := gradient(t, m, im)
			if !slices.Equal(z, logits[i]) || !slices.Equal(z, scores[i]) || !slices.Equal(g.Pix, gradients[i].Pix) {
				t.Errorf("%s: picture %d gets another answer among others", name, i)
			}
		}
	}
}

func TestOnlyRandomDefencesAreSampled(t *testing.T) {
	for _, test := range []struct {
		chain defense.Chain
		want  int
	}{{nil, 1}, {chain(t, "jpeg", 50), 1}, {defense.Chain{{Defense: noise}}, 20}} {
		inner := &linear{weights: pixel.New(8, 6)}
		m := adaptive.New(inner, test.chain, 20, 0)
		gradient(t, m, picture(1))
		if inner.asked != test.want || m.Draws() != test.want {
			t.Errorf("%d pictures are asked about, %d draws, want %d", inner.asked, m.Draws(), test.want)
		}
	}
}

// largest counts the pictures that are asked about together.
type largest struct {
	linear
	together int
}

func (m *largest) Gradient(ctx context.Context, ims []*pixel.Image, losses []loss.Loss) ([][]float32, []*pixel.Image, error) {
	m.together = max(m.together, len(ims))
	return m.linear.Gradient(ctx, ims, losses)
}

// The longer a chain, the fewer of its pictures are held together.
func TestLongChainsStayWithinMemory(t *testing.T) {
	for _, test := range []struct{ stages, want int }{{1, 16}, {15, 16}, {31, 8}, {1000, 1}} {
		long := slices.Repeat(chain(t, "bits", 4), test.stages-1)
		inner := &largest{linear: linear{weights: pixel.New(8, 6)}}
		gradient(t, adaptive.New(inner, append(long, defense.Stage{Defense: noise}), 20, 0), picture(1))
		if inner.together != test.want || inner.asked != 20 {
			t.Errorf("%d defences: %d pictures together, %d in all; want %d and 20", test.stages, inner.together, inner.asked, test.want)
		}
	}
}

func TestErrorsAreHandedOn(t *testing.T) {
	cancelled, cancel := context.WithCancel(t.Context())
	cancel()
	m := adaptive.New(&squares{}, chain(t, "box", 3), 1, 0)
	if _, err := m.Logits(cancelled, []*pixel.Image{picture(1)}); !errors.Is(err, context.Canceled) {
		t.Errorf("scores: %v", err)
	}
	if _, _, err := m.Gradient(cancelled, []*pixel.Image{picture(1)}, []loss.Loss{loss.Logit{}}); !errors.Is(err, context.Canceled) {
		t.Errorf("gradient: %v", err)
	}
}
