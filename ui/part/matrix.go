package part

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/driver/desktop"

	"foolscope/ui/look"
)

// MatrixCell is one cell of a Matrix.
type MatrixCell struct {
	// Text is written in it where it has room, and Share is how strong its ground is,
	// from 0 to 1.
	Text    string
	Share   float64
	Meaning look.Meaning
	// Absent cells are not known.
	Absent bool
}

// Matrix is a table whose cells have a ground as strong as their number is large. Row
// and column have names; a cell can be chosen.
type Matrix struct {
	control
	rows, columns []string
	// corner names the rows, over the columns.
	corner, across string
	cells          [][]MatrixCell
	row, column    int
	over           [2]int

	grounds      *strokes
	rowRuns      []canvas.Text
	columnRuns   []canvas.Text
	texts        []canvas.Text
	cornerRun    canvas.Text
	acrossRun    canvas.Text
	frame, light canvas.Rectangle
	objects      []fyne.CanvasObject
	left, top    float32
	wide, high   float32

	// OnChosen is told the cell that the user wants, and Tell says what there is to know
	// of one; may be nil.
	OnChosen func(row, column int)
	Tell     func(row, column int) string
	// OnOpen is called for Enter on the chosen cell; may be nil.
	OnOpen func()
}

var (
	_ fyne.Focusable    = (*Matrix)(nil)
	_ fyne.Tappable     = (*Matrix)(nil)
	_ desktop.Hoverable = (*Matrix)(nil)
	_ Celled            = (*Matrix)(nil)
)

// The largest size of a cell, and of the names of rows.
const (
	matrixMost  = 38
	matrixWide  = 116
	matrixNames = 150
)

// NewMatrix returns an empty one.
func NewMatrix() *Matrix {
	m := &Matrix{row: -1, column: -1, over: [2]int{-1, -1}, grounds: newStrokes()}
	m.collect()
	m.extend(m)
	return m
}

// Set shows other cells, a row each; corner names what the rows are, across what the
// columns are.
func (m *Matrix) Set(corner, across string, rows, columns []string, cells [][]MatrixCell) {
	m.corner, m.across, m.rows, m.columns, m.cells = corner, across, rows, columns, cells
	m.over = [2]int{-1, -1}
	if m.row >= len(rows) || m.column >= len(columns) {
		m.row, m.column = -1, -1
	}
	m.rowRuns, m.columnRuns = make([]canvas.Text, len(rows)), make([]canvas.Text, len(columns))
	m.texts = make([]canvas.Text, len(rows)*len(columns))
	m.collect()
	m.Refresh()
}

// SetChosen chooses a cell without telling anybody; negative numbers are none.
func (m *Matrix) SetChosen(row, column int) {
	if m.row != row || m.column != column {
		m.row, m.column = row, column
		m.Refresh()
	}
}

// Cells are its cells, row by row.
func (m *Matrix) Cells() []Cell {
	var out []Cell
	for r := range m.rows {
		for c := range m.columns {
			a := m.cell(r, c)
			out = append(out, Cell{fyne.NewPos(a.left, a.top), fyne.NewSize(a.right-a.left, a.bottom-a.top)})
		}
	}
	return out
}

func (m *Matrix) parts() []fyne.CanvasObject { return m.objects }

func (m *Matrix) collect() {
	m.objects = []fyne.CanvasObject{m.grounds.picture, &m.cornerRun, &m.acrossRun}
	for _, runs := range [][]canvas.Text{m.rowRuns, m.columnRuns, m.texts} {
		for i := range runs {
			m.objects = append(m.objects, &runs[i])
		}
	}
	m.objects = append(m.objects, &m.light, &m.frame, &m.ring)
}

func (m *Matrix) least() fyne.Size { return fyne.NewSize(200, 120) }

func (m *Matrix) paint() {
	m.write(&m.cornerRun, m.corner, look.SizeCaption, look.ColorDim, fyne.TextStyle{})
	m.write(&m.acrossRun, m.across, look.SizeCaption, look.ColorDim, fyne.TextStyle{})
	for i := range m.rowRuns {
		m.write(&m.rowRuns[i], m.rows[i], look.SizeTable, look.ColorText, fyne.TextStyle{Bold: i == m.row})
	}
	for i := range m.columnRuns {
		m.write(&m.columnRuns[i], m.columns[i], look.SizeTable, look.ColorText, fyne.TextStyle{Bold: i == m.column})
		m.columnRuns[i].Alignment = fyne.TextAlignCenter
	}
	for r := range m.rows {
		for c := range m.columns {
			cell, run := m.cells[r][c], &m.texts[r*len(m.columns)+c]
			m.write(run, cell.Text, look.SizeTable, look.ColorText, fyne.TextStyle{Bold: cell.Share > 0.5})
			run.Alignment = fyne.TextAlignCenter
		}
	}
	outline(&m.frame, m.color(look.ColorAccent), m.length(look.RadiusThumb))
	outline(&m.light, m.color(look.ColorDim), m.length(look.RadiusThumb))
	m.light.StrokeWidth = 1
	m.paintRing(m.length(look.RadiusControl))
}

// cell is where one is.
func (m *Matrix) cell(row, column int) area {
	x, y := m.left+float32(column)*m.wide, m.top+float32(row)*m.high
	return area{x, y, x + m.wide, y + m.high}
}

