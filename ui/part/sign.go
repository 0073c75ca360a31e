package part

import (
	"image"
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
	// RingSign is for what is undecided, KeptSign for what is kept and RejectedSign for
	// what is not.
	RingSign
	KeptSign
	RejectedSign
)

// fill names the colour of a sign, which bars beside it share.
func (s Sign) fill() fyne.ThemeColorName {
	switch s {
	case KeptSign:
		return look.ColorAccent
	case RejectedSign:
		return look.ColorText
	}
	return s.meaning().Fill()
}

// meaning is the colour of a sign that says what became of a picture.
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
	case RingSign:
		s.stamps = append(s.stamps, stamp{shape: Disc, at: at, radius: diameter/2 - 1.2, color: ink})
	case CrossSign, RejectedSign:
		line(p(-0.18, -0.18), p(0.18, 0.18))
		line(p(0.18, -0.18), p(-0.18, 0.18))
	case CheckSign, KeptSign:
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

// signKey is what decides how a sign looks, in pixels.
type signKey struct {
	sign      Sign
	side      int
	fill, ink color.Color
}

// signs are the pictures of signs that were drawn, which never change. Only Fyne's main
// goroutine draws.
var signs = map[signKey]*image.RGBA{}

// signImage is a picture of a sign whose side has so many units in a theme that magnifies
// nothing; nil for no sign. Things of which many are seen draw it instead of strokes, as
// those of one kind share it.
func (b *base) signImage(s Sign, side float32) image.Image {
	if s == NoSign {
		return nil
	}
	key := signKey{s, fine * int(b.scaled(side)), b.color(s.fill()), b.color(look.ColorPanel)}
	if signs[key] == nil {
		signs[key] = key.draw()
	}
	return signs[key]
}

func (k signKey) draw() *image.RGBA {
	out := image.NewRGBA(image.Rect(0, 0, k.side, k.side))
	units := float32(k.side) / fine
	drawn := newStrokes()
	drawn.sign(k.sign, fyne.NewPos(units/2, units/2), units-2*rimWidth, k.fill, k.ink)
	for _, each := range drawn.stamps {
		each.draw(out, fine)
	}
	for _, line := range drawn.over {
		line.draw(out, fine)
	}
	return out
}
