package part

import (
	"cmp"
	"math"
	"slices"
	"strings"

	"fyne.io/fyne/v2"

	"foolscope/ui/look"
)

const (
	// sampleWidth is the length of the piece of a line before its name.
	sampleWidth = 22
	// labelPitch is the distance between lines of names, which are closer than
	// other rows.
	labelPitch = 16
)

// sampleRoom is the width of that piece and the gap behind it.
func (c *Chart) sampleRoom() float32 { return c.scaled(sampleWidth) + c.length(look.Gap8) }

// labelWidth is the room that the names at the right need, and the pieces of lines
// before them.
func (c *Chart) labelWidth(width float32) float32 {
	var need float32
	for _, s := range c.series {
		if s.Name != "" {
			need = max(need, widthOf(s.Name, c.length(look.SizeTable), fyne.TextStyle{})+c.sampleRoom()+c.length(look.Gap4))
		}
	}
	return float32(math.Ceil(float64(min(need, width*labelShare))))
}

// scaleWidth is the room for the numbers of the axis at the right, 0 without one.
func (c *Chart) scaleWidth() float32 {
	write := c.scale()
	if write == nil {
		return 0
	}
	var need float32
	for _, v := range c.y.ticks(4) {
		need = max(need, widthOf(write(v), c.length(look.SizeTable), fyne.TextStyle{}))
	}
	return float32(math.Ceil(float64(need))) + c.length(look.Gap8)
}

// scale writes the heights of the axis at the right, nil if there is none.
func (c *Chart) scale() func(float64) string {
	for _, s := range c.series {
		if s.Scale != nil && !s.Hidden {
			return s.Scale
		}
	}
	return nil
}

// placeScale writes the numbers of the axis at the right beside the grid's lines.
func (c *Chart) placeScale(values []float64, row float32) {
	write := c.scale()
	for i := range c.right {
		seen := write != nil && i < len(values)
		SetVisible(&c.right[i], seen)
		if seen {
			c.right[i].Text = write(values[i])
			left := c.x.end + c.scaled(dotSize)/2
			Put(&c.right[i], left, c.y.place(values[i])-row/2, c.scaleWidth(), row)
		}
	}
}

// paintLabels writes the names of the lines in their colours.
func (c *Chart) paintLabels() {
	c.lit.FillColor, c.lit.CornerRadius = c.color(look.ColorRaised), c.length(look.RadiusThumb)
	outline(&c.chosen, c.color(look.ColorAccent), c.length(look.RadiusThumb))
	for i := range c.marks {
		m := &c.marks[i]
		if i >= len(c.series) {
			SetVisible(&m.label[0], false)
			SetVisible(&m.label[1], false)
			continue
		}
		s := c.series[i]
		ink := s.Meaning.Text()
		if s.Past || s.Hidden {
			ink = look.ColorDim
		}
		for k := range m.label {
			c.write(&m.label[k], s.Name, look.SizeTable, ink, fyne.TextStyle{})
		}
	}
}

// placeLabels writes each name beside the end of its line, or as near as the
// others allow, with a piece of the line before it.
func (c *Chart) placeLabels(x, width, row float32) {
	var places, heights []float32
	var owners []int
	var texts [][2]string
	words, pitch := width-c.sampleRoom(), c.scaled(labelPitch)
	var tall float32
	for i := range c.marks {
		m := &c.marks[i]
		named := i < len(c.series) && len(c.series[i].Points) > 0 && c.series[i].Name != ""
		m.box = area{}
		SetVisible(&m.label[0], named)
		SetVisible(&m.label[1], false)
		if !named {
			continue
		}
		head, tail := labelLines(c.series[i].Name, m.label[0].TextSize, words)
		high := pitch
		if tail != "" {
			high += pitch - 2
		}
		tall += high
		owners, texts, heights = append(owners, i), append(texts, [2]string{head, tail}), append(heights, high)
		points := c.series[i].Points
		places = append(places, c.spot(points[len(points)-1]).Y)
	}
	low, high := c.y.end-pitch/2, c.y.start+pitch/2
	if tall > high-low {
		// What is on one line each has more room.
		for n := range owners {
			texts[n] = [2]string{curveName(c.series[owners[n]].Name, c.length(look.SizeTable), fyne.TextStyle{}, words)}
			heights[n] = pitch
		}
	}
	spread(places, heights, low, high)
	c.samples.begin()
	for n, i := range owners {
		m := &c.marks[i]
		top := places[n] - heights[n]/2
		m.box = area{x, top, x + width, top + heights[n]}
		SetVisible(&m.label[1], texts[n][1] != "")
		for k, text := range texts[n] {
			middle := top + pitch/2 + float32(k)*(pitch-2)
			m.label[k].Text = text
			Put(&m.label[k], x+c.sampleRoom(), middle-row/2, words, row)
		}
		c.placeSample(c.series[i], x+c.length(look.Gap4), top+pitch/2)
	}
	c.samples.end(area{x, low - pitch, x + c.sampleRoom(), high + pitch})
	c.placeChosen()
}

