package roadsign

import (
	"bytes"
	"flag"
	"image"
	painter "image/draw"
	"image/png"
	"os"
	"testing"
)

var update = flag.Bool("update", false, "rewrite testdata/sheet.png from what is rendered now")

// The sheet has one row per class and one column per seed. Weights of trained
// classifiers depend on these pictures: when the sheet changes on purpose, the
// default model has to be trained again.
func TestContactSheet(t *testing.T) {
	const size, columns = 24, 6
	got := image.NewRGBA(image.Rect(0, 0, columns*size, len(Classes)*size))
	for class := range Classes {
		for x := range columns {
			at := image.Rect(x*size, class*size, (x+1)*size, (class+1)*size)
			painter.Draw(got, at, Render(class, uint64(1000+x), size).RGBA(), image.Point{}, painter.Src)
		}
	}
	const file = "testdata/sheet.png"
	if *update {
		var buf bytes.Buffer
		if err := png.Encode(&buf, got); err != nil {
			t.Fatal(err)
		}
		if err := os.MkdirAll("testdata", 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(file, buf.Bytes(), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	f, err := os.Open(file)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	want, err := png.Decode(f)
	if err != nil {
		t.Fatal(err)
	}
	if want.Bounds() != got.Bounds() {
		t.Fatalf("the sheet is %v, want %v", got.Bounds(), want.Bounds())
	}
	// Processors that fuse multiplications and additions round differently, by
	// less than two levels but for a pixel here and there.
	off := 0
	for y := range got.Bounds().Dy() {
		for x := range got.Bounds().Dx() {
			r, g, b, _ := want.At(x, y).RGBA()
			c := got.RGBAAt(x, y)
			for _, d := range []int{int(r>>8) - int(c.R), int(g>>8) - int(c.G), int(b>>8) - int(c.B)} {
				if d < -2 || d > 2 {
					off++
				}
			}
		}
	}
	if total := 3 * len(Classes) * columns * size * size; off*1000 > total {
		t.Errorf("%d of %d elements differ from %s by more than 2 levels", off, total, file)
	}
}
