package assets

import (
	"bytes"
	"image"
	"image/color"
	"image/png"
	"testing"

	"golang.org/x/image/draw"
)

// At 16 pixels each part of the icon still has a pixel of its own colour.
func TestIconReadsAtSixteenPixels(t *testing.T) {
	icon, err := png.Decode(bytes.NewReader(Icon))
	if err != nil {
		t.Fatal(err)
	}
	small := image.NewNRGBA(image.Rect(0, 0, 16, 16))
	draw.BiLinear.Scale(small, small.Bounds(), icon, icon.Bounds(), draw.Src, nil)
	for _, c := range []struct {
		part string
		x, y int
		want color.NRGBA
	}{
		{"the ring", 0, 6, color.NRGBA{0x00, 0x72, 0xB2, 0xFF}},
		{"the half as it was", 4, 6, color.NRGBA{0xFF, 0xFF, 0xFF, 0xFF}},
		{"the half that is attacked", 7, 6, color.NRGBA{0xD5, 0x5E, 0x00, 0xFF}},
		{"the handle", 12, 12, color.NRGBA{0x6B, 0x76, 0x84, 0xFF}},
		{"nothing", 14, 2, color.NRGBA{}},
	} {
		got := small.NRGBAAt(c.x, c.y)
		if far(got.R, c.want.R) || far(got.G, c.want.G) || far(got.B, c.want.B) || far(got.A, c.want.A) {
			t.Errorf("%s has the colour %v, want about %v", c.part, got, c.want)
		}
	}
}

func far(a, b uint8) bool { return max(a, b)-min(a, b) > 40 }
