package defense

import (
	"context"
	"errors"
	"fmt"
	"math"
	"math/rand/v2"
	"testing"

	"foolscope/engine/metric"
	"foolscope/engine/param"
	"foolscope/engine/pixel"
)

// apply runs a defence with one parameter given and the rest at their defaults.
func apply(t *testing.T, d *Defense, im *pixel.Image, value float64) *pixel.Image {
	t.Helper()
	values, err := d.Params.Complete(param.Values{d.Strength: value})
	if err != nil {
		t.Fatal(err)
	}
	out, err := d.Apply(context.Background(), im, values, 0)
	if err != nil {
		t.Fatal(err)
	}
	return out
}

// pictureT is a 224 x 224 picture given by an integer formula, for which scipy,
// scikit-image and Pillow gave the values in the tests.
func pictureT() *pixel.Image {
	triangle := func(t, p int) int {
		t = t%(2*p) - p
		return max(t, -t)
	}
	im := pixel.New(224, 224)
	for c := range 3 {
		plane := im.Plane(c)
		for i := range plane {
			x, y := i%224, i/224
			level := 40 + triangle(x*(c+1)+y, 80) + triangle(2*y+30*c, 60) + 3*((x*y>>3)%8)
			plane[i] = float32(level) / 255
		}
	}
	return im
}

func TestPictureTIsTheRightOne(t *testing.T) {
	im := pictureT()
	sum := 0
	for _, v := range im.Pix {
		sum += int(pixel.Byte(v))
	}
	if sum != 17948092 {
		t.Errorf("the levels sum to %d", sum)
	}
	for c, want := range []uint8{133, 83, 73} {
		if got := pixel.Byte(im.Plane(c)[10*224+20]); got != want {
			t.Errorf("channel %d of row 10, column 20 is %d, not %d", c, got, want)
		}
	}
}

func TestDefencesMatchTheReference(t *testing.T) {
	im := pictureT()
	for _, test := range []struct {
		defense *Defense
		value   float64
		ssim    float64
		psnr    float64 // dB; 0 if there is no reference
	}{
		{boxBlur, 3, .709071, 31.8637}, {boxBlur, 5, .675451, 31.4642}, {boxBlur, 7, .667619, 31.2751},
		{boxBlur, 9, .661102, 31.0632}, {boxBlur, 15, .645065, 30.1157},
		{gaussianBlur, .5, .946247, 38.8964}, {gaussianBlur, 1, .750014, 32.6139}, {gaussianBlur, 2, .682078, 31.5211},
		{median, 3, .721070, 31.9196}, {median, 5, .682740, 31.5299}, {median, 2, .733357, 30.8030},
		{bitDepth, 1, .120320, 0}, {bitDepth, 2, .436071, 0}, {bitDepth, 3, .639979, 0},
		{bitDepth, 4, .890775, 0}, {bitDepth, 5, .971042, 0}, {bitDepth, 6, .992840, 0},
		{pca, 1, .586098, 21.0551}, {pca, 5, .752169, 31.9627}, {pca, 10, .858068, 34.1343},
		{pca, 20, .943117, 37.9029}, {pca, 50, .999927, 66.6110},
		{totalVariation, .05, .729044, 32.2614}, {totalVariation, .1, .699427, 31.7717}, {totalVariation, .2, .673567, 31.0809},
	} {
		t.Run(fmt.Sprint(test.defense.Key, " ", test.value), func(t *testing.T) {
			got := metric.Compare(im, apply(t, test.defense, im, test.value))
			if math.Abs(got.SSIM-test.ssim) > 6e-7 {
				t.Errorf("SSIM %.7f, not %.6f", got.SSIM, test.ssim)
			}
			if test.psnr != 0 && math.Abs(got.PSNR-test.psnr) > 6e-5 {
				t.Errorf("PSNR %.5f, not %.4f", got.PSNR, test.psnr)
			}
		})
	}
}

func random(width, height int, seed uint64) *pixel.Image {
	draw := rand.New(rand.NewPCG(seed, 0))
	im := pixel.New(width, height)
	for i := range im.Pix {
		im.Pix[i] = float32(draw.IntN(256)) / 255
	}
	return im
}

// largestDifference is in levels.
func largestDifference(a, b *pixel.Image) int { return metric.Compare(a, b).Linf }

func TestMildestSettingKeepsThePicture(t *testing.T) {
	im := random(40, 30, 1)
	for _, test := range []struct {
		defense *Defense
		value   float64
	}{{boxBlur, 1}, {median, 1}, {pca, 30}, {pca, 224}, {bitDepth, 8}, {resizePad, 100}} {
		if d := largestDifference(im, apply(t, test.defense, im, test.value)); d != 0 {
			t.Errorf("%s %v changes a value by %d levels", test.defense.Key, test.value, d)
		}
	}
	// JPEG always loses colour resolution; a smooth picture has little.
	if got := metric.SSIM(pictureT(), apply(t, jpegCompression, pictureT(), 100)); got < .96 {
		t.Errorf("JPEG at quality 100 leaves a similarity of %v", got)
	}
}

