package part

import (
	"math"
	"slices"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/driver/desktop"

	"foolscope/ui/look"
	"foolscope/ui/words"
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
	// Meaning is the colour of a strong row.
	Meaning look.Meaning
	// Whole names are never cut: they get further lines.
	Whole bool
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
	switch text := words.Decimal(math.Abs(tenths)/10, 1); {
	case tenths > 0:
		return "+" + text
	case tenths < 0:
		return "−" + text
	}
	return "±" + words.Decimal(0, 1)
}

// labelRoom is about what a label and a number want before the bar gets any.
const labelRoom = 126

// Bars shows classes and how sure the classifier is of each. It always takes
// the room of the same number of rows, so that rows of neighbours align.
//
// Where there is little room, bars lie below the names instead of beside them:
// a name that is cut says less than a bar that is thin.
type Bars struct {
	control
	meaning look.Meaning
	bars    []Bar
	rows    []barRow
	changes bool
	// dim is true for bars that others are about to take the place of.
	dim bool
	// large is how many rows there are in a lecture, 0 for as many as ever.
	large   int
	stripes stripes
	objects []fyne.CanvasObject
}

var _ fyne.Focusable = (*Bars)(nil)

type barRow struct {
	label, number, change canvas.Text
	// more are the lines of the label after the first.
	more [nameLines - 1]canvas.Text
	// top and high are the place of the row; cut is true if its label is not whole.
	top, high float32
	cut       bool
	// stripe is the bar, if seen is true.
	stripe stripe
	seen   bool
}

// NewBars returns bars with room for a number of rows.
func NewBars(m look.Meaning, rows int) *Bars {
	b := &Bars{meaning: m, rows: make([]barRow, rows)}
	b.objects = []fyne.CanvasObject{&b.stripes.picture}
	for i := range b.rows {
		r := &b.rows[i]
		b.objects = append(b.objects, &r.label, &r.number, &r.change)
		for k := range r.more {
			b.objects = append(b.objects, &r.more[k])
		}
	}
	b.objects = append(b.objects, &b.ring)
	b.disabled = true
	b.extend(b)
	return b
}

