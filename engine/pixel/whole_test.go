package pixel

import (
	"bytes"
	"encoding/binary"
	"image"
	"image/color"
	"image/gif"
	"image/png"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"golang.org/x/image/bmp"
	"golang.org/x/image/tiff"
)

func encoded(t *testing.T, encode func(*bytes.Buffer) error) []byte {
	t.Helper()
	var b bytes.Buffer
	if err := encode(&b); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func kind(t *testing.T, name string) []byte {
	t.Helper()
	data, err := os.ReadFile(filepath.Join("testdata/kinds", name))
	if err != nil {
		t.Fatal(err)
	}
	return data
}

// withChunk puts a chunk, with the checksum crc, behind the header of a PNG.
func withChunk(data []byte, name, body string, crc uint32) []byte {
	chunk := binary.BigEndian.AppendUint32(nil, uint32(len(body)))
	chunk = binary.BigEndian.AppendUint32(append(chunk, name+body...), crc)
	const header = 8 + 25
	return slices.Concat(data[:header], chunk, data[header:])
}

// breakChecksum changes the checksum of the first chunk called name.
func breakChecksum(data []byte, name string) []byte {
	out := bytes.Clone(data)
	at := bytes.Index(out, []byte(name))
	out[at+4+int(binary.BigEndian.Uint32(out[at-4:]))] ^= 0xff
	return out
}

// Whatever is wrong with these files, no pixel is lost.
func TestFilesWithAllTheirPixelsOpen(t *testing.T) {
	plainPNG := encoded(t, func(b *bytes.Buffer) error { return png.Encode(b, drawing()) })
	plainGIF := encoded(t, func(b *bytes.Buffer) error { return gif.Encode(b, drawing(), nil) })
	plainBMP := encoded(t, func(b *bytes.Buffer) error { return bmp.Encode(b, drawing()) })
	plainTIFF := encoded(t, func(b *bytes.Buffer) error { return tiff.Encode(b, drawing(), nil) })
	jpeg, progressive, webp := kind(t, "sample-2x2.jpg"), kind(t, "progressive.jpg"), kind(t, "lossy-odd.webp")
	blocks := 13 + paletteSize(plainGIF[10])
	set := func(data []byte, at int, bytes ...byte) []byte {
		out := slices.Clone(data)
		copy(out[at:], bytes)
		return out
	}
	for _, test := range []struct {
		name        string
		data, whole []byte
	}{
		{"JPEG without its end marker", jpeg[:len(jpeg)-2], jpeg},
		{"JPEG with half an end marker", jpeg[:len(jpeg)-1], jpeg},
		{"progressive JPEG without its end marker", progressive[:len(progressive)-2], progressive},
		{"JPEG with bytes after its end", append(slices.Clone(jpeg), "\xff\xda\xff\xc0trailing"...), jpeg},
		{"JPEG with zeros instead of its end", set(jpeg, len(jpeg)-2, 0, 0), jpeg},
		{"JPEG with stray bytes between segments", slices.Concat(jpeg[:20], []byte{0, 1, 2}, jpeg[20:]), jpeg},
		{"PNG with a wrong checksum in a text chunk", withChunk(plainPNG, "tEXt", "Comment\x00hello", 1), plainPNG},
		{"PNG with a wrong checksum in a time chunk", withChunk(plainPNG, "tIME", "\x07\xea\x0b\x1e\x0c\x00\x00", 1), plainPNG},
		{"PNG with a colour profile of nonsense", withChunk(plainPNG, "iCCP", "nonsense", 1), plainPNG},
		{"PNG with a chunk of an unknown name", withChunk(plainPNG, "foLs", "cope", 1), plainPNG},
		{"PNG with a wrong checksum in its pixels, which have one of their own", breakChecksum(plainPNG, "IDAT"), plainPNG},
		{"PNG with a wrong checksum at its end", breakChecksum(plainPNG, "IEND"), plainPNG},
		{"PNG without its end", plainPNG[:len(plainPNG)-12], plainPNG},
		{"PNG with bytes after its end", append(slices.Clone(plainPNG), "trailing"...), plainPNG},
		{"GIF without its end", plainGIF[:len(plainGIF)-1], plainGIF},
		{"GIF without the end of its pixels", plainGIF[:len(plainGIF)-2], plainGIF},
		{"GIF with a screen of one pixel", set(plainGIF, 6, 1, 0, 1, 0), plainGIF},
		{"GIF with a screen of no pixels", set(plainGIF, 6, 0, 0, 0, 0), plainGIF},
		{"GIF with an unknown extension", slices.Concat(plainGIF[:blocks], []byte("!\x42\x02hi\x00"), plainGIF[blocks:]), plainGIF},
		{"GIF with stray bytes between blocks", slices.Concat(plainGIF[:blocks], []byte{0, 0}, plainGIF[blocks:]), plainGIF},
		{"BMP with reserved bytes in use", set(plainBMP, 6, 'f', 'l'), plainBMP},
		{"BMP of an unknown size", set(plainBMP, 2, 0, 0, 0, 0), plainBMP},
		{"WebP of a wrong length", set(webp, 4, 0xff, 0xff, 0xff, 0x7f), webp},
		{"WebP with bytes after its end", append(slices.Clone(webp), "trailing"...), webp},
		{"TIFF with bytes after its end", append(slices.Clone(plainTIFF), "trailing"...), plainTIFF},
	} {
		t.Run(test.name, func(t *testing.T) {
			want, err := Decode(t.Context(), bytes.NewReader(test.whole))
			if err != nil {
				t.Fatal(err)
			}
			got, err := Decode(t.Context(), bytes.NewReader(test.data))
			if err != nil {
				t.Fatal(err)
			}
			if !got.SameSize(want) {
				t.Fatalf("%d x %d pixels, not %d x %d", got.Width, got.Height, want.Width, want.Height)
			}
			if d := largestDifference(got, want); d != 0 {
				t.Errorf("a value differs by %d levels", d)
			}
		})
	}
}

// A frame that reaches beyond its screen makes the screen larger; one that
// starts within leaves the rest of the screen white.
func TestGIFScreensHoldTheirFrame(t *testing.T) {
	palette := color.Palette{color.NRGBA{200, 0, 0, 255}, color.NRGBA{0, 0, 200, 255}}
	frame := image.NewPaletted(image.Rect(1, 2, 5, 4), palette)
	data := encoded(t, func(b *bytes.Buffer) error {
		return gif.EncodeAll(b, &gif.GIF{
			Image: []*image.Paletted{frame}, Delay: []int{0},
			Config: image.Config{Width: 5, Height: 4, ColorModel: palette},
		})
	})
	data[6], data[8] = 3, 2 // the frame is beyond this screen
	im, err := Decode(t.Context(), bytes.NewReader(data))
	if err != nil {
		t.Fatal(err)
	}
	if im.Width != 5 || im.Height != 4 {
		t.Fatalf("%d x %d pixels", im.Width, im.Height)
	}
	for i, v := range im.Plane(2) {
		inside := image.Pt(i%5, i/5).In(frame.Rect)
		if want := float32(1); inside == (v == want) {
			t.Errorf("pixel %d has blue %v, inside the frame is %v", i, v, inside)
		}
	}
}

// By hand: 30 pixels of colour 1, three lines up, 10 of colour 2 of which 7
// have room, and a line of colour 3.
func TestBMPRunsMayStep(t *testing.T) {
	const width, height = 37, 6
	head := []byte("BM\x00\x00\x00\x00\x00\x00\x00\x00\x46\x00\x00\x00\x28\x00\x00\x00\x25\x00\x00\x00\x06\x00\x00\x00\x01\x00\x08\x00\x01\x00\x00\x00")
	head = append(head, make([]byte, 12)...)
	head = append(head, 4, 0, 0, 0, 0, 0, 0, 0)
	palette := []byte{0, 0, 0, 0, 10, 10, 10, 0, 20, 20, 20, 0, 30, 30, 30, 0}
	runs := []byte{30, 1, 0, 2, 0, 3, 10, 2, 0, 0, 37, 3, 0, 1}
	im, err := Decode(t.Context(), bytes.NewReader(slices.Concat(head, palette, runs)))
	if err != nil {
		t.Fatal(err)
	}
	for i, v := range im.Plane(0) {
		x, y, want := i%width, height-1-i/width, uint8(0) // y counts upwards
		switch {
		case y == 0 && x < 30:
			want = 10
		case y == 3 && x >= 30:
			want = 20
		case y == 4:
			want = 30
		}
		if Byte(v) != want {
			t.Errorf("column %d of line %d is %d, not %d", x, y, Byte(v), want)
		}
	}
}

func TestDeepTIFFs(t *testing.T) {
	deep := image.NewNRGBA64(image.Rect(0, 0, 24, 16))
	grey := image.NewGray16(deep.Rect)
	for y := range 16 {
		for x := range 24 {
			deep.SetNRGBA64(x, y, color.NRGBA64{uint16(2800 * x), uint16(4300 * y), 999, uint16(2000*x + 10000)})
			grey.SetGray16(x, y, color.Gray16{uint16(2700*x + 60*y)})
		}
	}
	premultiplied := image.NewRGBA64(deep.Rect)
	for y := range 16 {
		for x := range 24 {
			premultiplied.Set(x, y, deep.At(x, y))
		}
	}
	for name, im := range map[string]image.Image{"straight alpha": deep, "premultiplied alpha": premultiplied, "grey": grey} {
		t.Run(name, func(t *testing.T) {
			data := encoded(t, func(b *bytes.Buffer) error {
				return tiff.Encode(b, im, &tiff.Options{Compression: tiff.Deflate, Predictor: true})
			})
			got, err := Decode(t.Context(), bytes.NewReader(data))
			if err != nil {
				t.Fatal(err)
			}
			if d := largestDifference(got, FromImage(im)); d > 1 { // alpha is rounded elsewhere
				t.Errorf("a value differs by %d levels", d)
			}
		})
	}
}

func TestFilesWithoutTheirPixelsDoNot(t *testing.T) {
	for _, name := range []string{
		"sample-2x2.jpg", "progressive.jpg", "restart.jpg", "rle8.bmp", "565.bmp", "lzw.tif", "apart.tif", "tiles.tif",
		"group4.tif", "jpeg.tif", "packbits-lsb.tif", "animated.webp", "animated.png", "animated.gif",
	} {
		t.Run(name, func(t *testing.T) {
			data := kind(t, name)
			_, err := Decode(t.Context(), bytes.NewReader(data[:len(data)/3]))
			if err == nil || !strings.Contains(err.Error(), "cut short") && !strings.Contains(err.Error(), "damaged") {
				t.Errorf("error %v", err)
			}
		})
	}
}
