package pixel

import (
	"image"
	"image/color"
	"testing"
)

// one returns a picture of a single pixel at a place other than the origin.
func one[T interface {
	image.Image
	Set(x, y int, c color.Color)
}](make func(image.Rectangle) T, c color.Color) image.Image {
	im := make(image.Rect(3, 5, 4, 6))
	im.Set(3, 5, c)
	return im
}

func TestFromImageLaysOnWhiteAndRounds(t *testing.T) {
	beyond := image.NewPaletted(image.Rect(0, 0, 1, 1), color.Palette{color.White})
	beyond.Pix[0] = 7
	for _, test := range []struct {
		name    string
		src     image.Image
		r, g, b uint8
	}{
		{"opaque", one(image.NewNRGBA, color.NRGBA{10, 20, 30, 255}), 10, 20, 30},
		{"transparent", one(image.NewNRGBA, color.NRGBA{10, 20, 30, 0}), 255, 255, 255},
		// 0.4 * 10 + 0.6 * 255 = 157
		{"half transparent", one(image.NewNRGBA, color.NRGBA{10, 20, 30, 102}), 157, 161, 165},
		{"half transparent, premultiplied", one(image.NewRGBA, color.RGBA{4, 8, 12, 102}), 157, 161, 165},
		{"half transparent, 16 bits", one(image.NewNRGBA64, color.NRGBA64{2570, 5140, 7710, 26214}), 157, 161, 165},
		{"grey", one(image.NewGray, color.Gray{77}), 77, 77, 77},
		// 0x80ff / 257 = 128.49: nearer to 128 than to 129
		{"16-bit grey, down", one(image.NewGray16, color.Gray16{0x80ff}), 128, 128, 128},
		{"16-bit grey, up", one(image.NewGray16, color.Gray16{0x8101}), 129, 129, 129},
		{"CMYK", one(image.NewCMYK, color.CMYK{255, 0, 0, 0}), 0, 255, 255},
		{"only alpha", one(image.NewAlpha, color.Alpha{255}), 255, 255, 255},
		{"index beyond the palette", beyond, 0, 0, 0},
	} {
		t.Run(test.name, func(t *testing.T) {
			im := FromImage(test.src)
			if got, want := im.RGBA().RGBAAt(0, 0), (color.RGBA{test.r, test.g, test.b, 255}); got != want {
				t.Errorf("%v, not %v", got, want)
			}
		})
	}
}

func TestEveryLevelSurvivesConversion(t *testing.T) {
	im := everyLevel()
	again := FromImage(im.RGBA())
	for i := range im.Pix {
		if im.Pix[i] != again.Pix[i] {
			t.Fatalf("element %d: %v became %v", i, im.Pix[i], again.Pix[i])
		}
	}
}
