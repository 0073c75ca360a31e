package part

import (
	"image/color"
	"math"

	"fyne.io/fyne/v2"

	"foolscope/ui/look"
)

func (p *Plot) paint() {
	p.write(&p.titleRun, p.title, look.SizeBody, look.ColorText, bold)
	p.write(&p.captionRun, p.caption, look.SizeCaption, look.ColorDim, fyne.TextStyle{})
	p.write(&p.words, p.note, look.SizeBody, look.ColorDim, fyne.TextStyle{})
	p.words.Alignment = fyne.TextAlignCenter
	for i := range p.rules {
		p.rules[i].FillColor = p.color(look.ColorLine)
		p.write(&p.grid[i], p.grid[i].Text, look.SizeTable, look.ColorDim, fyne.TextStyle{})
		p.write(&p.below[i], p.below[i].Text, look.SizeTable, look.ColorDim, fyne.TextStyle{})
		p.grid[i].Alignment, p.below[i].Alignment = fyne.TextAlignTrailing, fyne.TextAlignCenter
	}
	p.paintNames()
	p.write(&p.valueRun, "", look.SizeBody, look.ColorText, bold)
	p.paintRing(p.length(look.RadiusControl))
}

func (p *Plot) place(size fyne.Size) {
	row, gap := p.length(look.RowHeight), p.length(look.Gap8)
	fit(&p.titleRun, p.title, 0, 0, size.Width, row)
	left := p.titleRun.MinSize().Width + gap
	fit(&p.captionRun, p.caption, left, 1, max(0, size.Width-left), row)
	SetVisible(&p.captionRun, size.Width-left > 3*row)
	top := float32(0)
	if p.title != "" {
		top = row + gap
	}
	numbers := float32(0)
	p.up = axis{from: p.y.From, to: p.y.To}
	heights := p.up.ticks(4)
	for _, v := range heights {
		numbers = max(numbers, widthOf(p.gridText(v), p.length(look.SizeTable), fyne.TextStyle{}))
	}
	names := p.namesWidth(size.Width)
	p.up.start, p.up.end = max(top+1, size.Height-row-p.length(look.Gap4)), top+row/2
	p.across = axis{from: p.x.From, to: p.x.To, start: float32(math.Ceil(float64(numbers))) + gap}
	p.across.end = max(p.across.start+1, size.Width-names-2*gap)
	p.placeGrid(heights, row)
	p.placeBelow(row)
	p.placeCurves()
	p.placeCursor()
	p.placeNames(row)
	p.placeChosen(size, row)
	p.placeLight()
	middle := (p.up.start + p.up.end) / 2
	fit(&p.words, p.note, p.across.start, middle-row/2, p.across.end-p.across.start, row)
	SetVisible(&p.words, p.note != "")
	p.placeRing(-p.length(look.Gap4), -p.length(look.Gap4), size.Width+gap, size.Height+gap)
}

// gridText writes a height beside the grid.
func (p *Plot) gridText(v float64) string { return number(v) }

func (p *Plot) placeGrid(heights []float64, row float32) {
	for i := range p.rules {
		seen := i < len(heights)
		SetVisible(&p.rules[i], seen)
		SetVisible(&p.grid[i], seen)
		if !seen {
			continue
		}
		y := float32(int(p.up.place(heights[i]) + 0.5))
		Put(&p.rules[i], p.across.start, y, p.across.end-p.across.start, 1)
		p.grid[i].Text = p.gridText(heights[i])
		Put(&p.grid[i], 0, y-row/2, p.across.start-p.length(look.Gap8), row)
	}
}

