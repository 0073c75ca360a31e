package part

import (
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
)

// doubleTap is how soon a second click makes a double one. Fyne's own double click
// holds every single one up for as long.
const doubleTap = 500 * time.Millisecond

// tap is a click on an item.
type tap struct {
	on int
	at time.Time
}

var (
	_ fyne.Focusable     = (*Tiles)(nil)
	_ fyne.Tappable      = (*Tiles)(nil)
	_ fyne.Scrollable    = (*Tiles)(nil)
	_ fyne.Draggable     = (*Tiles)(nil)
	_ fyne.Shortcutable  = (*Tiles)(nil)
	_ desktop.Mouseable  = (*Tiles)(nil)
	_ desktop.Keyable    = (*Tiles)(nil)
	_ desktop.Cursorable = (*Tiles)(nil)
)

// MouseDown remembers the modifiers for the click.
func (t *Tiles) MouseDown(e *desktop.MouseEvent) { t.pressed = e.Modifier }

// MouseUp implements desktop.Mouseable.
func (t *Tiles) MouseUp(*desktop.MouseEvent) {}

// Tapped chooses an item: with Shift all up to it, with Ctrl besides the others. A
// folder is opened, and so is what is clicked twice.
func (t *Tiles) Tapped(e *fyne.PointEvent) {
	i := t.at(e.Position)
	if i < 0 {
		return
	}
	t.takeFocus()
	extend, toggle := t.pressed&fyne.KeyModifierShift != 0, t.pressed&fyne.KeyModifierShortcutDefault != 0
	again := t.lastTap.on == i && time.Since(t.lastTap.at) < doubleTap && !extend && !toggle
	t.lastTap = tap{i, time.Now()}
	if t.tile(i).Folder || again && t.chosen[i] {
		t.lastTap = tap{on: -1}
		t.open(i)
		return
	}
	t.choose(i, extend, toggle)
}

// MouseIn implements desktop.Hoverable.
func (t *Tiles) MouseIn(e *desktop.MouseEvent) { t.MouseMoved(e) }

// MouseMoved lights the item under the pointer.
func (t *Tiles) MouseMoved(e *desktop.MouseEvent) { t.hover(t.at(e.Position)) }

// MouseOut implements desktop.Hoverable.
func (t *Tiles) MouseOut() { t.hover(-1) }

func (t *Tiles) hover(i int) {
	if t.over == i {
		return
	}
	t.over = i
	t.Refresh()
	if t.OnOver != nil {
		t.OnOver(i)
	}
}

// Scrolled implements fyne.Scrollable.
func (t *Tiles) Scrolled(e *fyne.ScrollEvent) {
	t.scrollTo(t.top - e.Scrolled.DY)
	t.hover(t.at(e.Position))
}

func (t *Tiles) scrollTo(top float32) {
	t.top = top
	t.Refresh()
}

// Dragged moves the content with its scroll bar.
func (t *Tiles) Dragged(e *fyne.DragEvent) {
	if start := e.Position.X - e.Dragged.DX; !t.dragsBar && start < t.Size().Width-3*barWidth {
		return
	}
	t.dragsBar = true
	long, track := t.barLength(), t.Size().Height
	if track > long {
		t.scrollTo(t.top + e.Dragged.DY*t.furthest()/(track-long))
	}
}

// DragEnd implements fyne.Draggable.
func (t *Tiles) DragEnd() { t.dragsBar = false }

// KeyDown remembers Shift, which the arrow keys come without.
func (t *Tiles) KeyDown(e *fyne.KeyEvent) {
	if e.Name == desktop.KeyShiftLeft || e.Name == desktop.KeyShiftRight {
		t.shift = true
	}
	if functionKey(e.Name) {
		t.control.KeyDown(e)
	}
}

// KeyUp forgets it.
func (t *Tiles) KeyUp(e *fyne.KeyEvent) {
	if e.Name == desktop.KeyShiftLeft || e.Name == desktop.KeyShiftRight {
		t.shift = false
	}
}

// FocusLost is called by Fyne.
func (t *Tiles) FocusLost() {
	t.shift = false
	t.control.FocusLost()
}

// TypedRune implements fyne.Focusable.
func (t *Tiles) TypedRune(char rune) {
	if char == ' ' {
		return
	}
	if t.OnRune != nil {
		t.OnRune(char)
	}
}

// TypedShortcut chooses everything; all else is the window's.
func (t *Tiles) TypedShortcut(s fyne.Shortcut) {
	if t.OnShortcut != nil && t.OnShortcut(s) {
		return
	}
	if _, everything := s.(*fyne.ShortcutSelectAll); everything {
		t.all()
		return
	}
	if window, ok := t.canvasOf().(fyne.Shortcutable); ok {
		window.TypedShortcut(s)
	}
}

// TypedKey implements fyne.Focusable.
func (t *Tiles) TypedKey(e *fyne.KeyEvent) {
	t.typed()
	switch e.Name {
	case fyne.KeyReturn, fyne.KeyEnter:
		t.open(t.mark)
	case fyne.KeySpace:
		if t.OnSpace != nil {
			t.OnSpace()
		} else if t.mark >= 0 {
			t.choose(t.mark, false, true)
		}
	default:
		if to, ok := t.Next(e.Name); ok {
			t.choose(to, t.shift, false)
		} else if t.OnKey != nil {
			t.OnKey(e.Name)
		}
	}
}

// Next is the item to which a key leads from the mark; ok is false if it leads to
// none.
func (t *Tiles) Next(key fyne.KeyName) (to int, ok bool) {
	g := t.grid()
	page := max(1, int(t.Size().Height/g.high)) * g.across
	steps := map[fyne.KeyName]int{
		fyne.KeyUp: -g.across, fyne.KeyDown: g.across, fyne.KeyPageUp: -page, fyne.KeyPageDown: page,
		fyne.KeyHome: -t.count, fyne.KeyEnd: t.count,
	}
	if t.large {
		steps[fyne.KeyLeft], steps[fyne.KeyRight] = -1, 1
	}
	step, known := steps[key]
	if !known || t.count == 0 {
		return 0, false
	}
	if t.mark < 0 && key != fyne.KeyEnd {
		return 0, true
	}
	return max(0, min(t.mark+step, t.count-1)), true
}
