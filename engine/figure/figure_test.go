package figure_test

import (
	"bytes"
	"encoding/xml"
	"flag"
	"image"
	"image/png"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"foolscope/engine/figure"
)

var update = flag.Bool("update", false, "rewrite testdata/figure.png from what is drawn now")

func TestPictureIsAsExpected(t *testing.T) {
	var drawn bytes.Buffer
	if err := figure.PNG(&drawn, example()); err != nil {
		t.Fatal(err)
	}
	const file = "testdata/figure.png"
	if *update {
		if err := os.MkdirAll("testdata", 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(file, drawn.Bytes(), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	expected, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	got, want := decode(t, drawn.Bytes()), decode(t, expected)
	if got.Bounds() != want.Bounds() {
		t.Fatalf("the figure is %v, want %v", got.Bounds(), want.Bounds())
	}
	// Processors that fuse multiplications and additions round the edges of
	// letters differently.
	off := 0
	for y := range got.Bounds().Dy() {
		for x := range got.Bounds().Dx() {
			r, g, b, _ := got.At(x, y).RGBA()
			rr, gg, bb, _ := want.At(x, y).RGBA()
			for _, d := range []int{int(r) - int(rr), int(g) - int(gg), int(b) - int(bb)} {
				if d < -0x400 || d > 0x400 {
					off++
				}
			}
		}
	}
	if off > 200 {
		t.Errorf("%d values differ from %s; look at the figure, and if it is right run the test with -update", off, file)
	}
}

func decode(t *testing.T, data []byte) image.Image {
	t.Helper()
	im, err := png.Decode(bytes.NewReader(data))
	if err != nil {
		t.Fatal(err)
	}
	return im
}

func TestSameFigureSameBytes(t *testing.T) {
	for name, encode := range map[string]func(io.Writer, figure.Figure) error{"PNG": figure.PNG, "SVG": figure.SVG} {
		var first, second bytes.Buffer
		if err := encode(&first, example()); err != nil {
			t.Fatal(err)
		}
		if err := encode(&second, example()); err != nil {
			t.Fatal(err)
		}
		if !bytes.Equal(first.Bytes(), second.Bytes()) {
			t.Errorf("%s: drawn twice, the files differ", name)
		}
	}
}

func TestSVGHoldsPicturesAndWords(t *testing.T) {
	pictures, words := readSVG(t, example())
	if pictures != 4 {
		t.Errorf("%d pictures, want 4", pictures)
	}
	for _, want := range []string{"(a) Original", "(d) Defended", "91.2 % speed limit 50", "0.981", "× 12", "L∞", "seed 1", "Epsilon (/255)"} {
		if !strings.Contains(words, want) {
			t.Errorf("%q is missing", want)
		}
	}
}

// Bars and axes write numbers as the words of the figure do.
func TestNumbersOfTheLanguage(t *testing.T) {
	f := example()
	f.Numeral = func(english string) string { return strings.Replace(english, ".", ",", 1) }
	_, words := readSVG(t, f)
	for _, want := range []string{"97,9 %", "0,75"} {
		if !strings.Contains(words, want) {
			t.Errorf("%q is missing", want)
		}
	}
}

// readSVG writes a figure as SVG, and returns how many pictures and what words it has.
func readSVG(t *testing.T, f figure.Figure) (pictures int, words string) {
	t.Helper()
	var out bytes.Buffer
	if err := figure.SVG(&out, f); err != nil {
		t.Fatal(err)
	}
	for decoder := xml.NewDecoder(&out); ; {
		token, err := decoder.Token()
		if err == io.EOF {
			return pictures, words
		}
		if err != nil {
			t.Fatal(err)
		}
		switch token := token.(type) {
		case xml.StartElement:
			if token.Name.Local != "image" {
				continue
			}
			pictures++
			for _, a := range token.Attr {
				if a.Name.Local == "href" && !strings.HasPrefix(a.Value, "data:image/png;base64,iVBOR") {
					t.Error("a picture is not embedded as PNG")
				}
			}
		case xml.CharData:
			words += string(token)
		}
	}
}

func TestPDFIsOnePageWithoutFonts(t *testing.T) {
	var out bytes.Buffer
	if err := figure.PDF(&out, example()); err != nil {
		t.Fatal(err)
	}
	for what, want := range map[string]int{"%PDF-": 1, "/Type /Page\n": 1, "/BaseFont": 0, "/Subtype /Image": 4} {
		if got := bytes.Count(out.Bytes(), []byte(what)); got != want {
			t.Errorf("%q occurs %d times, want %d", what, got, want)
		}
	}
}

// Whatever is missing, or too long, or wrong, there is a figure.
func TestFigureOfLittle(t *testing.T) {
	long := strings.Repeat("a very long name of a class ", 20)
	for name, f := range map[string]figure.Figure{
		"nothing":       {},
		"no defence":    {Panels: example().Panels[:3], Caption: "Three."},
		"no image":      {Panels: []figure.Panel{{Title: "Empty"}}},
		"long words":    {Panels: []figure.Panel{{Title: long, Note: long, Verdict: long, Bars: []figure.Bar{{Label: long, Probability: 7}}}}, Headline: long},
		"unknown words": {Headline: "標識 🚦"},
		"flat chart":    {Chart: &figure.Chart{Min: 1, Max: 1, Lines: []figure.Line{{X: []float64{1}, Y: []float64{50}}}}},
	} {
		for _, encode := range []func(io.Writer, figure.Figure) error{figure.PNG, figure.SVG, figure.PDF} {
			if err := encode(io.Discard, f); err != nil {
				t.Errorf("%s: %v", name, err)
			}
		}
	}
}

func TestWriteChoosesTheFormatByTheEnding(t *testing.T) {
	folder := t.TempDir()
	for name, start := range map[string]string{"a.png": "\x89PNG", "b.SVG": "<?xml", "c.pdf": "%PDF-"} {
		path := filepath.Join(folder, name)
		if err := figure.Write(path, example()); err != nil {
			t.Fatal(err)
		}
		if data, _ := os.ReadFile(path); !strings.HasPrefix(string(data), start) {
			t.Errorf("%s begins with %.8q", name, data)
		}
	}
	if err := figure.Write(filepath.Join(folder, "d.bmp"), example()); err == nil || !strings.Contains(err.Error(), ".svg") {
		t.Errorf("a strange ending: %v", err)
	}
	if entries, _ := os.ReadDir(folder); len(entries) != 3 {
		t.Errorf("%d files, want 3", len(entries))
	}
}

func TestWritingWhereThereIsNoFolder(t *testing.T) {
	folder := filepath.Join(t.TempDir(), "absent")
	err := figure.Write(filepath.Join(folder, "figure.png"), figure.Figure{})
	if want := "cannot save figure.png: its folder does not exist"; err == nil || err.Error() != want {
		t.Errorf("the error is %v, want %s", err, want)
	}
}
