package pixel

import (
	"bytes"
	"compress/zlib"
	"context"
	"encoding/binary"
	"errors"
	"hash/crc32"
	"image"
	"image/color"
	"image/gif"
	"image/png"
	"runtime"
	"slices"
	"strings"
	"testing"
	"time"

	"golang.org/x/image/bmp"
	"golang.org/x/image/tiff"
)

// scans is a progressive grey JPEG of width x height pixels whose scans add
// nothing: a block needs a bit, or a run of blocks does.
func scans(width, height uint16, count int) []byte {
	segment := func(marker byte, body string) []byte {
		out := []byte{0xff, marker, 0, 0}
		binary.BigEndian.PutUint16(out[2:], uint16(2+len(body)))
		return append(out, body...)
	}
	size := binary.BigEndian.AppendUint16(binary.BigEndian.AppendUint16(nil, height), width)
	out := slices.Concat([]byte("\xff\xd8"),
		segment(0xdb, "\x00"+strings.Repeat("\x01", 64)),
		segment(0xc2, "\x08"+string(size)+"\x01\x01\x11\x00"),
		segment(0xc4, "\x00\x01"+strings.Repeat("\x00", 15)+"\x00"), // code 0 is a difference of 0
		segment(0xc4, "\x10\x01"+strings.Repeat("\x00", 15)+"\xe0"), // code 0 is the end of 16,384 blocks and more
		segment(0xda, "\x01\x01\x00\x00\x00\x00"))
	blocks := (int(width) + 7) / 8 * ((int(height) + 7) / 8)
	out = append(out, make([]byte, (blocks+7)/8)...)
	band := slices.Concat(segment(0xda, "\x01\x01\x00\x01\x3f\x00"), make([]byte, 2*(blocks/16384+1)))
	return append(append(out, bytes.Repeat(band, count)...), 0xff, 0xd9)
}

// chunk is one of a PNG.
func pngChunk(name string, body []byte) []byte {
	out := binary.BigEndian.AppendUint32(nil, uint32(len(body)))
	out = append(append(out, name...), body...)
	return binary.BigEndian.AppendUint32(out, crc32.ChecksumIEEE(out[4:]))
}

// zeros compresses megabytes of them.
func zeros(t *testing.T, megabytes int) []byte {
	return encoded(t, func(b *bytes.Buffer) error {
		w := zlib.NewWriter(b)
		for range megabytes {
			if _, err := w.Write(make([]byte, 1<<20)); err != nil {
				return err
			}
		}
		return w.Close()
	})
}

// line is a picture of one row or one column.
func line(width, height int) image.Image { return image.NewGray(image.Rect(0, 0, width, height)) }

