package defense

import (
	"context"
	"encoding/json"
	"errors"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"foolscope/engine/param"
	"foolscope/engine/pixel"
)

func stage(d *Defense, value float64) Stage { return Stage{d, param.Values{d.Strength: value}} }

// shuffled adds 0 or 1 level to every element, by the seed, and doubles
// gradients, so that both are seen.
var shuffled = &Defense{
	Key: "shuffled", Random: true,
	Apply: func(_ context.Context, im *pixel.Image, _ param.Values, seed uint64) (*pixel.Image, error) {
		draw := rand.New(rand.NewPCG(seed, 0))
		out := im.Clone()
		for i := range out.Pix {
			out.Pix[i] += float32(draw.IntN(2)) * pixel.Level
		}
		return out.Round(), nil
	},
	Backward: func(_ context.Context, _, gradient *pixel.Image, _ param.Values, _ uint64) (*pixel.Image, error) {
		out := gradient.Clone()
		for i := range out.Pix {
			out.Pix[i] *= 2
		}
		return out, nil
	},
}

func TestChainAppliesOneAfterTheOther(t *testing.T) {
	im := random(20, 15, 1)
	got, err := Chain{stage(boxBlur, 3), stage(bitDepth, 2), stage(median, 3)}.Apply(t.Context(), im, 0)
	if err != nil {
		t.Fatal(err)
	}
	want := apply(t, median, apply(t, bitDepth, apply(t, boxBlur, im, 3), 2), 3)
	if !slices.Equal(got.Pix, want.Pix) {
		t.Error("the chain is not its defences one after the other")
	}
}

func TestChainGoesBackInReverseOrder(t *testing.T) {
	im, gradient := random(20, 15, 1), random(20, 15, 2)
	chain := Chain{stage(gaussianBlur, 1), stage(bitDepth, 3), stage(median, 3)}
	got, err := chain.Backward(t.Context(), im, gradient, 0)
	if err != nil {
		t.Fatal(err)
	}
	// The identity stands in for the bit depth, but the median selects among its results.
	between := apply(t, bitDepth, apply(t, gaussianBlur, im, 1), 3)
	want := back(t, gaussianBlur, im, back(t, median, between, gradient, 3), 1)
	if !slices.Equal(got.Pix, want.Pix) {
		t.Error("the chain's derivative is not the chain rule's")
	}
	pass, err := chain.Forward(t.Context(), im, 0)
	if err != nil {
		t.Fatal(err)
	}
	if got, err = pass.Backward(t.Context(), gradient); err != nil || !slices.Equal(got.Pix, want.Pix) {
		t.Errorf("a pass goes back another way; error: %v", err)
	}
}

func TestEmptyChainChangesNothing(t *testing.T) {
	im := random(4, 3, 1)
	im.Pix[0] = .1234
	gradient := random(4, 3, 2)
	out, err := Chain{}.Apply(t.Context(), im, 0)
	if err != nil || !slices.Equal(out.Pix, im.Pix) || &out.Pix[0] == &im.Pix[0] {
		t.Errorf("applied: %v, error: %v", out, err)
	}
	out, err = Chain{}.Backward(t.Context(), im, gradient, 0)
	if err != nil || !slices.Equal(out.Pix, gradient.Pix) || &out.Pix[0] == &gradient.Pix[0] {
		t.Errorf("backwards: %v, error: %v", out, err)
	}
}

func TestChainDraws(t *testing.T) {
	im := random(20, 15, 1)
	run := func(c Chain, seed uint64) *pixel.Image {
		out, err := c.Apply(t.Context(), im, seed)
		if err != nil {
			t.Fatal(err)
		}
		return out
	}
	one, two := Chain{{Defense: shuffled}}, Chain{{Defense: shuffled}, {Defense: shuffled}}
	if !one.Random() || (Chain{stage(boxBlur, 3)}).Random() {
		t.Error("a chain is random if one of its defences is")
	}
	alone, err := shuffled.Apply(t.Context(), im, nil, 7)
	if err != nil {
		t.Fatal(err)
	}
	if !slices.Equal(run(one, 7).Pix, alone.Pix) {
		t.Error("alone in a chain, a defence draws other numbers")
	}
	if !slices.Equal(run(two, 7).Pix, run(two, 7).Pix) || slices.Equal(run(two, 7).Pix, run(two, 8).Pix) {
		t.Error("the seed does not determine the draws")
	}
	// With the same draws twice, no element would be one level brighter.
	brighter := 0
	for i, v := range run(two, 7).Pix {
		if int(pixel.Byte(v))-int(pixel.Byte(im.Pix[i])) == 1 {
			brighter++
		}
	}
	if brighter == 0 {
		t.Error("two defences of a chain draw the same")
	}
}

