package jfif

import (
	"bytes"
	"context"
	"errors"
	"image"
	"image/color"
	"image/jpeg"
	"math"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

// cosines is the transform by its definition: coefficient (u, v) of samples.
func cosines(b *Block, u, v int) float64 {
	sum := 0.0
	for y := range 8 {
		for x := range 8 {
			sum += float64(b[8*y+x]) * math.Cos(float64(2*x+1)*float64(u)*math.Pi/16) * math.Cos(float64(2*y+1)*float64(v)*math.Pi/16)
		}
	}
	for _, w := range []int{u, v} {
		if w == 0 {
			sum /= math.Sqrt2
		}
	}
	return sum / 4
}

func TestForwardIsTheCosineTransformEightfold(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 2))
	for range 20 {
		var samples Block
		for i := range samples {
			samples[i] = r.Int32N(256) - 128
		}
		got := samples
		got.Forward()
		for v := range 8 {
			for u := range 8 {
				if want := 8 * cosines(&samples, u, v); math.Abs(float64(got[8*v+u])-want) > 4 {
					t.Fatalf("coefficient (%d, %d) is %d, not %.2f", u, v, got[8*v+u], want)
				}
			}
		}
	}
}

func TestInverseGivesTheSamplesBack(t *testing.T) {
	r := rand.New(rand.NewPCG(3, 4))
	for range 20 {
		var samples, b Block
		for i := range samples {
			samples[i] = r.Int32N(256) - 128
		}
		for v := range 8 {
			for u := range 8 {
				b[8*v+u] = int32(math.Round(cosines(&samples, u, v)))
			}
		}
		b.Inverse()
		for i := range b {
			if d := b[i] - samples[i]; d < -2 || d > 2 { // coefficients were rounded
				t.Fatalf("sample %d is %d, not %d", i, b[i], samples[i])
			}
		}
	}
}

func TestColorsAreThoseOfLibjpeg(t *testing.T) {
	for _, test := range []struct{ ycc, rgb [3]uint8 }{
		{[3]uint8{0, 128, 128}, [3]uint8{0, 0, 0}},
		{[3]uint8{255, 128, 128}, [3]uint8{255, 255, 255}},
		{[3]uint8{76, 85, 255}, [3]uint8{254, 0, 0}},
		{[3]uint8{150, 44, 21}, [3]uint8{0, 255, 1}},
		{[3]uint8{29, 255, 107}, [3]uint8{0, 0, 254}},
		{[3]uint8{0, 255, 255}, [3]uint8{178, 0, 225}},
	} {
		var got [3]uint8
		if got[0], got[1], got[2] = ToRGB(test.ycc[0], test.ycc[1], test.ycc[2]); got != test.rgb {
			t.Errorf("YCbCr %v is %v, not %v", test.ycc, got, test.rgb)
		}
	}
	for _, test := range []struct{ rgb, ycc [3]uint8 }{
		{[3]uint8{255, 0, 0}, [3]uint8{76, 85, 255}},
		{[3]uint8{0, 255, 0}, [3]uint8{150, 44, 21}},
		{[3]uint8{0, 0, 255}, [3]uint8{29, 255, 107}},
		{[3]uint8{90, 90, 90}, [3]uint8{90, 128, 128}},
	} {
		var got [3]uint8
		if got[0], got[1], got[2] = FromRGB(test.rgb[0], test.rgb[1], test.rgb[2]); got != test.ycc {
			t.Errorf("RGB %v is %v, not %v", test.rgb, got, test.ycc)
		}
	}
	if r, g, b := Print(255, 0, 128, 128); r != 0 || g != 127 || b != 63 {
		t.Errorf("ink is %d, %d, %d", r, g, b)
	}
}

func TestColorsBetweenSamplesAreInterpolated(t *testing.T) {
	plane := Plane{[]uint8{0, 100, 200, 40, 80, 120}, 3, 3, 2}
	for _, test := range []struct {
		horizontal, vertical, y int
		want                    []uint8
	}{
		{1, 1, 1, []uint8{40, 80, 120}},
		{2, 1, 0, []uint8{0, 25, 75, 125, 175, 200}},
		{1, 2, 0, []uint8{0, 100, 200}},
		{1, 2, 1, []uint8{10, 95, 180}},               // 3/4 of its own row, 1/4 of the next
		{2, 2, 1, []uint8{10, 31, 74, 116, 159, 180}}, // those, 3 to 1 across
		{4, 2, 2, []uint8{40, 40, 40, 40, 80, 80, 80, 80, 120, 120, 120, 120}},
	} {
		got := make([]uint8, len(test.want))
		NewUpsampler(plane, test.horizontal, test.vertical).Row(test.y, got)
		if !slices.Equal(got, test.want) {
			t.Errorf("%d x %d, row %d: %v, not %v", test.horizontal, test.vertical, test.y, got, test.want)
		}
	}
}