// Each of these files is small. What it costs is bounded, or it is refused.
func TestBombsCostLittle(t *testing.T) {
	header := pngChunk("IHDR", append(binary.BigEndian.AppendUint32(binary.BigEndian.AppendUint32(nil, 100_000), 1000), 1, 0, 0, 0, 0))
	dot := encoded(t, func(b *bytes.Buffer) error { return png.Encode(b, drawing()) })
	text := slices.Concat(dot[:8+25], pngChunk("zTXt", append([]byte("bomb\x00\x00"), zeros(t, 64)...)), dot[8+25:])
	frame := image.NewPaletted(image.Rect(0, 0, 2, 2), color.Palette{color.Black, color.White})
	twice := encoded(t, func(b *bytes.Buffer) error {
		return gif.EncodeAll(b, &gif.GIF{Image: []*image.Paletted{frame, frame}, Delay: []int{0, 0}})
	})
	once := encoded(t, func(b *bytes.Buffer) error {
		return gif.EncodeAll(b, &gif.GIF{Image: []*image.Paletted{frame}, Delay: []int{0}})
	})
	end := len(once) - 1
	frames := slices.Concat(once[:end], bytes.Repeat(twice[end:len(twice)-1], 100_000), []byte{0x3b})
	anim := kind(t, "animated.webp")
	second := anim[bytes.LastIndex(anim, []byte("ANMF")):]
	const opens = ""
	for _, test := range []struct {
		name string
		data []byte
		want string // of the error; empty if the file opens
	}{
		{"GIF of 35 bytes and 100 megapixels", []byte("GIF89a\x10\x27\x10\x27\x80\x00\x00\x00\x00\x00\xff\xff\xff,\x00\x00\x00\x00\x01\x00\x01\x00\x00\x02\x02D\x01\x00;"), "do not fit"},
		{"GIF whose frame is 100 megapixels", []byte("GIF89a\x01\x00\x01\x00\x80\x00\x00\x00\x00\x00\xff\xff\xff,\x00\x00\x00\x00\x10\x27\x10\x27\x00\x02\x02D\x01\x00;"), "do not fit"},
		{"GIF with 100,000 frames", frames, opens},
		{"WebP with 100,000 frames", append(slices.Clone(anim), bytes.Repeat(second, 100_000)...), opens},
		{"WebP whose frame is 256 megapixels on a canvas of one", webpFrameOf(1, 1, 1<<14, 1<<14), "too large"},
		{"WebP whose frame is larger than its canvas", webpFrameOf(8, 8, 20, 20), opens},
		{"PNG of 100 megapixels and no data", slices.Concat([]byte(pngMagic), header, pngChunk("IDAT", zeros(t, 0)), pngChunk("IEND", nil)), "do not fit"},
		{"PNG with 64 MB in a text chunk", text, opens},
		{"PNG with 64 MB behind its pixels", slices.Concat(dot[:8+25], pngChunk("IDAT", zeros(t, 64)), pngChunk("IEND", nil)), "damaged"},
		{"PNG with 100,000 frames", slices.Concat(dot[:len(dot)-12], bytes.Repeat(pngChunk("fdAT", make([]byte, 40)), 100_000)), opens},
		{"PNG with 100,000 empty chunks of pixels", slices.Concat(dot[:8+25], bytes.Repeat(pngChunk("IDAT", nil), 100_000), dot[8+25:]), opens},
		{"JPEG with 1,000 scans", scans(10_000, 10_000, 1000), "more passes"},
		{"JPEG with 100,000 scans", scans(1000, 1000, 100_000), "more passes"},
		{"large JPEG with 400 scans", scans(10_000, 10_000, 400), "more passes"},
		{"small JPEG with 400 scans", scans(500, 500, 400), opens},
		{"JPEG of 4 gigapixels", scans(65_535, 65_535, 1)[:2000], "too large"},
		{"PNG of 1 x 100,000", encoded(t, func(b *bytes.Buffer) error { return png.Encode(b, line(1, 100_000)) }), opens},
		{"PNG of 100,000 x 1", encoded(t, func(b *bytes.Buffer) error { return png.Encode(b, line(100_000, 1)) }), opens},
		{"BMP of 1 x 100,000", encoded(t, func(b *bytes.Buffer) error { return bmp.Encode(b, line(1, 100_000)) }), opens},
		{"TIFF of 100,000 x 1", encoded(t, func(b *bytes.Buffer) error { return tiff.Encode(b, line(100_000, 1), nil) }), opens},
		{"JPEG of 1 x 65,500", scans(1, 65_500, 1), opens},
		{"TIFF of 100 megapixels and 200 bytes", bombTIFF(10_000, 10_000, 0, 0, 1), "cut short"},
		{"TIFF with tiles of a gigapixel", bombTIFF(16, 16, 1<<15, 1<<15, 1), "far larger"},
		{"TIFF with a row of 10 GB", bombTIFF(100_000_000, 1, 100_000_000, 1, 100), "far larger"},
		{"TIFF with a JPEG tile of a gigapixel", jpegTIFF(16_000, 60_000, nil, scans(16_000, 60_000, 1)), "far larger"},
		{"TIFF with a JPEG of 4 gigapixels for tables", jpegTIFF(16, 16, scans(65_535, 65_535, 1), scans(16, 16, 1)), "more passes"},
		{"TIFF with a JPEG tile", jpegTIFF(16, 16, nil, scans(16, 16, 1)), opens},
		{"TIFF that leads in a circle", []byte("II*\x00\x08\x00\x00\x00\x01\x00\xfe\x00\x04\x00\x01\x00\x00\x00\x01\x00\x00\x00\x08\x00\x00\x00"), "damaged"},
		{"BMP of 100 megapixels and 100 bytes", append([]byte("BM\x00\x00\x00\x00\x00\x00\x00\x00\x36\x00\x00\x00\x28\x00\x00\x00\x10\x27\x00\x00\x10\x27\x00\x00\x01\x00\x18\x00"), make([]byte, 70)...), "cut short"},
	} {
		t.Run(test.name, func(t *testing.T) {
			var before, after runtime.MemStats
			runtime.ReadMemStats(&before)
			_, err := Decode(t.Context(), bytes.NewReader(test.data))
			runtime.ReadMemStats(&after)
			if test.want == opens && err != nil {
				t.Errorf("error %v", err)
			}
			if test.want != opens && (err == nil || !strings.Contains(err.Error(), test.want)) {
				t.Errorf("error %v, want one that says %q", err, test.want)
			}
			// The file is in memory several times; no other cost is large.
			if cost := int64(after.TotalAlloc - before.TotalAlloc); cost > 320<<20+8*int64(len(test.data)) {
				t.Errorf("decoding takes %d MB", cost>>20)
			}
		})
	}
}

