package part

import (
	"math"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"

	"foolscope/ui/look"
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
		r.edit.active = false
		r.dragging, r.from = true, r.value
		r.toPointer(e.Position.X)
		r.Refresh()
	case e.Position.X >= r.valueLeft-2*r.length(look.Gap8):
		r.edit.begin(r.param.Format(r.value))
		r.Refresh()
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

// FocusLost takes a number that was typed, unless it is none.
func (r *numberRow) FocusLost() {
	if r.edit.active && !r.edit.fresh {
		r.enter()
	}
	r.edit.active = false
	r.row.FocusLost()
}

// enter takes the number that is being typed, or marks it as bad.
func (r *numberRow) enter() bool {
	value, err := r.param.Parse(r.edit.number())
	if err != nil {
		r.edit.bad = true
		r.explain(err.Error())
		return false
	}
	r.edit.active = false
	r.changeAndEnd(value)
	r.Refresh()
	return true
}

// TypedRune starts or continues typing a number.
func (r *numberRow) TypedRune(char rune) {
	if r.disabled || !r.edit.accepts(char) {
		r.control.TypedRune(char)
		return
	}
	r.typed()
	if !r.edit.active {
		r.edit.begin("")
	}
	r.edit.add(char)
	r.Refresh()
}

// TypedKey moves the value, or edits the number that is being typed.
func (r *numberRow) TypedKey(e *fyne.KeyEvent) {
	if r.disabled {
		return
	}
	r.typed()
	if r.edit.active && r.typedInField(e.Name) {
		r.Refresh()
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
		r.edit.begin(r.param.Format(r.value))
		r.Refresh()
	default:
		r.resetKey(e.Name)
	}
}

// typedInField reports whether the key belonged to the number being typed.
func (r *numberRow) typedInField(key fyne.KeyName) bool {
	switch key {
	case fyne.KeyReturn, fyne.KeyEnter:
		r.enter()
	case fyne.KeyEscape:
		r.edit.active = false
	case fyne.KeyBackspace, fyne.KeyDelete:
		r.edit.erase()
	case fyne.KeyLeft, fyne.KeyRight, fyne.KeyUp, fyne.KeyDown,
		fyne.KeyPageUp, fyne.KeyPageDown, fyne.KeyHome, fyne.KeyEnd:
		// These leave the field and do what they always do.
		r.edit.active = false
		return false
	}
	return true
}
