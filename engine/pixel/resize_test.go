package pixel

import (
	"fmt"
	"image"
	"math"
	"testing"
)

// ramp is a picture whose red grows by step levels a column and whose green
// grows by step levels a row.
func ramp(width, height int, step float64) *Image {
	im := New(width, height)
	for y := range height {
		for x := range width {
			im.Plane(0)[y*width+x] = float32(step * float64(x) / 255)
			im.Plane(1)[y*width+x] = float32(step * float64(y) / 255)
		}
	}
	return im
}

func TestStretchKeepsARampARamp(t *testing.T) {
	for _, size := range []image.Point{{20, 10}, {40, 30}, {80, 15}, {100, 100}} {
		t.Run(fmt.Sprint(size), func(t *testing.T) {
			out := ramp(40, 30, 5).Stretch(size.X, size.Y)
			if out.Width != size.X || out.Height != size.Y {
				t.Fatalf("%d x %d pixels", out.Width, out.Height)
			}
			// At the border the widened filter has one side only.
			margin := 4
			for x := margin; x < size.X-margin; x++ {
				want := 5 * ((float64(x)+0.5)*40/float64(size.X) - 0.5)
				if got := float64(out.Plane(0)[out.Width*(size.Y/2)+x]) * 255; math.Abs(got-want) > 1.01 {
					t.Errorf("column %d is %.1f, not %.1f", x, got, want)
				}
			}
		})
	}
}

func TestStretchDoesNotAlias(t *testing.T) {
	stripes := New(64, 64)
	for i := range stripes.Pix {
		stripes.Pix[i] = float32(i % 2)
	}
	out := stripes.Stretch(16, 16)
	for _, v := range out.Pix {
		if v < 0.45 || v > 0.55 {
			t.Fatalf("stripes of one pixel become %v, not grey", v)
		}
	}
}

func TestFitCutsTheCentre(t *testing.T) {
	for _, test := range []struct {
		name                     string
		width, height            int
		shortSide, across, down  int
		left, top, columnsAPixel float64
	}{
		{"wide", 120, 60, 60, 40, 40, 40, 10, 1},
		{"tall", 60, 121, 60, 60, 60, 0, 30, 1},
		{"shrunk", 120, 80, 40, 40, 40, 20, 0, 2},
		{"short side too small", 50, 50, 10, 50, 50, 0, 0, 1},
		{"very wide", 1200, 20, 20, 20, 20, 590, 0, 1},
	} {
		t.Run(test.name, func(t *testing.T) {
			step := 255 / float64(test.width)
			out := ramp(test.width, test.height, step).Fit(test.shortSide, test.across, test.down)
			if out.Width != test.across || out.Height != test.down {
				t.Fatalf("%d x %d pixels", out.Width, out.Height)
			}
			place := out.Width*(out.Height/2) + out.Width/2
			wantRed := step * (test.left + (float64(out.Width/2)+0.5)*test.columnsAPixel - 0.5)
			wantGreen := step * (test.top + (float64(out.Height/2)+0.5)*test.columnsAPixel - 0.5)
			if red := float64(out.Plane(0)[place]) * 255; math.Abs(red-wantRed) > 1.01 {
				t.Errorf("red in the middle is %.1f, not %.1f", red, wantRed)
			}
			if green := float64(out.Plane(1)[place]) * 255; math.Abs(green-wantGreen) > 1.01 {
				t.Errorf("green in the middle is %.1f, not %.1f", green, wantGreen)
			}
		})
	}
}

func TestFitOfALineStaysSmall(t *testing.T) {
	// Resized whole, this picture would have 1.3 gigapixels.
	out := New(20_000, 1).Fit(256, 224, 224)
	if out.Width != 224 || out.Height != 224 {
		t.Errorf("%d x %d pixels", out.Width, out.Height)
	}
}

func TestResizedPicturesAreOnTheGrid(t *testing.T) {
	im := ramp(33, 21, 1.3)
	for name, out := range map[string]*Image{
		"stretched": im.Stretch(40, 13), "same size": im.Stretch(33, 21), "fitted": im.Fit(30, 16, 16), "only cut": im.Fit(21, 21, 21),
	} {
		rounded := out.Clone().Round()
		for i := range out.Pix {
			if out.Pix[i] != rounded.Pix[i] {
				t.Fatalf("%s: %v is between two levels", name, out.Pix[i])
			}
		}
	}
}

func BenchmarkFit12Megapixels(b *testing.B) {
	im := ramp(4000, 3000, 0.05)
	for b.Loop() {
		im.Fit(256, 224, 224)
	}
}

// By hand. Column i of 3 lies at 5/3 (i + 1/2) - 1/2 = 1/3, 2, 11/3 of the five
// columns. OpenCV and TensorFlow weigh its two neighbours: 0 and 30 by 2/3 and
// 1/3, 60 alone, 90 and 210 by 1/3 and 2/3. Pillow reaches 5/3 to both sides,
// with weights of 1 - 3/5 of the distance: 4/5, 3/5 and 0 of 0, 30, 60 for the
// first, 2/5, 1, 2/5 of 30, 60, 90 for the second, 0, 3/5 and 4/5 for the last.
func TestFiltersByHand(t *testing.T) {
	im := New(5, 1)
	for x, v := range []float32{0, 30, 60, 90, 210} {
		for c := range 3 {
			im.Plane(c)[x] = v / 255
		}
	}
	for _, test := range []struct {
		name   string
		filter Filter
		want   [3]uint8
	}{
		{"four neighbours", FourNeighbors, [3]uint8{10, 60, 170}},
		{"Pillow", Bilinear, [3]uint8{13, 60, 159}}, // 90/7, 60, 1110/7
	} {
		out := test.filter.Stretch(im, 3, 1)
		for x, want := range test.want {
			if got := Byte(out.Plane(0)[x]); got != want {
				t.Errorf("%s: column %d is %d, not %d", test.name, x, got, want)
			}
		}
	}
}

// Of an odd rest, torchvision's CenterCrop leaves round(rest / 2) at the left:
// Python rounds a half to the even number.
func TestOddRestsAreHalvedToEven(t *testing.T) {
	for rest, left := range []int{0, 0, 1, 2, 2, 2, 3, 4, 4} {
		im := ramp(20+rest, 20, 5).Fit(20, 20, 20)
		if got := int(Byte(im.Plane(0)[0])) / 5; got != left {
			t.Errorf("of %d columns, %d are cut at the left, not %d", rest, got, left)
		}
	}
}
