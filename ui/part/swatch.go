package part

import (
	"fyne.io/fyne/v2"

	"foolscope/ui/look"
)

// Swatch shows how a line of a plot looks, or its marks: the key of the plot, beside
// what the line is about.
type Swatch struct {
	base
	meaning look.Meaning
	pattern Pattern
	shape   Shape
	// marks swatches have a mark instead of a line.
	marks   bool
	drawing *strokes
}

const swatchWidth = 34

// NewLineSwatch shows a line, NewMarkSwatch a mark.
func NewLineSwatch(p Pattern) *Swatch {
	s := &Swatch{pattern: p, drawing: newStrokes()}
	s.extend(s)
	return s
}

// NewMarkSwatch shows a mark in the colour of a meaning.
func NewMarkSwatch(m look.Meaning, shape Shape) *Swatch {
	s := &Swatch{meaning: m, shape: shape, marks: true, drawing: newStrokes()}
	s.extend(s)
	return s
}

func (s *Swatch) parts() []fyne.CanvasObject { return []fyne.CanvasObject{s.drawing.picture} }

func (s *Swatch) paint() {}

func (s *Swatch) place(size fyne.Size) {
	s.drawing.begin()
	middle := size.Height / 2
	if s.marks {
		s.drawing.stamps = append(s.drawing.stamps, stamp{shape: s.shape, at: fyne.NewPos(size.Width/2, middle), radius: s.scaled(plotMark), color: s.color(s.meaning.Fill())})
	} else {
		s.drawing.path([]fyne.Position{{X: 0, Y: middle}, {X: size.Width, Y: middle}},
			pen{color: s.color(look.ColorDim), width: s.scaled(lineWidth), pattern: s.pattern, skipped: s.pattern.skip(size.Width)})
	}
	s.drawing.end(area{0, 0, size.Width, size.Height})
}

func (s *Swatch) least() fyne.Size {
	if s.marks {
		return fyne.NewSize(s.scaled(14), s.length(look.RowHeight))
	}
	return fyne.NewSize(s.scaled(swatchWidth), s.length(look.RowHeight))
}
