package part

import (
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
	// fieldWidth is the least width of the field in which a number is typed, and
	// fieldMargin how far it stands out of the row above and below.
	fieldWidth  = 68
	fieldMargin = 2
)

// numberRow is a number: its value can be typed after a click on it or on the
// focused row, and dragged if there is a slider. A double click on the name
// goes back to the default. It is not Fyne's slider, which is 70 units high with
// its name and its value where this is 33, and keeps them apart for the keyboard.
type numberRow struct {
	row
	slider   bool
	dragging bool
	from     float64
	// field is nil until a number is typed.
	field *numberField

	valueText, unitText   canvas.Text
	track, active         canvas.Rectangle
	thumb, halo           canvas.Circle
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
	r.objects = []fyne.CanvasObject{&r.ring, &r.nameText, &r.valueText, &r.unitText}
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
	SetVisible(&r.ring, r.ring.Visible() && !r.slider)
	r.write(&r.valueText, r.written(r.value), look.SizeBody, r.ink(look.ColorText), bold)
	SetVisible(&r.valueText, !r.editing())
	r.write(&r.unitText, r.unit(), look.SizeBody, r.ink(look.ColorDim), fyne.TextStyle{})
	if r.slider {
		r.paintSlider()
	}
}

func (r *numberRow) paintSlider() {
	accent := r.color(r.ink(look.ColorAccent))
	r.track.FillColor = r.color(look.ColorLine)
	r.track.CornerRadius = r.scaled(trackHeight) / 2
	r.active.FillColor = accent
	r.active.CornerRadius = r.track.CornerRadius
	r.thumb.FillColor = accent
	r.thumb.StrokeColor = r.color(look.ColorPanel)
	r.thumb.StrokeWidth = thumbRing
	r.halo.FillColor = r.color("focus")
	SetVisible(&r.halo, !r.disabled && (r.marked || r.dragging || r.hovered))
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
	Put(&r.unitText, r.valueRight, 0, unit, high)
	Put(&r.valueText, r.valueLeft, 0, value, high)
	if r.editing() {
		wide := min(max(value+2*gap, r.scaled(fieldWidth)), r.valueRight)
		r.field.place(r.valueRight-wide, -fieldMargin, wide, high+2*fieldMargin, r.scaled(textRoom))
		r.valueLeft = r.valueRight - wide
	}
	fit(&r.nameText, r.name(), 0, 0, max(0, r.valueLeft-2*gap), high)
	r.placeRing(-gap, -1, size.Width+2*gap, high+2)
	if !r.slider {
		return
	}
	thumb, track := r.scaled(thumbSize), r.scaled(trackHeight)
	middle := high + thumb/2 + thumbRing
	whole := thumb + 2*thumbRing
	left, long := r.rail()
	x := left + long*float32(r.param.Share(r.value))
	Put(&r.track, 0, middle-track/2, size.Width, track)
	Put(&r.active, 0, middle-track/2, x, track)
	Put(&r.thumb, x-whole/2, middle-whole/2, whole, whole)
	halo := whole + 2*focusWidth
	Put(&r.halo, x-halo/2, middle-halo/2, halo, halo)
}

func (r *numberRow) least() fyne.Size {
	size := fyne.NewSize(120, r.length(look.RowHeight))
	if r.slider {
		size.Height += r.scaled(thumbSize) + 2*thumbRing
	}
	return size
}

// rail is where the middle of the thumb can be.
func (r *numberRow) rail() (left, long float32) {
	thumb := r.scaled(thumbSize)
	return thumb / 2, max(1, r.Size().Width-thumb)
}