// placeBelow writes the numbers of the lower axis: those of the ends and the chosen
// one always, of the others as many as have room.
func (p *Plot) placeBelow(row float32) {
	ticks := p.x.Ticks
	if len(ticks) == 0 {
		for _, v := range p.across.ticks(max(1, int((p.across.end-p.across.start)/p.scaled(tickRoom)))) {
			ticks = append(ticks, PlotTick{At: v, Text: number(v)})
		}
	}
	if len(ticks) > len(p.below) {
		ticks = ticks[:len(p.below)]
	}
	taken := []area{}
	free := func(a area) bool {
		for _, b := range taken {
			if a.left < b.right+p.length(look.Gap4) && b.left < a.right+p.length(look.Gap4) {
				return false
			}
		}
		return true
	}
	write := func(i int) {
		t, run := ticks[i], &p.below[i]
		ink, style := look.ColorDim, fyne.TextStyle{}
		if p.upright && same(t.At, p.mark) {
			ink, style = look.ColorText, bold
		}
		p.write(run, t.Text, look.SizeTable, ink, style)
		w, x := run.MinSize().Width, p.xOf(t.At)
		box := area{left: x - w/2, right: x + w/2}
		SetVisible(run, free(box))
		if run.Visible() {
			taken = append(taken, box)
			Put(run, box.left, p.up.start+p.length(look.Gap4), w, row)
		}
	}
	first := func(i int) bool {
		return p.upright && same(ticks[i].At, p.mark) || i == 0 || i == len(ticks)-1
	}
	for pass := range 3 {
		for i := range ticks {
			chosen := p.upright && same(ticks[i].At, p.mark)
			if pass == 0 && chosen || pass == 1 && !chosen && first(i) || pass == 2 && !first(i) {
				write(i)
			}
		}
	}
	for i := len(ticks); i < len(p.below); i++ {
		SetVisible(&p.below[i], false)
	}
}

// xOf is where a value of the lower axis is.
func (p *Plot) xOf(v float64) float32 {
	if p.x.Share == nil {
		return p.across.place(v)
	}
	return p.across.start + float32(p.x.Share(v))*(p.across.end-p.across.start)
}

// spot is a point on the canvas, kept inside the axes.
func (p *Plot) spot(at PlotPoint) fyne.Position {
	return fyne.NewPos(p.xOf(at.X), p.height(at.Y))
}

func (p *Plot) height(y float64) float32 {
	return p.up.place(min(max(y, p.y.From), p.y.To))
}

// faintly is a colour of which only a share covers.
func faintly(c color.Color, share float64) color.Color {
	n := color.NRGBAModel.Convert(c).(color.NRGBA)
	n.A = uint8(float64(n.A)*share + 0.5)
	return n
}

// The shares with which bands cover what is under them.
const bandShare, chosenBandShare = 0.07, 0.24

func (p *Plot) placeCurves() {
	p.curves.begin()
	// The chosen line lies over the others.
	chosen := p.line(p.chosen.Line)
	order := make([]int, 0, len(p.lines))
	for i := range p.lines {
		if i != chosen {
			order = append(order, i)
		}
	}
	if chosen >= 0 {
		order = append(order, chosen)
	}
	for _, i := range order {
		share := bandShare
		if i == chosen {
			share = chosenBandShare
		}
		p.band(p.lines[i], share)
	}
	for _, i := range order {
		l := p.lines[i]
		ink := p.color(l.Meaning.Fill())
		width := p.scaled(lineWidth) * 0.85
		if i == chosen {
			width *= 1.5
		}
		var path []fyne.Position
		for _, at := range l.Points {
			if !math.IsNaN(at.Y) {
				path = append(path, p.spot(at))
			}
		}
		p.curves.path(path, pen{color: ink, width: width, pattern: l.Pattern})
		for _, at := range l.Points {
			if math.IsNaN(at.Y) {
				continue
			}
			inside, rim := ink, p.color(look.ColorPanel)
			if at.Hollow {
				inside, rim = p.color(look.ColorPanel), ink
			}
			p.curves.stamps = append(p.curves.stamps, stamp{l.Shape, p.spot(at), p.scaled(plotMark), inside, rim})
		}
	}
	wide := p.scaled(2 * plotMark)
	p.curves.end(area{p.across.start - wide, p.up.end - wide, p.across.end + wide, p.up.start + wide})
}

