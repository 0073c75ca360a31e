package wcag

import (
	"image/color"
	"math"
	"testing"
)

func TestContrast(t *testing.T) {
	// The second figure is the guidelines' own example of a grey that just passes.
	for _, test := range []struct {
		a, b color.Color
		want float64
	}{
		{color.White, color.Black, 21},
		{color.White, color.NRGBA{0x76, 0x76, 0x76, 0xff}, 4.54},
		{color.White, color.White, 1},
	} {
		if got := Contrast(test.a, test.b); math.Abs(got-test.want) > 0.005 {
			t.Errorf("%v on %v: %.3f, want %.2f", test.a, test.b, got, test.want)
		}
	}
}
