package part

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"

	"foolscope/ui/look"
)

// scrolled is which lines of a grid of pictures are seen: whole ones, so that none
// is cut.
type scrolled struct {
	// rows is how many lines are seen at most, 0 for all; top is the first of them.
	rows, top int
	// rest is how far the wheel was turned towards the next line, in units.
	rest  float32
	bar   canvas.Rectangle
	wheel *wheel
}

// wheel lies below something and gets the turns of the wheel above it. Fyne cuts what
// implements fyne.Scrollable itself at its edges, and with it marks around the outer
// pictures.
type wheel struct {
	base
	turned func(*fyne.ScrollEvent)
}

func newWheel(turned func(*fyne.ScrollEvent)) *wheel {
	w := &wheel{turned: turned}
	w.extend(w)
	return w
}

// Scrolled implements fyne.Scrollable.
func (w *wheel) Scrolled(e *fyne.ScrollEvent) { w.turned(e) }

func (w *wheel) parts() []fyne.CanvasObject { return nil }
func (w *wheel) paint()                     {}
func (w *wheel) place(fyne.Size)            {}
func (w *wheel) least() fyne.Size           { return fyne.Size{} }

// The bar stands in the margin beside the grid.
const (
	scrollBarWidth = 4
	scrollBarGap   = 5
)

// SetRows sets how many lines are seen at most; further ones are scrolled to.
func (t *Thumbs) SetRows(rows int) {
	if t.rows == rows {
		return
	}
	t.rows = rows
	t.revealTile(t.focusSpot())
	t.Refresh()
}

// lines is how many lines all tiles take.
func (t *Thumbs) lines() int { return len(t.thumbs)/t.across() + 1 }

// shownLines is how many lines are seen.
func (t *Thumbs) shownLines() int {
	if t.rows == 0 {
		return t.lines()
	}
	return min(t.rows, t.lines())
}

// scrolls reports whether there are more lines than are seen.
func (t *Thumbs) scrolls() bool { return t.shownLines() < t.lines() }

// seen reports whether a tile is in a line that is seen.
func (t *Thumbs) seen(i int) bool {
	line := max(i, 0) / t.across()
	return i >= 0 && line >= t.top && line < t.top+t.shownLines()
}

// scrollTo makes a line the first one that is seen, as far as there are lines.
func (t *Thumbs) scrollTo(top int) bool {
	top = max(0, min(top, t.lines()-t.shownLines()))
	changed := top != t.top
	t.top = top
	return changed
}

// revealTile scrolls as little as it takes to see a tile.
func (t *Thumbs) revealTile(i int) {
	line := max(i, 0) / t.across()
	t.scrollTo(max(min(t.top, line), line-t.shownLines()+1))
}

// turned scrolls. Where all pictures are seen, what lies around does.
func (t *Thumbs) turned(e *fyne.ScrollEvent) {
	if !t.scrolls() {
		if t.OnScrolled != nil {
			t.OnScrolled(e)
		}
		return
	}
	t.rest -= e.Scrolled.DY
	// A notch of a wheel is one line, and a touchpad's many small ones add up.
	notch := t.scaled(scrollNotch)
	by := int(t.rest / notch)
	if by == 0 {
		return
	}
	t.rest -= float32(by) * notch
	if t.scrollTo(t.top + by) {
		t.over = -1
		hideTip(t)
		t.Refresh()
	}
}

// scrollNotch is how far the wheel turns for one line.
const scrollNotch = 10

func (t *Thumbs) paintScroll() {
	t.bar.FillColor = t.color("scrollBar")
	t.bar.CornerRadius = scrollBarWidth / 2
	SetVisible(&t.bar, t.scrolls())
}

func (t *Thumbs) placeScroll(size fyne.Size) {
	lines, shown := float32(t.lines()), float32(t.shownLines())
	_, y, side := t.spot((t.top + t.shownLines() - 1) * t.across())
	track := y + side
	long := max(t.length(look.Gap16), track*shown/lines)
	at := float32(0)
	if lines > shown {
		at = (track - long) * float32(t.top) / (lines - shown)
	}
	Put(t.wheel, 0, 0, size.Width, size.Height)
	Put(&t.bar, size.Width+scrollBarGap, at, scrollBarWidth, long)
}
