package part

import (
	"image/color"

	"fyne.io/fyne/v2"

	"foolscope/ui/look"
)

// Sign is a small round sign: what became of a picture, told without its colour.
type Sign int

// The signs.
const (
	NoSign Sign = iota
	// CrossSign is for what was fooled, CheckSign for what is right, BackSign for what
	// is right again, and BangSign for what was wrong before.
	CrossSign
	CheckSign
	BackSign
	BangSign
	// BreakSign is for what was right until it was defended.
	BreakSign
)

// meaning is the colour of a sign.
func (s Sign) meaning() look.Meaning {
	switch s {
	case CrossSign:
		return look.Attacked
	case CheckSign:
		return look.Original
	case BackSign, BreakSign:
		return look.Defended
	}
	return look.Neutral
}

// sign draws one of a diameter around a place.
func (s *strokes) sign(kind Sign, at fyne.Position, diameter float32, fill, ink color.Color) {
	if kind == NoSign {
		return
	}
	s.stamps = append(s.stamps, stamp{shape: Disc, at: at, radius: diameter / 2, color: fill, rim: ink})
	p := func(u, v float32) fyne.Position { return fyne.NewPos(at.X+u*diameter, at.Y+v*diameter) }
	line := func(points ...fyne.Position) {
		for i := 1; i < len(points); i++ {
			s.over = append(s.over, segment{points[i-1], points[i], pen{color: ink, width: max(1.5, diameter/9)}})
		}
	}
	switch kind {
	case CrossSign:
		line(p(-0.18, -0.18), p(0.18, 0.18))
		line(p(0.18, -0.18), p(-0.18, 0.18))
	case CheckSign:
		line(p(-0.22, 0.02), p(-0.06, 0.19), p(0.23, -0.17))
	case BackSign:
		line(p(0.2, 0.14), p(0.2, -0.08), p(-0.2, -0.08))
		line(p(-0.06, -0.24), p(-0.22, -0.08), p(-0.06, 0.08))
	case BreakSign:
		line(p(-0.2, 0), p(0.2, 0))
	case BangSign:
		line(p(0, -0.24), p(0, 0.04))
		line(p(0, 0.22), p(0, 0.23))
	}
}
