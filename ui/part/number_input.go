package part

import (
	"math"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"

	"foolscope/ui/look"
	"foolscope/ui/words"
)

// pageSteps is how many steps a page key goes, at most a tenth of the way.
const pageSteps = 10

func (r *numberRow) toPointer(x float32) {
	left, long := r.rail()
	share := min(max(float64((x-left)/long), 0), 1)
	r.change(r.param.Nearest(r.param.At(r.param.Min, r.param.Max, share)))
}

// MouseDown moves the thumb, starts typing, or resets, by place.
func (r *numberRow) MouseDown(e *desktop.MouseEvent) {
	if r.disabled || e.Button != desktop.MouseButtonPrimary {
		return
	}
	r.takeFocus()
	hideTip(r)
	switch {
	case e.Position.Y >= r.length(look.RowHeight):
		r.close()
		r.dragging, r.from = true, r.value
		r.toPointer(e.Position.X)
		r.Refresh()
	case e.Position.X >= r.valueLeft-2*r.length(look.Gap8):
		r.edit(r.written(r.value))
	default:
		r.clickedName()
	}
}

// MouseUp ends what MouseDown began.
func (r *numberRow) MouseUp(*desktop.MouseEvent) {
	if !r.dragging {
		return
	}
	r.dragging = false
	r.Refresh()
	if r.value != r.from {
		r.end()
	}
}

// Dragged implements fyne.Draggable.
func (r *numberRow) Dragged(e *fyne.DragEvent) {
	if r.dragging {
		r.toPointer(e.Position.X)
	}
}

// DragEnd implements fyne.Draggable; MouseUp follows it.
func (r *numberRow) DragEnd() {}

// editing reports whether a number is being typed.
func (r *numberRow) editing() bool { return r.field != nil && r.field.active }

// edit opens the field with a text and gives it the focus.
func (r *numberRow) edit(text string) {
	if r.field == nil {
		r.field = newNumberField()
		r.field.OnSubmitted = func(string) {
			if r.enter() {
				r.back()
			}
		}
		r.field.OnChanged = func(string) { r.field.refuse(false) }
		r.field.Escape = func() {
			r.close()
			r.back()
		}
		r.field.Keys = r.stepFromField
		r.field.Left = r.left
		// The window may have been left and come back to.
		r.field.Entered = func() {
			if !r.field.active {
				r.field.begin(r.written(r.value))
				r.Refresh()
			}
		}
		r.objects = append(r.objects, &r.field.frame, r.field.framed)
	}
	r.field.begin(text)
	r.Refresh()
	if cv := r.canvasOf(); cv != nil {
		r.explainAsBefore(func() { cv.Focus(r.field.Field) })
	}
}

// back gives the focus from the field to the row.
func (r *numberRow) back() {
	r.explainAsBefore(r.takeFocus)
	r.typed()
}

// explainAsBefore moves the focus between the row and its field. The row goes on
// explaining itself, unless the pointer has left it and the result is shown again.
func (r *numberRow) explainAsBefore(move func()) {
	text := ""
	if r.explains {
		text = r.words()
	}
	move()
	r.explain(text)
}

// close leaves the number as it was.
func (r *numberRow) close() {
	if r.editing() {
		r.field.end()
		r.Refresh()
	}
}

// left takes a number that was typed, unless it is none, when the focus goes
// elsewhere; a menu that opens over the field leaves it open.
func (r *numberRow) left() {
	if cv := r.canvasOf(); !r.editing() || cv != nil && cv.Overlays().Top() != nil {
		return
	}
	if r.field.Text == r.field.began || !r.enter() {
		r.close()
	}
	r.explain("")
}

// enter takes the number that is being typed, or marks it as bad.
func (r *numberRow) enter() bool {
	value, err := r.param.Parse(r.field.number())
	if err != nil {
		r.field.refuse(true)
		r.explain(words.Error(err))
		return false
	}
	r.field.end()
	r.changeAndEnd(value)
	r.Refresh()
	return true
}

// stepFromField takes the number for a key that moves the value, which it then
// does.
func (r *numberRow) stepFromField(key fyne.KeyName) bool {
	switch key {
	case fyne.KeyUp, fyne.KeyDown, fyne.KeyPageUp, fyne.KeyPageDown:
		if r.enter() {
			r.back()
			r.TypedKey(&fyne.KeyEvent{Name: key})
		}
		return true
	}
	return false
}

// TypedRune starts typing a number, or goes on.
func (r *numberRow) TypedRune(char rune) {
	switch {
	case r.editing():
		r.field.TypedRune(char)
	case r.disabled || !startsNumber(char):
		r.control.TypedRune(char)
	default:
		r.typed()
		r.edit("")
		r.field.TypedRune(char)
	}
}

// TypedKey moves the value, or opens it for typing.
func (r *numberRow) TypedKey(e *fyne.KeyEvent) {
	if r.disabled {
		return
	}
	r.typed()
	if r.editing() {
		r.field.TypedKey(e)
		return
	}
	page := max(1, min(pageSteps, int(math.Round(r.param.Steps()/10))))
	switch e.Name {
	case fyne.KeyLeft, fyne.KeyDown:
		r.changeAndEnd(r.param.Move(r.value, -1))
	case fyne.KeyRight, fyne.KeyUp:
		r.changeAndEnd(r.param.Move(r.value, 1))
	case fyne.KeyPageDown:
		r.changeAndEnd(r.param.Move(r.value, -page))
	case fyne.KeyPageUp:
		r.changeAndEnd(r.param.Move(r.value, page))
	case fyne.KeyHome:
		r.changeAndEnd(r.param.Min)
	case fyne.KeyEnd:
		r.changeAndEnd(r.param.Max)
	case fyne.KeyReturn, fyne.KeyEnter:
		r.edit(r.written(r.value))
	default:
		r.resetKey(e.Name)
	}
}
