package pixel

import (
	"bytes"
	"encoding/binary"
	"hash/crc32"
	"image"
	"image/color"
	"image/gif"
	"image/jpeg"
	"image/png"
	"math"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"golang.org/x/image/bmp"
	"golang.org/x/image/tiff"
)

// drawing is the 24 x 16 picture that the files in testdata hold: red grows to
// the right, green grows downwards, blue marks the upper left corner.
func drawing() *image.RGBA {
	out := image.NewRGBA(image.Rect(0, 0, 24, 16))
	for y := range 16 {
		for x := range 24 {
			blue := uint8(40)
			if x < 8 && y < 8 {
				blue = 255
			}
			out.SetRGBA(x, y, color.RGBA{uint8(x * 255 / 23), uint8(y * 255 / 15), blue, 255})
		}
	}
	return out
}

func TestEveryFormatIsDecoded(t *testing.T) {
	encoded := func(encode func(*bytes.Buffer) error) []byte {
		var b bytes.Buffer
		if err := encode(&b); err != nil {
			t.Fatal(err)
		}
		return b.Bytes()
	}
	stored := func(name string) []byte {
		data, err := os.ReadFile(filepath.Join("testdata", name))
		if err != nil {
			t.Fatal(err)
		}
		return data
	}
	original := drawing()
	want := FromImage(original)
	halfOnWhite := want.Clone()
	for i, v := range want.Pix {
		halfOnWhite.Pix[i] = 0.4*v + 0.6
	}
	grey := image.NewGray(original.Rect)
	var greys color.Palette
	for level := range 256 {
		greys = append(greys, color.Gray{uint8(level)})
	}
	paletted := image.NewPaletted(original.Rect, greys)
	for y := range 16 {
		for x := range 24 {
			grey.Set(x, y, original.At(x, y))
			paletted.Pix[y*24+x] = grey.GrayAt(x, y).Y
		}
	}
	for _, test := range []struct {
		name string
		data []byte
		want *Image
		// tolerance is the mean difference in levels: lossy formats change
		// the picture, most of all beside the edges of colours.
		tolerance float64
	}{
		{"PNG", encoded(func(b *bytes.Buffer) error { return png.Encode(b, original) }), want, 0},
		{"BMP", encoded(func(b *bytes.Buffer) error { return bmp.Encode(b, original) }), want, 0},
		{"TIFF", encoded(func(b *bytes.Buffer) error { return tiff.Encode(b, original, nil) }), want, 0},
		{"LZW TIFF", stored("lzw.tiff"), want, 0},
		{"GIF", encoded(func(b *bytes.Buffer) error { return gif.Encode(b, paletted, nil) }), FromImage(grey), 0},
		{"JPEG", encoded(func(b *bytes.Buffer) error { return jpeg.Encode(b, grey, &jpeg.Options{Quality: 100}) }), FromImage(grey), 0.1},
		{"progressive JPEG", stored("progressive.jpg"), want, 1},
		{"CMYK JPEG", stored("cmyk.jpg"), want, 0.2},
		{"grey JPEG", stored("grey.jpg"), FromImage(grey), 0.4},
		{"lossless WebP", stored("lossless.webp"), want, 0},
		{"lossy WebP", stored("lossy.webp"), want, 5},
		{"half transparent WebP", stored("alpha.webp"), halfOnWhite, 5},
	} {
		t.Run(test.name, func(t *testing.T) {
			got, err := Decode(t.Context(), bytes.NewReader(test.data))
			if err != nil {
				t.Fatal(err)
			}
			if !got.SameSize(test.want) {
				t.Fatalf("%d x %d pixels", got.Width, got.Height)
			}
			if d := meanDifference(got, test.want); d > test.tolerance {
				t.Errorf("the values differ by %.2f levels, more than %v", d, test.tolerance)
			}
		})
	}
}

func largestDifference(a, b *Image) int {
	largest := 0
	for i := range a.Pix {
		d := int(Byte(a.Pix[i])) - int(Byte(b.Pix[i]))
		largest = max(largest, d, -d)
	}
	return largest
}

func meanDifference(a, b *Image) float64 {
	sum := 0.0
	for i := range a.Pix {
		sum += math.Abs(float64(Byte(a.Pix[i])) - float64(Byte(b.Pix[i])))
	}
	return sum / float64(len(a.Pix))
}

