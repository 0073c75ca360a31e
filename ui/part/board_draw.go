package part

import (
	"fyne.io/fyne/v2"

	"foolscope/ui/look"
)

// boardColumn is the width of a column, where there is room.
const boardColumn = 232

func (b *board) parts() []fyne.CanvasObject { return b.objects }
func (b *board) least() fyne.Size           { return fyne.Size{} }

func (b *board) paint() {
	b.box.FillColor, b.box.StrokeColor, b.box.StrokeWidth = b.color(look.ColorPanel), b.color(look.ColorLine), 1
	b.box.CornerRadius = b.length(look.RadiusPanel)
	b.shadow.FillColor, b.shadow.CornerRadius = b.color("shadow"), b.length(look.RadiusPanel)
	b.ground.FillColor, b.ground.CornerRadius = b.color(look.ColorPanel), b.length(look.RadiusControl)
	b.light.FillColor, b.light.CornerRadius = b.color(look.ColorRaised), b.length(look.RadiusControl)
	b.foot.FillColor = b.color(look.ColorLine)
	b.write(&b.hint, b.text.Hint, look.SizeCaption, look.ColorDim, fyne.TextStyle{})
	b.write(&b.count, b.text.Count, look.SizeCaption, look.ColorDim, fyne.TextStyle{})
	b.count.Alignment = fyne.TextAlignTrailing
	b.write(&b.nothing, b.text.Nothing, look.SizeBody, look.Attacked.Text(), fyne.TextStyle{})
	for i, g := range b.text.Groups {
		b.write(&b.titles[i], spaced(g.Title), look.SizeCaption, look.ColorDim, bold)
		b.write(&b.notes[i], g.Note, look.SizeCaption, look.ColorDim, fyne.TextStyle{})
		b.notes[i].Alignment = fyne.TextAlignTrailing
	}
	for i, o := range b.options {
		l, style := &b.lines[i], fyne.TextStyle{}
		if i == b.chosen {
			style = bold
		}
		b.write(&l.label, o.Label, look.SizeBody, look.ColorText, style)
		b.write(&l.line, o.Line, look.SizeCaption, look.ColorDim, fyne.TextStyle{})
		l.tick.FillColor, l.tick.CornerRadius = b.color(look.ColorAccent), 1
	}
	all := b.card == nil
	SetVisible(&b.light, all && len(b.lay.spots) > 0)
	SetVisible(&b.nothing, all && len(b.lay.spots) == 0)
	for i := range b.titles {
		SetVisible(&b.titles[i], false)
		SetVisible(&b.notes[i], false)
	}
	for i := range b.lines {
		l := &b.lines[i]
		SetVisible(&l.label, false)
		SetVisible(&l.line, false)
		SetVisible(&l.tick, false)
	}
	if !all {
		return
	}
	for _, h := range b.lay.heads {
		SetVisible(&b.titles[h.group], true)
		SetVisible(&b.notes[h.group], true)
	}
	for _, s := range b.lay.spots {
		l := &b.lines[s.option]
		SetVisible(&l.label, true)
		SetVisible(&l.line, b.options[s.option].Line != "")
		SetVisible(&l.tick, s.option == b.chosen)
	}
}

// place puts the field over the dropdown and the box at its right.
func (b *board) place(size fyne.Size) {
	pad, gap := b.length(look.Gap12), b.length(look.Gap8)
	corner := fyne.CurrentApp().Driver().AbsolutePositionForObject(b.anchor)
	own := b.anchor.Size()
	Put(&b.ground, corner.X, corner.Y, own.Width, own.Height)
	// A field that is lower than it wants to be gets a scroll bar.
	high := max(own.Height, b.field.MinSize().Height)
	Put(b.field, corner.X, corner.Y-(high-own.Height)/2, own.Width, high)

	m := boardMetrics{
		head: b.length(look.RowHeight) + gap, label: b.length(look.RowHeight), line: b.length(look.RowHeight) - 2, between: pad,
		column: b.scaled(boardColumn), gap: b.length(look.Gap16),
	}
	foot := b.length(look.RowHeight) + gap
	// Beside a side bar, that is where the panels begin.
	x := corner.X + own.Width + 2*b.length(look.Gap16)
	room := fyne.NewSize(max(0, size.Width-x-pad)-2*pad, size.Height-2*gap-2*pad-foot)
	whole := m.fit(layBoard(b.options, everyOption(b.options), len(b.text.Groups)), room)
	inner := whole.size()
	said := widthOf(b.text.Hint+b.text.Count, b.length(look.SizeCaption), fyne.TextStyle{}) + pad
	w, h := max(inner.Width, min(said, room.Width))+2*pad, inner.Height+2*pad+foot
	if b.card != nil {
		w = max(w, b.card.Content.MinSize().Width+2*pad)
		h = min(size.Height-2*gap, max(h, b.card.Content.MinSize().Height+2*pad+foot))
	}
	x = max(0, min(x, size.Width-w-gap))
	y := max(gap, min(corner.Y, size.Height-h-gap))
	b.lay.arrange(whole, fyne.NewPos(x+pad, y+pad))
	Put(&b.box, x, y, w, h)
	Put(&b.shadow, x-1, y+1, w+2, h+2)
	Put(&b.foot, x+pad, y+h-foot, w-2*pad, 1)
	count := b.count.MinSize().Width
	Put(&b.count, x+w-pad-count, y+h-foot, count, foot)
	fit(&b.hint, b.text.Hint, x+pad, y+h-foot, max(0, w-3*pad-count), foot)
	Put(&b.nothing, x+pad, y+pad, w-2*pad, m.label)
	if b.card != nil {
		Put(b.card, x+pad, y+pad, w-2*pad, h-2*pad-foot)
	}
	b.placeOptions(whole)
}

func (b *board) placeOptions(m boardMetrics) {
	gap := b.length(look.Gap8)
	for _, h := range b.lay.heads {
		note := b.notes[h.group].MinSize().Width
		title := b.titles[h.group].MinSize().Width
		SetVisible(&b.notes[h.group], b.notes[h.group].Visible() && title+gap+note <= h.size.Width)
		Put(&b.titles[h.group], h.at.X, h.at.Y, h.size.Width, m.label)
		Put(&b.notes[h.group], h.at.X, h.at.Y, h.size.Width, m.label)
	}
	for i, s := range b.lay.spots {
		l := &b.lines[s.option]
		if i == b.mark {
			Put(&b.light, s.at.X-gap, s.at.Y, s.size.Width+2*gap, s.size.Height)
		}
		Put(&l.tick, s.at.X-gap+1, s.at.Y+s.size.Height/4, 2, s.size.Height/2)
		fit(&l.label, b.options[s.option].Label, s.at.X, s.at.Y, s.size.Width, m.label)
		fit(&l.line, b.options[s.option].Line, s.at.X, s.at.Y+m.label-1, s.size.Width, m.line)
		if m.line == 0 {
			SetVisible(&l.line, false)
		}
	}
}
