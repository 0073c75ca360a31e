package part

import (
	"strings"
	"unicode"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/driver/desktop"

	"foolscope/ui/look"
	"foolscope/ui/words"
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
	// Line says in a few words what it is, and Group is the number of the head that it
	// stands below, on a board.
	Line  string
	Group int
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
// thousand names cost no more than twelve; Fyne's menu makes a widget of each. When there are many, whatever is
// typed narrows them down.
type menu struct {
	control
	options []Option
	chosen  int
	// field is where the words to search for are typed; nil in a short list.
	field *Field
	// found indexes the options that match the query; mark and top are places
	// in found: what Enter takes and the first row that is seen.
	found     []int
	mark, top int
	pick      func(i int)
	cancel    func()

	rows          [menuRows]menuLine
	light, scroll canvas.Rectangle
	nothing       canvas.Text
	objects       []fyne.CanvasObject
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
	m := &menu{options: options, chosen: chosen, pick: pick, cancel: cancel}
	m.objects = []fyne.CanvasObject{&m.light, &m.scroll, &m.nothing}
	if len(options) > menuRows {
		m.searchable()
	}
	for i := range m.rows {
		m.objects = append(m.objects, &m.rows[i].tick, &m.rows[i].label, &m.rows[i].note)
	}
	m.find()
	m.mark = max(0, chosen)
	m.extend(m)
	m.reveal()
	return m
}

// searchable puts a field above the list.
func (m *menu) searchable() {
	m.field = NewField()
	m.field.SetPlaceHolder(words.Say("part.search"))
	m.field.Escape = m.cancel
	// The space that opened the menu arrives here as well.
	m.field.Accepts = func(char rune) bool { return char != ' ' || m.field.Text != "" }
	m.field.OnChanged = func(string) {
		m.find()
		m.Refresh()
	}
	m.field.OnSubmitted = func(string) { m.take() }
	m.field.Keys = func(key fyne.KeyName) bool {
		switch key {
		case fyne.KeyDown, fyne.KeyUp, fyne.KeyPageDown, fyne.KeyPageUp:
			m.move(key)
			return true
		}
		return false
	}
	m.objects = append(m.objects, m.field)
}

// focus is what the keys go to.
func (m *menu) focus() fyne.Focusable {
	if m.field != nil {
		return m.field
	}
	return m
}

// find fills found with the options whose words begin with the query, then
// those that contain it anywhere.
func (m *menu) find() {
	query := ""
	if m.field != nil {
		query = strings.ToLower(m.field.Text)
	}
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
	if m.field == nil {
		return 0
	}
	return m.field.MinSize().Height + m.length(look.Gap4)
}

func (m *menu) rowHeight() float32 { return m.scaled(menuRow) }

func (m *menu) parts() []fyne.CanvasObject { return m.objects }

func (m *menu) paint() {
	m.light.FillColor = m.color(look.ColorRaised)
	m.light.CornerRadius = m.length(look.RadiusThumb)
	SetVisible(&m.light, len(m.found) > 0)
	m.scroll.FillColor = m.color("scrollBar")
	m.scroll.CornerRadius = 2
	SetVisible(&m.scroll, len(m.found) > menuRows)
	m.write(&m.nothing, words.Say("part.nothing"), look.SizeBody, look.Attacked.Text(), fyne.TextStyle{})
	SetVisible(&m.nothing, len(m.found) == 0)
	for i := range m.rows {
		line := &m.rows[i]
		seen := i < m.visible()
		SetVisible(&line.label, seen)
		SetVisible(&line.note, seen)
		SetVisible(&line.tick, seen && m.found[m.top+i] == m.chosen)
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
	if m.field != nil {
		Put(m.field, 0, 0, size.Width, m.field.MinSize().Height)
	}
	Put(&m.nothing, pad, head, size.Width-2*pad, row)
	Put(&m.light, 0, head+float32(m.mark-m.top)*row, size.Width, row)
	for i := range m.visible() {
		line := &m.rows[i]
		o := m.options[m.found[m.top+i]]
		y := head + float32(i)*row
		note := line.note.MinSize().Width
		Put(&line.note, size.Width-note-pad, y, note, row)
		fit(&line.label, o.Label, pad, y, max(0, size.Width-note-3*pad), row)
		Put(&line.tick, 1, y+row/4, 2, row/2)
	}
	if n := len(m.found); n > menuRows {
		track := menuRows * row
		long := max(16, track*menuRows/float32(n))
		at := (track - long) * float32(m.top) / float32(n-menuRows)
		Put(&m.scroll, size.Width-4, head+at, 4, long)
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

// TypedRune jumps to the next option with that first letter, or searches.
func (m *menu) TypedRune(char rune) {
	if m.field != nil {
		m.field.TypedRune(char)
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
	case fyne.KeyReturn, fyne.KeyEnter:
		m.take()
	case fyne.KeySpace:
		if m.field == nil {
			m.take()
		}
	case fyne.KeyEscape:
		m.cancel()
	default:
		m.move(e.Name)
	}
}

// move marks another option.
func (m *menu) move(key fyne.KeyName) {
	switch key {
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
	}
}