func TestStepsFollowTheQuality(t *testing.T) {
	for quality, want := range map[int]int32{1: 255, 25: 32, 50: 16, 75: 8, 90: 3, 100: 1} {
		if got := luminance.quality(quality)[0]; got != want {
			t.Errorf("quality %d: %d, not %d", quality, got, want)
		}
	}
	b := Block{8*24 - 1, -(8*24 - 1), 8 * 8, 8*8 - 1}
	table := Table{16, 16, 16, 16}
	for i := 4; i < 64; i++ {
		table[i] = 1
	}
	table.quantize(&b) // halves go away from 0
	if want := [4]int32{16, -16, 16, 0}; [4]int32(b[:4]) != want {
		t.Errorf("%v, not %v", b[:4], want)
	}
}

func TestCodesAreRead(t *testing.T) {
	// 0, 10, 110, 1110 and one of 12 bits: 111100000000.
	h, err := newHuffman([]byte{1, 1, 1, 1, 0, 0, 0, 0, 0, 0, 0, 1, 0, 0, 0, 0}, []byte{5, 6, 7, 8, 9})
	if err != nil {
		t.Fatal(err)
	}
	// 110 0 1110 10 111100000000 and then what is no code.
	r := bitReader{data: []byte{0b11001110, 0b10111100, 0b00000011, 0xff, 0x00}}
	var got []int
	for range 6 {
		got = append(got, r.symbol(h))
	}
	if want := []int{7, 5, 8, 6, 9, -1}; !slices.Equal(got, want) {
		t.Errorf("%v, not %v", got, want)
	}
	if _, err := newHuffman([]byte{3, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0}, []byte{1, 2, 3}); err == nil {
		t.Error("three codes of one bit are read")
	}
	if r := (&bitReader{data: []byte{0b10100110}}); r.signed(3) != 5 || r.signed(3) != -6 {
		t.Error("101 and 001 are not 5 and -6")
	}
}

// segment makes one of a file.
func segment(marker byte, body ...byte) string {
	return string([]byte{0xff, marker, byte((len(body) + 2) >> 8), byte(len(body) + 2)}) + string(body)
}

// Parts of a grey file whose codes are of one bit: of the first coefficient 0
// says that it is as before, and 1 that a bit follows, 1 for more and 0 for
// less; of all others 0 says that they are 0.
var (
	start  = "\xff\xd8"
	steps  = segment(dqt, append([]byte{0}, bytes.Repeat([]byte{8}, 64)...)...)
	dcCode = segment(dht, 0x00, 2, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1)
	acCode = segment(dht, 0x10, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0)
	onScan = segment(sos, 1, 1, 0, 0, 63, 0)
	end    = "\xff\xd9"
)

func frame(width, height byte) string { return segment(sof0, 8, 0, height, 0, width, 1, 1, 0x11, 0) }

func TestAFileByHand(t *testing.T) {
	// Three blocks: as 128, one step of 8/8 levels more, and one less again.
	bits := string([]byte{0b00_110_100})
	for name, file := range map[string]string{
		"whole":            start + steps + dcCode + acCode + frame(24, 8) + onScan + bits + end,
		"no end":           start + steps + dcCode + acCode + frame(24, 8) + onScan + bits,
		"more before":      start + segment(0xfe, 'h', 'i') + "\xff\xff" + steps[1:] + dcCode + acCode + frame(24, 8) + onScan + bits + end,
		"restart, 2 units": start + segment(dri, 0, 2) + steps + dcCode + acCode + frame(24, 8) + onScan + "\x37\xff\xd0\x97" + end,
	} {
		p, err := Decode(t.Context(), []byte(file))
		if err != nil {
			t.Errorf("%s: %v", name, err)
			continue
		}
		row := make([][3]uint8, 24)
		p.Rows().Read(7, row)
		want := [3]uint8{128, 129, 128}
		if name == "restart, 2 units" { // which begins at 128 again
			want = [3]uint8{128, 129, 127}
		}
		if got := [3]uint8{row[0][0], row[8][1], row[23][2]}; got != want {
			t.Errorf("%s: %v, not %v", name, got, want)
		}
	}
}