func TestOnlyTheFirstFrameOfAGIFIsShownAtItsPlace(t *testing.T) {
	palette := color.Palette{color.NRGBA{200, 0, 0, 255}, color.NRGBA{0, 0, 200, 255}}
	first := image.NewPaletted(image.Rect(2, 1, 4, 3), palette)
	second := image.NewPaletted(image.Rect(0, 0, 6, 4), palette)
	for i := range second.Pix {
		second.Pix[i] = 1
	}
	var b bytes.Buffer
	err := gif.EncodeAll(&b, &gif.GIF{
		Image: []*image.Paletted{first, second}, Delay: []int{1, 1},
		Config: image.Config{Width: 6, Height: 4, ColorModel: palette},
	})
	if err != nil {
		t.Fatal(err)
	}
	im, err := Decode(t.Context(), &b)
	if err != nil {
		t.Fatal(err)
	}
	for y := range 4 {
		for x := range 6 {
			want := color.RGBA{255, 255, 255, 255}
			if image.Pt(x, y).In(first.Rect) {
				want = color.RGBA{200, 0, 0, 255}
			}
			if got := im.RGBA().RGBAAt(x, y); got != want {
				t.Errorf("(%d, %d) is %v, not %v", x, y, got, want)
			}
		}
	}
}

func TestBadFilesAreExplained(t *testing.T) {
	var good bytes.Buffer
	if err := png.Encode(&good, drawing()); err != nil {
		t.Fatal(err)
	}
	for _, test := range []struct{ name, data, want string }{
		{"empty", "", "the file is empty"},
		{"one byte of a PNG", "\x89", "cut short"},
		{"half a PNG", good.String()[:good.Len()/2], "cut short"},
		{"damaged PNG", strings.Replace(good.String(), "IDAT", "IDAX", 1), "PNG picture is damaged"},
		{"huge PNG", hugePNG(100_001, 1_000), "too large: it has 100001 x 1000 pixels"},
		{"PNG with sides that overflow", hugePNG(1<<31-1, 1<<31-1), "P"},
		{"huge GIF", "GIF89a\xff\xff\xff\xff\x00\x00\x00;", "too large: it has 65535 x 65535 pixels"},
		{"GIF of no pixels", "GIF89a\x00\x00\x00\x00\x00\x00\x00;", "no pixels"},
		{"text", "Once upon a time\n", "looks like a text file"},
		{"SVG", `<?xml version="1.0"?><svg width="4"/>`, "SVG drawing"},
		{"ONNX", "\x08\x07\x12\x07pytorch\x3a\x80\x01", "looks like an ONNX model"},
		{"HEIC", "\x00\x00\x00\x18ftypheic\x00\x00\x00\x00", "HEIC photo"},
		{"AVIF", "\x00\x00\x00\x18ftypavif\x00\x00\x00\x00", "AVIF picture"},
		{"film", "\x00\x00\x00\x18ftypisom\x00\x00\x00\x00", "a film"},
		{"PDF", "%PDF-1.7\n", "PDF document"},
		{"unknown", "\x00\x01\x02\x03\x04", "not a picture of a known kind"},
	} {
		t.Run(test.name, func(t *testing.T) {
			_, err := Decode(t.Context(), strings.NewReader(test.data))
			if err == nil || !strings.Contains(err.Error(), test.want) {
				t.Errorf("error %v, want one that says %q", err, test.want)
			}
		})
	}
}

func TestEveryTruncationIsAnError(t *testing.T) {
	encoders := map[string]func(*bytes.Buffer) error{
		"PNG":  func(b *bytes.Buffer) error { return png.Encode(b, drawing()) },
		"JPEG": func(b *bytes.Buffer) error { return jpeg.Encode(b, drawing(), nil) },
		"GIF":  func(b *bytes.Buffer) error { return gif.Encode(b, drawing(), nil) },
		"BMP":  func(b *bytes.Buffer) error { return bmp.Encode(b, drawing()) },
		"TIFF": func(b *bytes.Buffer) error { return tiff.Encode(b, drawing(), nil) },
		"WebP": func(b *bytes.Buffer) error {
			data, err := os.ReadFile("testdata/lossless.webp")
			b.Write(data)
			return err
		},
	}
	for name, encode := range encoders {
		t.Run(name, func(t *testing.T) {
			var b bytes.Buffer
			if err := encode(&b); err != nil {
				t.Fatal(err)
			}
			// All cuts up to half of the file lose pixels in every format.
			for n := range b.Len() / 2 {
				if _, err := Decode(t.Context(), bytes.NewReader(b.Bytes()[:n])); err == nil {
					t.Fatalf("the first %d of %d bytes are decoded", n, b.Len())
				}
			}
		})
	}
}

