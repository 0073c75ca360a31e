package part

import (
	"math"
	"slices"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/driver/desktop"

	"foolscope/ui/look"
)

// PlotPoint is a place on a line of a Plot.
type PlotPoint struct {
	X, Y float64
	// Low and High are how far Y may be off, both NaN if nobody knows.
	Low, High float64
	// Hollow points are not known to the end yet.
	Hollow bool
}

// PlotLine is one line of a Plot.
type PlotLine struct {
	// Key tells the line from the others.
	Key string
	// Name stands at its right end.
	Name    string
	Meaning look.Meaning
	Pattern Pattern
	Shape   Shape
	// Points are in the order in which they are joined.
	Points []PlotPoint
}

// PlotTick is a number on the lower axis.
type PlotTick struct {
	At   float64
	Text string
}

// PlotScale is one of the two axes.
type PlotScale struct {
	From, To float64
	// Ticks are the numbers on it; round ones are chosen if there are none.
	Ticks []PlotTick
	// Share says where a value lies, 0 at From and 1 at To; nil for equal distances.
	Share func(value float64) float64
}

// Spot is one point of a plot: the key of its line, and its number there.
type Spot struct {
	Line  string
	Point int
}

// nowhere is no point.
var nowhere = Spot{Point: -1}

// Plot draws lines through what was measured, each with the band in which the truth
// lies, its marks and its name at its right end. A point can be chosen by a click or
// by the arrow keys, and tells about itself under the pointer.
//
// A Chart draws how one picture fares, without bands, against a place that can be
// anywhere; in a Plot there is nothing between two points.
type Plot struct {
	control
	title, caption string
	x, y           PlotScale
	across, up     axis
	lines          []PlotLine
	chosen, over   Spot
	// upright draws a rule through the chosen place.
	upright bool
	// mark is where the rule is while no point is chosen, NaN for nowhere.
	mark float64
	note string

	titleRun, captionRun, words canvas.Text
	rules                       []canvas.Rectangle
	grid, below                 []canvas.Text
	curves, cursor, leaders     *strokes
	names                       []plotName
	halo, dot, light            canvas.Circle
	valueRun                    canvas.Text
	objects                     []fyne.CanvasObject

	// OnChosen is told which point the user wants.
	OnChosen func(Spot)
	// OnOpen is called for Enter on the chosen point; may be nil.
	OnOpen func()
	// Tell says what there is to know about a point; may be nil.
	Tell func(Spot) string
	// Write writes a height: beside the chosen point, and at the axis with few digits.
	Write func(y float64) string
}

// plotName is the name of a line as it is drawn.
type plotName struct {
	text canvas.Text
	box  area
}

const (
	plotWidth, plotHeight = 220, 160
	plotTicks             = 26
	plotMark              = 3.5
	// plotReach is how near the pointer must be to a point.
	plotReach = 24
)

var (
	_ fyne.Focusable    = (*Plot)(nil)
	_ fyne.Tappable     = (*Plot)(nil)
	_ desktop.Hoverable = (*Plot)(nil)
)

// NewPlot returns a plot without lines. An upright one draws a rule through the
// chosen place, where another plot may have its own.
func NewPlot(upright bool) *Plot {
	p := &Plot{
		x: PlotScale{To: 1}, y: PlotScale{To: 1}, chosen: nowhere, over: nowhere, upright: upright, mark: math.NaN(),
		rules: make([]canvas.Rectangle, plotTicks), grid: make([]canvas.Text, plotTicks), below: make([]canvas.Text, plotTicks),
		curves: newStrokes(), cursor: newStrokes(), leaders: newStrokes(),
	}
	p.collect()
	p.extend(p)
	return p
}

// SetTitle says what is drawn, and in which units.
func (p *Plot) SetTitle(title, caption string) {
	if p.title != title || p.caption != caption {
		p.title, p.caption = title, caption
		p.Refresh()
	}
}

// SetScales says what the axes span.
func (p *Plot) SetScales(x, y PlotScale) {
	p.x, p.y = x, y
	p.Refresh()
}

// SetLines replaces the lines, and keeps what is chosen of those that stay.
func (p *Plot) SetLines(lines []PlotLine) {
	p.lines = slices.Clone(lines)
	p.over = nowhere
	if len(p.names) != len(lines) {
		p.names = make([]plotName, len(lines))
		p.collect()
	}
	p.Refresh()
}

// Lines are what is drawn.
func (p *Plot) Lines() []PlotLine { return slices.Clone(p.lines) }

// SetNote writes into the middle of the plot, for as long as there is nothing to draw.
func (p *Plot) SetNote(text string) {
	if p.note != text {
		p.note = text
		p.Refresh()
	}
}

// SetChosen chooses a point without telling anybody; the rule of an upright plot is at
// mark, whether the point is there or not.
func (p *Plot) SetChosen(s Spot, mark float64) {
	if p.chosen != s || !same(p.mark, mark) {
		p.chosen, p.mark = s, mark
		p.Refresh()
	}
}

// Chosen is the point that is chosen; its number is negative if none is.
func (p *Plot) Chosen() Spot { return p.chosen }

// Place is where a point is drawn, for scripts that click on it; ok is false if there
// is no such point.
func (p *Plot) Place(s Spot) (at fyne.Position, ok bool) {
	point, ok := p.point(s)
	if !ok {
		return at, false
	}
	return p.spot(point), true
}

