package part

import (
	"image"
	"image/color"
	"math"
	"slices"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
)

const (
	// bend is how far a point must be from the line between its neighbours to
	// be worth a line of its own.
	bend = 0.25
)

// strokes draws lines as one picture. A canvas object for each would take
// longer to draw than all of their pixels.
type strokes struct {
	picture *canvas.Raster
	// lines are to be drawn; shown are those of the picture, seen from its
	// corner.
	lines, shown []segment
	// stamps lie over the lines, in the same two lists.
	stamps, stamped []stamp
	// bands lie under the lines, and the lines of over on the stamps.
	bands, banded []trapezoid
	over, covered []segment
	pixels        *image.RGBA
}

// segment is a straight line between two points.
type segment struct {
	from, to fyne.Position
	pen      pen
}

func newStrokes() *strokes {
	s := &strokes{}
	s.picture = canvas.NewRaster(s.draw)
	s.picture.ScaleMode = canvas.ImageScaleFastest
	return s
}

func (s *strokes) begin() {
	s.lines, s.stamps, s.bands, s.over = s.lines[:0], s.stamps[:0], s.bands[:0], s.over[:0]
}

func (s *strokes) add(from, to fyne.Position, p pen) { s.lines = append(s.lines, segment{from, to, p}) }

// end shows the lines, of which only those inside of the box are seen. The
// picture is drawn anew only if they differ from the last ones.
func (s *strokes) end(box area) {
	box = area{floor(box.left), floor(box.top), -floor(-box.right), -floor(-box.bottom)}
	corner := fyne.NewPos(box.left, box.top)
	for _, lines := range [][]segment{s.lines, s.over} {
		for i := range lines {
			line := &lines[i]
			line.from, line.to = line.from.Subtract(corner), line.to.Subtract(corner)
		}
	}
	for i := range s.stamps {
		s.stamps[i].at = s.stamps[i].at.Subtract(corner)
	}
	for i := range s.bands {
		s.bands[i] = s.bands[i].moved(corner.X, corner.Y)
	}
	SetVisible(s.picture, len(s.lines)+len(s.stamps)+len(s.bands) > 0 && box.right > box.left && box.bottom > box.top)
	Put(s.picture, box.left, box.top, box.right-box.left, box.bottom-box.top)
	if !slices.Equal(s.lines, s.shown) || !slices.Equal(s.stamps, s.stamped) || !slices.Equal(s.bands, s.banded) || !slices.Equal(s.over, s.covered) {
		s.shown, s.stamped = append(s.shown[:0], s.lines...), append(s.stamped[:0], s.stamps...)
		s.banded, s.covered = append(s.banded[:0], s.bands...), append(s.covered[:0], s.over...)
		s.picture.Refresh()
	}
}

// draw paints the lines onto a picture of the given size in pixels. Fyne
// copies it, so that the next drawing may use the same memory.
func (s *strokes) draw(width, height int) image.Image {
	if s.pixels == nil || s.pixels.Rect.Dx() != width || s.pixels.Rect.Dy() != height {
		s.pixels = image.NewRGBA(image.Rect(0, 0, width, height))
	}
	clear(s.pixels.Pix)
	scale := float32(width) / max(1, s.picture.Size().Width)
	for _, each := range s.banded {
		each.draw(s.pixels, scale)
	}
	for _, line := range s.shown {
		line.draw(s.pixels, scale)
	}
	for _, each := range s.stamped {
		each.draw(s.pixels, scale)
	}
	for _, line := range s.covered {
		line.draw(s.pixels, scale)
	}
	return s.pixels
}

// draw paints a line with round ends.
func (l segment) draw(out *image.RGBA, scale float32) {
	reach := max(1, l.pen.width*scale) / 2
	from, to := fyne.NewPos(l.from.X*scale, l.from.Y*scale), fyne.NewPos(l.to.X*scale, l.to.Y*scale)
	dx, dy := to.X-from.X, to.Y-from.Y
	long := float32(math.Hypot(float64(dx), float64(dy)))
	if long > 0 {
		dx, dy = dx/long, dy/long
	}
	// A pixel is touched if its middle is within reach and half a pixel.
	edge := reach + 0.5
	ink := inkOf(l.pen.color)
	first := max(0, int(floor(min(from.Y, to.Y)-edge)))
	last := min(out.Rect.Dy()-1, int(floor(max(from.Y, to.Y)+edge)))
	for y := first; y <= last; y++ {
		below := float32(y) + 0.5 - from.Y
		left, right := min(from.X, to.X)-edge, max(from.X, to.X)+edge
		if slope := distance(dy, 0); slope > 0 {
			// Only this far from where the line crosses the row.
			crossing := from.X + below*dx/dy
			left, right = max(left, crossing-edge/slope), min(right, crossing+edge/slope)
		}
		for x := max(0, int(floor(left))); x <= min(out.Rect.Dx()-1, int(floor(right))); x++ {
			beside := float32(x) + 0.5 - from.X
			along := min(max(beside*dx+below*dy, 0), long)
			across, down := beside-along*dx, below-along*dy
			off := float32(math.Sqrt(float64(across*across + down*down)))
			ink.over(out, x, y, min(max(edge-off, 0), 1))
		}
	}
}

// pen is what a line is drawn with.
type pen struct {
	color   color.Color
	width   float32
	pattern Pattern
	// skipped is how far into the first dash of the pattern the line begins.
	skipped float32
}

// path draws a line through points.
func (s *strokes) path(points []fyne.Position, p pen) {
	points = straightened(points)
	rhythm := p.pattern.rhythm()
	if len(rhythm) == 0 {
		for i := 1; i < len(points); i++ {
			s.add(points[i-1], points[i], p)
		}
		return
	}
	// Parts of the rhythm are drawn and left out by turns; left is what remains of the present one.
	part, left := 0, rhythm[0]-p.skipped
	for i := 1; i < len(points); i++ {
		a, b := points[i-1], points[i]
		long := float32(math.Hypot(float64(b.X-a.X), float64(b.Y-a.Y)))
		along := func(d float32) fyne.Position {
			return fyne.NewPos(a.X+(b.X-a.X)*d/long, a.Y+(b.Y-a.Y)*d/long)
		}
		for done := float32(0); done < long; {
			if left <= 0 {
				part = (part + 1) % len(rhythm)
				left = rhythm[part]
			}
			step := min(left, long-done)
			if part%2 == 0 {
				s.add(along(done), along(done+step), p)
			}
			done, left = done+step, left-step
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
