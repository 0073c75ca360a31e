package tiff

import (
	"bytes"
	"compress/zlib"
	"context"
	"encoding/binary"
	"errors"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"testing"
)

// tag is a field of a directory: kinds 1 and 7 have bytes, 3 numbers of 16 bits, 4 of 32.
type tag struct {
	number, kind uint16
	values       []uint32
}

func short(number uint16, values ...uint32) tag { return tag{number, 3, values} }
func long(number uint16, values ...uint32) tag  { return tag{number, 4, values} }

// build makes a file: its header, blocks of pixels from byte 8 on, the values
// that are too long for the directory, and the directory.
func build(order binary.AppendByteOrder, blocks []byte, tags ...tag) []byte {
	out := []byte("II*\x00\x00\x00\x00\x00")
	if order == binary.AppendByteOrder(binary.BigEndian) {
		out = []byte("MM\x00*\x00\x00\x00\x00")
	}
	out = append(out, blocks...)
	directory := order.AppendUint16(nil, uint16(len(tags)))
	for _, t := range tags {
		var body []byte
		for _, v := range t.values {
			switch t.kind {
			case 1, 7:
				body = append(body, byte(v))
			case 3:
				body = order.AppendUint16(body, uint16(v))
			default:
				body = order.AppendUint32(body, v)
			}
		}
		directory = order.AppendUint16(order.AppendUint16(directory, t.number), t.kind)
		directory = order.AppendUint32(directory, uint32(len(t.values)))
		if len(body) > 4 {
			directory = order.AppendUint32(directory, uint32(len(out)))
			out = append(out, body...)
		} else {
			directory = append(directory, append(body, 0, 0, 0, 0)[:4]...)
		}
	}
	start := order.AppendUint32(nil, uint32(len(out)))
	copy(out[4:8], start)
	return append(append(out, directory...), 0, 0, 0, 0)
}

// picture are the fields that every file has. Its pixels are one strip.
func picture(width, height, bits, photometric uint32, more ...tag) []tag {
	list := []tag{long(tagWidth, width), long(tagHeight, height), short(tagBits, bits), short(tagPhotometric, photometric)}
	for _, t := range more { // may stand for one of these
		list = slices.DeleteFunc(list, func(other tag) bool { return other.number == t.number })
	}
	return append(list, append([]tag{long(tagStripOffsets, 8)}, more...)...)
}

