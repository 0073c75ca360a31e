package pixel

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"

	"foolscope/engine/disk"
)

const (
	// MaxPixels is the size of the largest picture that is decoded: 100
	// megapixels.
	MaxPixels = 100_000_000
	// wholePixels is the size of the largest picture that keeps all its
	// pixels. Of a larger one an Image would take more memory than a laptop has
	// to spare, and no classifier looks at it: its sides are halved.
	wholePixels = 32_000_000
	// maxBytes bounds the file, which is held in memory while it is decoded.
	maxBytes = fileBudget
)

// Endings are those that files of the formats usually have.
var Endings = []string{".png", ".jpg", ".jpeg", ".gif", ".bmp", ".webp", ".tif", ".tiff"}

// Open reads a picture file as Decode does. It never waits for what is not a file,
// such as a pipe. Errors name the file and say in one sentence what is wrong
// with it; that of a ctx that ended is ctx's.
func Open(ctx context.Context, path string) (*Image, error) {
	im, err := openFile(ctx, path)
	if err != nil && ctx.Err() == nil {
		return nil, fmt.Errorf("cannot open %s: %w", filepath.Base(path), err)
	}
	return im, err
}

func openFile(ctx context.Context, path string) (*Image, error) {
	info, err := os.Stat(path)
	switch {
	case err != nil:
		return nil, errors.New(disk.Explain(err))
	case info.IsDir():
		return nil, errors.New("it is a folder, not a picture")
	case !info.Mode().IsRegular():
		return nil, errors.New("it is a pipe or a device, not a file; save the picture as a file and open that")
	}
	release, err := reserve(ctx, fileMemory, info.Size(), fileBudget)
	if err != nil {
		return nil, err
	}
	defer release()
	data, err := disk.Read(path, maxBytes)
	if err != nil {
		return nil, errors.New(disk.Explain(err))
	}
	return decode(ctx, data)
}

// Decode reads a PNG, JPEG, GIF, BMP, WebP or TIFF picture to the end of r; of
// an animation its first frame. The picture is turned upright as its EXIF
// orientation asks and converted as by FromImage; one of more than 32
// megapixels loses half of each side. Several pictures that would take too much
// memory together wait for each other. Errors say in one sentence what is
// wrong; that of a ctx that ends is ctx's, at once.
func Decode(ctx context.Context, r io.Reader) (*Image, error) {
	data, err := io.ReadAll(io.LimitReader(disk.Interruptible(ctx, r), maxBytes+1))
	switch {
	case ctx.Err() != nil:
		return nil, ctx.Err()
	case err != nil:
		return nil, errors.New(disk.Explain(err))
	case len(data) > maxBytes:
		return nil, fmt.Errorf("the file is larger than %d MB", maxBytes>>20)
	}
	return decode(ctx, data)
}

func decode(ctx context.Context, data []byte) (*Image, error) {
	format, err := formatOf(data)
	if err != nil {
		return nil, err
	}
	im, err := format.read(ctx, data)
	if err != nil {
		return nil, format.problem(ctx, err)
	}
	return im, nil
}

// read decodes data. Decoders are fed with files from anywhere: one that
// panics has met a damaged file.
func (f *format) read(ctx context.Context, data []byte) (im *Image, err error) {
	defer func() {
		if recovered := recover(); recovered != nil {
			im, err = nil, sentence{fmt.Errorf("the %s picture is damaged", f.name)}
		}
	}()
	head, err := f.header(data)
	if err != nil {
		return nil, err
	}
	if err := f.acceptable(head, len(data)); err != nil {
		return nil, sentence{err}
	}
	pixels, shrink := int64(head.width)*int64(head.height), 1
	if pixels > wholePixels {
		shrink = 2
	}
	const bytesAPixel = 12
	release, err := reserve(ctx, decodingMemory, head.bytes+bytesAPixel*pixels/int64(shrink*shrink), decodingBudget)
	if err != nil {
		return nil, err
	}
	defer release()
	decoded, err := f.decode(ctx, data)
	if err != nil {
		return nil, err
	}
	return orient(decoded.image(shrink), orientationOf(data)), ctx.Err()
}

// acceptable refuses pictures that are empty or too large, or larger than their
// files can be.
func (f *format) acceptable(head header, length int) error {
	const allowance = 1 << 20 // pixels that any machine has room for
	pixels := int64(head.width) * int64(head.height)
	switch {
	case head.width <= 0 || head.height <= 0:
		return fmt.Errorf("the %s picture is damaged: it has no pixels", f.name)
	case head.width > MaxPixels/head.height:
		return fmt.Errorf("the picture is too large: it has %d x %d pixels and at most %d megapixels can be opened",
			head.width, head.height, MaxPixels/1_000_000)
	case f.ratio > 0 && pixels > allowance+f.ratio*int64(length):
		return fmt.Errorf("the %s picture is damaged: it claims to have %d x %d pixels, which do not fit into a file of %d bytes",
			f.name, head.width, head.height, length)
	}
	return nil
}