func TestEvenPictureStaysEven(t *testing.T) {
	for _, d := range All() {
		if d.Random {
			continue // What one draws may well be grain.
		}
		for _, level := range []int{0, 17, 255} {
			im := pixel.New(21, 34)
			for i := range im.Pix {
				im.Pix[i] = float32(level) / 255
			}
			p, _ := d.Params.Find(d.Strength)
			for _, value := range []float64{p.Min, p.Default, p.Max} {
				allowed := 0
				switch d {
				case bitDepth: // 17 is not among the steps that few bits leave
					allowed = 255 / (1<<int(value) - 1) / 2
				case jpegCompression: // a block's mean is kept in steps of 1/8 of 16 at quality 50
					allowed = map[float64]int{1: 255, 50: 16, 100: 1}[value]/16 + 1
				}
				if difference := largestDifference(im, apply(t, d, im, value)); difference > allowed {
					t.Errorf("%s %v changes level %d by %d", d.Key, value, level, difference)
				}
			}
		}
	}
}

func TestResultIsANewPictureOnTheGrid(t *testing.T) {
	between := random(31, 22, 1)
	for i := range between.Pix {
		between.Pix[i] *= .99
	}
	between.Pix[5] = float32(math.NaN())
	for _, d := range All() {
		t.Run(d.Key, func(t *testing.T) {
			before := between.Clone()
			p, _ := d.Params.Find(d.Strength)
			for _, value := range []float64{p.Min, p.Default, p.Max} {
				out := apply(t, d, between, value)
				if !out.SameSize(between) {
					t.Fatalf("%d x %d pixels", out.Width, out.Height)
				}
				rounded := out.Clone().Round()
				for i, v := range out.Pix {
					if v != rounded.Pix[i] {
						t.Fatalf("at %v, element %d is %v, between two levels", value, i, v)
					}
				}
				for i := range out.Pix {
					out.Pix[i] = -1
				}
			}
			for i, v := range before.Pix {
				if v != between.Pix[i] && v == v {
					t.Fatalf("element %d of the input changed from %v to %v", i, v, between.Pix[i])
				}
			}
		})
	}
}

func TestOnePixelPicturesAreDefended(t *testing.T) {
	for _, size := range [][2]int{{1, 1}, {1, 7}, {9, 1}, {2, 2}} {
		im := random(size[0], size[1], 3)
		for _, d := range All() {
			p, _ := d.Params.Find(d.Strength)
			for _, value := range []float64{p.Min, p.Default, p.Max} {
				if out := apply(t, d, im, value); !out.SameSize(im) {
					t.Errorf("%s %v of %v has %d x %d pixels", d.Key, value, size, out.Width, out.Height)
				}
			}
		}
	}
}

func TestCancelledDefenceReturnsTheReason(t *testing.T) {
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	for _, d := range All() {
		if out, err := d.Apply(ctx, random(8, 8, 1), d.Params.Defaults(), 0); !errors.Is(err, context.Canceled) || out != nil {
			t.Errorf("%s returns a picture: %v, error: %v", d.Key, out != nil, err)
		}
	}
}

func TestSeedsMatterToRandomDefencesAlone(t *testing.T) {
	im := random(12, 9, 4)
	for _, d := range All() {
		var drawn [3]*pixel.Image
		for i, seed := range []uint64{1, 1, 2} {
			var err error
			if drawn[i], err = d.Apply(t.Context(), im, d.Params.Defaults(), seed); err != nil {
				t.Fatalf("%s: %v", d.Key, err)
			}
		}
		if largestDifference(drawn[0], drawn[1]) != 0 {
			t.Errorf("%s gives two pictures for one seed", d.Key)
		}
		if differ := largestDifference(drawn[0], drawn[2]) != 0; differ != d.Random {
			t.Errorf("%s gives other pictures for other seeds: %v; Random is %v", d.Key, differ, d.Random)
		}
	}
}

func TestRegistry(t *testing.T) {
	seen := map[string]bool{}
	for _, d := range All() {
		if seen[d.Key] {
			t.Errorf("two defences are called %q", d.Key)
		}
		seen[d.Key] = true
		if found, ok := Find(d.Key); !ok || found != d {
			t.Errorf("%q is not found", d.Key)
		}
		strength, ok := d.Params.Find(d.Strength)
		if !ok || strength.Kind != param.Number && strength.Kind != param.Integer {
			t.Errorf("%s has no numeric parameter %q to sweep", d.Key, d.Strength)
		}
		for _, p := range d.Params {
			if err := p.Check(p.Default); err != nil {
				t.Errorf("%s: the default is refused: %v", d.Key, err)
			}
			if p.Explanation == "" || p.Name == "" || p.Step <= 0 {
				t.Errorf("%s: %s is not described", d.Key, p.Key)
			}
		}
		if d.Name == "" || d.Summary == "" {
			t.Errorf("%s is not described", d.Key)
		}
	}
	if _, ok := Find("none"); ok {
		t.Error("no defence is a defence")
	}
}

func BenchmarkApply224(b *testing.B) {
	im := pictureT()
	for _, test := range []struct {
		defense *Defense
		values  []float64
	}{
		{boxBlur, []float64{3, 15, 31}}, {gaussianBlur, []float64{1, 5}}, {median, []float64{3, 9}},
		{jpegCompression, []float64{50}}, {pca, []float64{20, 200}}, {bitDepth, []float64{4}},
		{totalVariation, []float64{.05, .2}}, {nonLocal, []float64{10}}, {resizePad, []float64{90}},
	} {
		for _, value := range test.values {
			b.Run(fmt.Sprintf("%s=%v", test.defense.Key, value), func(b *testing.B) {
				values, err := test.defense.Params.Complete(param.Values{test.defense.Strength: value})
				if err != nil {
					b.Fatal(err)
				}
				for b.Loop() {
					if _, err := test.defense.Apply(context.Background(), im, values, 0); err != nil {
						b.Fatal(err)
					}
				}
			})
		}
	}
}
