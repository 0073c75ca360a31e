package part

import (
	"slices"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/driver/desktop"

	"foolscope/ui/look"
)

// Line is one line of a Listing.
type Line struct {
	Title, Note string
	// Columns stand at the right, from left to right; the last one may be long.
	Columns []string
	// Share draws a bar below the columns, if it is above 0.
	Share float64
	// Strong writes the title bold; Dim writes it pale, as of what is not here.
	Strong, Dim bool
	// Actions are what can be done with the line.
	Actions []LineAction
}

// Listing is a list of which one line is chosen, by a click or by the arrow
// keys. Lines have two rows of text at the left and columns at the right. It is
// not Fyne's list, whose lines would be a dozen objects each, in containers; a
// list of hundreds of lines is better Fyne's, which draws only those that are seen.
type Listing struct {
	control
	lines    []Line
	columns  []ListingColumn
	selected int
	over     int

	chip, hover canvas.Rectangle
	rows        []listingRow
	objects     []fyne.CanvasObject

	// OnSelected is called when the user chose another line.
	OnSelected func(i int)
	// OnMoved is told the place and the height of the chosen line, so that it
	// can be scrolled to.
	OnMoved func(y, height float32)
	// OnAction is told the line and the number of the action that was chosen.
	OnAction func(line, action int)
}

// listingRow is what draws a line.
type listingRow struct {
	title, note canvas.Text
	columns     []canvas.Text
	actions     [lineActions]canvas.Text
	track, fill canvas.Rectangle
	rule        canvas.Rectangle
}

var (
	_ fyne.Focusable = (*Listing)(nil)
	_ fyne.Tappable  = (*Listing)(nil)
)

// NewListing returns an empty list whose columns have the given widths.
func NewListing(widths ...float32) *Listing {
	columns := make([]ListingColumn, len(widths))
	for i, width := range widths {
		columns[i].Width = width
	}
	return NewColumns(columns...)
}

// SetLines shows other lines and chooses one of them, -1 for none.
func (l *Listing) SetLines(lines []Line, selected int) {
	same := func(a, b Line) bool {
		return a.Title == b.Title && a.Note == b.Note && slices.Equal(a.Columns, b.Columns) && a.Share == b.Share && a.Strong == b.Strong && a.Dim == b.Dim && slices.Equal(a.Actions, b.Actions)
	}
	if selected == l.selected && slices.EqualFunc(lines, l.lines, same) {
		return
	}
	l.lines, l.selected = lines, selected
	l.Refresh()
}

func (l *Listing) parts() []fyne.CanvasObject { return l.objects }

func (l *Listing) paint() {
	if len(l.rows) != len(l.lines) {
		l.build()
	}
	for i := range l.rows {
		l.paintRow(&l.rows[i], l.lines[i])
	}
	l.chip.FillColor, l.chip.CornerRadius = l.color(look.ColorRaised), l.length(look.RadiusControl)
	l.hover.FillColor, l.hover.CornerRadius = l.color("hover"), l.length(look.RadiusControl)
	SetVisible(&l.chip, l.selected >= 0)
	SetVisible(&l.hover, l.over >= 0 && l.over != l.selected)
	l.paintRing(l.length(look.RadiusControl))
}

// nameWidth is the least room for names.
const nameWidth = 112

// build makes the canvas objects for as many lines as there are.
func (l *Listing) build() {
	l.rows = make([]listingRow, len(l.lines))
	l.objects = []fyne.CanvasObject{&l.chip, &l.hover}
	for i := range l.rows {
		r := &l.rows[i]
		r.columns = make([]canvas.Text, len(l.columns))
		l.objects = append(l.objects, &r.rule, &r.title, &r.note, &r.track, &r.fill)
		for k := range r.columns {
			l.objects = append(l.objects, &r.columns[k])
		}
		for k := range r.actions {
			l.objects = append(l.objects, &r.actions[k])
		}
	}
	l.objects = append(l.objects, &l.ring)
}

func (l *Listing) paintRow(r *listingRow, line Line) {
	ink, style := look.ColorText, fyne.TextStyle{Bold: line.Strong}
	if line.Dim {
		ink = look.ColorDim
	}
	l.write(&r.title, line.Title, look.SizeBody, ink, style)
	l.write(&r.note, line.Note, look.SizeTable, look.ColorDim, fyne.TextStyle{})
	for k := range r.columns {
		text := ""
		if k < len(line.Columns) {
			text = line.Columns[k]
		}
		l.write(&r.columns[k], text, look.SizeTable, ink, fyne.TextStyle{})
		r.columns[k].Alignment = l.columns[k].align()
	}
	l.paintActions(r, line)
	r.rule.FillColor = l.color(look.ColorLine)
	r.track.FillColor, r.fill.FillColor = l.color(look.ColorRaised), l.color(look.ColorAccent)
	radius := l.scaled(progressHeight) / 2
	r.track.CornerRadius, r.fill.CornerRadius = radius, radius
	SetVisible(&r.track, line.Share > 0)
	SetVisible(&r.fill, line.Share > 0)
}

