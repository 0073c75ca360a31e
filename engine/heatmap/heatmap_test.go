package heatmap_test

import (
	"image"
	"image/color"
	"math"
	"slices"
	"testing"

	"foolscope/engine/heatmap"
	"foolscope/engine/pixel"
)

// pixels is a picture of one row, made of grey levels.
func pixels(levels ...float32) *pixel.Image {
	im := pixel.New(len(levels), 1)
	for c := range 3 {
		copy(im.Plane(c), levels)
	}
	return im
}

func greys(img *image.RGBA) []uint8 {
	var out []uint8
	for x := range img.Rect.Dx() {
		out = append(out, img.RGBAAt(x, 0).R)
	}
	return out
}

func TestSignedIsAroundMidGrey(t *testing.T) {
	original, attacked := pixels(0.5, 0.5, 0.5), pixels(0.5, 0.6, 0.5)
	attacked.Plane(2)[2] -= 0.05
	drawn := heatmap.Signed(original, attacked, 2)
	for x, want := range []color.RGBA{{128, 128, 128, 255}, {179, 179, 179, 255}, {128, 128, 102, 255}} {
		if got := drawn.RGBAAt(x, 0); got != want {
			t.Errorf("pixel %d is %v, want %v", x, got, want)
		}
	}
}

func TestMagnitudeIsTheLargestOfTheThree(t *testing.T) {
	original, attacked := pixels(0.5, 0.5, 0.5), pixels(0.5, 0.5, 0.5)
	attacked.Plane(2)[1] -= 0.12
	attacked.Plane(0)[1] += 0.05
	attacked.Plane(1)[2] += 0.5
	if got := greys(heatmap.Magnitude(original, attacked, 5)); !slices.Equal(got, []uint8{0, 153, 255}) {
		t.Errorf("%v, want 0, 153 and 255", got)
	}
}

func TestSaliencyLeavesOutliersWhite(t *testing.T) {
	gradient := pixel.New(200, 1)
	for x := range 200 {
		gradient.Plane(1)[x] = -1e-6
	}
	gradient.Plane(1)[0] = 0
	gradient.Plane(2)[7] = 1
	drawn, lost := heatmap.Saliency(gradient)
	got := greys(drawn)
	if got[0] != 0 || got[1] != 255 || got[7] != 255 || lost != 0 {
		t.Errorf("%v, want black, white, and white for the outlier", got[:8])
	}
	drawn, _ = heatmap.Saliency(pixel.New(3, 1))
	if got := greys(drawn); got[0] != 0 {
		t.Errorf("no gradient at all is drawn as %v", got)
	}
}

// Where a gradient has no finite value, the rest of it is seen all the same.
func TestSaliencyShowsTheRestOfAGradientWithoutNumbers(t *testing.T) {
	inf, nan := float32(math.Inf(1)), float32(math.NaN())
	gradient := pixel.New(6, 1)
	copy(gradient.Plane(0), []float32{-inf, nan, 0, 0.5, 1, 1})
	drawn, lost := heatmap.Saliency(gradient)
	if got := greys(drawn); !slices.Equal(got, []uint8{255, 255, 0, 128, 255, 255}) || lost != 2 {
		t.Errorf("%v, %d lost", got, lost)
	}
	for i := range gradient.Pix {
		gradient.Pix[i] = inf
	}
	if drawn, lost = heatmap.Saliency(gradient); lost != 6 || greys(drawn)[0] != 255 {
		t.Errorf("of a gradient that is infinite throughout, %d are lost", lost)
	}
}

func TestSimilarityOfEqualPicturesIsWhite(t *testing.T) {
	same := pixel.New(16, 16)
	drawn, low := heatmap.Similarity(same, same)
	if drawn.RGBAAt(8, 8) != (color.RGBA{255, 255, 255, 255}) || low != 0.9 {
		t.Errorf("%v from %v", drawn.RGBAAt(8, 8), low)
	}
}

func TestGainBringsTheLargestChangeNearestToVivid(t *testing.T) {
	if got := heatmap.LargestChange(pixels(0.25, 0.5, 1), pixels(0.5, 0.5, 0.625)); got != 0.375 {
		t.Errorf("the largest change is %v", got)
	}
	for _, test := range []struct{ largest, signed, magnitude float64 }{
		{0, 1, 1}, {1.0 / 255, 50, 50}, {4.0 / 255, 16, 50}, {8.0 / 255, 8, 30}, {16.0 / 255, 5, 16}, {32.0 / 255, 2, 8}, {1, 1, 1},
	} {
		signed, magnitude := heatmap.SignedGain(test.largest), heatmap.MagnitudeGain(test.largest)
		if float64(signed) != test.signed || float64(magnitude) != test.magnitude {
			t.Errorf("largest change %v: gains %d and %d, want %v and %v", test.largest, signed, magnitude, test.signed, test.magnitude)
		}
		if !slices.Contains(heatmap.Gains(), signed) {
			t.Errorf("%d is not to choose from", signed)
		}
	}
}

func BenchmarkSimilarity224(b *testing.B) {
	original, attacked := pixel.New(224, 224), pixel.New(224, 224)
	for b.Loop() {
		heatmap.Similarity(original, attacked)
	}
}
