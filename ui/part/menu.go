package part

import (
	"strings"
	"unicode"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/driver/desktop"

	"foolscope/ui/look"
)

const (
	menuRows = 12
	// menuRow is the height of a row, menuWidth the least width.
	menuRow   = 26
	menuWidth = 160
	// menuMax is as wide as a menu becomes for the sake of long names.
	menuMax = 360
)

// Option is one thing to choose.
type Option struct {
	Label string
	// Note is a dim word or two at the right.
	Note string
	// Action options do something when chosen and do not stay chosen.
	Action bool
}

// Options makes options of plain names.
func Options(labels ...string) []Option {
	out := make([]Option, len(labels))
	for i, label := range labels {
		out[i].Label = label
	}
	return out
}

// menu is the list of a chooser. It draws only the rows that are seen, so a
// thousand names cost no more than twelve. When there are many, whatever is
// typed narrows them down.
type menu struct {
	control
	options []Option
	chosen  int
	search  bool
	query   string
	// found indexes the options that match the query; mark and top are places
	// in found: what Enter takes and the first row that is seen.
	found     []int
	mark, top int
	pick      func(i int)
	cancel    func()

	rows                [menuRows]menuLine
	light, rule, scroll canvas.Rectangle
	entry               canvas.Text
	objects             []fyne.CanvasObject
}

type menuLine struct {
	label, note canvas.Text
	tick        canvas.Rectangle
}

var (
	_ fyne.Focusable  = (*menu)(nil)
	_ fyne.Tappable   = (*menu)(nil)
	_ fyne.Scrollable = (*menu)(nil)
)

func newMenu(options []Option, chosen int, pick func(int), cancel func()) *menu {
	m := &menu{options: options, chosen: chosen, search: len(options) > menuRows, pick: pick, cancel: cancel}
	m.objects = []fyne.CanvasObject{&m.light, &m.rule, &m.scroll, &m.entry}
	for i := range m.rows {
		m.objects = append(m.objects, &m.rows[i].tick, &m.rows[i].label, &m.rows[i].note)
	}
	m.find()
	m.mark = max(0, chosen)
	m.extend(m)
	m.reveal()
	return m
}

// find fills found with the options whose words begin with the query, then
// those that contain it anywhere.
func (m *menu) find() {
	query := strings.ToLower(m.query)
	var inside []int
	m.found = m.found[:0]
	for i, o := range m.options {
		label := strings.ToLower(o.Label)
		switch {
		case strings.HasPrefix(label, query), strings.Contains(label, " "+query):
			m.found = append(m.found, i)
		case strings.Contains(label, query):
			inside = append(inside, i)
		}
	}
	m.found = append(m.found, inside...)
	m.mark, m.top = 0, 0
}

func (m *menu) visible() int { return min(menuRows, len(m.found)) }

// reveal scrolls until the marked row is seen.
func (m *menu) reveal() {
	m.mark = max(0, min(m.mark, len(m.found)-1))
	m.top = max(min(m.top, m.mark), m.mark-menuRows+1)
	m.top = max(0, min(m.top, len(m.found)-menuRows))
}

func (m *menu) moveTo(mark int) {
	m.mark = mark
	m.reveal()
	m.Refresh()
}

func (m *menu) take() {
	if m.mark < len(m.found) {
		m.pick(m.found[m.mark])
	}
}

func (m *menu) head() float32 {
	if m.search {
		return m.rowHeight() + m.length(look.Gap4)
	}
	return 0
}

func (m *menu) rowHeight() float32 { return m.scaled(menuRow) }

func (m *menu) parts() []fyne.CanvasObject { return m.objects }

func (m *menu) paint() {
	m.light.FillColor = m.color(look.ColorRaised)
	m.light.CornerRadius = m.length(look.RadiusThumb)
	show(&m.light, len(m.found) > 0)
	m.rule.FillColor = m.color(look.ColorLine)
	show(&m.rule, m.search)
	m.scroll.FillColor = m.color("scrollBar")
	m.scroll.CornerRadius = 2
	show(&m.scroll, len(m.found) > menuRows)
	entry, ink := m.query+"|", look.ColorText
	if m.query == "" {
		entry, ink = "Type to search", look.ColorDim
	} else if len(m.found) == 0 {
		entry, ink = m.query+": nothing found", look.Attacked.Text()
	}
	m.write(&m.entry, entry, look.SizeBody, ink, fyne.TextStyle{})
	show(&m.entry, m.search)
	for i := range m.rows {
		line := &m.rows[i]
		seen := i < m.visible()
		show(&line.label, seen)
		show(&line.note, seen)
		show(&line.tick, seen && m.found[m.top+i] == m.chosen)
		if !seen {
			continue
		}
		o := m.options[m.found[m.top+i]]
		style, ink := fyne.TextStyle{}, look.ColorText
		if m.found[m.top+i] == m.chosen {
			style = bold
		}
		if o.Action {
			ink = look.ColorAccent
		}
		m.write(&line.label, o.Label, look.SizeBody, ink, style)
		m.write(&line.note, o.Note, look.SizeCaption, look.ColorDim, fyne.TextStyle{})
		line.note.Alignment = fyne.TextAlignTrailing
		line.tick.FillColor = m.color(look.ColorAccent)
		line.tick.CornerRadius = 1
	}
}

