package part

import (
	"image"
	"image/color"

	"fyne.io/fyne/v2"
)

// Pattern is how a line is broken, so that lines are told apart without their colours.
type Pattern int

const (
	// Solid lines are not broken.
	Solid Pattern = iota
	// Dashes are long and even.
	Dashes
	// Dots are short and even.
	Dots
	// DashDot has a dash and a dot by turns.
	DashDot
	// LongDashes are longer than Dashes, with little between them.
	LongDashes
	// DashDots has two dots after each dash.
	DashDots
)

// Patterns is how many patterns there are.
const Patterns = int(DashDots) + 1

// rhythm is the lengths that are drawn and left out by turns; nil for a line that is
// not broken.
func (p Pattern) rhythm() []float32 {
	return [...][]float32{nil, {12, 8}, {1, 5}, {10, 5, 1, 5}, {22, 6}, {12, 5, 1, 5, 1, 5}}[p]
}

// skip is how far into the first dash a line of a length begins for its first gap to be in
// the middle, where a dash takes half of it or more.
func (p Pattern) skip(length float32) float32 {
	if rhythm := p.rhythm(); len(rhythm) == 2 {
		return max(0, rhythm[0]-(length-rhythm[1])/2)
	}
	return 0
}

// Shape is that of the marks of a line, for the same reason.
type Shape int

// The shapes of marks.
const (
	Disc Shape = iota
	Square
	Triangle
	Diamond
	Cross
	Ring
)

// Shapes is how many shapes there are.
const Shapes = int(Ring) + 1

// sides is how many corners a polygon needs to be the shape; 0 if it is none.
func (s Shape) sides() uint {
	return [...]uint{Disc: 0, Square: 4, Triangle: 3, Diamond: 4, Cross: 0, Ring: 0}[s]
}

// angle is how far that polygon is turned, in degrees.
func (s Shape) angle() float32 {
	if s == Square {
		return 45
	}
	return 0
}

// holds reports whether a place belongs to the shape, seen from its middle; the
// shape is about as large as a disc of radius 1.
func (s Shape) holds(x, y float32) bool {
	switch s {
	case Square:
		return max(x, -x, y, -y) <= 0.9
	case Triangle:
		// Its middle is that of its height.
		return y <= 0.9 && y >= -1 && max(x, -x) <= (y+1)*0.55
	case Diamond:
		return max(x, -x)+max(y, -y) <= 1.2
	case Cross:
		a, b := x+y, x-y
		return max(a, -a, b, -b) <= 1.7 && min(max(a, -a), max(b, -b)) <= 0.5
	case Ring:
		far := x*x + y*y
		return far <= 1.1 && far >= 0.35
	}
	return x*x+y*y <= 1
}

// stamp is a mark as it is drawn.
type stamp struct {
	shape  Shape
	at     fyne.Position
	radius float32
	color  color.Color
	// rim is drawn around the mark, so that it stands off the lines; nil for none.
	rim color.Color
}

// rimWidth is the width of that, in units.
const rimWidth = 1

// fineness is how many samples each way decide how much of a pixel a mark covers.
const fineness = 4

func (m stamp) draw(out *image.RGBA, scale float32) {
	if m.rim != nil {
		m.fill(out, scale, m.radius+rimWidth, m.rim)
	}
	m.fill(out, scale, m.radius, m.color)
}

func (m stamp) fill(out *image.RGBA, scale, radius float32, in color.Color) {
	ink := inkOf(in)
	x, y, r := m.at.X*scale, m.at.Y*scale, radius*scale
	reach := 1.25*r + 1
	shape := m.shape
	if radius > m.radius && shape == Ring {
		shape = Disc
	}
	for py := max(0, int(floor(y-reach))); py <= min(out.Rect.Dy()-1, int(floor(y+reach))); py++ {
		for px := max(0, int(floor(x-reach))); px <= min(out.Rect.Dx()-1, int(floor(x+reach))); px++ {
			inside := 0
			for i := range fineness * fineness {
				dx := float32(px) + (float32(i%fineness)+0.5)/fineness - x
				dy := float32(py) + (float32(i/fineness)+0.5)/fineness - y
				if shape.holds(dx/r, dy/r) {
					inside++
				}
			}
			ink.over(out, px, py, float32(inside)/(fineness*fineness))
		}
	}
}
