package part

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"

	"foolscope/engine/param"
	"foolscope/ui/look"
	"foolscope/ui/words"
)

// choiceRow is a choice written as a row: name left, value and arrow right.
type choiceRow struct {
	row
	chooser
	options []Option
	word    canvas.Text
	arrow   canvas.Polygon
	objects []fyne.CanvasObject
}

var (
	_ Row            = (*choiceRow)(nil)
	_ fyne.Focusable = (*choiceRow)(nil)
	_ fyne.Tappable  = (*choiceRow)(nil)
)

func newChoiceRow(p param.Param, on RowEvents) *choiceRow {
	r := &choiceRow{options: Options(translated(p.Choices)...)}
	r.begin(p, on)
	r.param.Min, r.param.Max = 0, float64(len(p.Choices)-1)
	r.objects = []fyne.CanvasObject{&r.ring, &r.nameText, &r.word, &r.arrow}
	r.extend(r)
	return r
}

func (r *choiceRow) parts() []fyne.CanvasObject { return r.objects }

func (r *choiceRow) paint() {
	r.paintName()
	r.write(&r.word, r.written(r.value), look.SizeBody, r.ink(look.ColorText), bold)
	r.word.Alignment = fyne.TextAlignTrailing
	paintArrow(&r.arrow, r.color(r.ink(look.ColorText)))
}

func (r *choiceRow) place(size fyne.Size) {
	high, gap := r.length(look.RowHeight), r.length(look.Gap4)
	name := r.nameText.MinSize().Width
	Put(&r.nameText, 0, 0, name, high)
	arrow := r.scaled(arrowSize)
	placeArrow(&r.arrow, size.Width-arrow, arrow, high)
	left := name + 2*gap
	fit(&r.word, r.written(r.value), left, 0, max(0, size.Width-arrow-gap-left), high)
	r.placeRing(-gap, -1, size.Width+2*gap, high+2)
}

func (r *choiceRow) least() fyne.Size { return fyne.NewSize(120, r.length(look.RowHeight)) }

// Tapped opens the list, or resets after a second click on the name.
func (r *choiceRow) Tapped(e *fyne.PointEvent) {
	if r.disabled {
		return
	}
	r.takeFocus()
	hideTip(r)
	if r.onName(e) {
		r.clickedName()
		return
	}
	r.open(r, r, r.options, int(r.value), func(i int) { r.changeAndEnd(float64(i)) })
}

// TypedKey opens the list or goes to a neighbour.
func (r *choiceRow) TypedKey(e *fyne.KeyEvent) {
	if r.disabled {
		return
	}
	r.typed()
	switch e.Name {
	case fyne.KeySpace, fyne.KeyReturn, fyne.KeyEnter, fyne.KeyDown:
		r.Tapped(nil)
	case fyne.KeyLeft:
		r.changeAndEnd(r.value - 1)
	case fyne.KeyRight:
		r.changeAndEnd(r.value + 1)
	case fyne.KeyHome:
		r.changeAndEnd(0)
	case fyne.KeyEnd:
		r.changeAndEnd(r.param.Max)
	default:
		r.resetKey(e.Name)
	}
}

// translated are names of the engine in the language.
func translated(names []string) []string {
	out := make([]string, len(names))
	for i, name := range names {
		out[i] = words.FromEngine(name)
	}
	return out
}
