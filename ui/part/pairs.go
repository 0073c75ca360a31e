package part

import (
	"slices"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"

	"foolscope/ui/look"
)

// Pair is one row of Pairs: what is measured, and its two values.
type Pair struct {
	Name, First, Second string
	// Short takes the place of a name for which there is no room.
	Short string
}

// Pairs is a table with two columns of values under the letters A and B. Values
// that differ are bold. Where there is more height than it needs, its rows move
// apart.
type Pairs struct {
	notedRows
	pairs []Pair
	rows  []pairRow
	// rule is the line below the letters.
	rule    canvas.Rectangle
	objects []fyne.CanvasObject
}

// loose is by how much rows move apart at most.
const loose = 1.5

var _ fyne.Focusable = (*Pairs)(nil)

type pairRow struct{ name, first, second canvas.Text }

// NewPairs returns a table with room for a number of rows.
func NewPairs(rows int) *Pairs {
	p := &Pairs{rows: make([]pairRow, rows+1)}
	for i := range p.rows {
		r := &p.rows[i]
		p.objects = append(p.objects, &r.name, &r.first, &r.second)
	}
	p.objects = append(p.objects, &p.rule, &p.ring)
	p.setCount(0)
	p.extend(p)
	return p
}

// SetPairs shows other rows. What is beyond the room is not shown.
func (p *Pairs) SetPairs(pairs []Pair) {
	if !slices.Equal(p.pairs, pairs) {
		p.pairs = slices.Clone(pairs)
		p.setCount(min(len(pairs), len(p.rows)-1))
		p.Refresh()
	}
}

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
	p.paintMark()
}

func (p *Pairs) place(size fyne.Size) {
	gap := p.length(look.Gap8)
	high := max(p.length(look.RowHeight), float32(int(min(size.Height/float32(len(p.rows)), loose*p.length(look.RowHeight)))))
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
		fit(&r.name, p.name(row, first-gap), 0, y, max(0, first-gap), high)
		fit(&r.first, row.First, first, y, wide, high)
		fit(&r.second, row.Second, second, y, wide, high)
	}
	Put(&p.rule, 0, high-1, size.Width, 1)
	p.top, p.pitch = high, high
	p.placeMark(size)
}

// name is what a row is called where there is that much room.
func (p *Pairs) name(of Pair, room float32) string {
	if of.Short != "" && widthOf(of.Name, p.length(look.SizeTable), fyne.TextStyle{}) > room {
		return of.Short
	}
	return of.Name
}

func (p *Pairs) least() fyne.Size {
	return fyne.NewSize(120, float32(len(p.rows))*p.length(look.RowHeight))
}