func TestPixelsAreThoseOfTheFile(t *testing.T) {
	deflated := func(data string) string {
		var b bytes.Buffer
		w := zlib.NewWriter(&b)
		w.Write([]byte(data))
		w.Close()
		return b.String()
	}
	for _, test := range []struct {
		name, blocks string
		tags         []tag
		want         []uint8
	}{
		{"1 bit", "\xa0", picture(4, 1, 1, blackIsZero), []uint8{255, 0, 255, 0}},
		{"1 bit, white is 0", "\xa0", picture(4, 1, 1, whiteIsZero), []uint8{0, 255, 0, 255}},
		{"1 bit, first pixel in the lowest bit", "\x05", picture(4, 1, 1, blackIsZero, short(tagFillOrder, 2)), []uint8{255, 0, 255, 0}},
		{"2 bits", "\x1b", picture(4, 1, 2, blackIsZero), []uint8{0, 85, 170, 255}},
		{"4 bits, rows of whole bytes", "\x0f\xf0\x10\x20", picture(3, 1, 4, blackIsZero), []uint8{0, 255, 255}},
		{"8 bits", "\x00\x07\xff", picture(3, 1, 8, blackIsZero), []uint8{0, 7, 255}},
		{"16 bits", "\x00\x00\x80\x80\xff\xff", picture(3, 1, 16, blackIsZero), []uint8{0, 128, 255}},
		{"8 bits as differences", "\x0a\x05\xff", picture(3, 1, 8, blackIsZero, short(tagPredictor, 2)), []uint8{10, 15, 14}},
		{"PackBits", "\xfe\x07\x80\x01\x08\x09", picture(5, 1, 8, blackIsZero, long(tagCompression, packBits)), []uint8{7, 7, 7, 8, 9}},
		{"deflate", deflated("\x01\x02\x03"), picture(3, 1, 8, blackIsZero, short(tagCompression, adobeFlate)), []uint8{1, 2, 3}},
		{"palette", "\x40", picture(2, 1, 1, palette, short(tagColorMap, 0x0100, 0x0200, 0x0300, 0x0400, 0x0500, 0x0600)), []uint8{1, 3, 5, 2, 4, 6}},
		{"RGB", "\x01\x02\x03\x04\x05\x06", picture(2, 1, 8, rgb, short(tagSamples, 3)), []uint8{1, 2, 3, 4, 5, 6}},
		{"planes apart", "\x01\x04\x02\x05\x03\x06", picture(2, 1, 8, rgb, short(tagSamples, 3), short(tagPlanar, 2), long(tagStripOffsets, 8, 10, 12)), []uint8{1, 2, 3, 4, 5, 6}},
		{"half transparent", "\x00\x64\xc8\x80", picture(1, 1, 8, rgb, short(tagSamples, 4), short(tagExtraSamples, 2)), []uint8{127, 177, 227}},
		{"premultiplied", "\x00\x32\x64\x80", picture(1, 1, 8, rgb, short(tagSamples, 4), short(tagExtraSamples, 1)), []uint8{127, 177, 227}},
		{"inks", "\xff\x00\x00\x00\x00\x00\x00\xff", picture(2, 1, 8, separated, short(tagSamples, 4)), []uint8{0, 255, 255, 0, 0, 0}},
		{"tiles beyond the border", "\x01\x02\x04\x05\x03\x00\x06\x00", picture(3, 2, 8, blackIsZero,
			short(tagTileWidth, 2), short(tagTileHeight, 2), long(tagTileOffsets, 8, 12), long(tagTileCounts, 4, 4)), []uint8{1, 2, 3, 4, 5, 6}},
		{"strips in any order, without lengths", "\x03\x04\x01\x02", picture(2, 2, 8, blackIsZero,
			short(tagRowsPerStrip, 1), long(tagStripOffsets, 10, 8)), []uint8{1, 2, 3, 4}},
	} {
		t.Run(test.name, func(t *testing.T) {
			for _, order := range []binary.AppendByteOrder{binary.LittleEndian, binary.BigEndian} {
				got, err := Decode(t.Context(), build(order, []byte(test.blocks), test.tags...))
				if err != nil {
					t.Fatal(order, err)
				}
				if !slices.Equal(got.Pix, test.want) {
					t.Errorf("%v: %v, not %v", order, got.Pix, test.want)
				}
			}
		})
	}
}

func TestADamagedFileIsRefusedInAFewWords(t *testing.T) {
	long16 := strings.Repeat("\x00", 16)
	jpegTables := "\xff\xd8\xff\xc0\x00\x0b\x08\xff\xff\xff\xff\x01\x01\x11\x00\xff\xd9" // a frame of 65,535 x 65,535
	bytesOf := func(text string) []uint32 {
		var out []uint32
		for _, b := range []byte(text) {
			out = append(out, uint32(b))
		}
		return out
	}
	for _, test := range []struct {
		name, want string
		blocks     string
		tags       []tag
	}{
		{"no size", "no pixels", "", []tag{short(tagBits, 8)}},
		{"cut short", ErrCutShort.Error(), "\x01", picture(2, 2, 8, rgb, short(tagSamples, 3), long(tagStripOffsets, 9_999))},
		{"too few strips", ErrCutShort.Error(), long16, picture(2, 2, 8, blackIsZero, short(tagRowsPerStrip, 1))},
		{"rows of nothing", "no pixels", long16, picture(2, 2, 8, blackIsZero, short(tagRowsPerStrip, 0))},
		{"no palette", "palette is missing", long16, picture(2, 2, 8, palette)},
		{"one sample of three", "1 samples a pixel instead of 3", long16, picture(2, 2, 8, rgb)},
		{"3 bits", "3 bits a sample", long16, picture(2, 2, 3, blackIsZero)},
		{"floats", "floating point", long16, picture(2, 2, 16, blackIsZero, short(tagSampleFormat, 3))},
		{"raw", ErrRaw.Error(), long16, picture(2, 2, 8, filterArray)},
		{"tiles of a whole city", "far larger than it", long16, picture(2, 2, 8, blackIsZero,
			long(tagTileWidth, 1<<29), long(tagTileHeight, 1<<29), long(tagTileOffsets, 8))},
		{"tiles that are many", "more than a million blocks", long16, picture(1<<15, 1<<15, 8, blackIsZero,
			short(tagTileWidth, 1), short(tagTileHeight, 1), long(tagTileOffsets, 8))},
		{"samples without end", "65535 samples a pixel", long16, picture(200, 1<<17, 8, blackIsZero, short(tagSamples, 65_535))},
		{"a picture among the tables", "picture is among its tables", jpegTables, picture(16, 16, 8, blackIsZero,
			short(tagCompression, jpegCode), tag{tagJPEGTables, 7, bytesOf(jpegTables)})},
	} {
		t.Run(test.name, func(t *testing.T) {
			data := build(binary.LittleEndian, []byte(test.blocks), test.tags...)
			_, err := Decode(t.Context(), data)
			if err == nil || !strings.Contains(err.Error(), test.want) {
				t.Errorf("error %v, want one that says %q", err, test.want)
			}
		})
	}
}