// webpFrameOf is an animation of one black frame, which is lossless and takes no bit
// a pixel, on a canvas.
func webpFrameOf(canvasWidth, canvasHeight, width, height int) []byte {
	chunk := func(name string, body []byte) []byte {
		return append(binary.LittleEndian.AppendUint32([]byte(name), uint32(len(body))), body...)
	}
	sides := func(width, height int) []byte { return appendUint24(appendUint24(nil, width-1), height-1) }
	// 14 bits a side, none for opacity and version, three for what is not used, and
	// five tables of the one code 0.
	bits := uint64(width-1) | uint64(height-1)<<14
	for i := range 5 {
		bits |= 1 << (14 + 14 + 4 + 3 + 4*i)
	}
	pixels := chunk("VP8L", append(binary.LittleEndian.AppendUint64([]byte{0x2f}, bits), 0))
	frame := slices.Concat(make([]byte, 6), sides(width, height), make([]byte, 4), pixels)
	body := slices.Concat([]byte("WEBP"), chunk("VP8X", append([]byte{2, 0, 0, 0}, sides(canvasWidth, canvasHeight)...)),
		chunk("ANIM", make([]byte, 6)), chunk("ANMF", frame))
	return chunk("RIFF", body)
}

// bombTIFF has width x height pixels of 8 bits and samples, tiles of a size if
// that is not 0, and one byte of data.
func bombTIFF(width, height, tileWidth, tileHeight, samples uint32) []byte {
	fields := [][4]uint32{
		{256, long, 1, width}, {257, long, 1, height}, {258, short, 1, 8}, {259, short, 1, 1}, {262, short, 1, 1},
		{277, short, 1, samples},
	}
	if tileWidth > 0 {
		fields = append(fields, [][4]uint32{
			{322, long, 1, tileWidth}, {323, long, 1, tileHeight}, {324, long, 1, 8}, {325, long, 1, 1},
		}...)
	} else {
		fields = append(fields, [][4]uint32{{273, long, 1, 8}, {279, long, 1, 1}}...)
	}
	return append(directoryOf(fields), make([]byte, 100)...)
}

// jpegTIFF has 16 x 16 grey pixels in one tile of a size, which is a JPEG, with
// tables if they are not nil.
func jpegTIFF(tileWidth, tileHeight uint32, tables, tile []byte) []byte {
	fields := [][4]uint32{
		{256, long, 1, 16}, {257, long, 1, 16}, {258, short, 1, 8}, {259, short, 1, 7}, {262, short, 1, 1}, {277, short, 1, 1},
		{322, long, 1, tileWidth}, {323, long, 1, tileHeight},
	}
	end := uint32(10 + 12*(len(fields)+2))
	if tables != nil {
		end += 12
	}
	fields = append(fields, [4]uint32{324, long, 1, end}, [4]uint32{325, long, 1, uint32(len(tile))})
	if tables != nil {
		fields = append(fields, [4]uint32{347, 7, uint32(len(tables)), end + uint32(len(tile))})
	}
	return slices.Concat(directoryOf(fields), tile, tables)
}

// Types of fields.
const short, long = 3, 4

// directoryOf is a TIFF up to the end of its fields: tag, type, number and value
// or place.
func directoryOf(fields [][4]uint32) []byte {
	out := binary.LittleEndian.AppendUint16([]byte("II*\x00\x08\x00\x00\x00"), uint16(len(fields)))
	for _, f := range fields {
		out = binary.LittleEndian.AppendUint16(out, uint16(f[0]))
		out = binary.LittleEndian.AppendUint16(out, uint16(f[1]))
		out = binary.LittleEndian.AppendUint32(out, f[2])
		out = binary.LittleEndian.AppendUint32(out, f[3])
	}
	return out
}

func TestDecodingEndsWithItsContext(t *testing.T) {
	ended, cancel := context.WithCancel(t.Context())
	cancel()
	for _, name := range []string{
		"sample-2x2.jpg", "progressive.jpg", "animated.png", "animated.gif", "rle8.bmp", "lossy-odd.webp", "lossless.webp",
		"lzw.tif", "apart.tif", "jpeg.tif", "group4.tif",
	} {
		if _, err := decode(ended, kind(t, name)); !errors.Is(err, context.Canceled) {
			t.Errorf("%s: error %v", name, err)
		}
	}
	// In the middle: what these scans ask for takes a second or more.
	soon, stop := context.WithTimeout(t.Context(), 50*time.Millisecond)
	defer stop()
	_, err := Decode(soon, bytes.NewReader(scans(10_000, 8000, 60)))
	if !errors.Is(err, context.DeadlineExceeded) {
		t.Errorf("error %v", err)
	}
}

// Who finds the budget used up waits for a part of it, or for the end of its
// context.
func TestDecodingSharesABudget(t *testing.T) {
	all, err := reserve(t.Context(), decodingMemory, 10*decodingBudget, decodingBudget) // one may take all
	if err != nil {
		t.Fatal(err)
	}
	soon, stop := context.WithTimeout(t.Context(), 20*time.Millisecond)
	defer stop()
	file := encoded(t, func(b *bytes.Buffer) error { return png.Encode(b, drawing()) })
	if _, err := decode(soon, file); !errors.Is(err, context.DeadlineExceeded) {
		t.Errorf("without a budget: error %v", err)
	}
	done := make(chan error)
	go func() {
		_, err := decode(t.Context(), file)
		done <- err
	}()
	all()
	if err := <-done; err != nil {
		t.Errorf("with a budget: error %v", err)
	}
}
