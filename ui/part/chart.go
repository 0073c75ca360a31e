package part

import (
	"math"
	"slices"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/driver/desktop"

	"foolscope/ui/look"
)

// Point is a place on a line of a chart.
type Point struct{ X, Y float64 }

// Series is one line of a chart.
type Series struct {
	// Key tells the line from the others of its plot, whatever it is about.
	Key string
	// Name stands at the line's right end.
	Name    string
	Meaning look.Meaning
	Pattern Pattern
	Shape   Shape
	// Marked lines have marks along them, beside the one at the user's place.
	Marked bool
	// Hidden lines have their name alone.
	Hidden bool
	// Past lines are not up to date: they stand back, and nothing is read off
	// them.
	Past bool
	// Points are in order of X. They may be fewer than there will be: the
	// line grows as more are known.
	Points []Point
	// Names, if it is not nil, has one for each point: what a line is about may
	// change along it. Where it does, the line says so.
	Names []string
	// Text writes a height the way the readout says it; nil writes one decimal.
	Text func(y float64) string
	// Scale writes a height at the right end of the grid, for a line that is not
	// measured by the axis at the left; nil for one that is.
	Scale func(y float64) string
}

// Chart draws lines against one quantity, marks where the user is, and reads
// out values under the pointer. A click, or an arrow key, goes there. A click on
// the name of a line hides or shows it, and so does Enter on the name that the
// upright arrow keys have chosen.
type Chart struct {
	control
	x, y    axis
	series  []Series
	marker  float64
	caption string
	note    string
	// hover is the X of the measured point nearest to the pointer.
	hover float64

	// pointed is the line whose name is under the pointer, picked the one whose
	// name the keys have chosen; -1 for none.
	pointed, picked int
	// paths are the lines as they are drawn, none for those that are hidden.
	paths [][]fyne.Position

	grid, axisX       []canvas.Text
	right             []canvas.Text
	rules             []canvas.Rectangle
	captionRun, words canvas.Text
	curves, cursor    *strokes
	samples           *strokes
	lit, chosen       canvas.Rectangle
	// notch is where something was found, NaN for nowhere.
	notch     float64
	notchBar  canvas.Rectangle
	notchText canvas.Text
	probe     canvas.Rectangle
	marks     []mark
	box       canvas.Rectangle
	head      canvas.Text
	readout   []reading
	runs      []canvas.Text
	objects   []fyne.CanvasObject

	// OnTapped is told the X that the user points at.
	OnTapped func(x float64)
	// OnDragged is told each X that the pressed pointer passes; may be nil.
	OnDragged func(x float64)
	// Across writes a place of the lower axis the way the readout says it; nil
	// writes the number.
	Across func(x float64) string
	// Still is true while the arrow keys belong to something else.
	Still bool
	// OnSpace is called for the space bar; may be nil.
	OnSpace func()
	// OnToggled is told the key of a line that is to be hidden, or shown again;
	// without it, names are not clicked.
	OnToggled func(key string)
	// ToggleTip says what a click on the name of a line does; may be nil.
	ToggleTip func(hidden bool) string
}

// mark is what belongs to one series beside its line.
type mark struct {
	dot, bead canvas.Circle
	corners   canvas.Polygon
	// label are the lines of the name, which stands in box.
	label [2]canvas.Text
	box   area
}

const (
	chartWidth, chartHeight = 280, 120
	// tickRoom is the least distance between two numbers on the lower axis.
	tickRoom   = 64
	maxTicks   = 24
	maxSeries  = 16
	maxRuns    = 8
	dotSize    = 10
	beadSize   = 6
	lineWidth  = 2
	labelShare = 0.34
)

var (
	_ fyne.Focusable    = (*Chart)(nil)
	_ fyne.Tappable     = (*Chart)(nil)
	_ fyne.Draggable    = (*Chart)(nil)
	_ desktop.Hoverable = (*Chart)(nil)
)

// NewChart returns a chart without lines, 0 to 100 upwards and 0 to 1 across.
func NewChart() *Chart {
	c := &Chart{
		x: axis{from: 0, to: 1}, y: axis{from: 0, to: 100},
		marker: math.NaN(), hover: math.NaN(), notch: math.NaN(), pointed: -1, picked: -1,
		grid: make([]canvas.Text, maxTicks), axisX: make([]canvas.Text, maxTicks), right: make([]canvas.Text, maxTicks),
		rules: make([]canvas.Rectangle, maxTicks), marks: make([]mark, maxSeries),
		readout: make([]reading, maxSeries), runs: make([]canvas.Text, maxRuns),
		curves: newStrokes(), cursor: newStrokes(), samples: newStrokes(),
	}
	c.collect()
	c.extend(c)
	return c
}

// SetRange says what the lower axis spans.
func (c *Chart) SetRange(from, to float64) {
	if c.x.from != from || c.x.to != to {
		c.x.from, c.x.to = from, to
		c.Refresh()
	}
}

// SetWhole says whether the lower axis counts something: it then has no
// numbers between whole ones.
func (c *Chart) SetWhole(whole bool) {
	if c.x.whole != whole {
		c.x.whole = whole
		c.Refresh()
	}
}

// SetScale says what the upright axis spans; at first it is 0 to 100.
func (c *Chart) SetScale(from, to float64) {
	if c.y.from != from || c.y.to != to {
		c.y.from, c.y.to = from, to
		c.Refresh()
	}
}

// SetSeries replaces the lines. At most sixteen are drawn.
func (c *Chart) SetSeries(series []Series) {
	c.series = slices.Clone(series[:min(len(series), maxSeries)])
	c.Refresh()
}

// Series are the lines that are drawn.
func (c *Chart) Series() []Series { return slices.Clone(c.series) }

