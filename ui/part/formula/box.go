package formula

// Run is a text in one font.
type Run struct {
	Text string
	Face Face
	Size float32
	// X is where it begins and Y its baseline, from the upper left corner of
	// the formula.
	X, Y float32
	// Live is true for a number that was filled in.
	Live bool
}

// Rule is a black line or, if it is as wide as it is high, a part of one.
type Rule struct{ X1, Y1, X2, Y2, Thick float32 }

// box is a node that was set. Its origin is the left end of its baseline, and Y
// grows downwards.
type box struct {
	wide, up, down float32
	runs           []Run
	rules          []Rule
}

// add puts another box into this one, moved by x and y.
func (b *box) add(o box, x, y float32) {
	for _, r := range o.runs {
		r.X, r.Y = r.X+x, r.Y+y
		b.runs = append(b.runs, r)
	}
	for _, r := range o.rules {
		b.rules = append(b.rules, Rule{r.X1 + x, r.Y1 + y, r.X2 + x, r.Y2 + y, r.Thick})
	}
	b.up, b.down = max(b.up, o.up-y), max(b.down, o.down+y)
	b.wide = max(b.wide, x+o.wide)
}

// rule adds a line.
func (b *box) rule(x1, y1, x2, y2, thick float32) {
	b.rules = append(b.rules, Rule{x1, y1, x2, y2, thick})
}

// The heights of type above and below the baseline, as parts of its size.
const (
	above = 0.69
	below = 0.22
)

// typed is a text on its own.
func typed(text string, size float32, f Face, isLive bool) box {
	f = faceFor(text, f)
	return box{
		wide: measure(text, size, f), up: above * size, down: below * size,
		runs: []Run{{Text: text, Face: f, Size: size, Live: isLive}},
	}
}
