package part

import (
	"image/color"
	"math"
	"slices"
	"strings"
	"testing"

	"fyne.io/fyne/v2"

	"foolscope/ui/look"
)

func openChart(t *testing.T) *Chart {
	c := NewChart()
	open(t, c, 640, 240)
	c.SetRange(0, 16)
	c.SetSeries([]Series{
		{Name: "stop", Meaning: look.Original, Points: []Point{{0, 100}, {4, 50}, {16, 0}}},
		{Name: "SSIM", Pattern: Dashes, Points: []Point{{0, 100}, {16, 60}}},
	})
	return c
}

// drawnLine is a line of the chart as it is drawn, seen from the chart's corner.
func drawnLine(c *Chart, i int) (from, to fyne.Position) {
	corner := c.curves.picture.Position()
	return c.curves.shown[i].from.Add(corner), c.curves.shown[i].to.Add(corner)
}

func TestChartDrawsItsLines(t *testing.T) {
	c := openChart(t)
	from, to := drawnLine(c, 0)
	if from != fyne.NewPos(c.x.place(0), c.y.place(100)) || to != fyne.NewPos(c.x.place(4), c.y.place(50)) {
		t.Errorf("the first line goes from %v to %v", from, to)
	}
	if c.curves.shown[0].pen.color != look.Light().Color(look.Original.Fill(), 0) {
		t.Error("the line does not have the colour of its meaning")
	}
	c.SetSeries([]Series{{Name: "stop", Points: []Point{{0, 100}, {4, 50}}}})
	if got := len(c.curves.shown); got != 1 {
		t.Errorf("a partial series of two points draws %d lines", got)
	}
}

// Each line has its colour where it passes, and leaves alone what is beside it.
func TestChartPaintsItsLines(t *testing.T) {
	c := openChart(t)
	c.SetSeries([]Series{
		{Name: "flat", Meaning: look.Original, Points: []Point{{0, 50}, {16, 50}}},
		{Name: "steep", Meaning: look.Attacked, Points: []Point{{8, 0}, {9, 40}}},
	})
	size := c.curves.picture.Size()
	for _, scale := range []float32{1, 1.5, 2} {
		out := c.curves.picture.Generator(int(size.Width*scale), int(size.Height*scale))
		at := func(x, y float64, right float32) color.Color {
			p := fyne.NewPos(c.x.place(x)+right, c.y.place(y)).Subtract(c.curves.picture.Position())
			return out.At(int(p.X*scale), int(p.Y*scale))
		}
		for name, test := range map[string]struct{ got, want color.Color }{
			"on the flat line":          {at(3, 50, 0), look.Light().Color(look.Original.Fill(), 0)},
			"on the steep line":         {at(8.5, 20, 0), look.Light().Color(look.Attacked.Fill(), 0)},
			"beside the steep line":     {at(8.5, 20, 4), color.Transparent},
			"above the flat line":       {at(3, 55, 0), color.Transparent},
			"where the steep line ends": {at(9, 44, 0), color.Transparent},
		} {
			if color.RGBAModel.Convert(test.got) != color.RGBAModel.Convert(test.want) {
				t.Errorf("scale %g, %s: %v, want %v", scale, name, test.got, test.want)
			}
		}
	}
}

// Dragging a slider moves the marker at each frame: no line is drawn anew.
func TestMarkerMovesWithoutDrawing(t *testing.T) {
	c := openChart(t)
	c.SetMarker(2)
	was := c.cursor.picture.Position()
	curves, cursor := slices.Clone(c.curves.shown), slices.Clone(c.cursor.shown)
	c.SetMarker(8)
	if c.cursor.picture.Position() == was {
		t.Error("the marker stays where it was")
	}
	if !slices.Equal(c.curves.shown, curves) || !slices.Equal(c.cursor.shown, cursor) {
		t.Error("the pictures changed")
	}
}

func TestChartKeepsToItsAxes(t *testing.T) {
	c := openChart(t)
	c.SetSeries([]Series{{Name: "x", Points: []Point{{-5, 50}, {0, 300}, {1, math.NaN()}, {16, -80}, {20, 50}}}})
	for i := range c.curves.shown {
		from, to := drawnLine(c, i)
		for _, p := range []fyne.Position{from, to} {
			if p.X < c.x.start-1 || p.X > c.x.end+1 || p.Y < c.y.end-1 || p.Y > c.y.start+1 {
				t.Errorf("a line goes to %v, outside of the axes", p)
			}
		}
	}
}

func TestChartMarker(t *testing.T) {
	c := openChart(t)
	if c.marks[0].dot.Visible() {
		t.Error("there is a dot before there is a marker")
	}
	c.SetMarker(2)
	dot := &c.marks[0].dot
	middle := dot.Position().AddXY(dotSize/2, dotSize/2)
	if !dot.Visible() || middle != fyne.NewPos(c.x.place(2), c.y.place(75)) {
		t.Errorf("the dot is at %v, want 2, 75", middle)
	}
	c.SetMarker(math.NaN())
	if dot.Visible() {
		t.Error("the dot stays without a marker")
	}
}

