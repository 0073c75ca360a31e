package defense

import (
	"fmt"
	"math"
	"math/rand/v2"
	"slices"
	"testing"

	"foolscope/engine/pixel"

	"gonum.org/v1/gonum/floats"
)

func TestBorders(t *testing.T) {
	for _, test := range []struct {
		name    string
		outside border
		n       int
		want    []int // for places -5 to 7
	}{
		{"reflect101 of 3", reflect101, 3, []int{1, 0, 1, 2, 1, 0, 1, 2, 1, 0, 1, 2, 1}},
		{"reflect101 of 1", reflect101, 1, make([]int, 13)},
		{"reflectEdge of 3", reflectEdge, 3, []int{1, 2, 2, 1, 0, 0, 1, 2, 2, 1, 0, 0, 1}},
		{"reflectEdge of 1", reflectEdge, 1, make([]int, 13)},
	} {
		var got []int
		for i := -5; i <= 7; i++ {
			got = append(got, test.outside(i, test.n))
		}
		if !slices.Equal(got, test.want) {
			t.Errorf("%s: %v, not %v", test.name, got, test.want)
		}
	}
}

func gaussians(draw *rand.Rand, n int) []float64 {
	out := make([]float64, n)
	for i := range out {
		out[i] = draw.NormFloat64()
	}
	return out
}

func TestBackwardIsTheTransposeOfForward(t *testing.T) {
	draw := rand.New(rand.NewPCG(1, 2))
	for name, filter := range map[string]separable{
		"box 1": boxFilter(1), "box 2": boxFilter(2), "box 3": boxFilter(3), "box 6": boxFilter(6), "box 31": boxFilter(31),
		"Gaussian 0.3": gaussianFilter(.3), "Gaussian 1": gaussianFilter(1), "Gaussian 5": gaussianFilter(5),
	} {
		for _, size := range [][2]int{{17, 12}, {5, 40}, {1, 3}} {
			t.Run(fmt.Sprint(name, size), func(t *testing.T) {
				n := size[0] * size[1]
				u, v := gaussians(draw, n), gaussians(draw, n)
				forward := floats.Dot(filter.forward(slices.Clone(u), size[0], size[1]), v)
				backward := floats.Dot(u, filter.backward(slices.Clone(v), size[0], size[1]))
				if math.Abs(forward-backward) > 1e-12*float64(n) {
					t.Errorf("<g(u), v> = %v but <u, g'(v)> = %v", forward, backward)
				}
			})
		}
	}
}

// TestBoxBlurOfEvenSides compares with the definition: the mean of the square
// whose upper left corner is k/2 pixels up and left, halves rounded upwards.
func TestBoxBlurOfEvenSides(t *testing.T) {
	im := random(13, 9, 4)
	for _, k := range []int{2, 4, 6, 10} {
		out := apply(t, boxBlur, im, float64(k))
		for c := range 3 {
			for y := range 9 {
				for x := range 13 {
					sum := 0
					for dy := range k {
						for dx := range k {
							row, column := reflect101(y+dy-k/2, 9), reflect101(x+dx-k/2, 13)
							sum += int(pixel.Byte(im.Plane(c)[row*13+column]))
						}
					}
					want := (2*sum + k*k) / (2 * k * k)
					if got := int(pixel.Byte(out.Plane(c)[y*13+x])); got != want {
						t.Fatalf("k = %d, channel %d, (%d, %d): %d, not %d", k, c, x, y, got, want)
					}
				}
			}
		}
	}
}

func TestGaussianWeights(t *testing.T) {
	filter := gaussianFilter(1)
	if len(filter.weights) != 9 || filter.anchor != 4 {
		t.Fatalf("%d weights, anchor %d", len(filter.weights), filter.anchor)
	}
	if sum := floats.Sum(filter.weights); math.Abs(sum-1) > 1e-15 {
		t.Errorf("the weights sum to %v", sum)
	}
	if ratio := filter.weights[5] / filter.weights[4]; math.Abs(ratio-math.Exp(-.5)) > 1e-15 {
		t.Errorf("one standard deviation away the weight is %v of the middle", ratio)
	}
}

func TestEveryLevelIsAWholeNumber(t *testing.T) {
	plane := make([]float32, 256)
	for i := range plane {
		plane[i] = float32(i) / 255
	}
	for i, v := range toLevels(plane) {
		if v != float64(i) {
			t.Errorf("level %d became %v", i, v)
		}
	}
}
