package metric

import (
	"encoding/csv"
	"fmt"
	"math"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strconv"
	"testing"

	"foolscope/engine/pixel"
)

// grey makes a picture whose three channels are the same.
func grey(width, height int, level func(x, y int) int) *pixel.Image {
	return color(width, height, func(x, y, _ int) int { return level(x, y) })
}

func color(width, height int, level func(x, y, c int) int) *pixel.Image {
	im := pixel.New(width, height)
	for c := range 3 {
		plane := im.Plane(c)
		for i := range plane {
			plane[i] = float32(level(i%width, i/width, c)) / 255
		}
	}
	return im
}

// Pictures given by integer formulas, for which scikit-image computed the
// values in the tests below.
var (
	pictureA = grey(64, 64, func(x, y int) int { return (3*x + 5*y + 4*(x*y%17)) % 256 })
	// B is A with 409 pixels overwritten by a linear congruential generator.
	pictureB = func() *pixel.Image {
		im := pictureA.Clone()
		s := uint32(12345)
		next := func() int {
			s = (1103515245*s + 12345) & (1<<31 - 1)
			return int(s >> 8)
		}
		for range 409 {
			place := next() % 4096
			value := float32(next()%225) / 255
			for c := range 3 {
				im.Plane(c)[place] = value
			}
		}
		return im
	}()
	pictureC = changedBy(pictureA, func(v, _, _, _ int) int { return min(v+20, 255) })
	pictureD = changedBy(pictureA, func(v, _, _, _ int) int { return 255 - v })
	pictureP = color(48, 40, func(x, y, c int) int { return (7*x + 11*y + 60*c + 9*((x+2*y+3*c)%13)) % 256 })
	pictureQ = changedBy(pictureP, func(v, x, y, c int) int { return min(v+6*((x*y+c)%5), 255) })
)

func changedBy(im *pixel.Image, change func(v, x, y, c int) int) *pixel.Image {
	return color(im.Width, im.Height, func(x, y, c int) int {
		return change(int(pixel.Byte(im.Plane(c)[y*im.Width+x])), x, y, c)
	})
}

func TestPicturesOfTheReferenceAreTheRightOnes(t *testing.T) {
	for _, test := range []struct {
		name     string
		im       *pixel.Image
		channels int
		want     int
	}{
		{"A", pictureA, 1, 531600}, {"B", pictureB, 1, 524792}, {"C", pictureC, 1, 610501},
		{"D", pictureD, 1, 512880}, {"P", pictureP, 3, 735625}, {"Q", pictureQ, 3, 795275},
	} {
		sum := 0
		for c := range test.channels {
			for _, v := range test.im.Plane(c) {
				sum += int(pixel.Byte(v))
			}
		}
		if sum != test.want {
			t.Errorf("the levels of %s sum to %d, not %d", test.name, sum, test.want)
		}
	}
}

func TestSSIMMatchesScikitImage(t *testing.T) {
	sample := Wang2004
	sample.Sample = true
	flat100, flat120 := grey(32, 32, func(int, int) int { return 100 }), grey(32, 32, func(int, int) int { return 120 })
	for _, test := range []struct {
		pair    string
		x, y    *pixel.Image
		name    string
		variant Variant
		want    float64
	}{
		{"A,B", pictureA, pictureB, "Wang", Wang2004, 0.7245607787},
		{"A,B", pictureA, pictureB, "uniform", Uniform7, 0.7321215367},
		{"A,B", pictureA, pictureB, "sample covariance", sample, 0.7244845361},
		{"A,B", pictureA, pictureB, "global", Global, 0.9195652029},
		{"A,C", pictureA, pictureC, "Wang", Wang2004, 0.9808576184},
		{"A,C", pictureA, pictureC, "uniform", Uniform7, 0.9822577698},
		{"A,C", pictureA, pictureC, "sample covariance", sample, 0.9808571859},
		{"A,C", pictureA, pictureC, "global", Global, 0.9896155345},
		{"A,D", pictureA, pictureD, "Wang", Wang2004, -0.6659939705},
		{"A,D", pictureA, pictureD, "uniform", Uniform7, -0.6884346058},
		{"A,D", pictureA, pictureD, "sample covariance", sample, -0.6664945647},
		{"A,D", pictureA, pictureD, "global", Global, -0.9882220647},
		{"P,Q", pictureP, pictureQ, "Wang", Wang2004, 0.9827318768},
		{"P,Q", pictureP, pictureQ, "uniform", Uniform7, 0.9853070186},
		{"100,120", flat100, flat120, "Wang", Wang2004, 0.9836109250},
		{"100,120", flat100, flat120, "uniform", Uniform7, 0.9836109250},
		{"100,120", flat100, flat120, "global", Global, 0.9836109250},
	} {
		t.Run(test.pair+" "+test.name, func(t *testing.T) {
			if got := test.variant.Mean(test.x, test.y); math.Abs(got-test.want) > 1e-9 {
				t.Errorf("%.10f, not %.10f", got, test.want)
			}
		})
	}
}

func TestSSIMOfEachChannel(t *testing.T) {
	for _, test := range []struct {
		variant Variant
		want    [3]float64
	}{
		{Wang2004, [3]float64{.9811971890, .9833958860, .9836025552}},
		{Uniform7, [3]float64{.9840102644, .9860116898, .9858991016}},
	} {
		got := test.variant.Channels(pictureP, pictureQ)
		for c := range got {
			if math.Abs(got[c]-test.want[c]) > 1e-9 {
				t.Errorf("%+v, channel %d: %.10f, not %.10f", test.variant, c, got[c], test.want[c])
			}
		}
	}
}