func (p *Plot) point(s Spot) (PlotPoint, bool) {
	i := p.line(s.Line)
	if i < 0 || s.Point < 0 || s.Point >= len(p.lines[i].Points) {
		return PlotPoint{}, false
	}
	return p.lines[i].Points[s.Point], true
}

func (p *Plot) line(key string) int {
	return slices.IndexFunc(p.lines, func(l PlotLine) bool { return l.Key == key })
}

func (p *Plot) parts() []fyne.CanvasObject { return p.objects }

// collect lists the canvas objects.
func (p *Plot) collect() {
	p.objects = []fyne.CanvasObject{&p.titleRun, &p.captionRun, &p.words}
	for i := range p.rules {
		p.objects = append(p.objects, &p.rules[i], &p.grid[i], &p.below[i])
	}
	p.objects = append(p.objects, p.cursor.picture, p.curves.picture, p.leaders.picture)
	for i := range p.names {
		p.objects = append(p.objects, &p.names[i].text)
	}
	p.objects = append(p.objects, &p.light, &p.halo, &p.dot, &p.valueRun, &p.ring)
}

func (p *Plot) least() fyne.Size {
	return fyne.NewSize(p.scaled(plotWidth), p.scaled(plotHeight))
}

// nearest is the point under a place of the widget, nowhere if there is none near.
func (p *Plot) nearest(at fyne.Position) Spot {
	best, found := p.scaled(plotReach), nowhere
	for _, l := range p.lines {
		for k, point := range l.Points {
			if math.IsNaN(point.Y) {
				continue
			}
			to := p.spot(point)
			if far := float32(math.Hypot(float64(to.X-at.X), float64(to.Y-at.Y))); far < best {
				best, found = far, Spot{l.Key, k}
			}
		}
	}
	if found == nowhere {
		return p.named(at)
	}
	return found
}

// named is the last point of the line whose name is at a place.
func (p *Plot) named(at fyne.Position) Spot {
	for i, l := range p.lines {
		if b := p.names[i].box; at.X >= b.left && at.X < b.right && at.Y >= b.top && at.Y < b.bottom && len(l.Points) > 0 {
			if p.chosen.Point >= 0 && p.chosen.Point < len(l.Points) {
				return Spot{l.Key, p.chosen.Point}
			}
			return Spot{l.Key, len(l.Points) - 1}
		}
	}
	return nowhere
}

// Tapped chooses the point under the pointer.
func (p *Plot) Tapped(e *fyne.PointEvent) {
	p.takeFocus()
	p.choose(p.nearest(e.Position))
}

func (p *Plot) choose(s Spot) {
	if s.Point >= 0 && s != p.chosen && p.OnChosen != nil {
		hideTip(p)
		p.OnChosen(s)
	}
}

// MouseIn implements desktop.Hoverable.
func (p *Plot) MouseIn(e *desktop.MouseEvent) { p.MouseMoved(e) }

// MouseMoved tells about the point under the pointer.
func (p *Plot) MouseMoved(e *desktop.MouseEvent) {
	at := p.nearest(e.Position)
	if at != p.over {
		p.over = at
		p.placeLight()
		canvas.Refresh(&p.light)
	}
	switch {
	case at.Point >= 0 && p.Tell != nil:
		moveTip(p, p.Tell(at), e.AbsolutePosition)
	case p.note == "" && p.control.note != nil && e.Position.Y < p.up.end:
		showNote(p, p.about(), e.AbsolutePosition)
	default:
		hideTip(p)
	}
}

// MouseOut implements desktop.Hoverable.
func (p *Plot) MouseOut() {
	p.over = nowhere
	p.placeLight()
	hideTip(p)
}

// TypedKey goes along the line, or to the next line at the same place.
func (p *Plot) TypedKey(e *fyne.KeyEvent) {
	p.typed()
	at := p.chosen
	i := p.line(at.Line)
	if i < 0 {
		if len(p.lines) > 0 && len(p.lines[0].Points) > 0 {
			p.choose(Spot{p.lines[0].Key, 0})
		}
		return
	}
	switch e.Name {
	case fyne.KeyLeft:
		at.Point--
	case fyne.KeyRight:
		at.Point++
	case fyne.KeyHome:
		at.Point = 0
	case fyne.KeyEnd:
		at.Point = len(p.lines[i].Points) - 1
	case fyne.KeyUp, fyne.KeyDown:
		at = p.beside(i, e.Name == fyne.KeyUp)
	case fyne.KeyReturn, fyne.KeyEnter:
		if p.OnOpen != nil {
			p.OnOpen()
		}
		return
	default:
		return
	}
	if _, ok := p.point(at); ok {
		p.choose(at)
	}
}

// beside is the point of another line above or below the chosen one, at the same
// number along its line.
func (p *Plot) beside(i int, up bool) Spot {
	from := p.spot(p.lines[i].Points[p.chosen.Point])
	best, found := float32(math.Inf(1)), p.chosen
	for k, l := range p.lines {
		if k == i || p.chosen.Point >= len(l.Points) {
			continue
		}
		far := from.Y - p.spot(l.Points[p.chosen.Point]).Y
		if !up {
			far = -far
		}
		// Of lines that lie on each other, the order decides.
		if far == 0 && (k < i) == up {
			far = 0.01
		}
		if far > 0 && far < best {
			best, found = far, Spot{l.Key, p.chosen.Point}
		}
	}
	return found
}
