package defense

import (
	"context"
	"errors"
	"fmt"
	"math"
	"math/rand/v2"
	"slices"
	"testing"

	"foolscope/engine/param"
	"foolscope/engine/pixel"

	"gonum.org/v1/gonum/mat"
)

// back runs a defence backwards with one parameter given.
func back(t *testing.T, d *Defense, picture, gradient *pixel.Image, value float64) *pixel.Image {
	t.Helper()
	out, err := d.Backward(t.Context(), picture, gradient, param.Values{d.Strength: value}, 0)
	if err != nil {
		t.Fatal(err)
	}
	return out
}

func dot(a, b *pixel.Image) float64 {
	sum := 0.0
	for i := range a.Pix {
		sum += float64(a.Pix[i]) * float64(b.Pix[i])
	}
	return sum
}

// unrounded is what each differentiable defence would be without its rounding;
// the median by its definition, and PCA by a singular value decomposition.
func unrounded(d *Defense, value float64) func(*pixel.Image) *pixel.Image {
	eachPlane := func(im *pixel.Image, do func(plane *mat.Dense) *mat.Dense) *pixel.Image {
		out := pixel.New(im.Width, im.Height)
		for c := range 3 {
			plane := mat.NewDense(im.Height, im.Width, nil)
			for i, v := range im.Plane(c) {
				plane.Set(i/im.Width, i%im.Width, float64(v))
			}
			for i, v := range do(plane).RawMatrix().Data {
				out.Plane(c)[i] = float32(v)
			}
		}
		return out
	}
	switch d {
	case boxBlur, gaussianBlur:
		filter := gaussianFilter(value)
		if d == boxBlur {
			filter = boxFilter(int(value))
		}
		return func(im *pixel.Image) *pixel.Image {
			return eachPlane(im, func(plane *mat.Dense) *mat.Dense {
				return mat.NewDense(im.Height, im.Width, filter.forward(plane.RawMatrix().Data, im.Width, im.Height))
			})
		}
	case median:
		return func(im *pixel.Image) *pixel.Image {
			return eachPlane(im, func(plane *mat.Dense) *mat.Dense { return sorted(plane, int(value)) })
		}
	case pca:
		return func(im *pixel.Image) *pixel.Image {
			return eachPlane(im, func(plane *mat.Dense) *mat.Dense {
				mean, rest := centred(plane)
				var svd mat.SVD
				svd.Factorize(rest, mat.SVDThin)
				var u, v, scaled, out mat.Dense
				svd.UTo(&u)
				svd.VTo(&v)
				k := int(value)
				scaled.Mul(u.Slice(0, im.Height, 0, k), mat.NewDiagDense(k, svd.Values(nil)[:k]))
				out.Mul(&scaled, v.Slice(0, im.Width, 0, k).T())
				out.Add(&out, mean)
				return &out
			})
		}
	}
	panic("no other defence is differentiable")
}

// centred divides a plane into the mean of its rows and the rest.
func centred(plane *mat.Dense) (mean, rest *mat.Dense) {
	height, width := plane.Dims()
	mean, rest = mat.NewDense(height, width, nil), mat.NewDense(height, width, nil)
	for x := range width {
		m := mat.Sum(plane.ColView(x)) / float64(height)
		for y := range height {
			mean.Set(y, x, m)
		}
	}
	rest.Sub(plane, mean)
	return mean, rest
}

// sorted is the median of each window by its definition.
func sorted(plane *mat.Dense, window int) *mat.Dense {
	height, width := plane.Dims()
	out := mat.NewDense(height, width, nil)
	for y := range height {
		for x := range width {
			var values []float64
			for dy := range window {
				for dx := range window {
					values = append(values, plane.At(reflectEdge(y+dy-window/2, height), reflectEdge(x+dx-window/2, width)))
				}
			}
			slices.Sort(values)
			out.Set(y, x, values[len(values)/2])
		}
	}
	return out
}

// distinct is a picture whose elements all differ, by 1/2048 at least in a plane.
func distinct(width, height int, draw *rand.Rand) *pixel.Image {
	im := pixel.New(width, height)
	for c := range 3 {
		for i, place := range draw.Perm(width * height) {
			im.Plane(c)[i] = float32(place) / 2048
		}
	}
	return im
}

var differentiable = []struct {
	defense *Defense
	values  []float64
}{{boxBlur, []float64{1, 3, 4, 31}}, {gaussianBlur, []float64{.3, 1, 5}}, {median, []float64{1, 2, 3, 9}}, {pca, []float64{1, 4}}}