func TestChartReadout(t *testing.T) {
	c := openChart(t)
	c.MouseMoved(mouseAt(c.x.place(4.9), 100)) // nearest measured point: 4
	if got := c.head.Text; got != "4" {
		t.Errorf("reads out %q, want the measured point 4", got)
	}
	if got := c.readout[0].value.Text + " " + c.readout[0].name.Text; got != "50.0 stop" {
		t.Errorf("reads out %q", got)
	}
	if got := c.readout[1].value.Text + " " + c.readout[1].name.Text; got != "90.0 SSIM" {
		t.Errorf("reads out %q", got)
	}
	c.MouseOut()
	if c.box.Visible() || c.head.Visible() || c.readout[0].value.Visible() {
		t.Error("the readout stays when the pointer has left")
	}
}

func TestChartTapGoesThere(t *testing.T) {
	c := openChart(t)
	var got []float64
	c.OnTapped = func(x float64) { got = append(got, x) }
	tapAt(c, c.x.place(10), 100)
	tapAt(c, 0, 100)
	tapAt(c, 9999, 100)
	if len(got) != 3 || math.Abs(got[0]-10) > 0.01 || got[1] != 0 || got[2] != 16 {
		t.Errorf("taps went to %v, want 10, 0, 16", got)
	}
}

func TestChartKeys(t *testing.T) {
	c := openChart(t)
	c.SetMarker(4)
	c.OnTapped = c.SetMarker
	for _, step := range []struct {
		key  fyne.KeyName
		want float64
	}{{fyne.KeyRight, 16}, {fyne.KeyRight, 16}, {fyne.KeyLeft, 4}, {fyne.KeyHome, 0}, {fyne.KeyEnd, 16}} {
		press(c, step.key)
		if c.marker != step.want {
			t.Errorf("%s goes to %v, want %v", step.key, c.marker, step.want)
		}
	}
}

func TestChartLabelsDoNotOverlap(t *testing.T) {
	c := openChart(t)
	flat := func(name string, y float64) Series { return Series{Name: name, Points: []Point{{0, y}, {16, y}}} }
	c.SetSeries([]Series{flat("a", 1), flat("b", 0), flat("c", 0.5), flat("d", 99)})
	for i := range 4 {
		for j := range i {
			a, b := c.marks[i].label[0].Position().Y, c.marks[j].label[0].Position().Y
			if math.Abs(float64(a-b)) < 12 {
				t.Errorf("labels %d and %d are at %v and %v", i, j, a, b)
			}
		}
	}
}

func TestDashes(t *testing.T) {
	var s strokes
	s.begin()
	s.path([]fyne.Position{{X: 0, Y: 0}, {X: 10, Y: 0}, {X: 30, Y: 0}}, pen{pattern: Dashes})
	var drawn float32
	for _, line := range s.lines {
		drawn += line.to.X - line.from.X
	}
	// 12 of every 20 units: 0-12, 20-30, whatever the point at 10.
	if drawn != 22 {
		t.Errorf("%v of 30 units are drawn, want 22", drawn)
	}
}

func TestStraightPartsAreOneLine(t *testing.T) {
	at := func(xy ...float32) (out []fyne.Position) {
		for i := 0; i < len(xy); i += 2 {
			out = append(out, fyne.NewPos(xy[i], xy[i+1]))
		}
		return out
	}
	for name, c := range map[string]struct{ points, want []fyne.Position }{
		"nothing":        {nil, nil},
		"one point":      {at(1, 2), at(1, 2)},
		"two points":     {at(0, 0, 9, 9), at(0, 0, 9, 9)},
		"a plateau":      {at(0, 0, 5, 9, 10, 9, 15, 9, 20, 9), at(0, 0, 5, 9, 20, 9)},
		"a corner":       {at(0, 0, 5, 5, 10, 0), at(0, 0, 5, 5, 10, 0)},
		"there and back": {at(0, 0, 5, 0, 2, 0), at(0, 0, 5, 0, 2, 0)},
		// Each point is near the line between its neighbours, but 20, 0.5 is 0.3
		// away from the line between 0, 0 and 50, 2.
		"a slow bend": {at(0, 0, 10, 0.2, 20, 0.5, 30, 0.9, 40, 1.4, 50, 2.0, 60, 4), at(0, 0, 40, 1.4, 50, 2.0, 60, 4)},
	} {
		if got := straightened(c.points); !slices.Equal(got, c.want) {
			t.Errorf("%s: %v, want %v", name, got, c.want)
		}
	}
}

func BenchmarkChartRefresh(b *testing.B) {
	t := &testing.T{}
	c := galleryChart()
	open(t, c, 960, 240)
	for i := 0; b.Loop(); i++ {
		c.SetMarker(float64(i%32) / 2)
	}
}

