package part

import (
	"image/color"
	"math"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
)

const (
	strokeDash = 5
	strokeGap  = 3
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
