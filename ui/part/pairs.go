package part

import (
	"slices"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/driver/desktop"

	"foolscope/ui/look"
)

// Pair is one row of Pairs: what is measured, and its two values.
type Pair struct {
	Name, First, Second string
}

// Pairs is a table with two columns of values under the letters A and B. Values
// that differ are bold.
type Pairs struct {
	control
	pairs []Pair
	rows  []pairRow
	each  []func() Note
	// rule is the line below the letters.
	rule    canvas.Rectangle
	objects []fyne.CanvasObject
}

type pairRow struct{ name, first, second canvas.Text }

// NewPairs returns a table with room for a number of rows.
func NewPairs(rows int) *Pairs {
	p := &Pairs{rows: make([]pairRow, rows+1)}
	for i := range p.rows {
		r := &p.rows[i]
		p.objects = append(p.objects, &r.name, &r.first, &r.second)
	}
	p.objects = append(p.objects, &p.rule)
	p.extend(p)
	return p
}

// SetPairs shows other rows. What is beyond the room is not shown.
func (p *Pairs) SetPairs(pairs []Pair) {
	if !slices.Equal(p.pairs, pairs) {
		p.pairs = slices.Clone(pairs)
		p.Refresh()
	}
}

// DescribeEach explains each row to the pointer that rests on it.
func (p *Pairs) DescribeEach(each ...func() Note) { p.each = each }

func (p *Pairs) allNotes() []func() Note { return p.each }

// at is what stands in a row; the first has the letters.
func (p *Pairs) at(i int) Pair {
	switch {
	case i == 0:
		return Pair{First: "A", Second: "B"}
	case i > 0 && i <= len(p.pairs):
		return p.pairs[i-1]
	}
	return Pair{}
}

// MouseMoved explains the row under the pointer.
func (p *Pairs) MouseMoved(e *desktop.MouseEvent) {
	high := p.length(look.RowHeight)
	// The first row has the letters.
	row := int(e.Position.Y / high)
	if row < 1 || row > len(p.pairs) || row > len(p.each) {
		hideTip(p)
		return
	}
	showNote(p, spot{p.each[row-1], fyne.NewPos(0, float32(row)*high), fyne.NewSize(p.Size().Width, high)})
}

// Cursor implements desktop.Cursorable: there is nothing to click.
func (p *Pairs) Cursor() desktop.Cursor { return desktop.DefaultCursor }

func (p *Pairs) parts() []fyne.CanvasObject { return p.objects }

func (p *Pairs) paint() {
	p.rule.FillColor = p.color(look.ColorLine)
	for i := range p.rows {
		row, r := p.at(i), &p.rows[i]
		style, ink := fyne.TextStyle{}, look.ColorDim
		if i == 0 || row.First != row.Second {
			style, ink = bold, look.ColorText
		}
		p.write(&r.name, row.Name, look.SizeTable, look.ColorDim, fyne.TextStyle{})
		p.write(&r.first, row.First, look.SizeTable, ink, style)
		p.write(&r.second, row.Second, look.SizeTable, ink, style)
		r.first.Alignment, r.second.Alignment = fyne.TextAlignTrailing, fyne.TextAlignTrailing
	}
}

func (p *Pairs) place(size fyne.Size) {
	high, gap := p.length(look.RowHeight), p.length(look.Gap8)
	// The values get what they need, up to a bound, and the names the rest.
	wide := float32(0)
	for i := range p.rows {
		row := p.at(i)
		wide = max(wide, widthOf(row.First, p.length(look.SizeTable), bold), widthOf(row.Second, p.length(look.SizeTable), bold))
	}
	wide = min(wide, 0.36*size.Width)
	second := size.Width - wide
	first := second - gap - wide
	for i := range p.rows {
		row, r, y := p.at(i), &p.rows[i], float32(i)*high
		fit(&r.name, row.Name, 0, y, max(0, first-gap), high)
		fit(&r.first, row.First, first, y, wide, high)
		fit(&r.second, row.Second, second, y, wide, high)
	}
	put(&p.rule, 0, high-1, size.Width, 1)
}

func (p *Pairs) least() fyne.Size {
	return fyne.NewSize(120, float32(len(p.rows))*p.length(look.RowHeight))
}
