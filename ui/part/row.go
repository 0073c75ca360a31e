package part

import (
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/driver/desktop"

	"foolscope/engine/param"
	"foolscope/ui/look"
	"foolscope/ui/words"
)

// Row is one generated control: a name at the left, a value at the right and,
// for most numbers, a slider below.
type Row interface {
	fyne.Widget
	fyne.Disableable
	// Param is what the row was made from.
	Param() param.Param
	// Value is the present value.
	Value() float64
	// SetValue changes the value without telling anybody.
	SetValue(value float64)
	// Describe explains the row instead of the parameter's own explanation.
	Describe(note func() Note)
}

// RowEvents are what a row reports. Each may be nil.
type RowEvents struct {
	// Changed is called with every new value, also in the middle of a drag.
	Changed func(value float64)
	// Ended is called when the user has arrived at a value.
	Ended func(value float64)
	// Explain is called with the words of the row's note, or else the
	// parameter's explanation, when the pointer or
	// the focus comes to the row, and with "" when it leaves.
	Explain func(text string)
	// Pick is called when the user wants another file or model, and calls use
	// with its path once there is one.
	Pick func(p param.Param, use func(path string))
}

// manySteps is the number of places from which a slider is of no use.
const manySteps = 2000

// NewRow returns the control that suits a parameter: a slider, a field for
// numbers from a vast range, a switch, a chooser or the name of a file. It begins at the default.
func NewRow(p param.Param, on RowEvents) Row {
	switch p.Kind {
	case param.Toggle:
		return newToggleRow(p, on)
	case param.Choice:
		return newChoiceRow(p, on)
	case param.File, param.Model:
		return newPathRow(p, on)
	}
	if p.Steps() > manySteps {
		return newNumberRow(p, on, false)
	}
	return newNumberRow(p, on, true)
}

// row is what all rows have in common.
type row struct {
	control
	param param.Param
	value float64
	on    RowEvents
	// nameHit is when the name was clicked last.
	nameHit time.Time
	// explains is set while the status line explains the row.
	explains bool
	// nameText is the left column; each kind of row draws its own right one.
	nameText canvas.Text
}

func (r *row) begin(p param.Param, on RowEvents) {
	r.param, r.value, r.on, r.tip = p, p.Default, on, p.Explanation
}

// Param implements Row.
func (r *row) Param() param.Param { return r.param }

// Value implements Row.
func (r *row) Value() float64 { return r.value }

// SetValue implements Row.
func (r *row) SetValue(value float64) {
	if value = r.clamp(value); value != r.value {
		r.value = value
		r.self.Refresh()
	}
}

func (r *row) clamp(value float64) float64 {
	return r.param.Clamp(value)
}

// change sets a value on behalf of the user. It reports whether it was new.
func (r *row) change(value float64) bool {
	if value = r.clamp(value); value == r.value {
		return false
	}
	r.value = value
	yieldTip(r.self)
	r.self.Refresh()
	if r.on.Changed != nil {
		r.on.Changed(value)
	}
	return true
}

func (r *row) end() {
	if r.on.Ended != nil {
		r.on.Ended(r.value)
	}
}

// changeAndEnd is for changes that have no middle, like a key press.
func (r *row) changeAndEnd(value float64) {
	if r.change(value) {
		r.end()
	}
}

func (r *row) explain(text string) {
	r.explains = text != ""
	if r.on.Explain != nil {
		r.on.Explain(text)
	}
}

// MouseIn implements desktop.Hoverable.
func (r *row) MouseIn(e *desktop.MouseEvent) {
	r.explain(r.words())
	r.control.MouseIn(e)
}

// MouseOut implements desktop.Hoverable.
func (r *row) MouseOut() {
	r.explain("")
	r.control.MouseOut()
}

// FocusGained is called by Fyne.
func (r *row) FocusGained() {
	r.explain(r.words())
	r.control.FocusGained()
}

// FocusLost is called by Fyne.
func (r *row) FocusLost() {
	r.explain("")
	r.control.FocusLost()
}

// words explain the row in a sentence or two.
func (r *row) words() string {
	if r.note != nil {
		return r.note().Words
	}
	return words.FromEngine(r.param.Explanation)
}

func (r *row) name() string {
	name := words.FromEngine(r.param.Name)
	if r.param.Symbol == "" {
		return name
	}
	return name + " " + r.param.Symbol
}

func (r *row) paintName() {
	ink := look.ColorDim
	if r.hovered && !r.disabled {
		ink = look.ColorText
	}
	r.write(&r.nameText, r.name(), look.SizeBody, r.ink(ink), fyne.TextStyle{})
	r.paintRing(r.length(look.RadiusThumb))
}

// unit is the unit as it follows a number.
func (r *row) unit() string {
	switch u := r.param.Unit; {
	case u == "":
		return ""
	case u[0] == '/':
		return " / " + u[1:]
	default:
		return " " + u
	}
}

// written is a value of the row as people read it.
func (r *row) written(value float64) string { return words.Value(r.param, value) }

// NewCompactRow is NewRow without a slider: a name and a number.
func NewCompactRow(p param.Param, on RowEvents) Row {
	if p.Kind == param.Number || p.Kind == param.Integer {
		return newNumberRow(p, on, false)
	}
	return NewRow(p, on)
}
