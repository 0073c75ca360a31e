package part

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"

	"foolscope/ui/look"
)

// Side is a side of a rectangle.
type Side int

const (
	Top Side = iota
	Bottom
	Left
	Right
)

// Strip is a surface at the edge of the window with a hairline on the side
// that faces the middle. Its colour is the window's own.
type Strip struct {
	base
	side    Side
	content fyne.CanvasObject
	rule    canvas.Rectangle
	objects []fyne.CanvasObject
}

// NewStrip returns a strip whose hairline is on the given side.
func NewStrip(rule Side, content fyne.CanvasObject) *Strip {
	s := &Strip{side: rule, content: content}
	s.objects = []fyne.CanvasObject{&s.rule, content}
	s.extend(s)
	return s
}

func (s *Strip) parts() []fyne.CanvasObject { return s.objects }

func (s *Strip) paint() { s.rule.FillColor = s.color(look.ColorLine) }

func (s *Strip) place(size fyne.Size) {
	w, h := size.Width, size.Height
	switch s.side {
	case Top:
		Put(&s.rule, 0, 0, w, 1)
		Put(s.content, 0, 1, w, h-1)
	case Bottom:
		Put(&s.rule, 0, h-1, w, 1)
		Put(s.content, 0, 0, w, h-1)
	case Left:
		Put(&s.rule, 0, 0, 1, h)
		Put(s.content, 1, 0, w-1, h)
	case Right:
		Put(&s.rule, w-1, 0, 1, h)
		Put(s.content, 0, 0, w-1, h)
	}
}

func (s *Strip) least() fyne.Size {
	if s.side == Top || s.side == Bottom {
		return s.content.MinSize().AddWidthHeight(0, 1)
	}
	return s.content.MinSize().AddWidthHeight(1, 0)
}
