package part

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/driver/desktop"

	"foolscope/ui/look"
)

// focusWidth is the width of the mark around what has the focus.
const focusWidth = 2

// control is the ground of every widget that can be operated: it knows about
// pointer, focus and being disabled.
type control struct {
	base
	hovered, focused, disabled bool
	// marked says that the focus came by keyboard and must be seen.
	marked    bool
	byPointer bool
	ring      canvas.Rectangle
	// tip is shown beside the pointer when it rests here.
	tip string
	// note is shown on a card beside the widget, and comes before the tip.
	note func() Note
}

var (
	_ fyne.Disableable   = (*control)(nil)
	_ desktop.Hoverable  = (*control)(nil)
	_ desktop.Cursorable = (*control)(nil)
)

// SetTip sets the text that appears when the pointer rests on the widget.
func (c *control) SetTip(text string) { c.tip = text }

// FocusGained is called by Fyne.
func (c *control) FocusGained() {
	c.focused, c.marked = true, !c.byPointer
	c.self.Refresh()
	if c.marked {
		reveal(c.self)
	}
}

// FocusLost is called by Fyne.
func (c *control) FocusLost() {
	c.focused, c.marked = false, false
	hideTip(c.self)
	c.self.Refresh()
}

// ByKeyboard reports whether the focus came by keyboard, so that it should stay.
func (c *control) ByKeyboard() bool { return c.focused && c.marked }

// TypedRune is called by Fyne; controls that take text override it. What means nothing
// to a control is the window's, wherever the focus is.
func (c *control) TypedRune(char rune) {
	keyed(c.self)
	if cv := c.canvasOf(); cv != nil && cv.OnTypedRune() != nil {
		cv.OnTypedRune()(char)
	}
}

// MouseIn is called by Fyne.
func (c *control) MouseIn(e *desktop.MouseEvent) {
	c.hovered = true
	c.explains(e)
	c.self.Refresh()
}

// explains plans what the widget has to say.
func (c *control) explains(e *desktop.MouseEvent) {
	if c.note == nil {
		showTip(c.self, c.tip, e.AbsolutePosition)
	} else {
		showNote(c.self, c.self.(noted).about(), e.AbsolutePosition)
	}
}

// MouseMoved is called by Fyne. It matters to what the pointer was on when the window
// opened: that explains itself as soon as the pointer moves.
func (c *control) MouseMoved(e *desktop.MouseEvent) {
	if t := tipsOf(c.self); t != nil && t.waits && t.met && t.rest != e.AbsolutePosition {
		c.explains(e)
	}
}

// MouseOut is called by Fyne.
func (c *control) MouseOut() {
	c.hovered = false
	hideTip(c.self)
	c.self.Refresh()
}

// Cursor is called by Fyne.
func (c *control) Cursor() desktop.Cursor {
	if c.disabled {
		return desktop.DefaultCursor
	}
	return desktop.PointerCursor
}

// Enable implements fyne.Disableable.
func (c *control) Enable() { c.setDisabled(false) }

// Disable implements fyne.Disableable.
func (c *control) Disable() { c.setDisabled(true) }

// Disabled implements fyne.Disableable.
func (c *control) Disabled() bool { return c.disabled }

func (c *control) setDisabled(disabled bool) {
	if c.disabled == disabled {
		return
	}
	c.disabled = disabled
	c.self.Refresh()
}

// takeFocus gives the focus to the widget after a click, without the mark.
func (c *control) takeFocus() {
	f, ok := c.self.(fyne.Focusable)
	if cv := c.canvasOf(); ok && cv != nil && cv.Focused() != f {
		c.byPointer = true
		cv.Focus(f)
		c.byPointer = false
	}
}

// typed makes the focus visible as soon as the keyboard is used.
func (c *control) typed() {
	keyed(c.self)
	if c.focused && !c.marked {
		c.marked = true
		c.self.Refresh()
	}
}

// paintRing and placeRing keep the focus mark up to date.
func (c *control) paintRing(radius float32) {
	outline(&c.ring, c.color(look.ColorAccent), radius)
	SetVisible(&c.ring, c.marked && !c.disabled)
}

func (c *control) placeRing(x, y, w, h float32) { Put(&c.ring, x, y, w, h) }

// ink is the colour of a label: what was asked for, or pale when disabled.
func (c *control) ink(name fyne.ThemeColorName) fyne.ThemeColorName {
	if c.disabled {
		return "disabled"
	}
	return name
}
