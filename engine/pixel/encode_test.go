package pixel

import (
	"path/filepath"
	"testing"
)

func TestSavedPictureIsReadBackLevelByLevel(t *testing.T) {
	im := everyLevel()
	path := filepath.Join(t.TempDir(), "picture.png")
	if err := WritePNG(path, im); err != nil {
		t.Fatal(err)
	}
	again, err := Open(path)
	if err != nil {
		t.Fatal(err)
	}
	for i := range im.Pix {
		if im.Pix[i] != again.Pix[i] {
			t.Fatalf("entry %d: saved %v, read %v", i, im.Pix[i], again.Pix[i])
		}
	}
}

// everyLevel is a 256 x 3 picture in which each channel takes every 8-bit value.
func everyLevel() *Image {
	im := New(256, 3)
	for c := range 3 {
		plane := im.Plane(c)
		for i := range plane {
			plane[i] = float32((i*(2*c+1)+85*c)%256) / 255
		}
	}
	return im
}
