package state

import (
	"image"
	"image/color"
	"testing"

	"foolscope/engine/pixel"
)

func TestViewIsDrawnWithoutANewResult(t *testing.T) {
	w := watch(t, nil)
	before := w.settled()
	for _, view := range []View{{Signed, 2}, {Magnitude, 5}, {Similarity, 0}, {Saliency, 0}, {Signed, 0}} {
		w.SetView(view)
		s := w.until("the drawing", func(s Snapshot) bool { return s.Result.Drawing.View == view })
		if s.Generation != before.Generation || s.Result.AttackedClass != before.Result.AttackedClass {
			t.Errorf("%+v changed the result", view)
		}
		if s.Result.Drawing.Image == nil || s.Result.Drawing.Low == "" || s.Result.Drawing.High == "" {
			t.Errorf("%+v: %+v", view, s.Result.Drawing)
		}
		if view.Gain != 0 && s.Result.Drawing.Gain != view.Gain {
			t.Errorf("%+v was drawn with gain %d", view, s.Result.Drawing.Gain)
		}
	}
}

func TestViewStaysForTheNextResult(t *testing.T) {
	w := watch(t, nil)
	w.settled()
	w.SetView(View{Mode: Magnitude, Gain: 2})
	w.SetValue("amount", 20)
	if got := w.settled().Result.Drawing; got.View != (View{Mode: Magnitude, Gain: 2}) || got.Image.RGBAAt(0, 0) != (color.RGBA{40, 40, 40, 255}) {
		t.Errorf("view %+v, first pixel %v", got.View, got.Image.RGBAAt(0, 0))
	}
}

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

func TestMagnitudeIsTheLargestOfTheThree(t *testing.T) {
	original, attacked := pixels(0.5, 0.5, 0.5), pixels(0.5, 0.5, 0.5)
	attacked.Plane(2)[1] -= 0.12
	attacked.Plane(0)[1] += 0.05
	attacked.Plane(1)[2] += 0.5
	if got := greys(magnitude(original, attacked, 5)); got[0] != 0 || got[1] != 153 || got[2] != 255 {
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
	got := greys(saliency(gradient))
	if got[0] != 0 || got[1] != 255 || got[7] != 255 {
		t.Errorf("%v, want black, white, and white for the outlier", got[:8])
	}
	if got := greys(saliency(pixel.New(3, 1))); got[0] != 0 {
		t.Errorf("no gradient at all is drawn as %v", got)
	}
}

func TestSimilarityOfEqualPicturesIsWhite(t *testing.T) {
	same := pixel.New(16, 16)
	d := similarity(same, same)
	if d.Image.RGBAAt(8, 8) != (color.RGBA{255, 255, 255, 255}) || d.Low != "0.9" || d.High != "1" {
		t.Errorf("%v from %s to %s", d.Image.RGBAAt(8, 8), d.Low, d.High)
	}
}

func TestEndsOfTheScale(t *testing.T) {
	for _, test := range []struct {
		share float64
		gain  int
		want  string
	}{{0.5, 1, "128"}, {0.5, 16, "8"}, {0.5, 50, "2.5"}, {1, 12, "21"}} {
		if got := inLevels(test.share, test.gain); got != test.want {
			t.Errorf("%g of the range at gain %d is %s, want %s", test.share, test.gain, got, test.want)
		}
	}
}

func BenchmarkSimilarity224(b *testing.B) {
	original, attacked := pixel.New(224, 224), pixel.New(224, 224)
	for b.Loop() {
		similarity(original, attacked)
	}
}