// SetMarker says where the user is; NaN is nowhere.
func (c *Chart) SetMarker(x float64) {
	if !same(c.marker, x) {
		c.marker = x
		c.Refresh()
	}
}

// SetCaption says in the upper right corner what is drawn against what.
func (c *Chart) SetCaption(text string) {
	if c.caption != text {
		c.caption = text
		c.Refresh()
	}
}

// SetNote writes into the middle of the chart, for as long as there is
// nothing to draw or to say why.
func (c *Chart) SetNote(text string) {
	if c.note != text {
		c.note = text
		c.Refresh()
	}
}

func (c *Chart) parts() []fyne.CanvasObject { return c.objects }

// collect lists the canvas objects.
func (c *Chart) collect() {
	for i := range c.rules {
		c.objects = append(c.objects, &c.rules[i], &c.grid[i], &c.axisX[i], &c.right[i])
	}
	c.objects = append(c.objects, &c.notchBar, &c.notchText, &c.captionRun, &c.lit, &c.chosen, &c.probe, c.curves.picture, c.cursor.picture, c.samples.picture)
	for i := range c.marks {
		m := &c.marks[i]
		c.objects = append(c.objects, &m.bead, &m.dot, &m.corners, &m.label[0], &m.label[1])
	}
	for i := range c.runs {
		c.objects = append(c.objects, &c.runs[i])
	}
	c.objects = append(c.objects, &c.words, &c.box, &c.head)
	for i := range c.readout {
		c.objects = append(c.objects, &c.readout[i].value, &c.readout[i].name)
	}
	c.objects = append(c.objects, &c.ring)
}

func (c *Chart) least() fyne.Size { return fyne.NewSize(chartWidth, chartHeight) }

// Tapped goes to the X under the pointer.
func (c *Chart) Tapped(e *fyne.PointEvent) {
	if c.disabled {
		return
	}
	c.takeFocus()
	if i := c.labelAt(e.Position); i >= 0 {
		c.toggle(i)
		return
	}
	if c.OnTapped != nil {
		c.OnTapped(c.x.value(e.Position.X))
	}
}

// Dragged passes on where the pointer is.
func (c *Chart) Dragged(e *fyne.DragEvent) {
	if c.disabled || c.OnDragged == nil {
		return
	}
	c.takeFocus()
	c.OnDragged(c.x.value(e.Position.X))
}

// DragEnd implements fyne.Draggable.
func (c *Chart) DragEnd() {}

// MouseMoved reads out the measured points nearest to the pointer, or says what a
// click on the name of a line does.
func (c *Chart) MouseMoved(e *desktop.MouseEvent) {
	i := c.labelAt(e.Position)
	if i != c.pointed {
		c.pointed = i
		c.Refresh()
	}
	if i < 0 {
		hideTip(c)
		c.setHover(c.nearest(c.x.value(e.Position.X)))
		return
	}
	c.setHover(math.NaN())
	if c.ToggleTip != nil {
		moveTip(c, c.ToggleTip(c.series[i].Hidden), e.AbsolutePosition)
	}
}

// MouseIn implements desktop.Hoverable.
func (c *Chart) MouseIn(e *desktop.MouseEvent) { c.MouseMoved(e) }

// MouseOut implements desktop.Hoverable.
func (c *Chart) MouseOut() {
	hideTip(c)
	if c.pointed >= 0 {
		c.pointed = -1
		c.Refresh()
	}
	c.setHover(math.NaN())
}

func (c *Chart) setHover(x float64) {
	if !same(c.hover, x) {
		c.hover = x
		c.Refresh()
	}
}

// same compares two places, of which NaN is one.
func same(a, b float64) bool { return a == b || math.IsNaN(a) && math.IsNaN(b) }

// seen reports whether a line is up to date and not hidden.
func (c *Chart) seen(i int) bool {
	return i < len(c.series) && !c.series[i].Past && !c.series[i].Hidden
}

// present are the lines that are up to date.
func (c *Chart) present() []Series {
	return slices.DeleteFunc(slices.Clone(c.series), func(s Series) bool { return s.Past })
}

// nearest returns the X of the measured point nearest to x, NaN if there is
// none.
func (c *Chart) nearest(x float64) float64 {
	best := math.NaN()
	for _, s := range c.present() {
		for _, p := range s.Points {
			if math.IsNaN(best) || math.Abs(p.X-x) < math.Abs(best-x) {
				best = p.X
			}
		}
	}
	return best
}

// TypedKey goes to the next measured point.
func (c *Chart) TypedKey(e *fyne.KeyEvent) {
	if c.disabled {
		return
	}
	c.typed()
	to := math.NaN()
	switch e.Name {
	case fyne.KeyLeft:
		to = c.neighbor(-1)
	case fyne.KeyRight:
		to = c.neighbor(1)
	case fyne.KeyHome:
		to = c.nearest(c.x.from)
	case fyne.KeyEnd:
		to = c.nearest(c.x.to)
	case fyne.KeySpace:
		if c.OnSpace != nil {
			c.OnSpace()
		}
	default:
		c.labelKey(e.Name)
	}
	if !c.Still && !math.IsNaN(to) && to != c.marker && c.OnTapped != nil {
		c.OnTapped(to)
	}
}

// neighbor returns the measured X next to the marker in one direction.
func (c *Chart) neighbor(direction float64) float64 {
	best := math.NaN()
	for _, s := range c.present() {
		for _, p := range s.Points {
			ahead := (p.X - c.marker) * direction
			if ahead > 1e-9 && (math.IsNaN(best) || ahead < (best-c.marker)*direction) {
				best = p.X
			}
		}
	}
	return best
}
