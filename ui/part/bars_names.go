package part

import (
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"

	"foolscope/ui/look"
)

const (
	// nameLines is how many lines a name has at most.
	nameLines = 4
	// leastRow is the least height of a row that makes room for a name of several
	// lines, and namePitch the distance between those.
	leastRow  = 16
	namePitch = 13
)

// barName is how the name of a row is written, and where: from top on, high in all.
// Its bar has a row of its own height, the pitch, from bar on.
type barName struct {
	lines                 []string
	size, wide            float32
	top, high, bar, pitch float32
}

// names arranges the rows. A name that must be whole and is too long gets two lines
// beside its bar, or else as many as it needs above it; the other rows move together
// for that, and where that is not enough the last of them are left out.
func (b *Bars) names(size fyne.Size, c barColumns) []barName {
	row := b.length(look.RowHeight)
	out := make([]barName, len(b.rows))
	var need float32
	plain := 0
	for i := range out {
		out[i] = b.name(b.at(i), size.Width, c, row)
		if len(out[i].lines) > 1 {
			need += out[i].high
		} else {
			plain++
		}
	}
	pitch := row
	if c.under == 0 && plain > 0 {
		pitch = min(row, max(b.scaled(leastRow), float32(int((size.Height-need)/float32(plain)))))
	}
	for i := len(out) - 1; i > 0 && need+float32(plain)*pitch > size.Height+1; i-- {
		if len(out[i].lines) <= 1 && !b.at(i).Whole {
			out[i].high = 0
			plain--
		}
	}
	var y float32
	for i := range out {
		n := &out[i]
		if len(n.lines) <= 1 && n.high > 0 {
			n.high, n.pitch = pitch, pitch
		}
		n.top = y
		n.bar = y + n.high - n.pitch
		y += n.high
	}
	return out
}

// name breaks the name of a row.
func (b *Bars) name(bar Bar, width float32, c barColumns, row float32) barName {
	n := barName{lines: []string{bar.Label}, wide: c.label, high: row, pitch: row}
	style := fyne.TextStyle{Bold: bar.Strong}
	if !bar.Whole || widthOf(bar.Label, b.length(look.SizeTable), style) <= c.label+0.5 {
		return n
	}
	small, pitch := b.length(look.SizeCaption), b.scaled(namePitch)
	// Bold, whether it is the answer here or in another panel: the rows of all panels
	// are to be level.
	head, tail := twoLines(bar.Label, small, bold, c.label)
	if tail != "" && max(widthOf(head, small, bold), widthOf(tail, small, bold)) <= c.label+0.5 {
		n.lines, n.high, n.size = []string{head, tail}, max(row, 2*pitch), small
		n.pitch = n.high
		if c.under > 0 {
			n.high += c.under
			n.pitch = n.high
		}
		return n
	}
	n.size = small
	lines := wrap(bar.Label, small, bold, width)
	if len(lines) > nameLines {
		lines = append(lines[:nameLines-1:nameLines-1], strings.Join(lines[nameLines-1:], " "))
	}
	n.lines, n.wide, n.pitch = lines, width, b.scaled(leastRow)
	n.high = float32(len(lines))*pitch + n.pitch
	if len(lines) == 1 {
		n.high += 2
		// Not one of several, but with a bar below.
		n.lines = append(lines, "")
		if usual := b.length(look.SizeTable); widthOf(bar.Label, usual, bold) <= width {
			n.size = usual
		}
	}
	return n
}

// placeName writes a name where it was arranged.
func (b *Bars) placeName(r *barRow, bar Bar, c barColumns, n barName) {
	r.cut = false
	write := func(t *canvas.Text, text string, y, high float32) {
		fit(t, text, 0, y, n.wide, high)
		r.cut = r.cut || t.Text != text
	}
	SetVisible(&r.label, n.high > 0)
	for k := range r.more {
		SetVisible(&r.more[k], n.high > 0 && k+1 < len(n.lines))
	}
	if len(n.lines) <= 1 {
		write(&r.label, bar.Label, n.top, n.pitch-c.under)
		return
	}
	pitch := b.scaled(namePitch)
	r.label.TextSize = n.size
	y := n.top
	if n.wide == c.label {
		y += (n.high - c.under - 2*pitch) / 2
	}
	for k, line := range n.lines {
		t := &r.label
		if k > 0 {
			t = &r.more[k-1]
		}
		write(t, line, y+float32(k)*pitch, pitch)
	}
}
