package part

import (
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
	for i := range c.marks {
		m := &c.marks[i]
		show(&m.label, i < len(c.series))
		if i >= len(c.series) {
			continue
		}
		s := c.series[i]
		m.dot.FillColor, m.dot.StrokeColor, m.dot.StrokeWidth = c.color(s.Meaning.Fill()), c.color(look.ColorPanel), 1
		m.bead.FillColor = c.color(s.Meaning.Fill())
		ink := s.Meaning.Text()
		if s.Past {
			ink = look.ColorDim
		}
		c.write(&m.label, s.Name, look.SizeTable, ink, fyne.TextStyle{})
	}
	c.paintRing(c.length(look.RadiusControl))
}

func (c *Chart) place(size fyne.Size) {
	row, gap := c.length(look.RowHeight), c.length(look.Gap8)
	top := row / 2
	put(&c.captionRun, 0, 0, size.Width, row)
	show(&c.captionRun, c.caption != "")
	if c.caption != "" {
		top += row
	}
	left := float32(math.Ceil(float64(widthOf("100", c.length(look.SizeTable), fyne.TextStyle{})))) + gap
	right := c.labelWidth(size.Width)
	c.x.start, c.x.end = left, max(left+1, size.Width-right-gap-c.scaled(dotSize)/2)
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
	put(&c.words, c.x.start, c.y.end-high/8, c.x.end-c.x.start, high)
	c.placeRing(0, 0, size.Width, size.Height)
}

// labelWidth is the room that the names at the right need.
func (c *Chart) labelWidth(width float32) float32 {
	var need float32
	for _, s := range c.series {
		need = max(need, widthOf(s.Name, c.length(look.SizeTable), fyne.TextStyle{}))
	}
	return float32(math.Ceil(float64(min(need, width*labelShare))))
}

func (c *Chart) placeAxes(row float32) {
	values := c.y.ticks(4)
	if c.y.start-c.y.end < 4*row {
		values = c.y.ticks(2)
	}
	long := c.x.end - c.x.start
	for i := range c.rules {
		seen := i < len(values)
		show(&c.rules[i], seen)
		show(&c.grid[i], seen)
		if !seen {
			continue
		}
		y := float32(int(c.y.place(values[i]) + 0.5))
		put(&c.rules[i], c.x.start, y, long, 1)
		c.grid[i].Text = number(values[i])
		put(&c.grid[i], 0, y-row/2, c.x.start-c.length(look.Gap8), row)
	}
	values = c.x.ticks(min(maxTicks-2, max(1, int(long/c.scaled(tickRoom)))))
	for i := range c.axisX {
		seen := i < len(values)
		show(&c.axisX[i], seen)
		if !seen {
			continue
		}
		x := c.x.place(values[i])
		c.axisX[i].Text = number(values[i])
		room := c.scaled(tickRoom)
		put(&c.axisX[i], x-room/2, c.y.start+c.length(look.Gap4), room, row)
	}
}

// spot is a point of a line on the canvas, kept inside the axes.
func (c *Chart) spot(p Point) fyne.Position {
	y := min(max(p.Y, c.y.from), c.y.to)
	return fyne.NewPos(c.x.place(p.X), c.y.place(y))
}

func (c *Chart) placeLines() {
	c.curves.begin()
	for _, s := range c.series {
		var path []fyne.Position
		for _, p := range s.Points {
			if math.IsNaN(p.Y) || p.X < c.x.from || p.X > c.x.to {
				continue
			}
			path = append(path, c.spot(p))
		}
		ink := s.Meaning.Fill()
		if s.Past {
			ink = s.Meaning.Faint()
		}
		c.curves.path(path, pen{c.color(ink), c.scaled(lineWidth), s.Dashed})
	}
	wide := c.scaled(lineWidth)
	c.curves.end(area{c.x.start - wide, c.y.end - wide, c.x.end + wide, c.y.start + wide})
	c.placeCursor()
}

// placeCursor draws an upright line at the user's place. It has a picture of
// its own, which only moves when the place does.
func (c *Chart) placeCursor() {
	c.cursor.begin()
	top, x := c.y.end-c.length(look.Gap4), float32(0)
	if c.markedX() {
		x = floor(c.x.place(c.marker) + 0.5)
		middle := x + 0.5
		c.cursor.path([]fyne.Position{{X: middle, Y: top}, {X: middle, Y: c.y.start}}, pen{c.color(look.ColorDim), 1, true})
	}
	c.cursor.end(area{x - 1, top, x + 2, c.y.start})
}

// placeLabels writes each name beside the end of its line, or as near as the
// others allow.
func (c *Chart) placeLabels(x, width, row float32) {
	var places []float32
	var owners []int
	for i, s := range c.series {
		named := len(s.Points) > 0 && s.Name != ""
		show(&c.marks[i].label, named)
		if named {
			places = append(places, c.spot(s.Points[len(s.Points)-1]).Y)
			owners = append(owners, i)
		}
	}
	spread(places, row-3, c.y.end, c.y.start)
	for n, i := range owners {
		label := &c.marks[i].label
		fit(label, curveName(c.series[i].Name, label.TextSize, label.TextStyle, width), x, places[n]-row/2, width, row)
	}
}

// markedX says whether the user's place is on the chart.
func (c *Chart) markedX() bool {
	return c.marker >= c.x.from && c.marker <= c.x.to && len(c.series) > 0
}

// placeDots puts dots where the lines cross the user's place.
func (c *Chart) placeDots() {
	seen := c.markedX()
	for i := range c.marks {
		dot := &c.marks[i].dot
		value, ok := 0.0, false
		if seen && i < len(c.series) && !c.series[i].Dashed && !c.series[i].Past {
			value, ok = at(c.series[i].Points, c.marker)
		}
		show(dot, ok)
		if ok {
			p := c.spot(Point{c.marker, value})
			size := c.scaled(dotSize)
			put(dot, p.X-size/2, p.Y-size/2, size, size)
		}
	}
}
