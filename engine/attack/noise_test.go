package attack

import (
	"math"
	"testing"

	"foolscope/engine/param"
	"foolscope/engine/pixel"
)

func noisy(t *testing.T, key string, im *pixel.Image, values param.Values) *pixel.Image {
	t.Helper()
	r := attack(t, key, Job{Model: constant{logits: []float32{1, 0}}, Image: im, Values: values, Seed: 9})
	if r.Gradients != 0 || r.Queries != 1 {
		t.Errorf("%d gradients, %d queries", r.Gradients, r.Queries)
	}
	return r.Image
}

// marker has no level that pixel noise up to 224 can write.
func marker(width, height int) *pixel.Image {
	im := pixel.New(width, height)
	for i := range im.Pix {
		im.Pix[i] = 1
	}
	return im
}

func hits(im *pixel.Image) int {
	n := 0
	for _, v := range im.Pix {
		if v != 1 {
			n++
		}
	}
	return n
}

// TestPixelNoiseShare: k draws with replacement from m elements hit
// m(1-(1-1/m)^k) different ones, 12.48 % and 32.97 % at 224x224.
func TestPixelNoiseShare(t *testing.T) {
	for _, c := range []struct {
		base  float64
		draws int
		share float64
	}{
		{basePixels, 20070, 12.48},
		{baseElements, 60211, 32.97},
	} {
		im := marker(224, 224)
		values := param.Values{"percent": 40, "base": c.base}
		if got := draws(im, values); got != c.draws {
			t.Errorf("base %g: %d draws, want %d", c.base, got, c.draws)
		}
		share := 100 * float64(hits(noisy(t, "pixel_noise", im, values))) / float64(len(im.Pix))
		if math.Abs(share-c.share) > 0.15 {
			t.Errorf("base %g: %.2f %% of the elements differ, want about %.2f", c.base, share, c.share)
		}
	}
}

// TestPixelNoiseIsUniform: every value from 0 to the maximum occurs, none
// above, with the mean in the middle, and the channels share alike.
func TestPixelNoiseIsUniform(t *testing.T) {
	for _, top := range []int{224, 100} {
		im := noisy(t, "pixel_noise", marker(224, 224), param.Values{"percent": 40, "maximum": float64(top)})
		seen, sum, n := map[uint8]int{}, 0.0, 0
		for c := range 3 {
			inPlane := 0
			for _, v := range im.Plane(c) {
				if v != 1 {
					seen[pixel.Byte(v)]++
					sum += float64(v) * 255
					inPlane++
				}
			}
			n += inPlane
			if share := float64(inPlane) / 224 / 224; math.Abs(share-.1248) > 0.005 {
				t.Errorf("channel %d: share %.4f", c, share)
			}
		}
		if len(seen) != top+1 || math.Abs(sum/float64(n)-float64(top)/2) > 2 {
			t.Errorf("maximum %d: %d different values, mean %.1f", top, len(seen), sum/float64(n))
		}
		for v := range seen {
			if int(v) > top {
				t.Errorf("value %d is above %d", v, top)
			}
		}
	}
}

// TestPixelNoiseIsAPrefix: what n=10 wrote is still hit in n=20, and only
// places that later draws hit again may differ.
func TestPixelNoiseIsAPrefix(t *testing.T) {
	im := marker(64, 48)
	ten := noisy(t, "pixel_noise", im, param.Values{"percent": 10})
	twenty := noisy(t, "pixel_noise", im, param.Values{"percent": 20})
	kept, overwritten := 0, 0
	for i, v := range ten.Pix {
		switch w := twenty.Pix[i]; {
		case v == 1:
		case w == 1:
			t.Fatalf("element %d was hit at 10 %% but not at 20 %%", i)
		case v == w:
			kept++
		default:
			overwritten++
		}
	}
	// 307 further draws over 9216 elements hit one in thirty again.
	if kept == 0 || overwritten > kept/10 {
		t.Errorf("%d elements kept, %d overwritten", kept, overwritten)
	}
	if more := hits(twenty) - hits(ten); more < 250 || more > 307 {
		t.Errorf("%d more elements hit by 307 more draws", more)
	}
}

func TestPixelNoiseReachesEveryRowAndColumn(t *testing.T) {
	im := noisy(t, "pixel_noise", marker(7, 3), param.Values{"percent": 100, "base": baseElements, "maximum": 0})
	for _, corner := range []int{0, 6, 14, 20} {
		hit := false
		for seed := range uint64(20) {
			r := attack(t, "pixel_noise", Job{
				Model: constant{logits: []float32{1, 0}}, Image: marker(7, 3), Seed: seed,
				Values: param.Values{"percent": 100, "base": baseElements},
			})
			hit = hit || r.Image.Plane(0)[corner] != 1
		}
		if !hit {
			t.Errorf("corner %d is never hit", corner)
		}
	}
	for _, v := range im.Pix {
		if v != 0 && v != 1 {
			t.Fatalf("wrote %g though the maximum is 0", v)
		}
	}
}

func TestGaussianNoise(t *testing.T) {
	im := pixel.New(100, 100)
	for i := range im.Pix {
		im.Pix[i] = 128. / 255
	}
	for _, sigma := range []float64{5, 20} {
		got := noisy(t, "gaussian_noise", im, param.Values{"sigma": sigma})
		mean, square := 0.0, 0.0
		for i, v := range got.Pix {
			d := float64(v-im.Pix[i]) * 255
			mean += d / float64(len(got.Pix))
			square += d * d / float64(len(got.Pix))
		}
		if math.Abs(mean) > 0.05*sigma || math.Abs(math.Sqrt(square)/sigma-1) > 0.02 {
			t.Errorf("sigma %g: mean %.3f, standard deviation %.3f levels", sigma, mean, math.Sqrt(square))
		}
	}
}
