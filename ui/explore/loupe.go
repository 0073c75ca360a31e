package explore

import (
	"fmt"
	"image"
	"image/color"

	"foolscope/ui/explore/control"
	"foolscope/ui/words"
)

// loupe tells the colours under the pointer, before and after the attack.
type loupe struct {
	explain func(string)
	// magnification is how many pixels of the screen one of the picture takes.
	magnification func() float64
	result        *control.Result
	x, y          float64
	inside        bool
}

// point is called by the views when the pointer moves.
func (l *loupe) point(x, y float64, inside bool) {
	was := l.inside
	l.x, l.y, l.inside = x, y, inside
	if inside {
		l.tell()
	} else if was {
		l.explain("")
	}
}

// show takes over a result; the pointer may rest on it.
func (l *loupe) show(r *control.Result) {
	l.result = r
	if l.inside {
		l.tell()
	}
}

func (l *loupe) tell() {
	if l.result != nil {
		l.explain(reading(l.result, l.x, l.y, l.magnification()))
	}
}

// reading is what the loupe says of a point, given as fractions of the picture.
func reading(r *control.Result, x, y, magnification float64) string {
	before := r.Original.Image
	if before == nil {
		return ""
	}
	px := int(x * float64(before.Rect.Dx()))
	py := int(y * float64(before.Rect.Dy()))
	from := before.RGBAAt(px, py)
	text := words.Say("loupe.original", "x", px, "y", py, "rgb", levels(from))
	if after := r.Attacked.Image; sameSize(before, after) {
		to := after.RGBAAt(px, py)
		moved := fmt.Sprintf("%s %s %s", change(from.R, to.R), change(from.G, to.G), change(from.B, to.B))
		text += between + words.Say("loupe.attacked", "rgb", levels(to), "change", moved)
	}
	if defended := r.Defended.Image; sameSize(before, defended) {
		text += between + words.Say("loupe.defended", "rgb", levels(defended.RGBAAt(px, py)))
	}
	return text + between + words.Say("loupe.zoom", "times", words.Numeral(fmt.Sprintf("%.3g", magnification)))
}

// between stands between two parts of a reading.
const between = "   ·   "

func sameSize(a, b *image.RGBA) bool { return b != nil && a.Rect == b.Rect }

func levels(c color.RGBA) string { return fmt.Sprintf("%d %d %d", c.R, c.G, c.B) }

// change is a difference of levels with its sign, a plain 0 for none.
func change(from, to uint8) string {
	switch {
	case to > from:
		return fmt.Sprintf("+%d", to-from)
	case to < from:
		return fmt.Sprintf("−%d", from-to)
	}
	return "0"
}
