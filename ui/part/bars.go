package part

import (
	"math"
	"slices"
	"strconv"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/driver/desktop"

	"foolscope/ui/look"
)

// Bar is one row of Bars.
type Bar struct {
	// Label names the class; an empty one leaves the row empty.
	Label string
	// Percent is the length of the bar, 0 to 100; negative for a class that the
	// classifier does not have.
	Percent float64
	// Strong rows are the answer: bold, and in full colour.
	Strong bool
	// From is what Percent was before, if Changed is true.
	From    float64
	Changed bool
}

// change writes how far a bar moved, as the difference of the numbers that are
// read.
func (b Bar) change() string {
	if !b.Changed || b.Percent < 0 || b.From < 0 {
		return ""
	}
	tenths := math.Round(10*b.Percent) - math.Round(10*b.From)
	switch text := strconv.FormatFloat(math.Abs(tenths)/10, 'f', 1, 64); {
	case tenths > 0:
		return "+" + text
	case tenths < 0:
		return "−" + text
	}
	return "±0.0"
}

// labelRoom is about what a label and a number want before the bar gets any.
const labelRoom = 126

// Bars shows classes and how sure the classifier is of each. It always takes
// the room of the same number of rows, so that rows of neighbours align.
type Bars struct {
	control
	meaning look.Meaning
	bars    []Bar
	rows    []barRow
	changes bool
	objects []fyne.CanvasObject
}

type barRow struct {
	label, number, change canvas.Text
	track, fill           canvas.Rectangle
}

// NewBars returns bars with room for a number of rows.
func NewBars(m look.Meaning, rows int) *Bars {
	b := &Bars{meaning: m, rows: make([]barRow, rows)}
	for i := range b.rows {
		r := &b.rows[i]
		b.objects = append(b.objects, &r.label, &r.track, &r.fill, &r.number, &r.change)
	}
	b.extend(b)
	return b
}

// SetBars shows other rows. What is beyond the room is not shown.
func (b *Bars) SetBars(bars []Bar) {
	if !slices.Equal(b.bars, bars) {
		b.bars = slices.Clone(bars)
		b.Refresh()
	}
}

// SetChanges keeps room for changes, where there is enough: bars beside each
// other are equally long only if all of them do.
func (b *Bars) SetChanges(on bool) {
	if b.changes != on {
		b.changes = on
		b.Refresh()
	}
}

// MouseMoved shows a label that was cut in full.
func (b *Bars) MouseMoved(e *desktop.MouseEvent) {
	i := int(e.Position.Y / b.length(look.RowHeight))
	if i < 0 || i >= len(b.rows) || i >= len(b.bars) || b.rows[i].label.Text == b.bars[i].Label {
		hideTip(b)
		return
	}
	moveTip(b, b.bars[i].Label, e.AbsolutePosition)
}

// Cursor implements desktop.Cursorable: there is nothing to click.
func (b *Bars) Cursor() desktop.Cursor { return desktop.DefaultCursor }

func (b *Bars) parts() []fyne.CanvasObject { return b.objects }

func (b *Bars) paint() {
	for i := range b.rows {
		r := &b.rows[i]
		var bar Bar
		if i < len(b.bars) {
			bar = b.bars[i]
		}
		style, ink, fill := fyne.TextStyle{}, look.ColorDim, b.meaning.Faint()
		if bar.Strong {
			style, ink, fill = bold, look.ColorText, b.meaning.Fill()
		}
		number := ""
		if bar.Label != "" {
			number = strconv.FormatFloat(bar.Percent, 'f', 1, 64)
		}
		if bar.Percent < 0 {
			number = "–"
		}
		b.write(&r.label, bar.Label, look.SizeTable, ink, style)
		b.write(&r.number, number, look.SizeTable, ink, style)
		r.number.Alignment = fyne.TextAlignTrailing
		b.write(&r.change, bar.change(), look.SizeCaption, look.ColorDim, fyne.TextStyle{})
		r.change.Alignment = fyne.TextAlignTrailing
		r.track.FillColor = b.color(look.ColorRaised)
		r.fill.FillColor = b.color(fill)
		radius := b.length(look.BarHeight) / 2
		r.track.CornerRadius, r.fill.CornerRadius = radius, radius
		show(&r.track, bar.Label != "" && bar.Percent >= 0)
		show(&r.fill, bar.Label != "" && bar.Percent > 0)
	}
}

func (b *Bars) place(size fyne.Size) {
	row, high, gap := b.length(look.RowHeight), b.length(look.BarHeight), b.length(look.Gap8)
	number := widthOf("100.0", b.length(look.SizeTable), bold)
	// In narrow panels the bar gives way before the label does.
	track := max(3*high, float32(int(min(0.35*size.Width, 0.9*size.Width-b.scaled(labelRoom)))))
	change := b.changeWidth(size.Width)
	if change > 0 {
		track = min(track, max(4*high, size.Width-change-number-1.5*gap-b.scaled(nameRoom)))
	}
	label := float32(int(size.Width - track - number - change - 1.5*gap))
	right := size.Width - change
	for i := range b.rows {
		r := &b.rows[i]
		y := float32(i) * row
		var bar Bar
		if i < len(b.bars) {
			bar = b.bars[i]
		}
		fit(&r.label, bar.Label, 0, y, label, row)
		barY := y + float32(int((row-high)/2+0.5))
		put(&r.track, label+gap/2, barY, max(0, track), high)
		long := track * float32(min(max(bar.Percent, 0), 100)/100)
		put(&r.fill, label+gap/2, barY, max(1, long), high)
		put(&r.number, right-number, y, number, row)
		show(&r.change, change > 0)
		put(&r.change, right, y, change, row)
	}
}

// nameRoom is the width of a name of usual length.
const nameRoom = 88

// changeWidth is the room for changes, 0 if names and bars need it all.
func (b *Bars) changeWidth(width float32) float32 {
	if !b.changes {
		return 0
	}
	change := widthOf("−100.0", b.length(look.SizeCaption), fyne.TextStyle{}) + b.length(look.Gap4)
	number := widthOf("100.0", b.length(look.SizeTable), bold)
	if width-change-number-1.5*b.length(look.Gap8)-4*b.length(look.BarHeight) < b.scaled(nameRoom) {
		return 0
	}
	return float32(math.Ceil(float64(change)))
}

func (b *Bars) least() fyne.Size {
	return fyne.NewSize(120, float32(len(b.rows))*b.length(look.RowHeight))
}
