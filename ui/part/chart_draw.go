package part

import (
	"image/color"
	"math"

	"fyne.io/fyne/v2"

	"foolscope/ui/look"
)

func (c *Chart) paint() {
	line := c.color(look.ColorLine)
	for i := range c.rules {
		c.rules[i].FillColor = line
		c.write(&c.grid[i], c.grid[i].Text, look.SizeTable, look.ColorDim, fyne.TextStyle{})
		c.write(&c.axisX[i], c.axisX[i].Text, look.SizeTable, look.ColorDim, fyne.TextStyle{})
		c.write(&c.right[i], c.right[i].Text, look.SizeTable, look.ColorDim, fyne.TextStyle{})
		c.grid[i].Alignment, c.axisX[i].Alignment = fyne.TextAlignTrailing, fyne.TextAlignCenter
	}
	c.paintNotch()
	c.write(&c.captionRun, c.caption, look.SizeCaption, look.ColorDim, fyne.TextStyle{})
	c.captionRun.Alignment = fyne.TextAlignTrailing
	c.write(&c.words, c.note, look.SizeTable, look.ColorDim, fyne.TextStyle{})
	c.words.Alignment = fyne.TextAlignCenter
	c.probe.FillColor = line
	c.box.FillColor, c.box.StrokeColor, c.box.StrokeWidth = c.color(look.ColorRaised), line, 1
	c.box.CornerRadius = c.length(look.RadiusControl)
	for i := range min(len(c.marks), len(c.series)) {
		m, in := &c.marks[i], c.series[i].Meaning
		m.dot.FillColor, m.dot.StrokeColor, m.dot.StrokeWidth = c.color(in.Fill()), c.color(look.ColorPanel), 1
		m.corners.FillColor, m.corners.StrokeColor, m.corners.StrokeWidth = m.dot.FillColor, m.dot.StrokeColor, 1
		m.bead.FillColor = c.color(in.Fill())
	}
	c.paintLabels()
	c.paintRing(c.length(look.RadiusControl))
}

func (c *Chart) place(size fyne.Size) {
	row, gap := c.length(look.RowHeight), c.length(look.Gap8)
	top := row / 2
	Put(&c.captionRun, 0, 0, size.Width, row)
	SetVisible(&c.captionRun, c.caption != "")
	if c.caption != "" {
		top += row
	}
	left := float32(math.Ceil(float64(widthOf("100", c.length(look.SizeTable), fyne.TextStyle{})))) + gap
	right, scale := c.labelWidth(size.Width), c.scaleWidth()
	c.x.start, c.x.end = left, max(left+1, size.Width-right-scale-gap-c.scaled(dotSize)/2)
	c.y.start, c.y.end = max(top+1, size.Height-row-gap/2), top
	c.placeAxes(row)
	c.placeNotch(row)
	c.placeLines()
	c.placeLabels(size.Width-right, right, row)
	c.placeDots()
	c.placeRuns(row)
	c.placeReadout(size)
	// Lines of the grid are at each quarter, and the words between two.
	high := c.y.start - c.y.end
	Put(&c.words, c.x.start, c.y.end-high/8, c.x.end-c.x.start, high)
	c.placeRing(0, 0, size.Width, size.Height)
}

func (c *Chart) placeAxes(row float32) {
	values := c.y.ticks(4)
	if c.y.start-c.y.end < 4*row {
		values = c.y.ticks(2)
	}
	long := c.x.end - c.x.start
	for i := range c.rules {
		seen := i < len(values)
		SetVisible(&c.rules[i], seen)
		SetVisible(&c.grid[i], seen)
		if !seen {
			continue
		}
		y := float32(int(c.y.place(values[i]) + 0.5))
		Put(&c.rules[i], c.x.start, y, long, 1)
		c.grid[i].Text = number(values[i])
		Put(&c.grid[i], 0, y-row/2, c.x.start-c.length(look.Gap8), row)
	}
	c.placeScale(values, row)
	values = c.x.ticks(min(maxTicks-2, max(1, int(long/c.scaled(tickRoom)))))
	for i := range c.axisX {
		seen := i < len(values)
		SetVisible(&c.axisX[i], seen)
		if !seen {
			continue
		}
		x := c.x.place(values[i])
		c.axisX[i].Text = number(values[i])
		room := c.scaled(tickRoom)
		Put(&c.axisX[i], x-room/2, c.y.start+c.length(look.Gap4), room, row)
	}
}

