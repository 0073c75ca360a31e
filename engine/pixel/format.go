package pixel

import (
	"bytes"
	"errors"
	"fmt"
	"image"
	"image/draw"
	"image/gif"
	"image/jpeg"
	"image/png"
	"io"
	"strings"

	"golang.org/x/image/bmp"
	"golang.org/x/image/tiff"
	"golang.org/x/image/webp"
)

// format is a kind of picture file that can be decoded.
type format struct {
	name string
	// magic is how a file starts; ? stands for any byte.
	magic  []string
	config func(io.Reader) (image.Config, error)
	decode func(io.Reader) (image.Image, error)
}

var formats = []*format{
	{"PNG", []string{"\x89PNG\r\n\x1a\n"}, png.DecodeConfig, png.Decode},
	{"JPEG", []string{"\xff\xd8\xff"}, jpeg.DecodeConfig, jpeg.Decode},
	{"GIF", []string{"GIF87a", "GIF89a"}, gif.DecodeConfig, gif.Decode},
	{"BMP", []string{"BM????\x00\x00\x00\x00"}, bmp.DecodeConfig, bmp.Decode},
	{"WebP", []string{"RIFF????WEBP"}, webp.DecodeConfig, decodeWebP},
	{"TIFF", []string{"II*\x00", "MM\x00*"}, tiff.DecodeConfig, tiff.Decode},
}

// formatOf recognises the format by the first bytes, or says what the file is
// instead.
func formatOf(data []byte) (*format, error) {
	if len(data) == 0 {
		return nil, errors.New("the file is empty")
	}
	for _, f := range formats {
		for _, magic := range f.magic {
			if startsWith(data, magic) {
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

// problem turns an error of the format's decoder into a sentence for a person.
func (f *format) problem(data []byte, err error) error {
	var (
		jpegFeature jpeg.UnsupportedError
		pngFeature  png.UnsupportedError
		tiffFeature tiff.UnsupportedError
	)
	switch {
	case f.name == "WebP" && isAnimated(data):
		return errors.New("it is an animated WebP picture; save one frame as PNG and open that")
	case errors.As(err, &jpegFeature), errors.As(err, &pngFeature), errors.As(err, &tiffFeature), errors.Is(err, bmp.ErrUnsupported):
		return fmt.Errorf("it is a rare kind of %s picture that cannot be opened; save it as PNG and open that (%w)", f.name, err)
	case errors.Is(err, io.EOF), errors.Is(err, io.ErrUnexpectedEOF), endsEarly(err):
		return errCutShort
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

func isAnimated(data []byte) bool {
	const animation = 1 << 1
	return startsWith(data, "RIFF????WEBPVP8X") && len(data) > 20 && data[20]&animation != 0
}

// onCanvas lays a picture that covers only a part of its canvas, as the frames
// of GIFs do, on transparency.
func onCanvas(src image.Image, canvas image.Rectangle) image.Image {
	if src.Bounds().Size() == canvas.Size() {
		return src
	}
	out := image.NewNRGBA(canvas)
	draw.Draw(out, src.Bounds(), src, src.Bounds().Min, draw.Src)
	return out
}

// foreign lists kinds of file that people may take for a picture that can be
// opened. Each text completes "it is ...".
var foreign = []struct{ magic, text string }{
	{"????ftyphe", "a HEIC photo; save it as JPEG or PNG and open that"},
	{"????ftypmif1", "a HEIC photo; save it as JPEG or PNG and open that"},
	{"????ftypmsf1", "a HEIC photo; save it as JPEG or PNG and open that"},
	{"????ftypavi", "an AVIF picture; save it as JPEG or PNG and open that"},
	{"????ftyp", "a film, not a picture"},
	{"\x00\x00\x00\x0cJXL ", "a JPEG XL picture; save it as JPEG or PNG and open that"},
	{"\xff\x0a", "a JPEG XL picture; save it as JPEG or PNG and open that"},
	{"\x00\x00\x00\x0cjP  ", "a JPEG 2000 picture; save it as JPEG or PNG and open that"},
	{"8BPS", "a Photoshop file; save it as PNG and open that"},
	{"\x00\x00\x01\x00", "an icon file; save it as PNG and open that"},
	{"%PDF", "a PDF document, not a picture"},
	{"PK\x03\x04", "a ZIP archive or an office document, not a picture"},
	{"\x1f\x8b", "a compressed archive, not a picture"},
	{"\x93NUMPY", "a NumPy array, not a picture"},
}

// notAPicture says what a file without a known picture format is.
func notAPicture(data []byte) error {
	for _, kind := range foreign {
		if startsWith(data, kind.magic) {
			return errors.New("it is " + kind.text)
		}
	}
	start := data[:min(len(data), 1024)]
	switch {
	case bytes.Contains(start, []byte("<svg")):
		return errors.New("it is an SVG drawing; save it as PNG and open that")
	case isONNX(start):
		return errors.New("it looks like an ONNX model, not a picture; open it as a model")
	case isText(start):
		return errors.New("it looks like a text file, not a picture")
	}
	return errors.New("it is not a picture of a known kind; PNG, JPEG, GIF, BMP, WebP and TIFF can be opened")
}

// isONNX recognises a ModelProto: field 1 is the format's version, a small
// number, and then mostly field 2, the producer's name, or 7, the graph.
func isONNX(start []byte) bool {
	const version, producer, domain, graph = 0x08, 0x12, 0x22, 0x3a
	return len(start) > 4 && start[0] == version && start[1] >= 1 && start[1] < 32 &&
		bytes.IndexByte([]byte{producer, domain, graph}, start[2]) >= 0
}

func isText(start []byte) bool {
	for _, b := range start {
		if b < ' ' && b != '\n' && b != '\r' && b != '\t' && b != '\f' {
			return false
		}
	}
	return true
}