// band adds the band around a line.
func (p *Plot) band(l PlotLine, share float64) {
	ink := faintly(p.color(l.Meaning.Fill()), share)
	for k := 1; k < len(l.Points); k++ {
		a, b := l.Points[k-1], l.Points[k]
		if math.IsNaN(a.Low) || math.IsNaN(b.Low) || math.IsNaN(a.High) || math.IsNaN(b.High) {
			continue
		}
		p.curves.bands = append(p.curves.bands, trapezoid{
			left: p.xOf(a.X), right: p.xOf(b.X), color: ink,
			top: p.height(a.High), bottom: p.height(a.Low), topEnd: p.height(b.High), bottomEnd: p.height(b.Low),
		})
	}
}

// placeCursor draws the rule through the chosen place.
func (p *Plot) placeCursor() {
	p.cursor.begin()
	x := float32(0)
	if p.upright && !math.IsNaN(p.mark) && len(p.lines) > 0 {
		x = floor(p.xOf(p.mark) + 0.5)
		middle := x + 0.5
		p.cursor.path([]fyne.Position{{X: middle, Y: p.up.end}, {X: middle, Y: p.up.start}}, pen{color: p.color(look.ColorDim), width: 1, pattern: Dashes})
	}
	p.cursor.end(area{x - 1, p.up.end, x + 2, p.up.start})
}

// placeChosen puts a large mark on the chosen point, and its height beside it.
func (p *Plot) placeChosen(size fyne.Size, row float32) {
	at, ok := p.point(p.chosen)
	ok = ok && !math.IsNaN(at.Y)
	SetVisible(&p.halo, ok)
	SetVisible(&p.dot, ok)
	SetVisible(&p.valueRun, ok && p.Write != nil)
	if !ok {
		return
	}
	l := p.lines[p.line(p.chosen.Line)]
	to := p.spot(at)
	big, small := p.scaled(17), p.scaled(11)
	p.halo.FillColor, p.halo.StrokeColor, p.halo.StrokeWidth = p.color(look.ColorPanel), p.color(l.Meaning.Fill()), 1.5
	p.dot.FillColor, p.dot.StrokeColor, p.dot.StrokeWidth = p.color(l.Meaning.Fill()), p.color(look.ColorPanel), 0
	if at.Hollow {
		p.dot.FillColor, p.dot.StrokeColor, p.dot.StrokeWidth = p.color(look.ColorPanel), p.color(l.Meaning.Fill()), 2
	}
	Put(&p.halo, to.X-big/2, to.Y-big/2, big, big)
	Put(&p.dot, to.X-small/2, to.Y-small/2, small, small)
	if p.Write == nil {
		return
	}
	p.write(&p.valueRun, p.Write(at.Y), look.SizeBody, l.Meaning.Text(), bold)
	w := p.valueRun.MinSize().Width
	x := to.X + p.length(look.Gap12)
	if x+w > p.across.end {
		x = to.X - p.length(look.Gap12) - w
	}
	y := min(max(to.Y-row-2, 0), size.Height-row)
	Put(&p.valueRun, x, y, w, row)
}

// placeLight puts a ring around the point under the pointer.
func (p *Plot) placeLight() {
	at, ok := p.point(p.over)
	SetVisible(&p.light, ok && p.over != p.chosen)
	if !ok {
		return
	}
	to, wide := p.spot(at), p.scaled(14)
	p.light.StrokeColor, p.light.StrokeWidth = p.color(p.lines[p.line(p.over.Line)].Meaning.Fill()), 1.5
	p.light.FillColor = hollow(p.light.StrokeColor)
	Put(&p.light, to.X-wide/2, to.Y-wide/2, wide, wide)
}