// labelLines breaks the name of a line in two if it is longer than width: what
// stands behind the last comma goes below. Only what is still too long is cut.
func labelLines(name string, size, width float32) (head, tail string) {
	style := fyne.TextStyle{}
	if widthOf(name, size, style) <= width+0.5 {
		return name, ""
	}
	head, tail = twoLines(name, size, style, width)
	if comma := strings.LastIndex(name, ", "); comma > 0 && widthOf(name[:comma+1], size, style) <= width {
		head, tail = name[:comma+1], name[comma+2:]
	}
	if widthOf(head, size, style) > width+0.5 || widthOf(tail, size, style) > width+0.5 {
		return curveName(name, size, style, width), ""
	}
	return head, tail
}

// placeSample draws a piece of a line with its mark; a line that is hidden has an
// empty ring there.
func (c *Chart) placeSample(s Series, x, y float32) {
	in, shape := c.color(s.Meaning.Fill()), s.Shape
	middle := fyne.NewPos(x+c.scaled(sampleWidth)/2, y)
	if s.Hidden {
		c.samples.stamps = append(c.samples.stamps, stamp{Ring, middle, c.scaled(beadSize) / 2, c.color(look.ColorDim), nil})
		return
	}
	if s.Past {
		in = c.color(s.Meaning.Faint())
	}
	length := c.scaled(sampleWidth)
	p := pen{color: in, width: c.scaled(lineWidth), pattern: s.Pattern, skipped: s.Pattern.skip(length)}
	c.samples.path([]fyne.Position{{X: x, Y: y}, {X: x + length, Y: y}}, p)
	if s.Marked || s.Pattern == Solid {
		c.samples.stamps = append(c.samples.stamps, stamp{shape, middle, c.scaled(beadSize)/2 + 0.5, in, c.color(look.ColorPanel)})
	}
}

// placeChosen shows which name the pointer is on, and which one the keys chose.
func (c *Chart) placeChosen() {
	at := func(i int) (area, bool) {
		if i < 0 || i >= len(c.series) || c.OnToggled == nil {
			return area{}, false
		}
		box := c.marks[i].box
		return box, box != area{}
	}
	box, on := at(c.pointed)
	SetVisible(&c.lit, on)
	Put(&c.lit, box.left, box.top, box.right-box.left, box.bottom-box.top)
	box, on = at(c.picked)
	SetVisible(&c.chosen, on && c.marked)
	Put(&c.chosen, box.left, box.top, box.right-box.left, box.bottom-box.top)
}

// labelAt is the line whose name is at a place, -1 if there is none, or nothing to
// click.
func (c *Chart) labelAt(p fyne.Position) int {
	if c.OnToggled == nil || c.disabled {
		return -1
	}
	for i := range min(len(c.series), len(c.marks)) {
		if b := c.marks[i].box; p.X >= b.left && p.X < b.right && p.Y >= b.top && p.Y < b.bottom {
			return i
		}
	}
	return -1
}

// toggle asks for a line to be hidden or shown.
func (c *Chart) toggle(i int) {
	hideTip(c)
	if c.OnToggled != nil && i < len(c.series) {
		c.OnToggled(c.series[i].Key)
	}
}

// labelKey chooses names from top to bottom, and hides or shows the chosen line.
func (c *Chart) labelKey(key fyne.KeyName) {
	if c.OnToggled == nil {
		return
	}
	var order []int
	for i := range min(len(c.series), len(c.marks)) {
		if (c.marks[i].box != area{}) {
			order = append(order, i)
		}
	}
	slices.SortFunc(order, func(a, b int) int { return cmp.Compare(c.marks[a].box.top, c.marks[b].box.top) })
	at := slices.Index(order, c.picked)
	switch key {
	case fyne.KeyDown:
		at = min(at+1, len(order)-1)
	case fyne.KeyUp:
		if at < 0 {
			at = len(order)
		}
		at = max(at-1, 0)
	case fyne.KeyReturn, fyne.KeyEnter:
		if at >= 0 {
			c.toggle(order[at])
		}
		return
	default:
		return
	}
	if len(order) > 0 {
		c.picked = order[at]
		c.Refresh()
	}
}

// FocusLost is called by Fyne: no name is chosen any more.
func (c *Chart) FocusLost() {
	c.picked = -1
	c.control.FocusLost()
}
