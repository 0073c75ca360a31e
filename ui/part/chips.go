package part

import (
	"image/color"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/driver/desktop"

	"foolscope/ui/look"
)

// Chip is one of Chips: a name, how many there are of it, and perhaps a sign.
type Chip struct {
	Name, Count string
	Sign        Sign
	// Empty chips stand back: there is nothing to see.
	Empty bool
}

// Chips are filters of which one is chosen, side by side. Those for which there is no
// room are left out, the last ones first.
type Chips struct {
	control
	chips    []Chip
	selected int
	over     int
	// quiet chips are only read: they have no ground.
	quiet   bool
	cells   []*chipCell
	objects []fyne.CanvasObject

	// OnSelected is called when the user has chosen another chip.
	OnSelected func(i int)
}

// chipCell draws a chip.
type chipCell struct {
	box         canvas.Rectangle
	sign        *strokes
	name, count canvas.Text
	at          area
}

var (
	_ fyne.Focusable = (*Chips)(nil)
	_ fyne.Tappable  = (*Chips)(nil)
	_ Celled         = (*Chips)(nil)
)

// NewChips returns none.
func NewChips(onSelected func(i int)) *Chips {
	c := &Chips{over: -1, OnSelected: onSelected}
	c.objects = []fyne.CanvasObject{&c.ring}
	c.extend(c)
	return c
}

// NewCounts returns chips that are only read, none at first.
func NewCounts() *Chips {
	c := NewChips(nil)
	c.quiet, c.disabled = true, true
	return c
}

// pad is the room before and behind what stands on a chip.
func (c *Chips) pad() float32 {
	if c.quiet {
		return c.length(look.Gap4)
	}
	return c.length(look.Gap12)
}

// Set shows other chips, and chooses one without telling anybody.
func (c *Chips) Set(chips []Chip, selected int) {
	c.chips, c.selected = chips, selected
	for len(c.cells) < len(chips) {
		c.cells = append(c.cells, &chipCell{sign: newStrokes()})
	}
	c.objects = c.objects[:0:0]
	for _, cell := range c.cells {
		c.objects = append(c.objects, &cell.box, cell.sign.picture, &cell.name, &cell.count)
	}
	c.objects = append(c.objects, &c.ring)
	c.Refresh()
}

// Selected is the number of the chosen chip.
func (c *Chips) Selected() int { return c.selected }

// Cells are the chips that can be seen.
func (c *Chips) Cells() []Cell {
	var out []Cell
	for i := range c.chips {
		at := c.cells[i].at
		out = append(out, Cell{fyne.NewPos(at.left, at.top), fyne.NewSize(at.right-at.left, at.bottom-at.top)})
	}
	return out
}

func (c *Chips) parts() []fyne.CanvasObject { return c.objects }

func (c *Chips) paint() {
	for i, cell := range c.cells {
		if i >= len(c.chips) {
			continue
		}
		chip := c.chips[i]
		ink, style := look.ColorDim, fyne.TextStyle{}
		cell.box.FillColor, cell.box.StrokeWidth = c.color(look.ColorButton), 0
		if i == c.selected {
			ink, style = look.ColorText, bold
			cell.box.StrokeWidth, cell.box.StrokeColor = 1.5, c.color(look.ColorAccent)
			cell.box.FillColor = c.color(look.ColorPanel)
		}
		if c.quiet {
			cell.box.FillColor = color.Transparent
		} else if i == c.over {
			cell.box.FillColor = c.color(look.ColorButtonHover)
		}
		cell.box.CornerRadius = c.length(look.RadiusControl)
		c.write(&cell.name, chip.Name, look.SizeTable, ink, style)
		countInk := look.ColorText
		if chip.Empty {
			countInk = ink
		}
		c.write(&cell.count, chip.Count, look.SizeTable, countInk, bold)
	}
	c.paintRing(c.length(look.RadiusControl))
}

