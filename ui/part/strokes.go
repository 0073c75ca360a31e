package part

import (
	"image/color"
	"math"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
)

const (
	strokeDash = 12
	strokeGap  = 8
	// bend is how far a point must be from the line between its neighbours to
	// be worth a line of its own.
	bend = 0.25
)

// strokes draws lines with as few canvas objects as it can: those of the last
// drawing are moved, new ones are made only when there are not enough.
type strokes struct {
	lines []*canvas.Line
	used  int
}

func (s *strokes) begin() { s.used = 0 }

// end hides what is left over and reports whether there are new objects.
func (s *strokes) end(before int) bool {
	for _, line := range s.lines[s.used:] {
		line.Hidden = true
	}
	return len(s.lines) != before
}

func (s *strokes) add(a, b fyne.Position, p pen) {
	if s.used == len(s.lines) {
		s.lines = append(s.lines, &canvas.Line{})
	}
	line := s.lines[s.used]
	line.Position1, line.Position2, line.Hidden = a, b, false
	line.StrokeColor, line.StrokeWidth = p.color, p.width
	s.used++
}

// pen is what a line is drawn with.
type pen struct {
	color  color.Color
	width  float32
	dashed bool
}

// path draws a line through points.
func (s *strokes) path(points []fyne.Position, p pen) {
	points = straightened(points)
	if !p.dashed {
		for i := 1; i < len(points); i++ {
			s.add(points[i-1], points[i], p)
		}
		return
	}
	// phase is the distance from the beginning of the present dash.
	var phase float32
	for i := 1; i < len(points); i++ {
		a, b := points[i-1], points[i]
		long := float32(math.Hypot(float64(b.X-a.X), float64(b.Y-a.Y)))
		along := func(d float32) fyne.Position {
			return fyne.NewPos(a.X+(b.X-a.X)*d/long, a.Y+(b.Y-a.Y)*d/long)
		}
		for done := float32(0); done < long; {
			if phase >= strokeDash+strokeGap {
				phase = 0
			}
			if phase < strokeDash {
				step := min(strokeDash-phase, long-done)
				s.add(along(done), along(done+step), p)
				done, phase = done+step, phase+step
			} else {
				step := min(strokeDash+strokeGap-phase, long-done)
				done, phase = done+step, phase+step
			}
		}
	}
}

// straightened leaves out the points on the way between two others, such as
// those of a curve that has reached its end.
func straightened(points []fyne.Position) []fyne.Position {
	var out []fyne.Position
	for i := 0; i < len(points); i++ {
		out = append(out, points[i])
		last := i + 1
		for last+1 < len(points) && straight(points[i:last+2]) {
			last++
		}
		i = max(i, last-1)
	}
	return out
}

// straight reports whether all points are on the way from the first to the
// last.
func straight(points []fyne.Position) bool {
	a, c := points[0], points[len(points)-1]
	dx, dy := float64(c.X-a.X), float64(c.Y-a.Y)
	long := math.Hypot(dx, dy)
	for _, b := range points[1 : len(points)-1] {
		x, y := float64(b.X-a.X), float64(b.Y-a.Y)
		along, off := (x*dx+y*dy)/long, math.Abs(x*dy-y*dx)/long
		if !(along >= 0 && along <= long && off < bend) {
			return false
		}
	}
	return true
}