// hugePNG is the start of a PNG that claims to have width x height pixels.
func hugePNG(width, height uint32) string {
	header := binary.BigEndian.AppendUint32([]byte("IHDR"), width)
	header = binary.BigEndian.AppendUint32(header, height)
	header = append(header, 8, 2, 0, 0, 0)
	out := append([]byte("\x89PNG\r\n\x1a\n\x00\x00\x00\x0d"), header...)
	return string(binary.BigEndian.AppendUint32(out, crc32.ChecksumIEEE(header)))
}

// palettedTIFF is a 2 x 1 picture with two colours whose pixels ask for the
// colours 0 and 200: decoders that trust it index out of range.
func palettedTIFF() string {
	const short, long = 3, 4
	entries := []struct{ tag, kind, count, value uint32 }{
		{256, short, 1, 2},   // width
		{257, short, 1, 1},   // height
		{258, short, 1, 8},   // bits
		{259, short, 1, 1},   // not compressed
		{262, short, 1, 3},   // paletted
		{273, long, 1, 8},    // place of the pixels
		{277, short, 1, 1},   // values a pixel
		{278, short, 1, 1},   // rows
		{279, long, 1, 2},    // bytes of pixels
		{320, short, 6, 126}, // palette: three channels of two colours
	}
	out := []byte("II*\x00\x0a\x00\x00\x00\x00\xc8")
	out = binary.LittleEndian.AppendUint16(out, uint16(len(entries)))
	for _, e := range entries {
		out = binary.LittleEndian.AppendUint16(out, uint16(e.tag))
		out = binary.LittleEndian.AppendUint16(out, uint16(e.kind))
		out = binary.LittleEndian.AppendUint32(out, e.count)
		out = binary.LittleEndian.AppendUint32(out, e.value)
	}
	out = append(out, make([]byte, 126-len(out)+12)...)
	return string(out)
}

func TestOpenNamesTheFileAndTheReason(t *testing.T) {
	folder := t.TempDir()
	empty := filepath.Join(folder, "empty.png")
	if err := os.WriteFile(empty, nil, 0o600); err != nil {
		t.Fatal(err)
	}
	for _, test := range []struct{ path, want string }{
		{empty, "cannot open empty.png: the file is empty"},
		{filepath.Join(folder, "absent.png"), "cannot open absent.png: there is no such file"},
		{folder, "it is a folder, not a picture"},
	} {
		if _, err := Open(t.Context(), test.path); err == nil || !strings.Contains(err.Error(), test.want) {
			t.Errorf("error %v, want one that says %q", err, test.want)
		}
	}
}

// FuzzDecode looks for files that make a decoder panic or return a picture
// that is not one.
func FuzzDecode(f *testing.F) {
	stored, err := filepath.Glob("testdata/kinds/*")
	if err != nil {
		f.Fatal(err)
	}
	for _, path := range stored {
		data, err := os.ReadFile(path)
		if err != nil {
			f.Fatal(err)
		}
		f.Add(data)
	}
	f.Add([]byte(palettedTIFF()))
	f.Add([]byte(hugePNG(1<<16, 1<<16)))
	f.Fuzz(func(t *testing.T, data []byte) {
		// A few bytes may stand for many pixels; to look at them takes long and
		// finds nothing.
		if format, err := formatOf(data); err == nil {
			if head, err := format.header(data); err == nil && int64(head.width)*int64(head.height) > 1<<20 {
				t.Skip()
			}
		}
		im, err := Decode(t.Context(), bytes.NewReader(data))
		if err != nil {
			return
		}
		if im.Width <= 0 || im.Height <= 0 || len(im.Pix) != 3*im.Width*im.Height {
			t.Fatalf("%d x %d pixels with %d elements", im.Width, im.Height, len(im.Pix))
		}
	})
}