func (c *Chips) place(size fyne.Size) {
	gap, x := c.pad(), float32(0)
	if c.quiet {
		x = -gap
	}
	sign := c.scaled(14)
	full := false
	for i, cell := range c.cells {
		wide := float32(0)
		if i < len(c.chips) {
			wide = c.wide(i)
		}
		full = full || i >= len(c.chips) || x+wide > size.Width+0.5
		for _, o := range []fyne.CanvasObject{&cell.box, &cell.name, &cell.count} {
			SetVisible(o, !full)
		}
		cell.sign.begin()
		if full {
			cell.at = area{}
			cell.sign.end(area{})
			continue
		}
		cell.at = area{x, 0, x + wide, size.Height}
		Put(&cell.box, x, 0, wide, size.Height)
		at := x + gap
		if kind := c.chips[i].Sign; kind != NoSign {
			fill := kind.fill()
			if c.chips[i].Empty {
				fill = kind.meaning().Faint()
			}
			cell.sign.sign(kind, fyne.NewPos(at+sign/2, size.Height/2), sign, c.color(fill), c.color(look.ColorPanel))
			at += sign + c.length(look.Gap8)
		}
		cell.sign.end(area{x + gap - 1, 0, x + gap + sign + 1, size.Height})
		name := cell.name.MinSize().Width
		Put(&cell.name, at, 0, name, size.Height)
		Put(&cell.count, at+name+c.length(look.Gap8), 0, cell.count.MinSize().Width, size.Height)
		x += wide + c.length(look.Gap8)
	}
	out := c.length(look.Gap4)
	if c.selected >= 0 && c.selected < len(c.chips) {
		at := c.cells[c.selected].at
		c.placeRing(at.left-out, at.top-out, at.right-at.left+2*out, at.bottom-at.top+2*out)
	}
}

// wide is the width of a chip.
func (c *Chips) wide(i int) float32 {
	chip, size := c.chips[i], c.length(look.SizeTable)
	wide := 2*c.pad() + widthOf(chip.Name, size, bold)
	if chip.Count != "" {
		wide += c.length(look.Gap8) + widthOf(chip.Count, size, bold)
	}
	if chip.Sign != NoSign {
		wide += c.scaled(14) + c.length(look.Gap8)
	}
	return wide
}

// Whole is the width that all chips take.
func (c *Chips) Whole() float32 {
	wide := float32(0)
	for i := range c.chips {
		wide += c.wide(i) + c.length(look.Gap8)
	}
	return wide
}

func (c *Chips) least() fyne.Size {
	if c.quiet {
		return fyne.NewSize(120, c.length(look.RowHeight))
	}
	return fyne.NewSize(120, c.length(look.ControlHeight)-6)
}

func (c *Chips) chipAt(p fyne.Position) int {
	for i := range c.chips {
		if at := c.cells[i].at; p.X >= at.left && p.X < at.right {
			return i
		}
	}
	return -1
}

// Tapped chooses the chip under the pointer.
func (c *Chips) Tapped(e *fyne.PointEvent) {
	if c.disabled {
		return
	}
	c.takeFocus()
	hideTip(c)
	c.choose(c.chipAt(e.Position))
}

func (c *Chips) choose(i int) {
	if c.quiet || i < 0 || i >= len(c.chips) || i == c.selected {
		return
	}
	c.selected = i
	c.Refresh()
	if c.OnSelected != nil {
		c.OnSelected(i)
	}
}

// MouseMoved lights the chip under the pointer.
func (c *Chips) MouseMoved(e *desktop.MouseEvent) {
	if i := c.chipAt(e.Position); i != c.over {
		c.over = i
		c.Refresh()
	}
	c.control.MouseMoved(e)
}

// MouseOut implements desktop.Hoverable.
func (c *Chips) MouseOut() {
	c.over = -1
	c.control.MouseOut()
}

// TypedKey goes to a neighbour.
func (c *Chips) TypedKey(e *fyne.KeyEvent) {
	c.typed()
	switch e.Name {
	case fyne.KeyLeft:
		c.choose(c.selected - 1)
	case fyne.KeyRight:
		c.choose(c.selected + 1)
	}
}