func TestAStillChartLeavesItsKeysToOthers(t *testing.T) {
	for _, still := range []bool{false, true} {
		c := openChart(t)
		moved := false
		c.Still, c.OnTapped = still, func(float64) { moved = true }
		c.SetMarker(4)
		c.TypedKey(&fyne.KeyEvent{Name: fyne.KeyRight})
		if moved == still {
			t.Errorf("still %t, moved %t", still, moved)
		}
	}
}

func TestAnAxisThatCountsHasWholeNumbers(t *testing.T) {
	for _, to := range []float64{2, 3, 5, 10, 25, 100} {
		for _, tick := range (axis{to: to, whole: true}).ticks(6) {
			if tick != math.Round(tick) {
				t.Errorf("%g on an axis to %g", tick, to)
			}
		}
	}
}

func TestReadoutWritesValuesAsTheSeriesSays(t *testing.T) {
	for want, s := range map[string]Series{"12.3": {}, "6": {Text: func(y float64) string { return number(math.Floor(y / 2)) }}} {
		if got := s.text(12.34); got != want {
			t.Errorf("%q, want %q", got, want)
		}
	}
}

func TestPastLinesStandBack(t *testing.T) {
	c := openChart(t)
	c.SetSeries([]Series{
		{Name: "stop", Meaning: look.Original, Past: true, Points: []Point{{0, 100}, {5, 50}, {16, 0}}},
		{Name: "yield", Meaning: look.Attacked, Points: []Point{{0, 0}, {4, 50}}},
	})
	if c.curves.shown[0].pen.color != look.Light().Color(look.Original.Faint(), 0) {
		t.Error("a past line is as vivid as a present one")
	}
	c.SetMarker(2)
	c.MouseMoved(mouseAt(c.x.place(5.1), 100))
	if c.hover != 4 || c.readout[0].name.Text != "yield" || c.readout[1].name.Visible() || c.marks[0].dot.Visible() {
		t.Errorf("read at %g: %q and %q", c.hover, c.readout[0].name.Text, c.readout[1].name.Text)
	}
}

func TestLineSaysWhereItChanges(t *testing.T) {
	c := openChart(t)
	c.SetSeries([]Series{{
		Name: "bus", Meaning: look.Attacked,
		Points: []Point{{0, 10}, {8, 60}, {10, 50}, {16, 90}}, Names: []string{"yield", "yield", "bus", "bus"},
	}})
	if !c.runs[0].Visible() || c.runs[0].Text != "yield" || !c.runs[1].Visible() || c.runs[1].Text != "bus" || c.runs[2].Visible() {
		t.Errorf("beside the line: %q, then %q", c.runs[0].Text, c.runs[1].Text)
	}
	middle := c.runs[0].Position().X + c.runs[0].Size().Width/2
	if want := c.x.place(4.5); math.Abs(float64(middle-want)) > 1 {
		t.Errorf("the name is around %g, want %g", middle, want)
	}
	c.MouseMoved(mouseAt(c.x.place(8), 100))
	if got := c.readout[0].name.Text; got != "yield" {
		t.Errorf("at 8 it is %q", got)
	}
}

// However long the names of classes are, the readout leaves most of the curves to be seen.
func TestReadoutIsNarrow(t *testing.T) {
	c := NewChart()
	open(t, c, 900, 300)
	long := strings.Repeat("word ", 200)
	c.SetSeries([]Series{{Name: long + ", attacked", Points: []Point{{0, 1}, {1, 2}}}, {Name: long, Points: []Point{{0, 1}, {1, 2}}}})
	c.SetRange(0, 1)
	c.MouseMoved(mouseAt(c.x.place(0), 100))
	if wide := c.box.Size().Width; wide > 320 {
		t.Errorf("it is %g wide", wide)
	}
	if got := c.readout[0].name.Text; !strings.HasSuffix(got, ", attacked") {
		t.Errorf("it says %q", got)
	}
}

// A place that was found has its number on the axis, in place of those that it would
// touch.
func TestChartMarksWhatWasFound(t *testing.T) {
	c := openChart(t)
	numbers := func() (out []string) {
		for i := range c.axisX {
			if c.axisX[i].Visible() {
				out = append(out, c.axisX[i].Text)
			}
		}
		return out
	}
	before := numbers()
	for _, x := range []float64{2.5, 4, 9} {
		c.SetNotch(x)
		if !c.notchBar.Visible() || c.notchText.Text != number(x) {
			t.Fatalf("%v is not marked, but %q", x, c.notchText.Text)
		}
		if middle := c.notchBar.Position().X + c.notchBar.Size().Width/2; math.Abs(float64(middle-c.x.place(x))) > 1 {
			t.Errorf("the mark of %v is at %v, want %v", x, middle, c.x.place(x))
		}
		if got, want := slices.Contains(numbers(), number(x)), false; got != want {
			t.Errorf("%v is written twice", x)
		}
	}
	c.SetNotch(99)
	if c.notchBar.Visible() || !slices.Equal(numbers(), before) {
		t.Errorf("what is off the axis is marked, or the numbers are %q, not %q", numbers(), before)
	}
	c.SetNotch(math.NaN())
	if c.notchText.Visible() {
		t.Error("nothing is marked")
	}
}
