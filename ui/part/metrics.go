package part

import (
	"slices"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"

	"foolscope/ui/look"
)

// Metric is one row of Metrics.
type Metric struct {
	Name, Value string
	// Short takes the place of a name for which there is no room; may be empty.
	Short string
}

// Metrics is a table of names and values whose rows align with those of Bars.
type Metrics struct {
	notedRows
	metrics []Metric
	names   []canvas.Text
	values  []canvas.Text
	objects []fyne.CanvasObject
	// elastic tables have room for as many rows as there are.
	elastic bool
	// dim is true for values that others are about to take the place of.
	dim bool
	// large tables have a single row, for a lecture.
	large bool
}

var _ fyne.Focusable = (*Metrics)(nil)

// NewMetrics returns a table with room for a number of rows, or, if that is 0,
// for as many as there are.
func NewMetrics(rows int) *Metrics {
	m := &Metrics{elastic: rows == 0}
	m.makeRoom(rows)
	m.setCount(0)
	m.extend(m)
	return m
}

func (m *Metrics) makeRoom(rows int) {
	m.names, m.values, m.objects = make([]canvas.Text, rows), make([]canvas.Text, rows), nil
	for i := range rows {
		m.objects = append(m.objects, &m.names[i], &m.values[i])
	}
	m.objects = append(m.objects, &m.ring)
}

// SetMetrics shows other rows. What is beyond the room is not shown.
func (m *Metrics) SetMetrics(metrics []Metric) {
	if !slices.Equal(m.metrics, metrics) {
		m.metrics = slices.Clone(metrics)
		if m.elastic && len(metrics) != len(m.names) {
			m.makeRoom(len(metrics))
		}
		m.setCount(m.seen())
		m.Refresh()
	}
}

// SetDim makes the values stand back while others are awaited.
func (m *Metrics) SetDim(on bool) {
	if m.dim != on {
		m.dim = on
		m.Refresh()
	}
}

// Lacks reports whether there is no value at all, or one that only says so.
func (m *Metrics) Lacks(unknown string) bool {
	return len(m.metrics) == 0 || slices.ContainsFunc(m.metrics, func(row Metric) bool { return row.Value == unknown })
}

func (m *Metrics) at(i int) Metric {
	if i < 0 || i >= len(m.metrics) {
		return Metric{}
	}
	return m.metrics[i]
}

func (m *Metrics) parts() []fyne.CanvasObject { return m.objects }

func (m *Metrics) paint() {
	ink := look.ColorText
	if m.dim {
		ink = look.ColorDim
	}
	for i := range m.names {
		row := m.at(i)
		m.write(&m.names[i], row.Name, look.SizeTable, look.ColorDim, fyne.TextStyle{})
		m.write(&m.values[i], row.Value, look.SizeTable, ink, bold)
		m.values[i].Alignment = fyne.TextAlignTrailing
	}
	m.paintMark()
}

func (m *Metrics) place(size fyne.Size) {
	if m.large {
		m.placeLarge(size)
		return
	}
	row, gap := m.length(look.RowHeight), m.length(look.Gap8)
	for i := range m.names {
		y := float32(i) * row
		fit(&m.values[i], m.at(i).Value, 0, y, size.Width, row)
		left := size.Width - m.values[i].MinSize().Width - gap
		name := m.at(i).Name
		if short := m.at(i).Short; short != "" && widthOf(name, m.names[i].TextSize, fyne.TextStyle{}) > left {
			name = short
		}
		fit(&m.names[i], name, 0, y, max(0, left), row)
	}
	m.pitch = row
	m.placeMark(size)
}

func (m *Metrics) least() fyne.Size {
	if m.large {
		return m.leastLarge()
	}
	return fyne.NewSize(120, float32(len(m.names))*m.length(look.RowHeight))
}
