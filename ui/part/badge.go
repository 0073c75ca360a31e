package part

import (
	"math"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/driver/desktop"

	"foolscope/ui/look"
)

// badgeHeight has room for two lines of small type.
const badgeHeight = 32

// Badge is a verdict in a box with a coloured outline. A text that is too
// long gets two lines of small type, and one that is longer still three of smaller
// type, or as many as Wanted says that there should be room for. Only what is too long
// for that is cut, and shown in full to the pointer that rests on it.
type Badge struct {
	control
	meaning look.Meaning
	text    string
	box     canvas.Rectangle
	lines   [6]canvas.Text
	cut     bool
	// high is the room that it was given beyond the usual, 0 for none.
	high float32
	// dim is true for a verdict that another is about to take the place of, and
	// of says of what it is.
	dim     bool
	of      string
	ofText  canvas.Text
	large   largeBadge
	objects []fyne.CanvasObject
}

var _ fyne.Focusable = (*Badge)(nil)

// NewBadge returns a badge.
func NewBadge(m look.Meaning, text string) *Badge {
	b := &Badge{meaning: m, text: text}
	b.objects = b.small()
	b.extend(b)
	return b
}

// small are the objects of a badge that is not large.
func (b *Badge) small() []fyne.CanvasObject {
	out := []fyne.CanvasObject{&b.box}
	for i := range b.lines {
		out = append(out, &b.lines[i])
	}
	return append(out, &b.ofText, &b.ring)
}

// Set changes colour and text. An empty text leaves only the outline.
func (b *Badge) Set(m look.Meaning, text string) {
	if b.meaning != m || b.text != text {
		b.meaning, b.text = m, text
		b.Refresh()
	}
}

// SetDim makes the verdict stand back while another is awaited, and says above it, in
// a few words, what it is about; or undoes both.
func (b *Badge) SetDim(on bool, of string) {
	if !on {
		of = ""
	}
	if b.dim != on || b.of != of {
		b.dim, b.of = on, of
		b.Refresh()
	}
}

// Dim reports whether the verdict stands back, and what it is about.
func (b *Badge) Dim() (on bool, of string) { return b.dim, b.of }

// Meaning is the badge's colour.
func (b *Badge) Meaning() look.Meaning { return b.meaning }

// Text is what the badge says.
func (b *Badge) Text() string { return b.text }

// MouseIn shows the explanation, or else the whole text if it was cut.
func (b *Badge) MouseIn(e *desktop.MouseEvent) {
	if b.note != nil {
		b.control.MouseIn(e)
		return
	}
	b.hovered = true
	tip := b.tip
	if tip == "" && b.cut {
		tip = b.text
	}
	showTip(b, tip, e.AbsolutePosition)
}

// Cursor implements desktop.Cursorable: there is nothing to click.
func (b *Badge) Cursor() desktop.Cursor { return desktop.DefaultCursor }

// TypedKey implements fyne.Focusable: there is nothing to operate, but to be
// explained.
func (b *Badge) TypedKey(*fyne.KeyEvent) { b.typed() }

func (b *Badge) parts() []fyne.CanvasObject { return b.objects }

func (b *Badge) paint() {
	b.box.FillColor = b.color(look.ColorPanel)
	stroke, ink := b.meaning.Fill(), b.meaning.Text()
	if b.dim {
		stroke, ink = b.meaning.Faint(), look.ColorDim
	}
	b.box.StrokeColor = b.color(stroke)
	b.box.StrokeWidth = 1
	b.box.CornerRadius = b.length(look.RadiusControl)
	for i := range b.lines {
		b.write(&b.lines[i], b.text, look.SizeTable, ink, bold)
		b.lines[i].Alignment = fyne.TextAlignCenter
	}
	b.write(&b.ofText, b.of, look.SizeCaption, look.ColorDim, fyne.TextStyle{})
	b.ofText.Alignment = fyne.TextAlignCenter
	SetVisible(&b.ofText, b.of != "")
	b.paintLarge(ink)
	b.paintRing(b.length(look.RadiusControl))
}

