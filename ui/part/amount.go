package part

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"

	"foolscope/engine/param"
	"foolscope/ui/look"
)

// Amount is a number that is a word of a sentence: it is typed after a click, and
// stepped by the arrow keys.
type Amount struct {
	row
	field     *numberField
	ground    canvas.Rectangle
	valueText canvas.Text
	objects   []fyne.CanvasObject
}

var (
	_ fyne.Focusable = (*Amount)(nil)
	_ fyne.Tappable  = (*Amount)(nil)
	_ Row            = (*Amount)(nil)
)

// NewAmount returns the number of a parameter, which begins at the default.
func NewAmount(p param.Param, on RowEvents) *Amount {
	a := &Amount{}
	a.begin(p, on)
	a.objects = []fyne.CanvasObject{&a.ground, &a.valueText, &a.ring}
	a.extend(a)
	return a
}

// SetParam makes it the number of another parameter.
func (a *Amount) SetParam(p param.Param, value float64) {
	if a.param.Key != p.Key || a.param.Min != p.Min || a.param.Max != p.Max || a.param.Step != p.Step {
		a.shut()
		a.param, a.tip = p, p.Explanation
		a.value = p.Clamp(value)
		a.Refresh()
		return
	}
	a.SetValue(value)
}

func (a *Amount) parts() []fyne.CanvasObject { return a.objects }

func (a *Amount) paint() {
	a.ground.FillColor, a.ground.CornerRadius = a.color(look.ColorRaised), a.length(look.RadiusThumb)
	SetVisible(&a.ground, a.hovered && !a.disabled && !a.editing())
	a.write(&a.valueText, a.written(a.value), look.SizeBody, a.ink(look.ColorText), bold)
	SetVisible(&a.valueText, !a.editing())
	a.paintRing(a.length(look.RadiusThumb))
}

func (a *Amount) place(size fyne.Size) {
	out := a.length(look.Gap4)
	Put(&a.ground, -out, 0, size.Width+2*out, size.Height)
	Put(&a.valueText, 0, 0, size.Width, size.Height)
	if a.editing() {
		a.field.place(-out, -fieldMargin, max(size.Width+2*out, a.scaled(fieldWidth)), size.Height+2*fieldMargin, a.scaled(textRoom))
	}
	a.placeRing(-out, -1, size.Width+2*out, size.Height+2)
}

func (a *Amount) least() fyne.Size {
	wide := widthOf(a.written(a.value), a.length(look.SizeBody), bold)
	if a.editing() {
		wide = max(wide, a.scaled(fieldWidth)-2*a.length(look.Gap4))
	}
	return fyne.NewSize(wide, a.length(look.RowHeight))
}

func (a *Amount) editing() bool { return a.field != nil && a.field.active }

// Tapped opens the number for typing.
func (a *Amount) Tapped(*fyne.PointEvent) {
	if a.disabled {
		return
	}
	a.takeFocus()
	hideTip(a)
	a.edit(a.written(a.value))
}

func (a *Amount) edit(text string) {
	if a.field == nil {
		a.field = newNumberField()
		a.field.OnSubmitted = func(string) {
			if a.enter() {
				a.takeFocus()
				a.typed()
			}
		}
		a.field.OnChanged = func(string) { a.field.refuse(false) }
		a.field.Escape = func() {
			a.shut()
			a.takeFocus()
		}
		a.field.Left = func() {
			if cv := a.canvasOf(); a.editing() && (cv == nil || cv.Overlays().Top() == nil) {
				if a.field.Text == a.field.began || !a.enter() {
					a.shut()
				}
			}
		}
		a.objects = append(a.objects, &a.field.frame, a.field.framed)
	}
	a.field.begin(text)
	a.grown()
	if cv := a.canvasOf(); cv != nil {
		cv.Focus(a.field.Field)
	}
}

// enter takes what was typed, or marks it as bad.
func (a *Amount) enter() bool {
	value, err := a.param.Parse(a.field.number())
	if err != nil {
		a.field.refuse(true)
		return false
	}
	a.field.end()
	a.changeAndEnd(value)
	a.grown()
	return true
}

func (a *Amount) shut() {
	if a.editing() {
		a.field.end()
		a.grown()
	}
}

// grown draws the number, which may have another width now. Fyne lays out anew what it
// is in.
func (a *Amount) grown() { a.Refresh() }

// TypedRune begins to type a number.
func (a *Amount) TypedRune(char rune) {
	switch {
	case a.editing():
		a.field.TypedRune(char)
	case a.disabled || !startsNumber(char):
		a.control.TypedRune(char)
	default:
		a.typed()
		a.edit("")
		a.field.TypedRune(char)
	}
}

// TypedKey steps the number, or opens it.
func (a *Amount) TypedKey(e *fyne.KeyEvent) {
	if a.disabled {
		return
	}
	a.typed()
	if a.editing() {
		a.field.TypedKey(e)
		return
	}
	switch e.Name {
	case fyne.KeyLeft, fyne.KeyDown:
		a.changeAndEnd(a.param.Move(a.value, -1))
	case fyne.KeyRight, fyne.KeyUp:
		a.changeAndEnd(a.param.Move(a.value, 1))
	case fyne.KeyReturn, fyne.KeyEnter, fyne.KeySpace:
		a.edit(a.written(a.value))
	}
}
