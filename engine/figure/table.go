package figure

import "gonum.org/v1/plot/vg"

// table draws the rows and returns where they end. Columns are as wide as what is in them; where the page has no
// room for that, the widest are cut.
func (p *page) table(y vg.Length, f Figure) vg.Length {
	if len(f.Rows) == 0 {
		return y
	}
	const pitch, gap vg.Length = 10.5, 8
	wide := make([]vg.Length, len(f.Rows[0]))
	for _, row := range f.Rows {
		for i, cell := range row {
			wide[i] = max(wide[i], noteStyle.weight(true).width(cell))
		}
	}
	room := pageWidth - 2*margin - gap*vg.Length(len(wide)-1)
	for {
		sum, widest := vg.Length(0), 0
		for i, w := range wide {
			sum += w
			if w > wide[widest] {
				widest = i
			}
		}
		if sum <= room {
			break
		}
		wide[widest] -= max(1, min(sum-room, wide[widest]/10))
	}
	for n, row := range f.Rows {
		style := noteStyle.in(ink).weight(n == 0)
		x := margin
		for i, cell := range row {
			cell = style.cut(cell, wide[i])
			if i < len(f.Numbers) && f.Numbers[i] {
				p.textRight(x+wide[i], y+8, cell, style)
			} else {
				p.text(x, y+8, cell, style)
			}
			x += wide[i] + gap
		}
		y += pitch
		if n == 0 {
			p.box(margin, y, pageWidth-2*margin, 0.5, dim)
			y += 3
		}
	}
	return y
}
