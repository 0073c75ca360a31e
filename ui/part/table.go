package part

import (
	"slices"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/theme"

	"foolscope/ui/look"
)

// TableColumn is a column of a Table.
type TableColumn struct {
	Name string
	// Leading columns are words, which begin at the left; numbers end at the right.
	Leading bool
	// Weight is the share of the width.
	Weight float32
}

// Table has lines of words and numbers under headings, which can be clicked to sort by
// them. It scrolls, and draws only the lines that are seen.
type Table struct {
	control
	columns []TableColumn
	rows    [][]string
	chosen  int
	// sorted is the column that the lines are in the order of, falling the other way
	// round; -1 for none.
	sorted  int
	falling bool
	over    int
	top     float32
	drags   bool

	heads   []canvas.Text
	arrow   canvas.Polygon
	rule    canvas.Rectangle
	lit     canvas.Rectangle
	mark    canvas.Rectangle
	bar     canvas.Rectangle
	lines   [][]canvas.Text
	objects []fyne.CanvasObject

	// OnSorted is told the heading that was clicked, OnChosen the line that the user
	// wants, and OnOpen is called for Enter; each may be nil.
	OnSorted func(column int)
	OnChosen func(row int)
	OnOpen   func()
}

var (
	_ fyne.Focusable    = (*Table)(nil)
	_ fyne.Tappable     = (*Table)(nil)
	_ fyne.Scrollable   = (*Table)(nil)
	_ fyne.Draggable    = (*Table)(nil)
	_ desktop.Hoverable = (*Table)(nil)
)

const tableRow = 22

// NewTable returns a table without lines.
func NewTable(columns ...TableColumn) *Table {
	t := &Table{columns: columns, chosen: -1, sorted: -1, over: -1, heads: make([]canvas.Text, len(columns))}
	t.collect()
	t.extend(t)
	return t
}

// SetColumns replaces the headings; Set follows.
func (t *Table) SetColumns(columns []TableColumn) {
	if slices.Equal(t.columns, columns) {
		return
	}
	t.columns, t.lines, t.heads = columns, nil, make([]canvas.Text, len(columns))
	t.rows = nil
	t.collect()
}

// Set shows other lines, in the order of a column, and chooses one, -1 for none.
func (t *Table) Set(rows [][]string, chosen, sorted int, falling bool) {
	moved := chosen != t.chosen
	t.rows, t.chosen, t.sorted, t.falling = rows, chosen, sorted, falling
	if moved {
		t.reveal()
	}
	t.Refresh()
}

// Rows are the lines.
func (t *Table) Rows() [][]string { return t.rows }

func (t *Table) parts() []fyne.CanvasObject { return t.objects }

func (t *Table) collect() {
	t.objects = []fyne.CanvasObject{&t.lit, &t.mark}
	for i := range t.heads {
		t.objects = append(t.objects, &t.heads[i])
	}
	t.objects = append(t.objects, &t.arrow, &t.rule)
	for _, line := range t.lines {
		for i := range line {
			t.objects = append(t.objects, &line[i])
		}
	}
	t.objects = append(t.objects, &t.bar, &t.ring)
}

func (t *Table) least() fyne.Size { return fyne.NewSize(240, 5*t.scaled(tableRow)) }

// seen is how many lines have room.
func (t *Table) seen() int {
	return max(1, int((t.Size().Height-t.scaled(tableRow))/t.scaled(tableRow)))
}

func (t *Table) first() int { return max(0, min(int(t.top+0.5), len(t.rows)-t.seen())) }

func (t *Table) reveal() {
	if t.chosen >= 0 {
		t.top = max(min(t.top, float32(t.chosen)), float32(t.chosen-t.seen()+1))
	}
}

func (t *Table) paint() {
	for len(t.lines) < t.seen() {
		t.lines = append(t.lines, make([]canvas.Text, len(t.columns)))
		t.collect()
	}
	t.top = max(0, min(t.top, float32(len(t.rows)-t.seen())))
	for i := range t.heads {
		ink := look.ColorDim
		if i == t.sorted {
			ink = look.ColorText
		}
		t.write(&t.heads[i], t.columns[i].Name, look.SizeTable, ink, fyne.TextStyle{Bold: i == t.sorted})
		t.heads[i].Alignment = t.align(i)
	}
	paintArrow(&t.arrow, t.color(look.ColorText))
	if !t.falling {
		t.arrow.Angle = 0
	}
	t.rule.FillColor = t.color(look.ColorLine)
	t.lit.FillColor, t.lit.CornerRadius = t.color(theme.ColorNameHover), t.length(look.RadiusThumb)
	t.mark.FillColor, t.mark.CornerRadius = t.color(theme.ColorNameSelection), t.length(look.RadiusThumb)
	t.bar.FillColor, t.bar.CornerRadius = t.color(theme.ColorNameScrollBar), barWidth/2
	t.paintRing(t.length(look.RadiusControl))
}

func (t *Table) align(i int) fyne.TextAlign {
	if t.columns[i].Leading {
		return fyne.TextAlignLeading
	}
	return fyne.TextAlignTrailing
}

// edges are where the columns begin, and where the last one ends.
func (t *Table) edges() []float32 {
	var all float32
	for _, c := range t.columns {
		all += c.Weight
	}
	width := t.Size().Width - barWidth - t.length(look.Gap8)
	out, x := []float32{0}, float32(0)
	for _, c := range t.columns {
		x += width * c.Weight / all
		out = append(out, float32(int(x)))
	}
	return out
}

