package part

import (
	"slices"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"

	"foolscope/ui/look"
)

// What stands in a panel can be large, for a lecture hall: fewer rows, and type
// that can be read from the last row.

// largeBadge are the lines of a large badge, from the upper one to the lower.
type largeBadge struct {
	on    bool
	lines [5]canvas.Text
}

// largeSizes are the sizes of type that a large verdict may have, the first one
// that fits.
var largeSizes = []fyne.ThemeSizeName{look.SizeVerdict, look.SizeTitle, look.SizeBody}

// SetLarge makes the verdict large, and a box as high as the room that it gets,
// with as many lines as it needs; or as it was.
func (b *Badge) SetLarge(on bool) {
	if b.large.on == on {
		return
	}
	b.large.on = on
	b.objects = b.small()
	if on {
		b.objects = []fyne.CanvasObject{&b.box}
		for i := range b.large.lines {
			b.objects = append(b.objects, &b.large.lines[i])
		}
		b.objects = append(b.objects, &b.ofText, &b.ring)
	}
	b.Refresh()
}

func (b *Badge) paintLarge(ink fyne.ThemeColorName) {
	for i := range b.large.lines {
		line := &b.large.lines[i]
		line.TextStyle, line.Color, line.Alignment = bold, b.color(ink), fyne.TextAlignCenter
	}
}

// phrases breaks a verdict where it is read with a pause: behind a colon and
// behind a percentage.
func phrases(text string) []string {
	marked := strings.NewReplacer(": ", ":\n", " % ", " %\n").Replace(text)
	return strings.Split(marked, "\n")
}

// placeLarge writes the verdict as large as it fits in whole.
func (b *Badge) placeLarge(size fyne.Size) {
	pad := b.length(look.Gap8)
	width := max(1, size.Width-2*pad)
	// What it is about has a line of its own within the box.
	var head float32
	if b.of != "" {
		b.ofText.TextSize = b.length(look.SizeBody)
		head = float32(int(b.ofText.TextSize*largePitch + 0.5))
		fit(&b.ofText, b.of, pad, b.length(look.Gap4), width, head)
		size.Height -= head
	}
	var lines []string
	var em, pitch float32
	for _, name := range largeSizes {
		em = b.length(name)
		pitch = float32(int(em*largePitch + 0.5))
		room := min(len(b.large.lines), max(1, int((size.Height-pad)/pitch)))
		lines, b.cut = largeLines(b.text, em, width, room)
		if !b.cut {
			break
		}
	}
	top := head + (size.Height-float32(len(lines))*pitch)/2
	for i := range b.large.lines {
		line := &b.large.lines[i]
		line.TextSize = em
		SetVisible(line, i < len(lines))
		if i < len(lines) {
			fit(line, lines[i], pad, float32(int(top+float32(i)*pitch)), width, pitch)
		}
	}
}

// largeLines breaks a verdict into lines where it is read with a pause, or, where
// that makes too many, joins what fits into one. It reports whether something is
// cut all the same.
func largeLines(text string, em, width float32, room int) (lines []string, cut bool) {
	var apart, joined []string
	for i, phrase := range phrases(text) {
		broken := wrap(phrase, em, bold, width)
		apart = append(apart, broken...)
		last := len(joined) - 1
		if i > 0 && widthOf(joined[last]+" "+broken[0], em, bold) <= width {
			joined[last] += " " + broken[0]
			broken = broken[1:]
		}
		joined = append(joined, broken...)
	}
	fits := func(lines []string) bool {
		return len(lines) <= room && !slices.ContainsFunc(lines, func(line string) bool { return widthOf(line, em, bold) > width })
	}
	switch {
	case fits(apart):
		return apart, false
	case fits(joined):
		return joined, false
	}
	if len(joined) > room {
		joined = append(joined[:room-1], strings.Join(joined[room-1:], " "))
	}
	return joined, true
}

// largePitch is the distance of two lines, in sizes of type.
const largePitch = 1.25

// leastLarge has room for three lines of the middle size.
func (b *Badge) leastLarge() fyne.Size {
	return fyne.NewSize(80, float32(int(3*largePitch*b.length(look.SizeTitle)+b.length(look.Gap8))))
}

// SetLarge shows so many rows, in which a thick bar lies below the name; or as
// many as there were, for 0.
func (b *Bars) SetLarge(rows int) {
	if b.large == rows {
		return
	}
	b.large = rows
	b.Refresh()
}

func (b *Bars) largePitch() float32 {
	return b.length(look.RowHeight) + b.length(look.BarHeight) + b.length(look.Gap4)
}

func (b *Bars) placeLarge(size fyne.Size) {
	row, high, gap := b.length(look.RowHeight), b.length(look.BarHeight), b.length(look.Gap8)
	number := widthOf("100.0", b.length(look.SizeTable), bold)
	var seen []stripe
	for i := range b.rows {
		r, y, bar := &b.rows[i], float32(i)*b.largePitch(), b.at(i)
		within := i < b.large
		SetVisible(&r.label, within)
		SetVisible(&r.number, within)
		SetVisible(&r.change, false)
		for k := range r.more {
			SetVisible(&r.more[k], false)
		}
		if r.top, r.high, r.cut = y, b.largePitch(), false; !within {
			r.high = 0
			continue
		}
		fit(&r.label, bar.Label, 0, y, max(0, size.Width-number-gap), row)
		r.cut = r.label.Text != bar.Label
		Put(&r.number, size.Width-number, y, number, row)
		r.stripe.track = area{0, y + row, size.Width, y + row + high}
		r.stripe.filled = 0
		if bar.Percent > 0 {
			r.stripe.filled = max(1, size.Width*float32(min(bar.Percent, 100)/100))
		}
		if r.seen {
			seen = append(seen, r.stripe)
		}
	}
	b.stripes.draw(seen)
	b.placeRing(-gap/2, -gap/4, size.Width+gap, size.Height+gap/2)
}

// SetLarge shows the first row alone, its value below its name and as large as a
// verdict; or all of them.
func (m *Metrics) SetLarge(on bool) {
	if m.large == on {
		return
	}
	m.large = on
	m.setCount(m.seen())
	for i := range m.names {
		SetVisible(&m.names[i], !on || i == 0)
		SetVisible(&m.values[i], !on || i == 0)
		m.names[i].Alignment = fyne.TextAlignLeading
	}
	m.Refresh()
}

// seen is how many rows can be seen.
func (m *Metrics) seen() int {
	if m.large {
		return min(1, len(m.metrics))
	}
	return min(len(m.metrics), len(m.names))
}

func (m *Metrics) placeLarge(size fyne.Size) {
	if len(m.names) == 0 {
		return
	}
	name, value := &m.names[0], &m.values[0]
	row := m.length(look.RowHeight)
	value.TextSize, value.Alignment = m.length(look.SizeVerdict), fyne.TextAlignCenter
	name.Alignment = fyne.TextAlignCenter
	fit(name, m.at(0).Name, 0, 0, size.Width, row)
	fit(value, m.at(0).Value, 0, row, size.Width, max(row, size.Height-row))
	m.pitch = size.Height
	m.placeMark(size)
}

// leastLarge is as high as two rows of large bars.
func (m *Metrics) leastLarge() fyne.Size {
	return fyne.NewSize(120, 2*(m.length(look.RowHeight)+m.length(look.BarHeight)+m.length(look.Gap4)))
}
