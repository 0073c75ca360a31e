package part

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"

	"foolscope/ui/look"
)

// lineActions is how many actions a line can have.
const lineActions = 3

// LineAction is something that can be done with a line of a Listing: by a click on
// its word, or by its key while the line is the chosen one. The space bar does what
// Return does.
type LineAction struct {
	Text string
	Key  fyne.KeyName
}

func (l *Listing) paintActions(r *listingRow, line Line) {
	for k := range r.actions {
		text := ""
		if k < len(line.Actions) {
			text = line.Actions[k].Text
		}
		l.write(&r.actions[k], text, look.SizeTable, look.ColorAccent, bold)
		SetVisible(&r.actions[k], text != "")
	}
}

// placeActions writes the actions of a line so that they end at right, and says
// where what stands before them has to end.
func (l *Listing) placeActions(r *listingRow, line Line, right, y float32) float32 {
	for k := min(len(line.Actions), lineActions) - 1; k >= 0; k-- {
		wide := widthOf(line.Actions[k].Text, l.length(look.SizeTable), bold)
		right -= wide
		Put(&r.actions[k], right, y, wide, l.length(look.RowHeight))
		right -= l.length(look.Gap12)
	}
	return right
}

// actionAt is the action of a line at a place, -1 for none.
func (l *Listing) actionAt(line int, at fyne.Position) int {
	if line < 0 {
		return -1
	}
	for k := range min(len(l.lines[line].Actions), lineActions) {
		if inside(&l.rows[line].actions[k], at, l.length(look.Gap4)) {
			return k
		}
	}
	return -1
}

// inside reports whether a place is on a text, or close to it.
func inside(t *canvas.Text, at fyne.Position, close float32) bool {
	from, size := t.Position(), t.Size()
	return at.X >= from.X-close && at.X <= from.X+size.Width+close && at.Y >= from.Y-close && at.Y <= from.Y+size.Height+close
}

func (l *Listing) act(line, action int) {
	if l.OnAction != nil {
		l.OnAction(line, action)
	}
}

// actByKey does what a key says with the chosen line.
func (l *Listing) actByKey(key fyne.KeyName) {
	switch key {
	case fyne.KeySpace, fyne.KeyEnter:
		key = fyne.KeyReturn
	case fyne.KeyBackspace:
		key = fyne.KeyDelete
	}
	if l.selected < 0 || l.selected >= len(l.lines) {
		return
	}
	for k, action := range l.lines[l.selected].Actions {
		if action.Key == key {
			l.act(l.selected, k)
			return
		}
	}
}
