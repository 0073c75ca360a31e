package part

import (
	"bytes"
	"image"
	"image/color"
	"image/png"
	"testing"

	"golang.org/x/image/draw"
)

func TestLogoIsScaledOnceForEachSize(t *testing.T) {
	whole := image.NewNRGBA(image.Rect(0, 0, 64, 64))
	for i := range whole.Pix {
		whole.Pix[i] = byte(7 * i)
	}
	var data bytes.Buffer
	if err := png.Encode(&data, whole); err != nil {
		t.Fatal(err)
	}
	logo := NewLogo(data.Bytes())
	small := logo.Generator(24, 24)
	if again := logo.Generator(24, 24); again != small {
		t.Error("asked again for the same size, it is scaled again")
	}
	want := image.NewNRGBA(image.Rect(0, 0, 24, 24))
	draw.CatmullRom.Scale(want, want.Rect, whole, whole.Rect, draw.Over, nil)
	if got := color.NRGBAModel.Convert(small.At(11, 13)); got != want.At(11, 13) {
		t.Errorf("a pixel is %v, want %v", got, want.At(11, 13))
	}
	if got := logo.Generator(36, 36).Bounds().Dx(); got != 36 {
		t.Errorf("of another size it is %d wide, want 36", got)
	}
}
