package metric

import (
	"math"
	"testing"

	"foolscope/engine/pixel"
)

func TestDistancesOfAPictureChangedByHand(t *testing.T) {
	original := pixel.New(4, 3)
	changed := original.Clone()
	changed.Plane(0)[5] = 3.0 / 255
	changed.Plane(2)[5] = 4.0 / 255 // the same pixel
	changed.Plane(1)[11] = 12.0 / 255
	changed.Plane(1)[0] = 0.4 / 255 // lost when the picture is saved

	got := Compare(original, changed)
	if got.Linf != 12 || got.L0 != 2 {
		t.Errorf("Linf %d, L0 %d", got.Linf, got.L0)
	}
	if want := 13.0 / 255; math.Abs(got.L2-want) > 1e-15 { // 3² + 4² + 12² = 13²
		t.Errorf("L2 is %v, not %v", got.L2, want)
	}
	if want := 169.0 / 36; math.Abs(got.MSE-want) > 1e-15 {
		t.Errorf("MSE is %v, not %v", got.MSE, want)
	}
}

func TestPSNRMatchesTheReference(t *testing.T) {
	for _, test := range []struct {
		name    string
		changed *pixel.Image
		want    float64
	}{{"B", pictureB, 18.870941}, {"C", pictureC, 22.329423}, {"D", pictureD, 4.926910}} {
		if got := Compare(pictureA, test.changed).PSNR; math.Abs(got-test.want) > 1e-6 {
			t.Errorf("A and %s: %.6f, not %.6f", test.name, got, test.want)
		}
	}
}

func TestEqualPictures(t *testing.T) {
	want := Comparison{SSIM: 1, PSNR: math.Inf(1)}
	if got := Compare(pictureP, pictureP.Clone()); got != want {
		t.Errorf("%+v", got)
	}
}
