package part

import (
	"math"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/driver/desktop"

	"foolscope/engine/param"
	"foolscope/ui/look"
)

const (
	trackHeight = 4
	thumbSize   = 10
	// thumbRing is the gap in the panel's colour between thumb and track.
	thumbRing = 2
	// pageSteps is how many steps a page key goes, at most a tenth of the way.
	pageSteps   = 10
	doubleClick = 400 * time.Millisecond
	// fieldWidth is the least width of the box in which a number is typed.
	fieldWidth = 44
)

// numberRow is a number: its value can be typed after a click on it or on the
// focused row, and dragged if there is a slider. A double click on the name
// goes back to the default.
type numberRow struct {
	row
	slider   bool
	dragging bool
	from     float64
	nameHit  time.Time
	edit     editor

	valueText, unitText   canvas.Text
	track, active, field  canvas.Rectangle
	thumb, halo           canvas.Circle
	caret                 canvas.Rectangle
	objects               []fyne.CanvasObject
	valueLeft, valueRight float32
}

var (
	_ Row               = (*numberRow)(nil)
	_ fyne.Focusable    = (*numberRow)(nil)
	_ fyne.Draggable    = (*numberRow)(nil)
	_ desktop.Mouseable = (*numberRow)(nil)
)

func newNumberRow(p param.Param, on RowEvents, slider bool) *numberRow {
	r := &numberRow{slider: slider}
	r.begin(p, on)
	r.objects = []fyne.CanvasObject{&r.ring, &r.nameText, &r.field, &r.valueText, &r.unitText, &r.caret}
	if slider {
		r.objects = append(r.objects, &r.track, &r.active, &r.halo, &r.thumb)
	}
	r.extend(r)
	return r
}

func (r *numberRow) parts() []fyne.CanvasObject { return r.objects }

func (r *numberRow) paint() {
	r.paintName()
	// With a slider the thumb shows the focus.
	show(&r.ring, r.ring.Visible() && !r.slider)
	text := r.param.Format(r.value)
	ink := look.ColorText
	if r.edit.active {
		text = r.edit.text
		if r.edit.bad {
			ink = look.Attacked.Text()
		}
	}
	r.write(&r.valueText, text, look.SizeBody, r.ink(ink), bold)
	r.write(&r.unitText, r.unit(), look.SizeBody, r.ink(look.ColorDim), fyne.TextStyle{})
	r.field.FillColor = r.color(look.ColorPanel)
	r.field.StrokeColor = r.color(look.ColorAccent)
	r.field.StrokeWidth = 1
	r.field.CornerRadius = r.length(look.RadiusThumb)
	r.caret.FillColor = r.color(look.ColorAccent)
	show(&r.field, r.edit.active)
	show(&r.caret, r.edit.active)
	if r.slider {
		r.paintSlider()
	}
}

func (r *numberRow) paintSlider() {
	accent := r.color(r.ink(look.ColorAccent))
	r.track.FillColor = r.color(look.ColorLine)
	r.track.CornerRadius = trackHeight / 2
	r.active.FillColor = accent
	r.active.CornerRadius = trackHeight / 2
	r.thumb.FillColor = accent
	r.thumb.StrokeColor = r.color(look.ColorPanel)
	r.thumb.StrokeWidth = thumbRing
	r.halo.FillColor = r.color("focus")
	show(&r.halo, !r.disabled && (r.marked || r.dragging || r.hovered))
	if r.marked {
		r.halo.FillColor = accent
	}
}

func (r *numberRow) place(size fyne.Size) {
	high, gap := r.length(look.RowHeight), r.length(look.Gap4)
	unit := r.unitText.MinSize().Width
	value := r.valueText.MinSize().Width
	r.valueRight = size.Width - unit
	r.valueLeft = r.valueRight - value
	put(&r.unitText, r.valueRight, 0, unit, high)
	put(&r.valueText, r.valueLeft, 0, value, high)
	field := max(value+gap+2, fieldWidth)
	put(&r.field, r.valueRight+2-field, 0, field, high)
	put(&r.caret, r.valueRight, 3, 1, high-6)
	fit(&r.nameText, r.name(), 0, 0, max(0, r.valueLeft-2*gap), high)
	r.placeRing(-gap, -1, size.Width+2*gap, high+2)
	if !r.slider {
		return
	}
	middle := high + thumbSize/2 + thumbRing
	whole := thumbSize + 2*thumbRing
	left, long := r.rail()
	x := left + long*float32(r.share())
	put(&r.track, 0, middle-trackHeight/2, size.Width, trackHeight)
	put(&r.active, 0, middle-trackHeight/2, x, trackHeight)
	put(&r.thumb, x-float32(whole)/2, middle-float32(whole)/2, float32(whole), float32(whole))
	halo := float32(whole + 2*focusWidth)
	put(&r.halo, x-halo/2, middle-halo/2, halo, halo)
}

func (r *numberRow) least() fyne.Size {
	size := fyne.NewSize(120, r.length(look.RowHeight))
	if r.slider {
		size.Height += thumbSize + 2*thumbRing
	}
	return size
}

// rail is where the middle of the thumb can be.
func (r *numberRow) rail() (left, long float32) {
	return thumbSize / 2, max(1, r.Size().Width-thumbSize)
}

func (r *numberRow) share() float64 {
	if r.param.Max <= r.param.Min {
		return 0
	}
	return (r.value - r.param.Min) / (r.param.Max - r.param.Min)
}

func (r *numberRow) step() float64 {
	switch {
	case r.param.Step > 0:
		return r.param.Step
	case r.param.Kind == param.Integer:
		return 1
	}
	return (r.param.Max - r.param.Min) / 100
}

// snap returns the place of the slider nearest to value.
func (r *numberRow) snap(value float64) float64 {
	step := r.step()
	value = r.param.Min + math.Round((value-r.param.Min)/step)*step
	// Sums of steps carry dust in their last digits.
	return r.clamp(math.Round(value*1e9) / 1e9)
}

func (r *numberRow) toPointer(x float32) {
	left, long := r.rail()
	r.change(r.snap(r.param.Min + float64((x-left)/long)*(r.param.Max-r.param.Min)))
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
	case time.Since(r.nameHit) < doubleClick:
		r.nameHit = time.Time{}
		r.changeAndEnd(r.param.Default)
	default:
		r.nameHit = time.Now()
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
	page := r.step() * max(1, min(pageSteps, math.Round((r.param.Max-r.param.Min)/r.step()/10)))
	switch e.Name {
	case fyne.KeyLeft, fyne.KeyDown:
		r.changeAndEnd(r.snap(r.value - r.step()))
	case fyne.KeyRight, fyne.KeyUp:
		r.changeAndEnd(r.snap(r.value + r.step()))
	case fyne.KeyPageDown:
		r.changeAndEnd(r.snap(r.value - page))
	case fyne.KeyPageUp:
		r.changeAndEnd(r.snap(r.value + page))
	case fyne.KeyHome:
		r.changeAndEnd(r.param.Min)
	case fyne.KeyEnd:
		r.changeAndEnd(r.param.Max)
	case fyne.KeyReturn, fyne.KeyEnter:
		r.edit.begin(r.param.Format(r.value))
		r.Refresh()
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