// spot is a point of a line on the canvas, kept inside the axes.
func (c *Chart) spot(p Point) fyne.Position {
	y := min(max(p.Y, c.y.from), c.y.to)
	return fyne.NewPos(c.x.place(p.X), c.y.place(y))
}

func (c *Chart) placeLines() {
	c.curves.begin()
	c.paths = c.paths[:0]
	for _, s := range c.series {
		if s.Hidden {
			c.paths = append(c.paths, nil)
			continue
		}
		path := c.path(s)
		c.paths = append(c.paths, path)
		ink := s.Meaning.Fill()
		if s.Past {
			ink = s.Meaning.Faint()
		}
		c.curves.path(path, pen{color: c.color(ink), width: c.scaled(lineWidth), pattern: s.Pattern})
		if s.Marked {
			c.stampAlong(path, s.Shape, c.color(ink))
		}
	}
	wide := c.scaled(beadSize)
	c.curves.end(area{c.x.start - wide, c.y.end - wide, c.x.end + wide, c.y.start + wide})
	c.placeCursor()
}

// path are the points of a line on the canvas.
func (c *Chart) path(s Series) []fyne.Position {
	var path []fyne.Position
	for _, p := range s.Points {
		if !math.IsNaN(p.Y) && p.X >= c.x.from && p.X <= c.x.to {
			path = append(path, c.spot(p))
		}
	}
	return path
}

// stampRoom is the least distance between two marks along a line.
const stampRoom = 56

// stampAlong puts marks on the points of a line, as many as have room.
func (c *Chart) stampAlong(path []fyne.Position, shape Shape, in color.Color) {
	last := float32(math.Inf(-1))
	for i, at := range path {
		if at.X-last < c.scaled(stampRoom) && i < len(path)-1 {
			continue
		}
		last = at.X
		c.curves.stamps = append(c.curves.stamps, stamp{shape, at, c.scaled(beadSize) / 2, in, c.color(look.ColorPanel)})
	}
}

// placeCursor draws an upright line at the user's place. It has a picture of
// its own, which only moves when the place does.
func (c *Chart) placeCursor() {
	c.cursor.begin()
	top, x := c.y.end-c.length(look.Gap4), float32(0)
	if c.markedX() {
		x = floor(c.x.place(c.marker) + 0.5)
		middle := x + 0.5
		c.cursor.path([]fyne.Position{{X: middle, Y: top}, {X: middle, Y: c.y.start}}, pen{color: c.color(look.ColorDim), width: 1, pattern: Dashes})
	}
	c.cursor.end(area{x - 1, top, x + 2, c.y.start})
}

// markedX says whether the user's place is on the chart.
func (c *Chart) markedX() bool {
	return c.marker >= c.x.from && c.marker <= c.x.to && len(c.series) > 0
}

// placeDots puts dots where the lines cross the user's place, each in the shape of
// its line.
func (c *Chart) placeDots() {
	marked := c.markedX()
	for i := range c.marks {
		m := &c.marks[i]
		value, ok := 0.0, false
		if marked && c.seen(i) && c.series[i].Pattern == Solid {
			value, ok = at(c.series[i].Points, c.marker)
		}
		round := ok
		if ok {
			p := c.spot(Point{c.marker, value})
			size := c.scaled(dotSize)
			if sides := c.series[i].Shape.sides(); sides > 0 {
				round = false
				// As large to the eye as the disc.
				size *= 1.25
				m.corners.Sides, m.corners.Angle = sides, c.series[i].Shape.angle()
				Put(&m.corners, p.X-size/2, p.Y-size/2, size, size)
			} else {
				Put(&m.dot, p.X-size/2, p.Y-size/2, size, size)
			}
		}
		SetVisible(&m.dot, round)
		SetVisible(&m.corners, ok && !round)
	}
}
