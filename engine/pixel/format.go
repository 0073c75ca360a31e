package pixel

import (
	"context"
	"errors"
	"fmt"
	"io"
	"strings"

	"foolscope/engine/jfif"
)

// header is what a file says of its picture before its pixels are read.
type header struct {
	width, height int
	// bytes is about how much memory decoding takes, without the file and the
	// Image.
	bytes int64
}

// format is a kind of picture file that can be decoded.
type format struct {
	name string
	// magic is how a file starts; ? stands for any byte.
	magic []string
	// ratio is how many pixels a byte of a file can stand for, rounded up; 0 if
	// there is no bound.
	ratio  int64
	header func(data []byte) (header, error)
	// decode ends soon after ctx does.
	decode func(ctx context.Context, data []byte) (raster, error)
}

// Deflate makes at most 1,032 bytes of one, LZW of GIF some 2,700, and a JPEG
// needs 6 bits for 256 pixels of one colour.
var formats = []*format{
	{"PNG", []string{pngMagic}, 8 * 1032, pngHeader, decodePNG},
	{"JPEG", []string{"\xff\xd8\xff"}, 512, jpegHeader, decodeJPEG},
	{"GIF", []string{"GIF87a", "GIF89a"}, 4096, gifHeader, decodeGIF},
	{"BMP", []string{"BM"}, 0, bmpHeader, decodeBMP},
	{"WebP", []string{"RIFF????WEBP"}, 0, webpHeader, decodeWebP},
	{"TIFF", []string{"II*\x00", "MM\x00*", "II+\x00", "MM\x00+"}, 0, tiffHeader, decodeTIFF},
}

// formatOf recognises the format by the first bytes, or says what the file is
// instead.
func formatOf(data []byte) (*format, error) {
	if len(data) == 0 {
		return nil, errors.New("the file is empty")
	}
	for _, f := range formats {
		for _, magic := range f.magic {
			if startsWith(data, magic) && (f.name != "BMP" || isBMP(data)) {
				return f, nil
			}
			if len(data) < len(magic) && startsWith(data, magic[:len(data)]) {
				return nil, errCutShort
			}
		}
	}
	return nil, notAPicture(data)
}

func startsWith(data []byte, magic string) bool {
	if len(data) < len(magic) {
		return false
	}
	for i := range len(magic) {
		if magic[i] != '?' && magic[i] != data[i] {
			return false
		}
	}
	return true
}

var errCutShort = errors.New("the picture is cut short: the file ends before the picture does")

// rare is the error of a kind of picture that is not decoded.
func rare(format, kind string) error {
	return fmt.Errorf("it is a rare kind of %s picture that cannot be opened (%s); save it as PNG and open that", format, kind)
}

// sentence is an error that needs no more words.
type sentence struct{ error }

// problem turns an error of the format's decoder into a sentence for a person.
func (f *format) problem(ctx context.Context, err error) error {
	var said sentence
	switch {
	case ctx.Err() != nil:
		return ctx.Err()
	case errors.As(err, &said):
		return said.error
	case errors.Is(err, io.EOF), errors.Is(err, io.ErrUnexpectedEOF), errors.Is(err, jfif.ErrCutShort),
		errors.Is(err, errCutShort), endsEarly(err):
		return errCutShort
	}
	if kind, ok := errors.AsType[jfif.Unsupported](err); ok {
		return rare(f.name, string(kind))
	}
	if _, kind, ok := strings.Cut(err.Error(), "unsupported feature: "); ok {
		return rare(f.name, kind)
	}
	return fmt.Errorf("the %s picture is damaged (%w)", f.name, err)
}

// endsEarly recognises the errors of decoders that do not wrap io.EOF.
func endsEarly(err error) bool {
	text := err.Error()
	for _, sign := range []string{"EOF", "not enough", "short chunk", "missing RIFF chunk"} {
		if strings.Contains(text, sign) {
			return true
		}
	}
	return false
}