func (b *Badge) place(size fyne.Size) {
	pad := b.length(look.Gap8)
	Put(&b.box, 0, 0, size.Width, size.Height)
	b.placeRing(0, 0, size.Width, size.Height)
	if b.large.on {
		b.placeLarge(size)
		return
	}
	width := size.Width - 2*pad
	// It stands in the gap above, so that nothing moves when it comes.
	fit(&b.ofText, b.of, pad, -b.length(look.Gap12)-b.scaled(3), width, b.length(look.Gap12))
	first, second := &b.lines[0], &b.lines[1]
	first.TextSize, second.TextSize = b.length(look.SizeTable), b.length(look.SizeCaption)
	// One line if it fits, smaller if need be, else two.
	if widthOf(b.text, first.TextSize, bold) > width {
		first.TextSize = second.TextSize
	}
	two := widthOf(b.text, first.TextSize, bold) > width
	SetVisible(second, two)
	for i := range b.lines[2:] {
		SetVisible(&b.lines[2+i], false)
	}
	if !two {
		fit(first, b.text, pad, 0, width, size.Height)
		b.cut = false
		return
	}
	head, tail := twoLines(b.text, first.TextSize, bold, width)
	if max(widthOf(head, first.TextSize, bold), widthOf(tail, first.TextSize, bold)) > width+0.5 && b.placeSmall(size, pad) {
		return
	}
	// Two lines closer than usual, for there are only two.
	high := first.MinSize().Height
	pitch := float32(int(first.TextSize*1.2 + 0.5))
	top := float32(int((size.Height - high - pitch) / 2))
	fit(first, head, pad, top, width, high)
	fit(second, tail, pad, top+pitch, width, high)
	b.cut = first.Text != head || second.Text != tail
}

// Smaller is the size of type of a verdict on three lines or more, as a share of the
// smallest usual one: to be read whole matters more to a name that decides.
const Smaller = 0.8

// usualLines is how many of them there is always room for.
const usualLines = 3

// smallPitch is the distance of such lines, in sizes of their type.
const smallPitch = 1.15

// smallLines breaks the text into lines of small type; ok is false if one of them is
// wider than there is room, or there are too many.
func (b *Badge) smallLines(width float32) (lines []string, em float32, ok bool) {
	em = b.length(look.SizeCaption) * Smaller
	lines = wrap(b.text, em, bold, width)
	for _, line := range lines {
		if widthOf(line, em, bold) > width+0.5 {
			return lines, em, false
		}
	}
	return lines, em, len(lines) <= len(b.lines)
}

// Wanted is the height at which all of the text can be read in a badge of a width: the
// usual one for all but very long names.
func (b *Badge) Wanted(width float32) float32 {
	usual := b.scaled(badgeHeight)
	if width -= 2 * b.length(look.Gap8); width <= 0 || b.large.on || widthOf(b.text, b.length(look.SizeCaption), bold) <= width {
		return usual
	}
	lines, em, ok := b.smallLines(width)
	if !ok {
		return usual
	}
	return max(usual, float32(math.Ceil(float64(em*smallPitch*float32(len(lines))+1))))
}

// SetHeight gives it more room than the usual, and reports whether that changed.
func (b *Badge) SetHeight(high float32) bool {
	if b.high == high {
		return false
	}
	b.high = high
	b.Refresh()
	return true
}

// placeSmall writes the text on three lines or more, if there is room for them.
func (b *Badge) placeSmall(size fyne.Size, pad float32) bool {
	lines, small, ok := b.smallLines(size.Width - 2*pad)
	pitch := small * smallPitch
	if !ok || len(lines) > usualLines && pitch*float32(len(lines)) > size.Height {
		return false
	}
	high := fyne.MeasureText(b.text, small, bold).Height
	top := (size.Height - high - pitch*float32(len(lines)-1)) / 2
	for i := range b.lines {
		t := &b.lines[i]
		SetVisible(t, i < len(lines))
		if i < len(lines) {
			t.TextSize, t.Text = small, lines[i]
			Put(t, pad, top+float32(i)*pitch, size.Width-2*pad, high)
		}
	}
	b.cut = false
	return true
}

func (b *Badge) least() fyne.Size {
	if b.large.on {
		return b.leastLarge()
	}
	return fyne.NewSize(80, max(b.high, b.scaled(badgeHeight)))
}
