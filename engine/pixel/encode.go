package pixel

import (
	"bytes"
	"context"
	"fmt"
	"image/png"
	"io"
	"os"
	"path/filepath"

	"foolscope/engine/disk"
)

// EncodePNG writes im, rounded to the grid, as an opaque 8-bit PNG.
func EncodePNG(w io.Writer, im *Image) error { return png.Encode(w, im.RGBA()) }

// WritePNG saves im as path, whole or not at all: the picture is written to a
// file beside path, read back and compared level by level, and only then takes
// the name path.
func WritePNG(path string, im *Image) error {
	var encoded bytes.Buffer
	if err := EncodePNG(&encoded, im); err != nil {
		return fmt.Errorf("cannot save %s: %w", filepath.Base(path), err)
	}
	check := func(written string) error { return compare(written, im) }
	if err := disk.WriteBytes(path, encoded.Bytes(), check); err != nil {
		return fmt.Errorf("cannot save %s: %s", filepath.Base(path), disk.Explain(err))
	}
	return nil
}

// VerifyPNG reads a saved picture again and returns an error unless every
// level is that of im.
func VerifyPNG(path string, im *Image) error {
	if err := compare(path, im); err != nil {
		return fmt.Errorf("%s is not what was saved: %w", filepath.Base(path), err)
	}
	return nil
}

func compare(path string, im *Image) error {
	file, err := os.Open(path)
	if err != nil {
		return err
	}
	defer file.Close()
	saved, err := Decode(context.Background(), file)
	if err != nil {
		return err
	}
	if !saved.SameSize(im) {
		return fmt.Errorf("it has %d x %d pixels instead of %d x %d", saved.Width, saved.Height, im.Width, im.Height)
	}
	differing := 0
	for i, v := range im.Pix {
		if Byte(v) != Byte(saved.Pix[i]) {
			differing++
		}
	}
	if differing > 0 {
		return fmt.Errorf("%d of %d values differ", differing, len(im.Pix))
	}
	return nil
}
