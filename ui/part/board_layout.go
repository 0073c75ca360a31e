package part

import (
	"math"

	"fyne.io/fyne/v2"
)

// boardColumns is how many columns a board has at most.
const boardColumns = 3

// boardSpot is where an option stands, and boardHead where the head of a group does.
type (
	boardSpot struct {
		option, column int
		at             fyne.Position
		size           fyne.Size
	}
	boardHead struct {
		group, column int
		// options is how many stand below it.
		options int
		at      fyne.Position
		size    fyne.Size
	}
)

// in reports whether a position is on the option.
func (s boardSpot) in(pos fyne.Position) bool {
	return pos.X >= s.at.X && pos.Y >= s.at.Y && pos.X < s.at.X+s.size.Width && pos.Y < s.at.Y+s.size.Height
}

// boardLayout has the groups of a board in columns: each group is whole, and they
// follow each other down the columns.
type boardLayout struct {
	heads []boardHead
	spots []boardSpot
}

// layBoard deals the found options out to columns that are about equally long.
func layBoard(options []Option, found []int, groups int) (lay boardLayout) {
	members := make([][]int, groups)
	total, full := 0, 0
	for _, i := range found {
		g := options[i].Group
		if len(members[g]) == 0 {
			// The head is worth as much as an option, with the space above.
			total, full = total+1, full+1
		}
		members[g] = append(members[g], i)
		total++
	}
	columns := min(boardColumns, full)
	column, high, left := 0, 0, total
	for g, of := range members {
		if len(of) == 0 {
			continue
		}
		own := len(of) + 1
		share := float64(high+left) / float64(max(1, columns-column))
		if high > 0 && column < columns-1 && float64(high)+float64(own)/2 > share {
			column, high = column+1, 0
		}
		lay.heads = append(lay.heads, boardHead{group: g, column: column, options: len(of)})
		for _, i := range of {
			lay.spots = append(lay.spots, boardSpot{option: i, column: column})
		}
		high, left = high+own, left-own
	}
	return lay
}

func everyOption(options []Option) []int {
	all := make([]int, len(options))
	for i := range all {
		all[i] = i
	}
	return all
}

// boardMetrics are the lengths of a board: the heights of a head, of an option's label
// and of its line, the space between two groups, the width of a column and the space
// between two; and how many columns and how high they are.
type boardMetrics struct {
	head, label, line, between, column, gap float32

	columns int
	high    float32
}

// fit returns the metrics that let a layout fit into a room: columns become narrower,
// and the lines of options go, if they must.
func (m boardMetrics) fit(lay boardLayout, room fyne.Size) boardMetrics {
	for _, h := range lay.heads {
		m.columns = max(m.columns, h.column+1)
	}
	n := float32(max(1, m.columns))
	m.column = float32(math.Floor(float64(min(m.column, max(1, (room.Width-(n-1)*m.gap)/n)))))
	m.high = m.measure(lay)
	if m.high > room.Height {
		m.line = 0
		m.high = m.measure(lay)
	}
	return m
}

// measure is the height of the longest column.
func (m boardMetrics) measure(lay boardLayout) (high float32) {
	lay.arrange(m, fyne.Position{})
	for _, s := range lay.spots {
		high = max(high, s.at.Y+s.size.Height)
	}
	return high
}

// size is that of all columns.
func (m boardMetrics) size() fyne.Size {
	n := float32(max(1, m.columns))
	return fyne.NewSize(n*m.column+(n-1)*m.gap, m.high)
}

// arrange gives heads and options their places, from a corner.
func (l *boardLayout) arrange(m boardMetrics, corner fyne.Position) {
	next, column, y := 0, -1, corner.Y
	for i := range l.heads {
		h := &l.heads[i]
		if h.column != column {
			column, y = h.column, corner.Y
		} else {
			y += m.between
		}
		x := corner.X + float32(column)*(m.column+m.gap)
		h.at, h.size = fyne.NewPos(x, y), fyne.NewSize(m.column, m.head)
		y += m.head
		for range h.options {
			s := &l.spots[next]
			next++
			s.at, s.size = fyne.NewPos(x, y), fyne.NewSize(m.column, m.label+m.line)
			y += m.label + m.line
		}
	}
}

// beside is the place of the option in the next column, in one direction, that is
// nearest to one; itself where there is no such column.
func (l boardLayout) beside(mark, direction int) int {
	if mark >= len(l.spots) {
		return mark
	}
	from, best := l.spots[mark], mark
	distance := math.Inf(1)
	for i, s := range l.spots {
		if d := math.Abs(float64(s.at.Y - from.at.Y)); s.column == from.column+direction && d < distance {
			best, distance = i, d
		}
	}
	return best
}
