package roadsign

import (
	"math"
	"slices"
	"sync"
	"testing"

	"foolscope/engine/pixel"
)

func TestSameArgumentsGiveSameBytes(t *testing.T) {
	for class, name := range Classes {
		a, b := Render(class, 7, 48), Render(class, 7, 48)
		if !slices.Equal(a.Pix, b.Pix) {
			t.Errorf("%s: two renders of one seed differ", name)
		}
		if slices.Equal(a.Pix, Render(class, 8, 48).Pix) {
			t.Errorf("%s: two seeds give the same picture", name)
		}
	}
}

func TestEveryClassAtSeveralSizes(t *testing.T) {
	for class, name := range Classes {
		for _, size := range []int{1, 17, 32, 128} {
			im := Render(class, 3, size)
			if im.Width != size || im.Height != size {
				t.Fatalf("%s: asked for %d, got %dx%d", name, size, im.Width, im.Height)
			}
			for _, v := range im.Pix {
				if !(v >= 0 && v <= 1) {
					t.Fatalf("%s at %d: element %v", name, size, v)
				}
			}
		}
	}
}

func TestNames(t *testing.T) {
	if len(Classes) < 16 {
		t.Errorf("%d classes, want at least 16", len(Classes))
	}
	seen := map[string]bool{}
	for _, name := range Classes {
		if name == "" || seen[name] {
			t.Errorf("name %q is empty or used twice", name)
		}
		seen[name] = true
	}
}

// shrink averages blocks of k by k pixels.
func shrink(im *pixel.Image, k int) *pixel.Image {
	out := pixel.New(im.Width/k, im.Height/k)
	for c := range 3 {
		src, dst := im.Plane(c), out.Plane(c)
		for i := range dst {
			x, y := i%out.Width*k, i/out.Width*k
			var sum float32
			for dy := range k {
				for dx := range k {
					sum += src[(y+dy)*im.Width+x+dx]
				}
			}
			dst[i] = sum / float32(k*k)
		}
	}
	return out
}

// A scene is the same at every size: a large render, shrunk, is the small one
// but for sensor noise and detail too fine for its pixels.
func TestSizesShowTheSameScene(t *testing.T) {
	for class, name := range Classes {
		small, large := Render(class, 11, 128), shrink(Render(class, 11, 512), 4)
		other := Render(class, 12, 128)
		if d := apart(small, large); d > 0.025 {
			t.Errorf("%s: 128 and 512 pixels differ by %.4f on average", name, d)
		}
		if d := apart(small, other); d < 0.05 {
			t.Errorf("%s: the measure does not tell two scenes apart: %.4f", name, d)
		}
	}
}

// apart is the mean absolute difference.
func apart(a, b *pixel.Image) float64 {
	var sum float64
	for i, v := range a.Pix {
		sum += math.Abs(float64(v - b.Pix[i]))
	}
	return sum / float64(len(a.Pix))
}

func TestRendersAtTheSameTime(t *testing.T) {
	want := make([]*pixel.Image, len(Classes))
	for class := range Classes {
		want[class] = Render(class, 5, 32)
	}
	var wg sync.WaitGroup
	for range 4 {
		wg.Go(func() {
			for class, name := range Classes {
				if !slices.Equal(Render(class, 5, 32).Pix, want[class].Pix) {
					t.Errorf("%s: differs when rendered beside others", name)
				}
			}
		})
	}
	wg.Wait()
}

func TestPicturesAreNotTooDarkOrTooFlat(t *testing.T) {
	for class, name := range Classes {
		for seed := range uint64(20) {
			var mean, spread float64
			im := Render(class, seed, 32)
			for _, v := range im.Pix {
				mean += float64(v) / float64(len(im.Pix))
			}
			for _, v := range im.Pix {
				spread += square(float64(v)-mean) / float64(len(im.Pix))
			}
			if mean < 0.06 || mean > 0.9 || spread < 0.003 {
				t.Errorf("%s, seed %d: mean %.3f, variance %.4f", name, seed, mean, spread)
			}
		}
	}
}

func BenchmarkRender128(b *testing.B) {
	for class := range Classes { // faces are drawn when they are first needed
		Render(class, 1, 128)
	}
	b.ResetTimer()
	for i := 0; b.Loop(); i++ {
		Render(i%len(Classes), uint64(i), 128)
	}
}

func BenchmarkShowcase640(b *testing.B) {
	for i := 0; b.Loop(); i++ {
		Showcase(i%len(Classes), uint64(i), 640)
	}
}
