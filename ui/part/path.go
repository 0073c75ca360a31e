package part

import (
	"path/filepath"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"

	"foolscope/engine/param"
	"foolscope/ui/look"
	"foolscope/ui/words"
)

// pathRow is a file or a model: its name, without the folder, stands at the
// right. A click, Enter or the space bar asks for another.
type pathRow struct {
	row
	word    canvas.Text
	objects []fyne.CanvasObject
}

var (
	_ Row            = (*pathRow)(nil)
	_ fyne.Focusable = (*pathRow)(nil)
	_ fyne.Tappable  = (*pathRow)(nil)
)

func newPathRow(p param.Param, on RowEvents) *pathRow {
	r := &pathRow{}
	r.begin(p, on)
	r.objects = []fyne.CanvasObject{&r.ring, &r.nameText, &r.word}
	r.extend(r)
	return r
}

// shown is the name of the file, or what stands for none.
func (r *pathRow) shown() string {
	switch path, _ := param.TextOf(r.value); {
	case path != "":
		return filepath.Base(path)
	case r.param.Kind == param.Model:
		return words.Say("part.built_in")
	}
	return words.Say("part.none")
}

func (r *pathRow) parts() []fyne.CanvasObject { return r.objects }

func (r *pathRow) paint() {
	r.paintName()
	r.write(&r.word, r.shown(), look.SizeBody, r.ink(look.ColorAccent), bold)
	r.word.Alignment = fyne.TextAlignTrailing
}

func (r *pathRow) place(size fyne.Size) {
	high, gap := r.length(look.RowHeight), r.length(look.Gap4)
	name := r.nameText.MinSize().Width
	Put(&r.nameText, 0, 0, name, high)
	left := name + 2*gap
	fit(&r.word, r.shown(), left, 0, max(0, size.Width-left), high)
	r.placeRing(-gap, -1, size.Width+2*gap, high+2)
}

func (r *pathRow) least() fyne.Size { return fyne.NewSize(120, r.length(look.RowHeight)) }

// Tapped asks for a file, or resets after a second click on the name.
func (r *pathRow) Tapped(e *fyne.PointEvent) {
	if r.disabled {
		return
	}
	r.takeFocus()
	hideTip(r)
	if r.onName(e) {
		r.clickedName()
		return
	}
	if r.on.Pick != nil {
		r.on.Pick(r.param, r.take)
	}
}

// take changes to the file at path, or says why it cannot.
func (r *pathRow) take(path string) {
	value, err := r.param.Parse(path)
	if err != nil {
		r.explain(words.Error(err))
		return
	}
	r.changeAndEnd(value)
}

// TypedKey asks for a file, or resets.
func (r *pathRow) TypedKey(e *fyne.KeyEvent) {
	if r.disabled {
		return
	}
	r.typed()
	switch e.Name {
	case fyne.KeySpace, fyne.KeyReturn, fyne.KeyEnter:
		r.Tapped(nil)
	default:
		r.resetKey(e.Name)
	}
}
