package figure_test

import (
	"bytes"
	"encoding/xml"
	"errors"
	"image"
	"io"
	"strings"
	"testing"

	"foolscope/engine/figure"
)

// hostile are names that somebody else's model may have.
var hostile = map[string]string{
	"control characters":   "no\x00rth\x01\x1b[31m\x08",
	"not UTF-8":            "north\xff\xfe",
	"no character at all":  "north\ufffe\uffff",
	"markup":               `</text><script>alert("1")</script>&amp;]]>`,
	"a line of its own":    "north\r\nsouth",
	"another direction":    "\u202enorth",
	"ten thousand letters": strings.Repeat("W", 10000),
	"many words":           strings.Repeat("north ", 2000),
}

// saying is a figure all of whose words are one text.
func saying(text string) figure.Figure {
	panel := figure.Panel{Title: text, Note: text, Verdict: text, Image: image.NewRGBA(image.Rect(0, 0, 4, 4)),
		Bars: []figure.Bar{{Label: text, Probability: 0.5, Top: true}, {Label: text, Probability: -1}}}
	facts := panel
	facts.Bars, facts.Facts = nil, []figure.Fact{{Name: text, Value: text}}
	return figure.Figure{
		Panels: []figure.Panel{panel, facts, panel}, Headline: text, Caption: text,
		Chart: &figure.Chart{Title: text, Axis: text, Max: 1, Lines: []figure.Line{{Name: text, X: []float64{0, 1}, Y: []float64{0, 50}}}},
	}
}

func TestFiguresOfHostileNames(t *testing.T) {
	for name, text := range hostile {
		t.Run(name, func(t *testing.T) {
			f := saying(text)
			var svg bytes.Buffer
			if err := figure.SVG(&svg, f); err != nil {
				t.Fatal(err)
			}
			decoder := xml.NewDecoder(&svg)
			for {
				token, err := decoder.Token()
				if errors.Is(err, io.EOF) {
					break
				}
				if err != nil {
					t.Fatalf("it is no valid SVG: %v", err)
				}
				if element, ok := token.(xml.StartElement); ok && element.Name.Local == "script" {
					t.Error("it has a script")
				}
			}
			var pdf, png bytes.Buffer
			if err := figure.PDF(&pdf, f); err != nil {
				t.Error(err)
			}
			if err := figure.PNG(&png, f); err != nil {
				t.Error(err)
			}
			// A page and a half is what the longest texts take.
			if b := decode(t, png.Bytes()).Bounds(); b.Dy() > 5000 {
				t.Errorf("it is %d dots high", b.Dy())
			}
		})
	}
}

func TestDrawingLeavesTheFigureAsItWas(t *testing.T) {
	f := saying(hostile["control characters"])
	if err := figure.SVG(io.Discard, f); err != nil {
		t.Fatal(err)
	}
	if got := f.Panels[0].Bars[0].Label; got != hostile["control characters"] {
		t.Errorf("the label is %q", got)
	}
}

// Curves of a class whose name is too long are told apart in the legend.
func TestNamesOfCurvesKeepTheirEnd(t *testing.T) {
	f := saying("")
	long := strings.Repeat("L", 300)
	f.Chart.Lines = nil
	for _, name := range []string{long + ", attacked", long + ", after defence", "SSIM"} {
		f.Chart.Lines = append(f.Chart.Lines, figure.Line{Name: name, X: []float64{0, 1}, Y: []float64{0, 50}})
	}
	var svg bytes.Buffer
	if err := figure.SVG(&svg, f); err != nil {
		t.Fatal(err)
	}
	for _, want := range []string{"L…, attacked<", "L…, after defence<", ">SSIM<"} {
		if !strings.Contains(svg.String(), want) {
			t.Errorf("the legend lacks %q", want)
		}
	}
}

// The name of what won is whole in its row and in the verdict.
func TestNamesOfWinnersAreWhole(t *testing.T) {
	f := saying("")
	const name = "American Staffordshire terrier"
	f.Panels = []figure.Panel{f.Panels[0], f.Panels[0], f.Panels[0], f.Panels[0]}
	f.Panels[2].Bars = []figure.Bar{{Label: name, Probability: 0.5, Top: true}}
	var svg bytes.Buffer
	if err := figure.SVG(&svg, f); err != nil {
		t.Fatal(err)
	}
	if !strings.Contains(svg.String(), ">"+name+"<") {
		t.Error("the name is cut")
	}
}
