package figure

import (
	"fmt"
	"image"

	"gonum.org/v1/plot/vg"
)

// layout places everything on a page.
func layout(f Figure) *page {
	f = cleaned(f)
	p := &page{numeral: f.Numeral}
	if p.numeral == nil {
		p.numeral = func(english string) string { return english }
	}
	p.box(0, 0, 0, 0, white) // the ground, whose height comes last
	y := margin
	letter := 'a'
	if n := len(f.Panels); n > 0 {
		width := (pageWidth - 2*margin - vg.Length(n-1)*gutter) / vg.Length(n)
		shape := shapeOf(f.Panels, width)
		for i, panel := range f.Panels {
			p.panel(margin+vg.Length(i)*(width+gutter), y, width, shape, panel, fmt.Sprintf("(%c) ", letter))
			letter++
		}
		y += shape.height
	}
	if f.Chart != nil {
		y += 10
		mark := ""
		if len(f.Panels) > 0 {
			mark = fmt.Sprintf("(%c) ", letter)
		}
		y = p.chart(margin, y, pageWidth-2*margin, *f.Chart, mark)
	}
	y = p.table(y, f)
	y += 8
	y = p.caption(y, f)
	p.height = y + margin
	height := p.height
	p.strokes[0] = func(c vg.Canvas, top vg.Length) {
		c.SetColor(white)
		c.Fill(vg.Rectangle{Max: vg.Point{X: pageWidth, Y: height}}.Path())
	}
	return p
}

// shape is what all panels of a figure share, so that their rows are level.
type shape struct {
	picture, height vg.Length
	verdictLines    int
}

func shapeOf(panels []Panel, width vg.Length) shape {
	var s shape
	rows := 0
	for _, panel := range panels {
		if panel.Image != nil {
			b := panel.Image.Bounds()
			s.picture = max(s.picture, min(width*vg.Length(b.Dy())/vg.Length(b.Dx()), 1.5*width))
		}
		s.verdictLines = max(s.verdictLines, len(verdictLines(panel.Verdict, width)))
		rows = max(rows, len(panel.Bars), len(panel.Facts))
	}
	s.height = headHeight + s.picture + 4 + vg.Length(s.verdictLines)*verdictPitch + 4 + vg.Length(rows)*rowPitch
	return s
}

const (
	headHeight   vg.Length = 15
	verdictPitch vg.Length = 9.5
)

// mostVerdictLines is how many lines a verdict has at most: enough for the name of a
// class to be whole.
const mostVerdictLines = 4

// verdictLines breaks a verdict into lines.
func verdictLines(verdict string, width vg.Length) []string {
	lines := wrap(verdict, verdictStyle, width)
	if last := mostVerdictLines - 1; len(lines) > last+1 {
		lines = append(lines[:last:last], lines[last]+" "+lines[last+1])
	}
	for i := range lines {
		lines[i] = verdictStyle.cut(lines[i], width)
	}
	return lines
}

func (p *page) panel(x, y, width vg.Length, s shape, panel Panel, letter string) {
	title := titleStyle.in(panel.Role.words())
	heading := title.cut(letter+panel.Title, width)
	p.text(x, y+8, heading, title)
	room := width - title.width(heading) - 6
	if room > 12 {
		p.textRight(x+width, y+8, noteStyle.cut(panel.Note, room), noteStyle)
	}
	p.box(x, y+headHeight-3, width, 1.5, panel.Role.fill())
	y += headHeight
	if panel.Image != nil {
		w, h := fit(panel.Image, width, s.picture)
		p.picture(x+(width-w)/2, y+(s.picture-h)/2, w, h, panel.Image)
	}
	y += s.picture + 4
	for i, line := range verdictLines(panel.Verdict, width) {
		p.text(x, y+vg.Length(i)*verdictPitch+6.5, line, verdictStyle.in(panel.VerdictRole.words()))
	}
	y += vg.Length(s.verdictLines)*verdictPitch + 4
	for i, bar := range panel.Bars {
		p.bar(x, y+vg.Length(i)*rowPitch, width, bar, panel)
	}
	for i, fact := range panel.Facts {
		p.fact(x, y+vg.Length(i)*rowPitch, width, fact)
	}
}

// fit returns the largest size with the shape of an image.
func fit(im image.Image, width, height vg.Length) (w, h vg.Length) {
	b := im.Bounds()
	scale := min(width/vg.Length(b.Dx()), height/vg.Length(b.Dy()))
	return scale * vg.Length(b.Dx()), scale * vg.Length(b.Dy())
}

// leastName is the smallest size of the name of what won, which is not cut.
const leastName vg.Length = 4

func (p *page) bar(x, y, width vg.Length, bar Bar, panel Panel) {
	words := labelStyle.weight(bar.Top)
	number := p.numeral(fmt.Sprintf("%.1f %%", 100*bar.Probability))
	if bar.Probability < 0 {
		number = "–"
	}
	p.textRight(x+width, y+7, number, words)
	room := width - words.width(number) - 6
	fill := panel.Role.faint()
	if bar.Top {
		// What won has the colour of what it is, as the verdict has.
		fill = panel.Role.fill()
		if panel.Verdict != "" {
			fill = panel.VerdictRole.fill()
		}
		for words.size > leastName && words.width(bar.Label) > room {
			words.size *= 0.95
		}
	}
	p.text(x, y+7, words.cut(bar.Label, room), words)
	p.box(x, y+9, width, barHeight, trough)
	if long := width * vg.Length(min(max(bar.Probability, 0), 1)); long > 0 {
		p.box(x, y+9, long, barHeight, fill)
	}
}

func (p *page) fact(x, y, width vg.Length, fact Fact) {
	value := labelStyle.weight(true)
	shown := value.cut(fact.Value, width)
	p.textRight(x+width, y+7, shown, value)
	p.text(x, y+7, labelStyle.cut(fact.Name, width-value.width(shown)-6), labelStyle.in(dim))
	p.box(x, y+10.5, width, 0.5, rule)
}

func (p *page) caption(y vg.Length, f Figure) vg.Length {
	const pitch vg.Length = 10.5
	for _, part := range []struct {
		words string
		style style
	}{{f.Headline, captionStyle.weight(true)}, {f.Caption, captionStyle}} {
		for _, line := range wrap(part.words, part.style, pageWidth-2*margin) {
			p.text(margin, y+8, line, part.style)
			y += pitch
		}
	}
	return y
}
