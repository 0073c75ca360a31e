package part

import (
	"math"
	"strconv"
	"testing"

	"fyne.io/fyne/v2"

	"foolscope/ui/look"
)

// falling is a line that falls from a height, with a band of a width.
func falling(key, name string, m look.Meaning, p Pattern, s Shape, from, to, off float64) PlotLine {
	l := PlotLine{Key: key, Name: name, Meaning: m, Pattern: p, Shape: s}
	for i, x := range []float64{0, 2, 4, 8, 12, 16} {
		y := to + (from-to)*math.Exp(-x/4)
		l.Points = append(l.Points, PlotPoint{x, y, max(0, y-off), min(100, y+off), i == 1})
	}
	return l
}

// trendLines are as many as the mock-up of the page Study has.
func trendLines() []PlotLine {
	return []PlotLine{
		falling("p", "Plain, no defence", look.Attacked, Solid, Disc, 97, 0, 9),
		falling("r", "Residual, no defence", look.Attacked, Dashes, Disc, 99, 5, 9),
		falling("pj", "Plain, JPEG 50", look.Defended, Solid, Square, 95, 10, 9),
		falling("rj", "Residual, JPEG 50", look.Defended, Dashes, Square, 98, 42, 14),
		falling("pb", "Plain, box blur 5", look.Defended, Solid, Triangle, 83, 19, 12),
		falling("rb", "Residual, box blur 5", look.Defended, Dashes, Triangle, 88, 33, 12),
	}
}

func trendPlot() *Plot {
	p := NewPlot(true)
	p.Write = func(y float64) string { return strconv.Itoa(int(y+0.5)) + " %" }
	p.SetTitle("Right answers against epsilon", "% of pictures; ε in 1/255; 95 % intervals")
	var ticks []PlotTick
	for x := 0; x <= 16; x += 2 {
		ticks = append(ticks, PlotTick{At: float64(x), Text: strconv.Itoa(x)})
	}
	p.SetScales(PlotScale{To: 16, Ticks: ticks}, PlotScale{To: 100})
	p.SetLines(trendLines())
	p.SetChosen(Spot{"p", 2}, 4)
	return p
}

func TestClickChoosesThePointUnderThePointer(t *testing.T) {
	p := trendPlot()
	open(t, p, 600, 260)
	var told []Spot
	p.OnChosen = func(s Spot) { told = append(told, s) }
	at, _ := p.Place(Spot{"rj", 3})
	tapAt(p, at.X+2, at.Y-2)
	if len(told) != 1 || told[0] != (Spot{"rj", 3}) {
		t.Errorf("a click on the fourth point of rj chose %v", told)
	}
}

func TestArrowsGoAlongALineAndToTheNext(t *testing.T) {
	for _, test := range []struct {
		key  fyne.KeyName
		want Spot
	}{
		{fyne.KeyRight, Spot{"p", 3}},
		{fyne.KeyLeft, Spot{"p", 1}},
		{fyne.KeyHome, Spot{"p", 0}},
		{fyne.KeyEnd, Spot{"p", 5}},
		// At 4, Plain with the blur stands above Plain with nothing by 7 units.
		{fyne.KeyUp, Spot{"r", 2}},
	} {
		p := trendPlot()
		open(t, p, 600, 260)
		got := nowhere
		p.OnChosen = func(s Spot) { got = s }
		press(p, test.key)
		if got != test.want {
			t.Errorf("%s leads to %v, want %v", test.key, got, test.want)
		}
	}
}

func TestNamesOfAPlotDoNotOverlap(t *testing.T) {
	for _, size := range []fyne.Size{{Width: 600, Height: 260}, {Width: 320, Height: 160}, {Width: 240, Height: 90}} {
		p := trendPlot()
		open(t, p, size.Width, size.Height)
		for i := range p.names {
			for k := range i {
				a, b := p.names[i].box, p.names[k].box
				if a == (area{}) || b == (area{}) {
					continue
				}
				if a.top < b.bottom-0.01 && b.top < a.bottom-0.01 {
					t.Errorf("%v: %q lies on %q", size, p.lines[i].Name, p.lines[k].Name)
				}
			}
		}
		if !p.names[0].text.Visible() {
			t.Errorf("%v: the chosen line has no name", size)
		}
	}
}

// A band that is 10 units high covers 10 rows of each of its columns, and nothing else.
func TestBandCoversWhatIsBetweenItsEdges(t *testing.T) {
	s := newStrokes()
	s.picture.Resize(fyne.NewSize(40, 40))
	ink := look.Light().Color(look.Attacked.Fill(), 0)
	s.banded = []trapezoid{{5, 15, 10, 20, 10, 20, ink}, {15, 30, 10, 20, 25, 35, ink}}
	img := s.draw(40, 40)
	for x := range 40 {
		rows := 0.0
		for y := range 40 {
			_, _, _, a := img.At(x, y).RGBA()
			rows += float64(a) / 0xffff
		}
		want := 0.0
		if x >= 5 && x < 30 {
			want = 10
		}
		if math.Abs(rows-want) > 0.1 {
			t.Errorf("column %d: %.2f rows, want %v", x, rows, want)
		}
	}
}