func (t *Table) place(size fyne.Size) {
	if len(t.lines) < t.seen() {
		t.paint()
	}
	high, gap, row := t.scaled(tableRow), t.length(look.Gap8), t.length(look.RowHeight)
	edges := t.edges()
	inner := func(i int) (x, w float32) { return edges[i] + gap/2, max(1, edges[i+1]-edges[i]-gap) }
	SetVisible(&t.arrow, t.sorted >= 0)
	for i := range t.heads {
		x, w := inner(i)
		side := t.scaled(arrowSize)
		if i == t.sorted {
			w -= side + 2
			fit(&t.heads[i], t.columns[i].Name, x, 0, w, high)
			at := x + w + 2
			if t.columns[i].Leading {
				at = x + t.heads[i].MinSize().Width + 4
			}
			Put(&t.arrow, at, (high-side)/2, side, side)
			continue
		}
		fit(&t.heads[i], t.columns[i].Name, x, 0, w, high)
	}
	Put(&t.rule, 0, high-1, size.Width, 1)
	first := t.first()
	for k, line := range t.lines {
		i := first + k
		for c := range line {
			seen := i < len(t.rows) && k < t.seen()
			SetVisible(&line[c], seen)
			if !seen {
				continue
			}
			x, w := inner(c)
			t.write(&line[c], t.rows[i][c], look.SizeTable, look.ColorText, fyne.TextStyle{Bold: i == t.chosen})
			line[c].Alignment = t.align(c)
			fit(&line[c], t.rows[i][c], x, high+float32(k)*high+(high-row)/2, w, row)
		}
	}
	t.placeLine(&t.mark, t.chosen)
	t.placeLine(&t.lit, t.over)
	total, seen := float32(max(1, len(t.rows))), float32(t.seen())
	SetVisible(&t.bar, total > seen)
	track := size.Height - high
	long := max(24, track*seen/max(total, seen))
	at := float32(0)
	if total > seen {
		at = (track - long) * float32(first) / (total - seen)
	}
	Put(&t.bar, size.Width-barWidth, high+at, barWidth, long)
	t.placeRing(-2, -2, size.Width+4, size.Height+4)
}

func (t *Table) placeLine(r *canvas.Rectangle, i int) {
	k := i - t.first()
	seen := i >= 0 && i < len(t.rows) && k >= 0 && k < t.seen()
	SetVisible(r, seen)
	if seen {
		high := t.scaled(tableRow)
		Put(r, 0, high+float32(k)*high, t.Size().Width-barWidth-t.length(look.Gap4), high)
	}
}

func (t *Table) rowAt(p fyne.Position) int {
	high := t.scaled(tableRow)
	if p.Y < high || p.X > t.Size().Width-barWidth {
		return -1
	}
	if i := t.first() + int((p.Y-high)/high); i < len(t.rows) {
		return i
	}
	return -1
}

// Tapped chooses a line, or sorts by a heading.
func (t *Table) Tapped(e *fyne.PointEvent) {
	t.takeFocus()
	if e.Position.Y < t.scaled(tableRow) {
		edges := t.edges()
		for i := range t.columns {
			if e.Position.X >= edges[i] && e.Position.X < edges[i+1] && t.OnSorted != nil {
				t.OnSorted(i)
			}
		}
		return
	}
	t.choose(t.rowAt(e.Position))
}

func (t *Table) choose(i int) {
	if i < 0 || i >= len(t.rows) || i == t.chosen {
		return
	}
	t.chosen = i
	t.reveal()
	t.Refresh()
	if t.OnChosen != nil {
		t.OnChosen(i)
	}
}

// MouseIn implements desktop.Hoverable.
func (t *Table) MouseIn(e *desktop.MouseEvent) {
	t.control.MouseIn(e)
	t.MouseMoved(e)
}

// MouseMoved lights the line under the pointer.
func (t *Table) MouseMoved(e *desktop.MouseEvent) {
	if i := t.rowAt(e.Position); i != t.over {
		t.over = i
		t.placeLine(&t.lit, i)
		canvas.Refresh(&t.lit)
	}
}

// MouseOut implements desktop.Hoverable.
func (t *Table) MouseOut() {
	t.over = -1
	t.control.MouseOut()
}

// Scrolled implements fyne.Scrollable.
func (t *Table) Scrolled(e *fyne.ScrollEvent) {
	t.top = max(0, min(t.top-e.Scrolled.DY/t.scaled(tableRow), float32(len(t.rows)-t.seen())))
	t.Refresh()
}

// Dragged moves the lines with the scroll bar.
func (t *Table) Dragged(e *fyne.DragEvent) {
	if start := e.Position.X - e.Dragged.DX; !t.drags && start < t.Size().Width-3*barWidth {
		return
	}
	t.drags = true
	if track := t.Size().Height - t.scaled(tableRow); track > 0 {
		t.top += e.Dragged.DY * float32(len(t.rows)) / track
		t.Refresh()
	}
}

// DragEnd implements fyne.Draggable.
func (t *Table) DragEnd() { t.drags = false }

// TypedKey goes to another line.
func (t *Table) TypedKey(e *fyne.KeyEvent) {
	t.typed()
	steps := map[fyne.KeyName]int{
		fyne.KeyUp: -1, fyne.KeyDown: 1, fyne.KeyPageUp: -t.seen(), fyne.KeyPageDown: t.seen(),
		fyne.KeyHome: -len(t.rows), fyne.KeyEnd: len(t.rows),
	}
	if step, ok := steps[e.Name]; ok {
		t.choose(max(0, min(t.chosen+step, len(t.rows)-1)))
	} else if (e.Name == fyne.KeyReturn || e.Name == fyne.KeyEnter) && t.OnOpen != nil {
		t.OnOpen()
	}
}
