package part

import "fyne.io/fyne/v2"

// Cell is a part of a widget that can be clicked by itself.
type Cell struct {
	At   fyne.Position
	Size fyne.Size
}

// Celled is a widget that consists of cells.
type Celled interface {
	Cells() []Cell
}

var (
	_ Celled = (*Tabs)(nil)
	_ Celled = (*Thumbs)(nil)
	_ Celled = (*Listing)(nil)
	_ Celled = (*Entries)(nil)
)

// Cells are the tabs.
func (t *Tabs) Cells() []Cell {
	cells, left := make([]Cell, len(t.ends)), t.inset()
	for i, end := range t.ends {
		cells[i] = Cell{fyne.NewPos(left, 0), fyne.NewSize(end-left, t.Size().Height)}
		left = end
	}
	return cells
}

// Cells are the pictures, and the tile that adds more.
func (t *Thumbs) Cells() []Cell {
	cells := make([]Cell, len(t.thumbs)+1)
	for i := range cells {
		x, y, side := t.spot(i)
		cells[i] = Cell{fyne.NewPos(x, y), fyne.NewSize(side, side)}
	}
	return cells
}

// Cells are the lines.
func (l *Listing) Cells() []Cell {
	cells, high := make([]Cell, len(l.lines)), l.rowHeight()
	for i := range cells {
		cells[i] = Cell{fyne.NewPos(0, float32(i)*high), fyne.NewSize(l.Size().Width, high)}
	}
	return cells
}

// Cells are the entries.
func (e *Entries) Cells() []Cell {
	var out []Cell
	for i := range e.entries {
		out = append(out, Cell{fyne.NewPos(0, float32(i)*e.high()), fyne.NewSize(e.Size().Width, e.high())})
	}
	return out
}
