package figure

import (
	"slices"

	"foolscope/engine/plain"
)

// How many letters of a text are drawn: more would not fit, and measuring them
// takes its time.
const (
	longestWords   = 200
	longestCaption = 2000
)

// cleaned is a figure whose words can be drawn in every format, whoever wrote
// them: control characters make an SVG invalid.
func cleaned(f Figure) Figure {
	words := func(text *string) { *text = plain.Line(*text, longestWords) }
	f.Headline, f.Caption = plain.Line(f.Headline, longestCaption), plain.Line(f.Caption, longestCaption)
	f.Panels = slices.Clone(f.Panels)
	for i := range f.Panels {
		p := &f.Panels[i]
		words(&p.Title)
		words(&p.Note)
		words(&p.Verdict)
		p.Bars, p.Facts = slices.Clone(p.Bars), slices.Clone(p.Facts)
		for j := range p.Bars {
			words(&p.Bars[j].Label)
		}
		for j := range p.Facts {
			words(&p.Facts[j].Name)
			words(&p.Facts[j].Value)
		}
	}
	rows := f.Rows
	f.Rows = nil
	for _, row := range rows {
		row = slices.Clone(row)
		for i := range row {
			words(&row[i])
		}
		f.Rows = append(f.Rows, row)
	}
	if f.Chart != nil {
		c := *f.Chart
		words(&c.Title)
		words(&c.Axis)
		c.Lines = slices.Clone(c.Lines)
		for i := range c.Lines {
			// Behind the name of the class stands what the curve is.
			c.Lines[i].Name = plain.Line(c.Lines[i].Name, 2*longestWords)
		}
		f.Chart = &c
	}
	return f
}
