package pixel

import (
	"bytes"
	"errors"
	"fmt"
	"image"
	"io"
	"os"
	"path/filepath"

	"foolscope/engine/disk"
)

const (
	// MaxPixels is the size of the largest picture that is decoded: 100
	// megapixels, which takes 1.2 GB as an Image.
	MaxPixels = 100_000_000
	// maxBytes bounds the file, which is held in memory while it is decoded.
	maxBytes = 512 << 20
)

// Endings are those that files of the formats usually have.
var Endings = []string{".png", ".jpg", ".jpeg", ".gif", ".bmp", ".webp", ".tif", ".tiff"}

// Open reads a picture file. Errors name the file and say in one sentence what
// is wrong with it.
func Open(path string) (*Image, error) {
	im, err := openFile(path)
	if err != nil {
		return nil, fmt.Errorf("cannot open %s: %w", filepath.Base(path), err)
	}
	return im, nil
}

func openFile(path string) (*Image, error) {
	file, err := os.Open(path)
	if err != nil {
		return nil, errors.New(disk.Explain(err))
	}
	defer file.Close()
	info, err := file.Stat()
	if err != nil {
		return nil, errors.New(disk.Explain(err))
	}
	if info.IsDir() {
		return nil, errors.New("it is a folder, not a picture")
	}
	return Decode(file)
}

// Decode reads a PNG, JPEG, GIF (its first frame), BMP, WebP or TIFF picture
// to the end of r. The picture is turned upright as its EXIF orientation asks
// and converted as by FromImage. Errors say in one sentence what is wrong.
func Decode(r io.Reader) (*Image, error) {
	data, err := io.ReadAll(io.LimitReader(r, maxBytes+1))
	if err != nil {
		return nil, errors.New(disk.Explain(err))
	}
	if len(data) > maxBytes {
		return nil, fmt.Errorf("the file is larger than %d MB", maxBytes>>20)
	}
	format, err := formatOf(data)
	if err != nil {
		return nil, err
	}
	return format.read(data)
}

// read decodes data. Decoders are fed with files from anywhere: one that
// panics has met a damaged file.
func (f *format) read(data []byte) (im *Image, err error) {
	defer func() {
		if recovered := recover(); recovered != nil {
			im, err = nil, fmt.Errorf("the %s picture is damaged", f.name)
		}
	}()
	config, err := f.config(bytes.NewReader(data))
	if err != nil {
		return nil, f.problem(data, err)
	}
	if config.Width <= 0 || config.Height <= 0 {
		return nil, fmt.Errorf("the %s picture is damaged: it has no pixels", f.name)
	}
	if config.Width > MaxPixels/config.Height {
		return nil, fmt.Errorf("the picture is too large: it has %d x %d pixels and at most %d megapixels can be opened",
			config.Width, config.Height, MaxPixels/1_000_000)
	}
	decoded, err := f.decode(bytes.NewReader(data))
	if err != nil {
		return nil, f.problem(data, err)
	}
	canvas := image.Rect(0, 0, config.Width, config.Height)
	return orient(FromImage(onCanvas(decoded, canvas)), orientationOf(data)), nil
}
