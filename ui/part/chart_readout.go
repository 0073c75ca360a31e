package part

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"

	"foolscope/ui/look"
	"foolscope/ui/words"
)

// longestName is the greatest width of a name in the readout, so that the curves
// are still seen.
const longestName = 240

// reading is one line of the readout.
type reading struct{ value, name canvas.Text }

func (s Series) text(y float64) string {
	if s.Text == nil {
		return words.Decimal(y, 1)
	}
	return s.Text(y)
}

// nameAt says what the line is about at a point that was measured.
func (s Series) nameAt(x float64) string {
	for i, p := range s.Points {
		if p.X == x && i < len(s.Names) {
			return s.Names[i]
		}
	}
	return s.Name
}

func (c *Chart) across(x float64) string {
	if c.Across == nil {
		return number(x)
	}
	return c.Across(x)
}

// placeReadout shows what was measured at the X under the pointer.
func (c *Chart) placeReadout(size fyne.Size) {
	seen := c.hover >= c.x.from && c.hover <= c.x.to
	SetVisible(&c.probe, seen)
	SetVisible(&c.box, seen)
	SetVisible(&c.head, seen)
	if seen {
		c.write(&c.head, c.across(c.hover), look.SizeTable, look.ColorDim, fyne.TextStyle{})
	}
	lines := 0
	for i := range c.marks {
		bead := &c.marks[i].bead
		value, ok := 0.0, false
		if seen && c.seen(i) {
			value, ok = at(c.series[i].Points, c.hover)
		}
		SetVisible(bead, ok)
		if !ok {
			continue
		}
		p := c.spot(Point{c.hover, value})
		side := c.scaled(beadSize)
		Put(bead, p.X-side/2, p.Y-side/2, side, side)
		s, r := c.series[i], &c.readout[lines]
		c.write(&r.value, s.text(value), look.SizeTable, s.Meaning.Text(), bold)
		r.value.Alignment = fyne.TextAlignTrailing
		name := curveName(s.nameAt(c.hover), c.length(look.SizeTable), bold, c.scaled(longestName))
		c.write(&r.name, name, look.SizeTable, s.Meaning.Text(), bold)
		lines++
	}
	for i := range c.readout {
		SetVisible(&c.readout[i].value, i < lines)
		SetVisible(&c.readout[i].name, i < lines)
	}
	if seen {
		c.placeBox(size, c.readout[:lines])
	}
}

// placeBox puts the readout beside the pointer: the values in one column, what
// they are in another.
func (c *Chart) placeBox(size fyne.Size, lines []reading) {
	row, pad := c.length(look.RowHeight), c.length(look.Gap8)
	x := c.x.place(c.hover)
	Put(&c.probe, float32(int(x+0.5)), c.y.end, 1, c.y.start-c.y.end)
	var values, names float32
	for i := range lines {
		values = max(values, lines[i].value.MinSize().Width)
		names = max(names, lines[i].name.MinSize().Width)
	}
	w := max(values+pad+names, c.head.MinSize().Width) + 2*pad
	h := float32(len(lines)+1)*row + pad
	boxX := x + 2*pad
	if boxX+w > c.x.end {
		boxX = max(0, x-2*pad-w)
	}
	boxY := max(0, min(c.y.end, size.Height-h))
	Put(&c.box, boxX, boxY, w, h)
	Put(&c.head, boxX+pad, boxY+pad/2, w-2*pad, row)
	for i := range lines {
		y := boxY + pad/2 + float32(i+1)*row
		Put(&lines[i].value, boxX+pad, y, values, row)
		Put(&lines[i].name, boxX+2*pad+values, y, names, row)
	}
}
