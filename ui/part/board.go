package part

import (
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/driver/desktop"
)

// BoardText is what a board says besides its options.
type BoardText struct {
	// Groups are the heads that the options stand below, by Option.Group.
	Groups []BoardGroup
	// Search stands in the empty field, Hint at the foot says what the keys do, and
	// Count how many options there are.
	Search, Hint, Count string
	// Nothing says that no option has the words that were typed.
	Nothing string
	// Explain explains an option; nil if none can be.
	Explain func(i int) Note
}

// BoardGroup is the head of a group: its title, and a few dim words at the right.
type BoardGroup struct{ Title, Note string }

// board is the list of a dropdown whose options are worth a line each: they stand in
// groups, side by side, right of the dropdown, in whose place words are typed that
// narrow them down. It covers the window: a click beside it closes it.
type board struct {
	base
	canvas  fyne.Canvas
	anchor  fyne.CanvasObject
	options []Option
	chosen  int
	text    BoardText
	pick    func(i int)
	onClose func()

	field *Field
	// lay is where the options stand that were found, and mark the one that Enter
	// takes, by its place among those.
	lay  boardLayout
	mark int
	// card explains an option in place of all, nil while none is explained.
	card *container.Scroll

	shadow, box, ground, light, foot canvas.Rectangle
	hint, count, nothing             canvas.Text
	titles, notes                    []canvas.Text
	lines                            []boardLine
	objects                          []fyne.CanvasObject
}

type boardLine struct {
	label, line canvas.Text
	tick        canvas.Rectangle
}

var (
	_ fyne.Tappable     = (*board)(nil)
	_ fyne.Scrollable   = (*board)(nil)
	_ desktop.Hoverable = (*board)(nil)
)

// openBoard opens a board for an anchor, nil if that is in no window. pick is called
// after it has closed.
func openBoard(anchor fyne.CanvasObject, options []Option, chosen int, text BoardText, pick func(int), onClose func()) *board {
	cv := fyne.CurrentApp().Driver().CanvasForObject(anchor)
	if cv == nil {
		return nil
	}
	b := &board{canvas: cv, anchor: anchor, options: options, chosen: chosen, text: text, pick: pick, onClose: onClose}
	b.titles, b.notes = make([]canvas.Text, len(text.Groups)), make([]canvas.Text, len(text.Groups))
	b.lines = make([]boardLine, len(options))
	b.search()
	b.collect()
	b.extend(b)
	b.find()
	for at, s := range b.lay.spots {
		if s.option == chosen {
			b.mark = at
		}
	}
	cv.Overlays().Add(b)
	b.Resize(cv.Size())
	b.Refresh()
	cv.Focus(b.field)
	return b
}

func (b *board) collect() {
	b.objects = []fyne.CanvasObject{&b.shadow, &b.box, &b.ground, &b.light, &b.foot, &b.hint, &b.count, &b.nothing}
	for i := range b.titles {
		b.objects = append(b.objects, &b.titles[i], &b.notes[i])
	}
	for i := range b.lines {
		l := &b.lines[i]
		b.objects = append(b.objects, &l.tick, &l.label, &l.line)
	}
	b.objects = append(b.objects, b.field)
}

// search makes the field that the words are typed in.
func (b *board) search() {
	b.field = NewField()
	b.field.SetPlaceHolder(b.text.Search)
	b.field.Escape = b.escape
	// The space that opened the board arrives here as well.
	b.field.Accepts = func(char rune) bool { return b.card == nil && (char != ' ' || b.field.Text != "") }
	b.field.OnChanged = func(string) {
		b.find()
		b.Refresh()
	}
	b.field.OnSubmitted = func(string) { b.take() }
	b.field.Keys = b.key
	b.field.Function = func(key fyne.KeyName) bool {
		if key == fyne.KeyF1 {
			b.explain()
		}
		return key == fyne.KeyF1
	}
}