func (m *menu) place(size fyne.Size) {
	pad, row, head := m.length(look.Gap8), m.rowHeight(), m.head()
	put(&m.entry, pad, 0, size.Width-2*pad, row)
	put(&m.rule, 0, row+1, size.Width, 1)
	put(&m.light, 0, head+float32(m.mark-m.top)*row, size.Width, row)
	for i := range m.visible() {
		line := &m.rows[i]
		o := m.options[m.found[m.top+i]]
		y := head + float32(i)*row
		note := line.note.MinSize().Width
		put(&line.note, size.Width-note-pad, y, note, row)
		fit(&line.label, o.Label, pad, y, max(0, size.Width-note-3*pad), row)
		put(&line.tick, 1, y+row/4, 2, row/2)
	}
	if n := len(m.found); n > menuRows {
		track := menuRows * row
		long := max(16, track*menuRows/float32(n))
		at := (track - long) * float32(m.top) / float32(n-menuRows)
		put(&m.scroll, size.Width-4, head+at, 4, long)
	}
}

func (m *menu) least() fyne.Size {
	var w float32 = menuWidth
	size := m.length(look.SizeBody)
	// Measuring a thousand names would take longer than the menu is worth.
	for _, o := range m.options[:min(len(m.options), 40)] {
		need := widthOf(o.Label, size, bold) + widthOf(o.Note, m.length(look.SizeCaption), fyne.TextStyle{})
		w = max(w, need+4*m.length(look.Gap8))
	}
	return fyne.NewSize(min(w, m.scaled(menuMax)), m.head()+float32(m.visible())*m.rowHeight())
}

// MouseMoved marks the row under the pointer.
func (m *menu) MouseMoved(e *desktop.MouseEvent) {
	if i, ok := m.rowAt(e.Position); ok && m.top+i != m.mark {
		m.mark = m.top + i
		m.Refresh()
	}
}

func (m *menu) rowAt(pos fyne.Position) (int, bool) {
	i := int((pos.Y - m.head()) / m.rowHeight())
	return i, pos.Y >= m.head() && i < m.visible()
}

// Tapped implements fyne.Tappable.
func (m *menu) Tapped(e *fyne.PointEvent) {
	if i, ok := m.rowAt(e.Position); ok {
		m.mark = m.top + i
		m.take()
	}
}

// Scrolled implements fyne.Scrollable.
func (m *menu) Scrolled(e *fyne.ScrollEvent) {
	rows := 3
	if e.Scrolled.DY > 0 {
		rows = -3
	}
	m.top = max(0, min(m.top+rows, len(m.found)-menuRows))
	m.mark = max(m.top, min(m.mark, m.top+menuRows-1))
	m.Refresh()
}

// TypedRune searches, or jumps to the next option with that first letter.
func (m *menu) TypedRune(char rune) {
	if m.search {
		// The space that opened the menu arrives here as well.
		if char == ' ' && m.query == "" {
			return
		}
		m.query += string(char)
		m.find()
		m.Refresh()
		return
	}
	for step := range m.found {
		i := (m.mark + 1 + step) % len(m.found)
		for _, first := range m.options[m.found[i]].Label {
			if unicode.ToLower(first) == unicode.ToLower(char) {
				m.moveTo(i)
				return
			}
			break
		}
	}
}

// TypedKey implements fyne.Focusable.
func (m *menu) TypedKey(e *fyne.KeyEvent) {
	switch e.Name {
	case fyne.KeyDown:
		m.moveTo(m.mark + 1)
	case fyne.KeyUp:
		m.moveTo(m.mark - 1)
	case fyne.KeyPageDown:
		m.moveTo(m.mark + menuRows)
	case fyne.KeyPageUp:
		m.moveTo(m.mark - menuRows)
	case fyne.KeyHome:
		m.moveTo(0)
	case fyne.KeyEnd:
		m.moveTo(len(m.found) - 1)
	case fyne.KeyReturn, fyne.KeyEnter:
		m.take()
	case fyne.KeySpace:
		if !m.search {
			m.take()
		}
	case fyne.KeyEscape:
		m.cancel()
	case fyne.KeyBackspace:
		if runes := []rune(m.query); len(runes) > 0 {
			m.query = string(runes[:len(runes)-1])
			m.find()
			m.Refresh()
		}
	}
}