func TestWhatIsWrongIsSaid(t *testing.T) {
	whole := steps + dcCode + acCode + frame(24, 8)
	for _, test := range []struct{ name, file, want string }{
		{"nothing", "", "does not start"},
		{"no frame", start + steps + end, "no frame"},
		{"no scan", start + whole + end, ErrCutShort.Error()},
		{"no bits", start + whole + onScan, ErrCutShort.Error()},
		{"scan first", start + onScan + end, "before the frame"},
		{"two frames", start + whole + frame(8, 8), "two frames"},
		{"no table", start + dcCode + acCode + frame(24, 8) + onScan + "\x00", "quantisation table is missing"},
		{"no codes", start + steps + frame(24, 8) + onScan + "\x00", "Huffman table is missing"},
		{"wrong restart", start + segment(dri, 0, 1) + whole + onScan + "\x37\xff\xd3\x37" + end, ErrCutShort.Error()},
		{"unknown component", start + whole + segment(sos, 1, 9, 0, 0, 63, 0), "what is not there"},
		{"no pixels", start + frame(0, 8), "no pixels"},
		{"12 bits", start + segment(sof1, 12, 0, 8, 0, 8, 1, 1, 0x11, 0), "12 bits"},
		{"arithmetic", start + segment(0xc9, 8), "arithmetic"},
		{"lossless", start + segment(0xc3, 8), "lossless"},
		{"short segment", start + "\xff\xdb\x00\x01", "shorter than its length"},
		{"passes", start + whole + strings.Repeat(onScan+"\x34", maxScans+1), "more passes"},
	} {
		t.Run(test.name, func(t *testing.T) {
			if _, err := Decode(t.Context(), []byte(test.file)); err == nil || !strings.Contains(err.Error(), test.want) {
				t.Errorf("error %v, want one that says %q", err, test.want)
			}
		})
	}
}

func TestMoreVisitsThanProgramsNeedAreRefused(t *testing.T) {
	// 100 megapixels: each pass goes to 1,562,500 blocks.
	large := start + segment(sof2, 8, 0x27, 0x10, 0x27, 0x10, 1, 1, 0x11, 0)
	pass := segment(sos, 1, 1, 0, 1, 63, 0x10)
	if c, err := DecodeConfig([]byte(large + strings.Repeat(pass, 64))); err != nil || c.Visits != 100_000_000 {
		t.Errorf("%d visits, %v", c.Visits, err)
	}
	if _, err := DecodeConfig([]byte(large + strings.Repeat(pass, 65))); err == nil || !strings.Contains(err.Error(), "more passes") {
		t.Errorf("error %v", err)
	}
}

func TestTablesMayLieElsewhere(t *testing.T) {
	tables, err := ReadTables([]byte(start + steps + dcCode + acCode + end))
	if err != nil {
		t.Fatal(err)
	}
	file := []byte(start + frame(24, 8) + onScan + "\x34")
	if _, err := DecodeAs(t.Context(), Grey, tables, file); err != nil {
		t.Error(err)
	}
	if _, err := DecodeAs(t.Context(), Grey, nil, file); err == nil {
		t.Error("decoded without tables")
	}
	if _, err := DecodeAs(t.Context(), RGB, tables, file); err == nil || !strings.Contains(err.Error(), "1 components instead of 3") {
		t.Errorf("grey as RGB: %v", err)
	}
	if _, err := ReadTables([]byte(start + frame(255, 255) + onScan)); err == nil {
		t.Error("a picture is read as tables")
	}
}

func TestGreyIsDecodedAsTheStandardLibraryDoes(t *testing.T) {
	im := image.NewGray(image.Rect(0, 0, 21, 13))
	for i := range im.Pix {
		im.Pix[i] = uint8(i * i)
	}
	var b bytes.Buffer
	if err := jpeg.Encode(&b, im, &jpeg.Options{Quality: 90}); err != nil {
		t.Fatal(err)
	}
	want, err := jpeg.Decode(bytes.NewReader(b.Bytes()))
	if err != nil {
		t.Fatal(err)
	}
	got, err := Decode(t.Context(), b.Bytes())
	if err != nil {
		t.Fatal(err)
	}
	rows, row := got.Rows(), make([][3]uint8, 21)
	for y := range 13 {
		rows.Read(y, row)
		for x, p := range row {
			if d := int(p[0]) - int(want.At(x, y).(color.Gray).Y); d < -1 || d > 1 {
				t.Fatalf("(%d, %d) is %d, not %v", x, y, p[0], want.At(x, y))
			}
		}
	}
}

func TestDecodingEndsWithItsContext(t *testing.T) {
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	file := start + steps + dcCode + acCode + frame(24, 8) + onScan + "\x34"
	if _, err := Decode(ctx, []byte(file)); !errors.Is(err, context.Canceled) {
		t.Errorf("error %v", err)
	}
}

// FuzzDecode looks for files that make the decoder panic, or return another
// size than was said.
func FuzzDecode(f *testing.F) {
	stored, err := filepath.Glob("../pixel/testdata/kinds/*.jpg")
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
	f.Add([]byte(start + steps + dcCode + acCode + frame(24, 8) + onScan + "\x34" + end))
	f.Fuzz(func(t *testing.T, data []byte) {
		config, err := DecodeConfig(data)
		if err != nil || config.Width*config.Height > 1<<16 || config.Visits > 1<<16 {
			t.Skip()
		}
		got, err := Decode(t.Context(), data)
		if err != nil {
			return
		}
		if got.Width != config.Width || got.Height != config.Height {
			t.Fatalf("%d x %d pixels instead of %d x %d", got.Width, got.Height, config.Width, config.Height)
		}
		rows, row := got.Rows(), make([][3]uint8, got.Width)
		for y := range got.Height {
			rows.Read(y, row)
		}
	})
}
