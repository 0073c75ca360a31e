package part

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"

	"foolscope/engine/param"
	"foolscope/ui/look"
	"foolscope/ui/words"
)

const (
	switchWidth  = 22
	switchHeight = 12
)

// toggleRow is a yes or no, with a small switch beside the word. It is not Fyne's
// check box, which is 34 units high where a row of the sidebar is 19.
type toggleRow struct {
	row
	word    canvas.Text
	pill    canvas.Rectangle
	knob    canvas.Circle
	objects []fyne.CanvasObject
}

var (
	_ Row            = (*toggleRow)(nil)
	_ fyne.Focusable = (*toggleRow)(nil)
	_ fyne.Tappable  = (*toggleRow)(nil)
)

func newToggleRow(p param.Param, on RowEvents) *toggleRow {
	r := &toggleRow{}
	r.begin(p, on)
	r.param.Min, r.param.Max = 0, 1
	r.objects = []fyne.CanvasObject{&r.ring, &r.nameText, &r.word, &r.pill, &r.knob}
	r.extend(r)
	return r
}

func (r *toggleRow) parts() []fyne.CanvasObject { return r.objects }

func (r *toggleRow) paint() {
	r.paintName()
	r.write(&r.word, r.written(r.value), look.SizeBody, r.ink(look.ColorText), bold)
	r.word.Alignment = fyne.TextAlignTrailing
	fill := r.ink(look.ColorLine)
	if r.value != 0 {
		fill = r.ink(look.ColorAccent)
	}
	r.pill.FillColor = r.color(fill)
	r.pill.CornerRadius = r.scaled(switchHeight) / 2
	r.knob.FillColor = r.color(look.ColorPanel)
}

func (r *toggleRow) place(size fyne.Size) {
	high, gap := r.length(look.RowHeight), r.length(look.Gap8)
	// The wider of the two words keeps the switch where it is.
	word := r.wordWidth()
	Put(&r.word, size.Width-word, 0, word, high)
	wide, tall := r.scaled(switchWidth), r.scaled(switchHeight)
	x, y := size.Width-word-gap-wide, float32(int((high-tall)/2))
	Put(&r.pill, x, y, wide, tall)
	knob := x + 2
	if r.value != 0 {
		knob = x + wide - tall + 2
	}
	Put(&r.knob, knob, y+2, tall-4, tall-4)
	fit(&r.nameText, r.name(), 0, 0, x-gap, high)
	r.placeRing(-gap/2, -1, size.Width+gap, high+2)
}

// wordWidth is the room that the words for on and off need.
func (r *toggleRow) wordWidth() float32 {
	body := r.length(look.SizeBody)
	return max(widthOf(words.FromEngine("yes"), body, bold), widthOf(words.FromEngine("no"), body, bold))
}

func (r *toggleRow) least() fyne.Size { return fyne.NewSize(120, r.length(look.RowHeight)) }

// Tapped implements fyne.Tappable.
func (r *toggleRow) Tapped(e *fyne.PointEvent) {
	if r.disabled {
		return
	}
	r.takeFocus()
	if r.onName(e) && r.clickedName() {
		return
	}
	r.changeAndEnd(1 - r.value)
}

// TypedKey implements fyne.Focusable.
func (r *toggleRow) TypedKey(e *fyne.KeyEvent) {
	if r.disabled {
		return
	}
	r.typed()
	switch e.Name {
	case fyne.KeySpace, fyne.KeyReturn, fyne.KeyEnter:
		r.changeAndEnd(1 - r.value)
	case fyne.KeyLeft, fyne.KeyHome:
		r.changeAndEnd(0)
	case fyne.KeyRight, fyne.KeyEnd:
		r.changeAndEnd(1)
	default:
		r.resetKey(e.Name)
	}
}