func TestFailedDefenceIsNamed(t *testing.T) {
	broken := &Defense{Key: "broken", Apply: func(context.Context, *pixel.Image, param.Values, uint64) (*pixel.Image, error) {
		return nil, errors.New("no luck")
	}}
	_, err := Chain{stage(boxBlur, 3), {Defense: broken}}.Apply(t.Context(), random(3, 3, 1), 0)
	var failed *Error
	if !errors.As(err, &failed) || failed.Defense != broken || err.Error() != "the defence broken: no luck" {
		t.Errorf("%v", err)
	}
}

func TestDefencesThatMakeNothingAreNamed(t *testing.T) {
	im := random(4, 3, 1)
	makes := func(out *pixel.Image) func(context.Context, *pixel.Image, param.Values, uint64) (*pixel.Image, error) {
		return func(context.Context, *pixel.Image, param.Values, uint64) (*pixel.Image, error) { return out, nil }
	}
	back := func(out *pixel.Image) func(context.Context, *pixel.Image, *pixel.Image, param.Values, uint64) (*pixel.Image, error) {
		return func(context.Context, *pixel.Image, *pixel.Image, param.Values, uint64) (*pixel.Image, error) {
			return out, nil
		}
	}
	for _, test := range []struct {
		broken Defense
		want   string
	}{
		{Defense{Apply: makes(nil)}, "the defence broken: it made no picture"},
		{Defense{Apply: makes(pixel.New(3, 4))}, "the defence broken: it made a picture of 3 x 4 pixels for a picture of 4 x 3"},
		{Defense{Apply: makes(im), Backward: back(nil)}, "the defence broken: it made no gradient"},
		{Defense{Apply: makes(im), Backward: back(pixel.New(1, 1))}, "the defence broken: it made a gradient of 1 x 1 pixels for a picture of 4 x 3"},
	} {
		test.broken.Key = "broken"
		pass, err := Chain{{Defense: &test.broken}, stage(bitDepth, 3)}.Forward(t.Context(), im, 0)
		if err == nil {
			_, err = pass.Backward(t.Context(), random(4, 3, 2))
		}
		if err == nil || err.Error() != test.want {
			t.Errorf("%v, want %s", err, test.want)
		}
	}
}

func TestChainInJSON(t *testing.T) {
	chain := Chain{stage(gaussianBlur, 1.25), stage(jpegCompression, 75)}
	text, err := json.Marshal(chain)
	if err != nil {
		t.Fatal(err)
	}
	const want = `[{"defense":"gaussian","values":{"sigma":1.25}},{"defense":"jpeg","values":{"quality":75}}]`
	if string(text) != want {
		t.Errorf("%s", text)
	}
	var read Chain
	if err := json.Unmarshal(text, &read); err != nil {
		t.Fatal(err)
	}
	if again, err := json.Marshal(read); err != nil || string(again) != want || read[0].Defense != gaussianBlur {
		t.Errorf("read back: %s, %v", again, err)
	}
	for text, want := range map[string]string{
		`[{"defense":"jpeg"}]`:                              "", // has the default
		`[{"defense":"magic"}]`:                             `there is no defence "magic" (there are: box, `,
		`[{"defense":"jpeg","values":{"quality":101}}]`:     "the defence jpeg: quality must be between 1 and 100",
		`[{"defense":"jpeg","values":{"size":1}}]`:          `the defence jpeg: there is no parameter "size"`,
		`[{"defense":"jpeg","values":{"quality":[1,2,3]}}]`: `the value of "quality" is neither a number nor a text`,
	} {
		err := json.Unmarshal([]byte(text), &read)
		if want == "" {
			if err != nil || read[0].Values.Int("quality") != 50 {
				t.Errorf("%s: %v, error: %v", text, read, err)
			}
		} else if err == nil || !strings.HasPrefix(err.Error(), want) {
			t.Errorf("%s: %v", text, err)
		}
	}
}