func TestSSIMOfEqualPicturesIsExactlyOne(t *testing.T) {
	noise := random(50, 37, 1)
	for _, variant := range []Variant{Wang2004, Uniform7, Global} {
		for _, im := range []*pixel.Image{noise, pictureA, pixel.New(12, 12)} {
			if got := variant.Mean(im, im.Clone()); got != 1 {
				t.Errorf("%+v gives 1 %+.3g", variant, got-1)
			}
		}
	}
}

func random(width, height int, seed uint64) *pixel.Image {
	draw := rand.New(rand.NewPCG(seed, 0))
	return color(width, height, func(int, int, int) int { return draw.IntN(256) })
}

func TestSmallPicturesShrinkTheWindow(t *testing.T) {
	x, y := random(6, 20, 1), random(6, 20, 2)
	if got, want := SSIM(x, y), (Variant{Side: 5, Sigma: 1.5}).Mean(x, y); got != want {
		t.Errorf("in a picture 6 pixels wide: %v, not the %v of a window of 5", got, want)
	}
	// A window of one pixel has no variance: only brightness is compared.
	white, black := grey(2, 1, func(int, int) int { return 255 }), pixel.New(2, 1)
	if got, want := SSIM(white, black), c1/(255*255+c1); math.Abs(got-want) > 1e-12 {
		t.Errorf("white and black pixels: %v, not %v", got, want)
	}
}

func TestMapAveragesToTheMean(t *testing.T) {
	x, y := random(40, 30, 1), random(40, 30, 2)
	for _, test := range []struct {
		variant Variant
		margin  int
	}{{Wang2004, 5}, {Uniform7, 3}} {
		m := test.variant.Map(x, y)
		if m.Width != 40 || m.Height != 30 || len(m.Values) != 1200 {
			t.Fatalf("the map has %d x %d pixels and %d values", m.Width, m.Height, len(m.Values))
		}
		sum, n := 0.0, 0
		for row := test.margin; row < 30-test.margin; row++ {
			for column := test.margin; column < 40-test.margin; column++ {
				sum += m.Values[row*40+column]
				n++
			}
		}
		if want := test.variant.Mean(x, y); math.Abs(sum/float64(n)-want) > 1e-12 {
			t.Errorf("%+v: the map inside its border averages to %v, the mean is %v", test.variant, sum/float64(n), want)
		}
		if m.Values[0] != m.Values[test.margin*40+test.margin] {
			t.Error("the corner does not repeat the nearest value")
		}
	}
}

func TestMapShowsWhereThePictureChanged(t *testing.T) {
	changed := pictureA.Clone()
	for c := range 3 {
		changed.Plane(c)[20*64+40] = 1 - changed.Plane(c)[20*64+40]
	}
	m := Wang2004.Map(pictureA, changed)
	for i, v := range m.Values {
		near := max(abs(i%64-40), abs(i/64-20)) <= 5
		if near != (v != 1) {
			t.Fatalf("pixel (%d, %d) has similarity %v", i%64, i/64, v)
		}
	}
}

func abs(i int) int { return max(i, -i) }

const testdata = "../../../shared/testdata/ssim"

func TestSSIMOfPhotosMatchesScikitImage(t *testing.T) {
	file, err := os.Open(filepath.Join(testdata, "reference.csv"))
	if err != nil {
		t.Skip("the test data is not here:", err)
	}
	defer file.Close()
	rows, err := csv.NewReader(file).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	if len(rows) != 51 {
		t.Fatalf("%d rows", len(rows))
	}
	column := map[string]int{}
	for i, name := range rows[0] {
		column[name] = i
	}
	for _, row := range rows[1:] {
		field := func(name string) string { return row[column[name]] }
		t.Run(fmt.Sprint(field("class"), " ", field("alteration")), func(t *testing.T) {
			reference, err := pixel.Open(t.Context(), filepath.Join(testdata, field("reference_png")))
			if err != nil {
				t.Fatal(err)
			}
			altered, err := pixel.Open(t.Context(), filepath.Join(testdata, field("altered_png")))
			if err != nil {
				t.Fatal(err)
			}
			compared := Compare(reference, altered)
			for _, test := range []struct {
				column string
				got    float64
			}{
				{"ssim_wang2004_gauss", compared.SSIM},
				{"ssim_uniform7_default", Uniform7.Mean(reference, altered)},
				{"psnr_db", compared.PSNR},
				{"mse", compared.MSE},
			} {
				want, err := strconv.ParseFloat(field(test.column), 64)
				if err != nil {
					t.Fatal(err)
				}
				if math.Abs(test.got-want) > 1e-6 {
					t.Errorf("%s is %.10f, not %.10f", test.column, test.got, want)
				}
			}
		})
	}
}

func BenchmarkSSIM224(b *testing.B) {
	x, y := random(224, 224, 1), random(224, 224, 2)
	for b.Loop() {
		SSIM(x, y)
	}
}

func BenchmarkMap224(b *testing.B) {
	x, y := random(224, 224, 1), random(224, 224, 2)
	for b.Loop() {
		Wang2004.Map(x, y)
	}
}

func BenchmarkCompare224(b *testing.B) {
	x, y := random(224, 224, 1), random(224, 224, 2)
	for b.Loop() {
		Compare(x, y)
	}
}
