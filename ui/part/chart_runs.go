package part

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"

	"foolscope/ui/look"
)

// placeRuns says beside a line what it is about, wherever that changes and there is
// room: a name never lies over a line.
func (c *Chart) placeRuns(row float32) {
	used := 0
	var taken []area
	for n, s := range c.series {
		if !c.seen(n) || len(s.Names) != len(s.Points) || !changes(s.Names) {
			continue
		}
		for from := 0; from < len(s.Names); {
			to := from
			for to+1 < len(s.Names) && s.Names[to+1] == s.Names[from] {
				to++
			}
			if used < len(c.runs) {
				if box, ok := c.placeRun(&c.runs[used], s, c.paths[n], [2]int{from, to}, row, taken); ok {
					taken = append(taken, box)
					used++
				}
			}
			from = to + 1
		}
	}
	for i := range c.runs {
		SetVisible(&c.runs[i], i < used)
	}
}

// changes reports whether not all names are the same.
func changes(names []string) bool {
	for _, name := range names {
		if name != names[0] {
			return true
		}
	}
	return false
}

// runTries is how many places along a run are tried for its name.
const runTries = 9

// placeRun writes a name above or below the first and the last point of a run, as near to their
// middle as there is room. It says where, and whether there is room.
func (c *Chart) placeRun(t *canvas.Text, s Series, path []fyne.Position, of [2]int, row float32, taken []area) (box area, ok bool) {
	from, to := of[0], of[1]
	left, right := c.spot(s.Points[from]).X, c.spot(s.Points[to]).X
	if to+1 < len(s.Points) {
		// The run goes half of the way to the next one.
		right = (right + c.spot(s.Points[to+1]).X) / 2
	}
	if from > 0 {
		left = (left + c.spot(s.Points[from-1]).X) / 2
	}
	need := widthOf(s.Names[from], c.length(look.SizeCaption), fyne.TextStyle{})
	spare := right - left - need
	if left < c.x.start-1 || right > c.x.end+1 || spare < 0 {
		return area{}, false
	}
	high := c.scaled(runHeight)
	for try := range runTries {
		// In the middle first, then further and further to both sides.
		off := float32((try+1)/2) / float32(runTries-1) * spare
		if try%2 == 1 {
			off = -off
		}
		x := left + spare/2 + off
		top, bottom := between(path, x, x+need)
		for _, y := range []float32{top - high - 2, bottom + 3} {
			box = area{x, y, x + need, y + high}
			if y >= c.y.end-row/2 && y+high <= c.y.start && c.free(box, taken) {
				c.write(t, s.Names[from], look.SizeCaption, s.Meaning.Text(), fyne.TextStyle{})
				Put(t, x, y-(row-high)/2, need, row)
				return box, true
			}
		}
	}
	return area{}, false
}

// runHeight is the height of the letters of such a name, and a little more.
const runHeight = 13

// between is how high and how deep a line reaches from left to right.
func between(path []fyne.Position, left, right float32) (top, bottom float32) {
	first := true
	take := func(y float32) {
		if first {
			top, bottom, first = y, y, false
		}
		top, bottom = min(top, y), max(bottom, y)
	}
	for i := 1; i < len(path); i++ {
		if a, b, ok := clipped(path[i-1], path[i], left, right); ok {
			take(a)
			take(b)
		}
	}
	return top, bottom
}

// clipped are the heights of a piece of a line where it enters and leaves what is
// between left and right; ok is false if it does not come there.
func clipped(a, b fyne.Position, left, right float32) (from, to float32, ok bool) {
	if b.X < left || a.X > right {
		return 0, 0, false
	}
	at := func(x float32) float32 {
		if b.X == a.X {
			return a.Y
		}
		return a.Y + (b.Y-a.Y)*(x-a.X)/(b.X-a.X)
	}
	return at(max(a.X, left)), at(min(b.X, right)), true
}

// free reports whether a box lies over no line, not over the user's place, and not
// over what is taken.
func (c *Chart) free(box area, taken []area) bool {
	const margin = 2
	if x := c.x.place(c.marker); c.markedX() && x > box.left-3*margin && x < box.right+3*margin {
		return false
	}
	for _, other := range taken {
		if box.left < other.right+margin && box.right > other.left-margin && box.top < other.bottom && box.bottom > other.top {
			return false
		}
	}
	for _, path := range c.paths {
		for i := 1; i < len(path); i++ {
			a, b, ok := clipped(path[i-1], path[i], box.left-margin, box.right+margin)
			if ok && min(a, b) < box.bottom+1 && max(a, b) > box.top-1 {
				return false
			}
		}
	}
	return true
}