// TestBackwardIsTheDerivative compares, along random directions, the central
// difference of a linear loss of the defended picture with what Backward says.
// The steps are powers of two so small that the medians select the same elements.
func TestBackwardIsTheDerivative(t *testing.T) {
	const step = 1.0 / 8192
	draw := rand.New(rand.NewPCG(5, 6))
	for _, test := range differentiable {
		for _, value := range test.values {
			for _, size := range [][2]int{{17, 12}, {12, 17}} {
				t.Run(fmt.Sprint(test.defense.Key, " ", value, " ", size), func(t *testing.T) {
					picture := distinct(size[0], size[1], draw)
					direction, gradient := pixel.New(size[0], size[1]), pixel.New(size[0], size[1])
					above, below := picture.Clone(), picture.Clone()
					for i := range picture.Pix {
						direction.Pix[i] = float32(draw.IntN(3) - 1)
						gradient.Pix[i] = float32(draw.IntN(9) - 4)
						above.Pix[i] += step * direction.Pix[i]
						below.Pix[i] -= step * direction.Pix[i]
					}
					f := unrounded(test.defense, value)
					measured := (dot(f(above), gradient) - dot(f(below), gradient)) / (2 * step)
					predicted := dot(direction, back(t, test.defense, picture, gradient, value))
					// Rounding to float32 moves each of 612 terms of up to 4 by 2^-25 of it at random.
					if math.Abs(measured-predicted) > .1 {
						t.Errorf("the loss grows by %v, not by %v", measured, predicted)
					}
				})
			}
		}
	}
}

// An even picture stays even, whose derivative says that elements of the
// gradient are handed on and none is lost; ties in the median are no exception.
func TestBackwardKeepsTheSumOfTheGradient(t *testing.T) {
	sum := func(im *pixel.Image) float64 {
		total := 0.0
		for _, v := range im.Pix {
			total += float64(v)
		}
		return total
	}
	coarse := random(23, 31, 9)
	for i, v := range coarse.Pix {
		coarse.Pix[i] = float32(math.Round(float64(3*v))) / 3
	}
	for name, picture := range map[string]*pixel.Image{"even": pixel.New(23, 31), "coarse": coarse} {
		gradient := random(23, 31, 10)
		for _, test := range differentiable {
			for _, value := range test.values {
				if got, want := sum(back(t, test.defense, picture, gradient, value)), sum(gradient); math.Abs(got-want) > 1e-5*want {
					t.Errorf("%s %v, %s picture: the sum is %v, not %v", test.defense.Key, value, name, got, want)
				}
			}
		}
	}
}

func TestEqualElementsShareTheDerivativeOfTheirMedian(t *testing.T) {
	picture, gradient := pixel.New(3, 3), pixel.New(3, 3)
	for i, v := range []float32{0, 0, 0, .2, .2, .2, .9, .9, .9} {
		picture.Plane(1)[i] = v
	}
	gradient.Plane(1)[4] = 6
	got := back(t, median, picture, gradient, 3).Plane(1)
	if want := []float32{0, 0, 0, 2, 2, 2, 0, 0, 0}; !slices.Equal(got, want) {
		t.Errorf("%v, not %v", got, want)
	}
	// Before rounding, one of the three is in the middle.
	picture.Plane(1)[4], picture.Plane(1)[5] = .2001, .2002
	got = back(t, median, picture, gradient, 3).Plane(1)
	if want := []float32{0, 0, 0, 0, 6, 0, 0, 0, 0}; !slices.Equal(got, want) {
		t.Errorf("%v, not %v", got, want)
	}
}

func TestBackwardLeavesItsInputsAndStopsWhenCancelled(t *testing.T) {
	cancelled, cancel := context.WithCancel(context.Background())
	cancel()
	for _, test := range differentiable {
		picture, gradient := random(9, 14, 1), random(9, 14, 2)
		for _, value := range test.values {
			out := back(t, test.defense, picture, gradient, value)
			for i := range out.Pix {
				out.Pix[i] = -1
			}
			if !slices.Equal(picture.Pix, random(9, 14, 1).Pix) || !slices.Equal(gradient.Pix, random(9, 14, 2).Pix) {
				t.Fatalf("%s %v changes what it gets", test.defense.Key, value)
			}
		}
		out, err := test.defense.Backward(cancelled, picture, gradient, test.defense.Params.Defaults(), 0)
		if !errors.Is(err, context.Canceled) || out != nil {
			t.Errorf("%s, cancelled, returns a gradient: %v, error: %v", test.defense.Key, out != nil, err)
		}
	}
}

// Which of the registered defences the identity stands in for.
func TestDefencesWithoutADerivative(t *testing.T) {
	var got []string
	for _, d := range All() {
		if d.Backward == nil {
			got = append(got, d.Key)
		}
	}
	if want := []string{"tv", "nlm", "jpeg", "bits"}; !slices.Equal(got, want) {
		t.Errorf("%v, not %v", got, want)
	}
}

func BenchmarkBackward224(b *testing.B) {
	im := pictureT()
	for _, test := range differentiable {
		b.Run(test.defense.Key, func(b *testing.B) {
			values := test.defense.Params.Defaults()
			for b.Loop() {
				if _, err := test.defense.Backward(context.Background(), im, im, values, 0); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}