// SetBars shows other rows. What is beyond the room is not shown.
func (b *Bars) SetBars(bars []Bar) {
	if !slices.Equal(b.bars, bars) {
		b.bars, b.disabled = slices.Clone(bars), len(bars) == 0
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

// SetDim makes the bars stand back while others are awaited.
func (b *Bars) SetDim(on bool) {
	if b.dim != on {
		b.dim = on
		b.Refresh()
	}
}

// MouseIn is called by Fyne.
func (b *Bars) MouseIn(e *desktop.MouseEvent) { b.MouseMoved(e) }

// MouseMoved shows a label that was cut in full, or else explains the bars.
func (b *Bars) MouseMoved(e *desktop.MouseEvent) {
	i := slices.IndexFunc(b.rows, func(r barRow) bool { return e.Position.Y >= r.top && e.Position.Y < r.top+r.high })
	switch {
	case i >= 0 && i < len(b.bars) && b.rows[i].cut:
		moveTip(b, b.bars[i].Label, e.AbsolutePosition)
	case b.note != nil && !b.disabled:
		showNote(b, b.about(), e.AbsolutePosition)
	default:
		hideTip(b)
	}
}

// TypedKey implements fyne.Focusable: there is nothing to operate, but to be
// explained.
func (b *Bars) TypedKey(*fyne.KeyEvent) { b.typed() }

// Cursor implements desktop.Cursorable: there is nothing to click.
func (b *Bars) Cursor() desktop.Cursor { return desktop.DefaultCursor }

func (b *Bars) parts() []fyne.CanvasObject { return b.objects }

func (b *Bars) paint() {
	for i := range b.rows {
		r := &b.rows[i]
		bar := b.at(i)
		style, ink, fill := fyne.TextStyle{}, look.ColorDim, b.meaning.Faint()
		if bar.Strong {
			style, ink, fill = bold, look.ColorText, bar.Meaning.Fill()
		}
		if b.dim {
			ink, fill = look.ColorDim, b.meaning.Faint()
		}
		number := ""
		if bar.Label != "" {
			number = words.Decimal(bar.Percent, 1)
		}
		if bar.Percent < 0 {
			number = "–"
		}
		b.write(&r.label, bar.Label, look.SizeTable, ink, style)
		for k := range r.more {
			b.write(&r.more[k], "", look.SizeCaption, ink, style)
		}
		b.write(&r.number, number, look.SizeTable, ink, style)
		r.number.Alignment = fyne.TextAlignTrailing
		b.write(&r.change, bar.change(), look.SizeCaption, look.ColorDim, fyne.TextStyle{})
		r.change.Alignment = fyne.TextAlignTrailing
		r.seen = bar.Label != "" && bar.Percent >= 0
		r.stripe.ground, r.stripe.in = b.color(look.ColorRaised), b.color(fill)
	}
	b.paintRing(b.length(look.RadiusControl))
}

// at is the bar of a row, an empty one if there is none.
func (b *Bars) at(i int) Bar {
	if i < len(b.bars) {
		return b.bars[i]
	}
	return Bar{}
}

func (b *Bars) place(size fyne.Size) {
	if b.large > 0 {
		b.placeLarge(size)
		return
	}
	c := b.columns(size.Width)
	var seen []stripe
	for i, name := range b.names(size, c) {
		r := &b.rows[i]
		r.top, r.high = name.top, name.high
		b.placeName(r, b.at(i), c, name)
		Put(&r.number, c.right-c.number, name.bar, c.number, name.pitch-c.under)
		SetVisible(&r.number, name.high > 0)
		SetVisible(&r.change, c.change > 0 && name.high > 0)
		Put(&r.change, c.right, name.bar, c.change, name.pitch-c.under)
		top := name.bar + float32(int((name.pitch-c.high)/2+0.5))
		if c.under > 0 {
			top = name.bar + name.pitch - c.high
		}
		r.stripe.track = area{c.left, top, c.left + c.track, top + c.high}
		r.stripe.filled = 0
		if percent := b.at(i).Percent; percent > 0 {
			r.stripe.filled = max(1, c.track*float32(min(percent, 100)/100))
		}
		if r.seen && name.high > 0 {
			seen = append(seen, r.stripe)
		}
	}
	b.stripes.draw(seen)
	gap := b.length(look.Gap4)
	b.placeRing(-gap, -gap/2, size.Width+2*gap, size.Height+gap)
}

// barColumns are the places within a row: the label begins at 0, the bar at left,
// and number and change end at and begin at right.
type barColumns struct {
	label, left, track, high, number, change, right float32
	// under is what a bar below the names takes from the height of a row.
	under float32
}

// underWidth is the width below which bars lie under the names.
const underWidth = 164

func (b *Bars) columns(width float32) barColumns {
	high, gap := b.length(look.BarHeight), b.length(look.Gap8)
	c := barColumns{number: widthOf("100.0", b.length(look.SizeTable), bold), right: width}
	if width < b.scaled(underWidth) {
		c.track, c.high = width, float32(int(high*0.375+0.5))
		c.under = c.high + 1
		c.label = max(0, width-c.number-gap)
		return c
	}
	// In narrow panels the bar gives way before the label does.
	c.track = max(3*high, float32(int(min(0.35*width, 0.9*width-b.scaled(labelRoom)))))
	c.change = b.changeWidth(width)
	if c.change > 0 {
		c.track = min(c.track, max(4*high, width-c.change-c.number-1.5*gap-b.scaled(nameRoom)))
	}
	c.label = float32(int(width - c.track - c.number - c.change - 1.5*gap))
	c.left, c.high = c.label+gap/2, high
	c.right = width - c.change
	return c
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
	if b.large > 0 {
		return fyne.NewSize(120, float32(b.large)*b.largePitch())
	}
	return fyne.NewSize(120, float32(len(b.rows))*b.length(look.RowHeight))
}
