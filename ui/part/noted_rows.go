package part

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"

	"foolscope/ui/look"
)

// notedRows is the ground of a table whose rows explain themselves: each to the
// pointer that rests on it, and to F1 the one that the arrow keys went to.
type notedRows struct {
	control
	each []func() Note
	// here is the row that the keyboard is on.
	here int
	// top is where the first row begins, pitch how far rows are apart.
	top, pitch float32
	// count is how many rows can be seen.
	count int
}

// DescribeEach explains each row.
func (r *notedRows) DescribeEach(each ...func() Note) { r.each = each }

func (r *notedRows) allNotes() []func() Note {
	return append(r.control.allNotes(), r.each...)
}

// about explains the row that the keyboard is on.
func (r *notedRows) about() spot {
	if here := r.row(); here < len(r.each) {
		return r.spot(here)
	}
	return r.control.about()
}

// row is the row that the keyboard is on, of those that there are now.
func (r *notedRows) row() int { return max(0, min(r.here, r.count-1)) }

func (r *notedRows) spot(i int) spot {
	return spot{r.each[i], fyne.NewPos(0, r.top+float32(i)*r.pitch), fyne.NewSize(r.Size().Width, r.pitch)}
}

// setCount notes how many rows can be seen; without any, there is nothing that
// could have the focus.
func (r *notedRows) setCount(n int) { r.count, r.disabled = n, n == 0 }

// MouseIn is called by Fyne.
func (r *notedRows) MouseIn(e *desktop.MouseEvent) { r.self.(desktop.Hoverable).MouseMoved(e) }

// MouseMoved explains the row under the pointer.
func (r *notedRows) MouseMoved(e *desktop.MouseEvent) {
	i := int((e.Position.Y - r.top) / r.pitch)
	if e.Position.Y < r.top || i >= min(r.count, len(r.each)) {
		hideTip(r.self)
		return
	}
	showNote(r.self, r.spot(i), e.AbsolutePosition)
}

// Cursor implements desktop.Cursorable: there is nothing to click.
func (r *notedRows) Cursor() desktop.Cursor { return desktop.DefaultCursor }

// TypedKey goes from row to row.
func (r *notedRows) TypedKey(e *fyne.KeyEvent) {
	r.typed()
	to := r.row()
	switch e.Name {
	case fyne.KeyUp:
		to--
	case fyne.KeyDown:
		to++
	case fyne.KeyHome:
		to = 0
	case fyne.KeyEnd:
		to = r.count - 1
	}
	r.here = max(0, min(to, r.count-1))
	r.self.Refresh()
	if t := tipsOf(r.self); t != nil {
		t.follow(r.self.(noted))
	}
}

// paintMark and placeMark keep the focus mark around the row up to date.
func (r *notedRows) paintMark() { r.paintRing(r.length(look.RadiusThumb)) }

func (r *notedRows) placeMark(size fyne.Size) {
	gap := r.length(look.Gap4)
	r.placeRing(-gap, r.top+float32(r.row())*r.pitch, size.Width+2*gap, r.pitch)
}