func TestBlocksThatAreOnePieceOfTheFileAreRefused(t *testing.T) {
	const rows = 1 << 10
	places := make([]uint32, rows)
	for i := range places {
		places[i] = 8
	}
	lengths := slices.Clone(places)
	for i := range lengths {
		lengths[i] = 1 << 17
	}
	data := build(binary.LittleEndian, make([]byte, 1<<17), picture(1, rows, 8, blackIsZero,
		short(tagRowsPerStrip, 1), long(tagStripOffsets, places...), long(tagStripCounts, lengths...))...)
	if _, err := Decode(t.Context(), data); err == nil || !strings.Contains(err.Error(), "one piece of the file") {
		t.Errorf("error %v", err)
	}
}

func TestListsTakeNoMoreMemoryThanThePictureNeeds(t *testing.T) {
	const length = 16 << 20
	data := build(binary.LittleEndian, make([]byte, length), picture(2, 2, 8, blackIsZero)...)
	// The strips' places become bytes, as many as the file has.
	entry := bytes.LastIndex(data, []byte{tagStripOffsets & 0xff, tagStripOffsets >> 8, 4, 0})
	binary.LittleEndian.PutUint16(data[entry+2:], 1)
	binary.LittleEndian.PutUint32(data[entry+4:], length)
	var before, after runtime.MemStats
	runtime.ReadMemStats(&before)
	if _, err := Decode(t.Context(), data); err != nil {
		t.Fatal(err)
	}
	runtime.ReadMemStats(&after)
	if made := after.TotalAlloc - before.TotalAlloc; made > 1<<20 {
		t.Errorf("%d bytes for 4 pixels", made)
	}
}

func TestDirectoriesInACircleEnd(t *testing.T) {
	data := build(binary.LittleEndian, []byte("\x01\x02\x03\x04"), picture(2, 2, 8, blackIsZero, long(tagSubfile, 1))...)
	copy(data[len(data)-4:], data[4:8])
	got, err := Decode(t.Context(), data)
	if err != nil || !slices.Equal(got.Pix, []uint8{1, 2, 3, 4}) {
		t.Errorf("%v, %v", got, err)
	}
}

func TestDecodingEndsWithItsContext(t *testing.T) {
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	data := build(binary.LittleEndian, []byte("\x01\x02\x03\x04"), picture(2, 2, 8, blackIsZero)...)
	if _, err := Decode(ctx, data); !errors.Is(err, ctx.Err()) {
		t.Errorf("error %v", err)
	}
}

// FuzzDecode looks for files that make the decoder panic, or return a picture
// of another size than was said.
func FuzzDecode(f *testing.F) {
	stored, err := filepath.Glob("../pixel/testdata/kinds/*.tif*")
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
	f.Add(build(binary.BigEndian, []byte("\x40"), picture(2, 1, 1, palette, short(tagColorMap, 1, 2, 3, 4, 5, 6))...))
	f.Fuzz(func(t *testing.T, data []byte) {
		config, err := DecodeConfig(data)
		if err != nil || int64(config.Width)*int64(config.Height) > 1<<16 {
			t.Skip()
		}
		got, err := Decode(t.Context(), data)
		if err != nil {
			return
		}
		if got.Width != config.Width || got.Height != config.Height || len(got.Pix) != got.Bytes*got.Width*got.Height {
			t.Fatalf("%d x %d pixels of %d bytes in %d", got.Width, got.Height, got.Bytes, len(got.Pix))
		}
	})
}