func (m *Matrix) place(size fyne.Size) {
	row, gap := m.length(look.RowHeight), m.length(look.Gap8)
	names := float32(0)
	for _, name := range m.rows {
		names = max(names, widthOf(name, m.length(look.SizeTable), bold))
	}
	names = max(min(names, m.scaled(matrixNames)), min(widthOf(m.corner, m.length(look.SizeCaption), fyne.TextStyle{}), m.scaled(matrixNames)))
	m.left, m.top = names+gap, 2*row
	n, k := float32(max(1, len(m.columns))), float32(max(1, len(m.rows)))
	most := m.scaled(matrixWide)
	m.wide = float32(int(min(most, max(1, (size.Width-m.left)/n))))
	m.high = float32(int(min(m.scaled(matrixMost), max(1, (size.Height-m.top)/k))))
	fit(&m.cornerRun, m.corner, 0, row, names, row)
	fit(&m.acrossRun, m.across, m.left, 0, max(0, size.Width-m.left), row)
	for i := range m.rowRuns {
		a := m.cell(i, 0)
		fit(&m.rowRuns[i], m.rows[i], 0, (a.top+a.bottom-row)/2, names, row)
		SetVisible(&m.rowRuns[i], m.high >= m.scaled(11))
	}
	for i := range m.columnRuns {
		a := m.cell(0, i)
		fit(&m.columnRuns[i], m.columns[i], a.left+1, m.top-row, m.wide-2, row)
	}
	m.grounds.begin()
	for r := range m.rows {
		for c := range m.columns {
			cell, a := m.cells[r][c], m.cell(r, c)
			run := &m.texts[r*len(m.columns)+c]
			SetVisible(run, cell.Text != "" && run.MinSize().Width <= m.wide && m.high >= m.scaled(11))
			Put(run, a.left, (a.top+a.bottom-row)/2, m.wide, row)
			if cell.Absent {
				continue
			}
			ink := m.color(look.ColorRaised)
			if cell.Share > 0 {
				ink = faintly(m.color(cell.Meaning.Fill()), 0.12+0.55*min(cell.Share, 1))
			}
			m.grounds.bands = append(m.grounds.bands, trapezoid{a.left, a.right - 1, a.top, a.bottom - 1, a.top, a.bottom - 1, ink})
		}
	}
	m.grounds.end(area{m.left, m.top, m.left + n*m.wide, m.top + k*m.high})
	m.placeFrame(&m.frame, m.row, m.column)
	m.placeFrame(&m.light, m.over[0], m.over[1])
	m.placeRing(-2, -2, m.left+n*m.wide+4, m.top+k*m.high+4)
}

func (m *Matrix) placeFrame(r *canvas.Rectangle, row, column int) {
	seen := row >= 0 && column >= 0 && row < len(m.rows) && column < len(m.columns)
	SetVisible(r, seen)
	if seen {
		a := m.cell(row, column)
		Put(r, a.left-1, a.top-1, m.wide+1, m.high+1)
	}
}

// at is the cell at a place, -1 twice if there is none.
func (m *Matrix) at(p fyne.Position) (row, column int) {
	if m.wide <= 0 || m.high <= 0 || p.X < m.left || p.Y < m.top {
		return -1, -1
	}
	column, row = int((p.X-m.left)/m.wide), int((p.Y-m.top)/m.high)
	if row >= len(m.rows) || column >= len(m.columns) {
		return -1, -1
	}
	return row, column
}

// Tapped chooses the cell under the pointer.
func (m *Matrix) Tapped(e *fyne.PointEvent) {
	m.takeFocus()
	m.choose(m.at(e.Position))
}

func (m *Matrix) choose(row, column int) {
	if row < 0 || column < 0 || row >= len(m.rows) || column >= len(m.columns) || row == m.row && column == m.column {
		return
	}
	m.SetChosen(row, column)
	if m.OnChosen != nil {
		m.OnChosen(row, column)
	}
}

// MouseIn implements desktop.Hoverable.
func (m *Matrix) MouseIn(e *desktop.MouseEvent) { m.MouseMoved(e) }

// MouseMoved tells about the cell under the pointer.
func (m *Matrix) MouseMoved(e *desktop.MouseEvent) {
	row, column := m.at(e.Position)
	if at := [2]int{row, column}; at != m.over {
		m.over = at
		m.placeFrame(&m.light, row, column)
		canvas.Refresh(&m.light)
	}
	if row >= 0 && m.Tell != nil {
		moveTip(m, m.Tell(row, column), e.AbsolutePosition)
	} else {
		hideTip(m)
	}
}

// MouseOut implements desktop.Hoverable.
func (m *Matrix) MouseOut() {
	m.over = [2]int{-1, -1}
	m.placeFrame(&m.light, -1, -1)
	hideTip(m)
}

// TypedKey goes to a neighbour.
func (m *Matrix) TypedKey(e *fyne.KeyEvent) {
	m.typed()
	row, column := m.row, m.column
	if row < 0 || column < 0 {
		m.choose(0, 0)
		return
	}
	switch e.Name {
	case fyne.KeyLeft:
		column--
	case fyne.KeyRight:
		column++
	case fyne.KeyUp:
		row--
	case fyne.KeyDown:
		row++
	case fyne.KeyReturn, fyne.KeyEnter:
		if m.OnOpen != nil {
			m.OnOpen()
		}
	}
	m.choose(row, column)
}