// find keeps the options that have the words that were typed, in their name or in
// their line, and marks the best of them: a name that begins so.
func (b *board) find() {
	query := strings.ToLower(strings.TrimSpace(b.field.Text))
	var found []int
	best, rank := 0, 0
	for i, o := range b.options {
		label := strings.ToLower(o.Label)
		how := 0
		switch {
		case strings.HasPrefix(label, query):
			how = 3
		case strings.Contains(label, query):
			how = 2
		case strings.Contains(strings.ToLower(o.Line), query):
			how = 1
		default:
			continue
		}
		if how > rank {
			best, rank = len(found), how
		}
		found = append(found, i)
	}
	b.lay, b.mark = layBoard(b.options, found, len(b.text.Groups)), best
}

func (b *board) take() {
	if b.card != nil {
		b.explain()
		return
	}
	if b.mark < len(b.lay.spots) {
		i := b.lay.spots[b.mark].option
		b.close()
		b.pick(i)
	}
}

// key moves the mark.
func (b *board) key(key fyne.KeyName) bool {
	to := b.mark
	if b.field.Text == "" {
		// There is no caret to move yet.
		switch key {
		case fyne.KeyHome:
			key = fyne.KeyPageUp
		case fyne.KeyEnd:
			key = fyne.KeyPageDown
		}
	}
	switch key {
	case fyne.KeyDown:
		to++
	case fyne.KeyUp:
		to--
	case fyne.KeyLeft:
		to = b.lay.beside(b.mark, -1)
	case fyne.KeyRight:
		to = b.lay.beside(b.mark, 1)
	case fyne.KeyPageUp:
		to = 0
	case fyne.KeyPageDown:
		to = len(b.lay.spots) - 1
	default:
		return false
	}
	if b.card == nil {
		b.moveTo(to)
	}
	return true
}

func (b *board) moveTo(mark int) {
	b.mark = max(0, min(mark, len(b.lay.spots)-1))
	b.Refresh()
}

// explain shows what there is to say of the marked option in place of all of them, or
// all of them again.
func (b *board) explain() {
	switch {
	case b.card != nil:
		b.objects = b.objects[:len(b.objects)-1]
		b.card = nil
	case b.text.Explain != nil && b.mark < len(b.lay.spots):
		b.card = container.NewVScroll(NewNoteCard(b.text.Explain(b.lay.spots[b.mark].option)))
		b.objects = append(b.objects, b.card)
	}
	b.Refresh()
}

func (b *board) escape() {
	if b.card != nil {
		b.explain()
		return
	}
	b.close()
}

// close removes the board; closing twice does nothing.
func (b *board) close() {
	if b.canvas == nil {
		return
	}
	b.canvas.Overlays().Remove(b)
	b.canvas = nil
	b.onClose()
}

// at returns the place of the option at a position, ok is false if there is none.
func (b *board) at(pos fyne.Position) (mark int, ok bool) {
	for i, s := range b.lay.spots {
		if s.in(pos) {
			return i, b.card == nil
		}
	}
	return 0, false
}

// Tapped implements fyne.Tappable.
func (b *board) Tapped(e *fyne.PointEvent) {
	if mark, ok := b.at(e.Position); ok {
		b.mark = mark
		b.take()
		return
	}
	low, size := b.box.Position(), b.box.Size()
	inside := e.Position.X >= low.X && e.Position.Y >= low.Y && e.Position.X < low.X+size.Width && e.Position.Y < low.Y+size.Height
	switch {
	case !inside:
		b.close()
	case b.card != nil:
		b.explain()
	}
}

// TappedSecondary implements fyne.SecondaryTappable.
func (b *board) TappedSecondary(e *fyne.PointEvent) {
	if _, ok := b.at(e.Position); !ok {
		b.Tapped(e)
	}
}

// MouseIn implements desktop.Hoverable.
func (b *board) MouseIn(e *desktop.MouseEvent) { b.MouseMoved(e) }

// MouseMoved marks the option under the pointer.
func (b *board) MouseMoved(e *desktop.MouseEvent) {
	if mark, ok := b.at(e.Position); ok && mark != b.mark {
		b.moveTo(mark)
	}
}

// MouseOut implements desktop.Hoverable.
func (b *board) MouseOut() {}

// Scrolled implements fyne.Scrollable: what lies below stays where it is.
func (b *board) Scrolled(*fyne.ScrollEvent) {}
