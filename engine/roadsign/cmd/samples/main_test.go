package main

import (
	"bytes"
	"image"
	"image/jpeg"
	"image/png"
	"os"
	"path/filepath"
	"testing"

	"foolscope/assets"
	"foolscope/engine/roadsign"
)

// The embedded pictures are what the command writes today.
func TestEmbeddedSamplesAreReproducible(t *testing.T) {
	dir := t.TempDir()
	if err := writeSamples(dir, 640); err != nil {
		t.Fatal(err)
	}
	embedded := assets.Samples()
	if len(embedded) != len(samples) {
		t.Fatalf("%d pictures are embedded, the command writes %d", len(embedded), len(samples))
	}
	for _, s := range embedded {
		data, err := os.ReadFile(filepath.Join(dir, s.Name))
		if err != nil {
			t.Fatal(err)
		}
		if bytes.Equal(data, s.Data) {
			continue
		}
		// Another processor may round differently; the pictures stay the same.
		if d := apart(t, data, s.Data); d > 1 {
			t.Errorf("%s differs from a new render by %.2f levels on average", s.Name, d)
		}
	}
}

// apart is the mean absolute difference of two JPEG pictures' luma, in levels.
func apart(t *testing.T, a, b []byte) float64 {
	t.Helper()
	var y [2]*image.YCbCr
	for i, data := range [][]byte{a, b} {
		im, err := jpeg.Decode(bytes.NewReader(data))
		if err != nil {
			t.Fatal(err)
		}
		y[i] = im.(*image.YCbCr)
	}
	if y[0].Bounds() != y[1].Bounds() {
		return 255
	}
	sum := 0
	for i, v := range y[0].Y {
		sum += max(int(v)-int(y[1].Y[i]), int(y[1].Y[i])-int(v))
	}
	return float64(sum) / float64(len(y[0].Y))
}

func TestContactSheetSize(t *testing.T) {
	file := filepath.Join(t.TempDir(), "sheet.png")
	if err := contactSheet(file, roadsign.Render, 4, 3, 2, 1, 16); err != nil {
		t.Fatal(err)
	}
	f, err := os.Open(file)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	c, err := png.DecodeConfig(f)
	if err != nil || c.Width != 48 || c.Height != 32 {
		t.Errorf("three columns and two rows of 16 pixels make %dx%d, %v", c.Width, c.Height, err)
	}
}
