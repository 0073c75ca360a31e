package part

import (
	"image"
	"image/color"
	"math"
	"strings"
	"testing"

	"fyne.io/fyne/v2"

	"foolscope/ui/look"
)

// clickable is a chart whose lines are hidden by their names, as a page does it.
func clickable(t *testing.T) *Chart {
	c := openChart(t)
	series := c.Series()
	series[0].Key, series[1].Key = "clean", "ssim"
	c.SetSeries(series)
	c.OnToggled = func(key string) {
		series := c.Series()
		for i := range series {
			if series[i].Key == key {
				series[i].Hidden = !series[i].Hidden
			}
		}
		c.SetSeries(series)
	}
	return c
}

func middleOf(a area) (x, y float32) { return (a.left + a.right) / 2, (a.top + a.bottom) / 2 }

func TestAClickOnANameHidesItsLine(t *testing.T) {
	c := clickable(t)
	moved := false
	c.OnTapped = func(float64) { moved = true }
	c.SetMarker(2)
	x, y := middleOf(c.marks[0].box)
	before := len(c.curves.shown)
	tapAt(c, x, y)
	if !c.Series()[0].Hidden || len(c.curves.shown) >= before || c.marks[0].dot.Visible() || moved {
		t.Errorf("hidden %t, %d of %d pieces, a dot %t, moved %t", c.Series()[0].Hidden, len(c.curves.shown), before, c.marks[0].dot.Visible(), moved)
	}
	if !c.marks[0].label[0].Visible() || c.marks[0].label[0].Text != "stop" {
		t.Error("the name is gone, too")
	}
	c.MouseMoved(mouseAt(c.x.place(4), 100))
	if got := c.readout[0].name.Text; got != "SSIM" {
		t.Errorf("the readout begins with %q", got)
	}
	x, y = middleOf(c.marks[0].box)
	tapAt(c, x, y)
	if c.Series()[0].Hidden || len(c.curves.shown) != before {
		t.Error("a second click does not bring it back")
	}
}

func TestKeysHideLines(t *testing.T) {
	c := clickable(t)
	c.FocusGained()
	for _, step := range []struct {
		key          fyne.KeyName
		clean, other bool
	}{
		{fyne.KeyReturn, false, false}, // no name is chosen yet
		{fyne.KeyDown, false, false},
		{fyne.KeyReturn, false, true}, // SSIM ends above the other
		{fyne.KeyDown, false, true},
		{fyne.KeyReturn, true, true},
		{fyne.KeyUp, true, true},
		{fyne.KeyReturn, true, false},
	} {
		press(c, step.key)
		if s := c.Series(); s[0].Hidden != step.clean || s[1].Hidden != step.other {
			t.Errorf("after %s: %t, %t", step.key, s[0].Hidden, s[1].Hidden)
		}
	}
	if !c.chosen.Visible() {
		t.Error("the chosen name is not marked")
	}
	c.FocusLost()
	if c.picked >= 0 || c.chosen.Visible() {
		t.Error("the mark stays without the focus")
	}
}

func TestNamesOfLinesAreWhole(t *testing.T) {
	c := openChart(t)
	long := "American Staffordshire terrier, after defence"
	c.SetSeries([]Series{{Name: long, Points: []Point{{0, 0}, {16, 0}}}, {Name: "white wolf", Points: []Point{{0, 1}, {16, 1}}}})
	m := &c.marks[0]
	if got := m.label[0].Text + " " + m.label[1].Text; got != long {
		t.Errorf("it says %q", got)
	}
	if !m.label[1].Visible() || m.box.top < c.marks[1].box.bottom && c.marks[1].box.top < m.box.bottom {
		t.Errorf("names lie over each other: %v and %v", m.box, c.marks[1].box)
	}
}

// What the parts of a line are about is written beside it, never over a line.
func TestNamesAlongALineLieOverNoLine(t *testing.T) {
	var found int
	for shift := range 12 {
		c := openChart(t)
		var wrong, clean Series
		for i := range 17 {
			x := float64(i)
			name := "yield"
			if i > 8 {
				name = "no overtaking by lorries"
			}
			wrong.Points, wrong.Names = append(wrong.Points, Point{x, 50 + 45*math.Sin(x/4+float64(shift))}), append(wrong.Names, name)
			clean.Points = append(clean.Points, Point{x, 50 - 40*math.Cos(x/3+float64(shift)/2)})
		}
		c.SetSeries([]Series{wrong, clean})
		for i := range c.runs {
			run := &c.runs[i]
			if !run.Visible() {
				continue
			}
			found++
			size := run.MinSize()
			left, right := run.Position().X, run.Position().X+size.Width
			middle := run.Position().Y + run.Size().Height/2
			for _, path := range c.paths {
				for k := 1; k < len(path); k++ {
					a, b, ok := clipped(path[k-1], path[k], left, right)
					if ok && min(a, b) < middle+5 && max(a, b) > middle-5 {
						t.Errorf("shift %d: %q lies over a line", shift, run.Text)
					}
				}
			}
		}
	}
	if found < 6 {
		t.Errorf("only %d names were written", found)
	}
}

func TestHeightsOfAnotherScaleAreWrittenAtTheRight(t *testing.T) {
	c := openChart(t)
	if c.right[0].Visible() {
		t.Error("there is a second scale that nothing is measured by")
	}
	series := c.Series()
	series[1].Scale = func(y float64) string { return number(y / 100) }
	c.SetSeries(series)
	if !c.right[1].Visible() || c.right[1].Text != "0.25" || c.right[1].Position().X < c.x.end || c.marks[0].box.left < c.right[1].Position().X {
		t.Errorf("at the right: %q at %v", c.right[1].Text, c.right[1].Position())
	}
	series[1].Hidden = true
	c.SetSeries(series)
	if c.right[1].Visible() {
		t.Error("the scale stays without its line")
	}
}

// The piece of a line before its name is broken as the line is, however long its dashes.
func TestSamplesShowTheirPattern(t *testing.T) {
	for p := range Patterns {
		if Pattern(p) == Solid {
			continue
		}
		s := newStrokes()
		s.path([]fyne.Position{{}, {X: sampleWidth}}, pen{pattern: Pattern(p), skipped: Pattern(p).skip(sampleWidth)})
		if len(s.lines) < 2 {
			t.Errorf("the sample of pattern %d is one line of %v", p, s.lines)
		}
	}
}

// Patterns and shapes differ by what is drawn, not by their colours.
func TestPatternsAndShapesDiffer(t *testing.T) {
	seen := map[string]int{}
	for p := range Patterns {
		s := newStrokes()
		s.path([]fyne.Position{{X: 0, Y: 4}, {X: 60, Y: 4}}, pen{color: color.Black, width: 2, pattern: Pattern(p)})
		out := image.NewRGBA(image.Rect(0, 0, 64, 8))
		for _, line := range s.lines {
			line.draw(out, 1)
		}
		seen[string(out.Pix)]++
	}
	for shape := range Shapes {
		out := image.NewRGBA(image.Rect(0, 0, 16, 16))
		stamp{Shape(shape), fyne.NewPos(8, 8), 4, look.Light().Color(look.Attacked.Fill(), 0), nil}.draw(out, 1)
		if strings.Count(string(out.Pix), "\x00") == len(out.Pix) {
			t.Errorf("shape %d is empty", shape)
		}
		seen[string(out.Pix)]++
	}
	if len(seen) != Patterns+Shapes {
		t.Errorf("%d drawings of %d differ", len(seen), Patterns+Shapes)
	}
}