// rowHeight is that of a line: two rows of text and a little air.
func (l *Listing) rowHeight() float32 { return 2*l.length(look.RowHeight) + l.length(look.Gap8) }

func (l *Listing) place(size fyne.Size) {
	high, row, pad, air := l.rowHeight(), l.length(look.RowHeight), l.length(look.Gap12), l.length(look.Gap4)
	for i := range l.rows {
		r, y := &l.rows[i], float32(i)*high
		Put(&r.rule, pad, y, size.Width-2*pad, 1)
		SetVisible(&r.rule, i > 0)
		x := l.placeColumns(r, l.lines[i].Columns, size.Width, y+air)
		right := l.placeActions(r, l.lines[i], size.Width-pad, y+air+row)
		last := l.scaled(l.columns[len(l.columns)-1].Width)
		bar := l.scaled(progressHeight)
		Put(&r.track, right-last, y+air+row+(row-bar)/2, last, bar)
		Put(&r.fill, right-last, y+air+row+(row-bar)/2, max(bar, last*float32(min(1, l.lines[i].Share))), bar)
		fit(&r.title, l.lines[i].Title, pad, y+air, max(0, x-pad), row)
		note := right - pad
		if l.lines[i].Share > 0 {
			note -= pad + last
		}
		fit(&r.note, l.lines[i].Note, pad, y+air+row, max(0, note), row)
	}
	Put(&l.chip, 0, float32(l.selected)*high+1, size.Width, high-1)
	Put(&l.hover, 0, float32(l.over)*high+1, size.Width, high-1)
	l.placeRing(0, float32(max(0, l.selected))*high, size.Width, high)
}

func (l *Listing) least() fyne.Size {
	return fyne.NewSize(l.leastWidth(), float32(len(l.lines))*l.rowHeight())
}

func (l *Listing) at(y float32) int {
	if i := int(y / l.rowHeight()); y >= 0 && i < len(l.lines) {
		return i
	}
	return -1
}

// Tapped implements fyne.Tappable.
func (l *Listing) Tapped(e *fyne.PointEvent) {
	l.takeFocus()
	line := l.at(e.Position.Y)
	l.choose(line)
	if action := l.actionAt(line, e.Position); action >= 0 {
		l.act(line, action)
	}
}

// MouseMoved lights the line under the pointer, and shows what is cut in it.
func (l *Listing) MouseMoved(e *desktop.MouseEvent) {
	over := l.at(e.Position.Y)
	if over != l.over {
		l.over = over
		l.Refresh()
	}
	if over < 0 || l.rows[over].note.Text == l.lines[over].Note && l.rows[over].title.Text == l.lines[over].Title {
		hideTip(l)
		return
	}
	moveTip(l, l.lines[over].Title+"\n"+l.lines[over].Note, e.AbsolutePosition)
}

// MouseIn implements desktop.Hoverable. What explains the whole list would hide
// what is cut in a line: F1 shows it.
func (l *Listing) MouseIn(e *desktop.MouseEvent) { l.MouseMoved(e) }

// MouseOut implements desktop.Hoverable.
func (l *Listing) MouseOut() {
	l.over = -1
	l.control.MouseOut()
}

// TypedKey implements fyne.Focusable.
func (l *Listing) TypedKey(e *fyne.KeyEvent) {
	l.typed()
	last := len(l.lines) - 1
	switch e.Name {
	case fyne.KeyUp:
		l.choose(max(0, l.selected-1))
	case fyne.KeyDown:
		l.choose(min(last, l.selected+1))
	case fyne.KeyHome:
		l.choose(0)
	case fyne.KeyEnd:
		l.choose(last)
	default:
		l.actByKey(e.Name)
	}
}

func (l *Listing) choose(i int) {
	if i < 0 || i == l.selected {
		return
	}
	l.selected = i
	l.Refresh()
	if l.OnMoved != nil {
		l.OnMoved(float32(i)*l.rowHeight(), l.rowHeight())
	}
	if l.OnSelected != nil {
		l.OnSelected(i)
	}
}
