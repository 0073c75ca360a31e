package part

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
)

var _ desktop.Keyable = (*Dropdown)(nil)

// KeyDown hands every key that goes down to the window's own handler too.
// Fyne asks that handler only while nothing has the focus, but keys such as
// Escape and F1 must work always.
func (c *control) KeyDown(e *fyne.KeyEvent) {
	if cv, ok := c.canvasOf().(desktop.Canvas); ok && cv.OnKeyDown() != nil {
		cv.OnKeyDown()(e)
	}
}

// KeyUp hands on every key that goes up, as KeyDown does.
func (c *control) KeyUp(e *fyne.KeyEvent) {
	if cv, ok := c.canvasOf().(desktop.Canvas); ok && cv.OnKeyUp() != nil {
		cv.OnKeyUp()(e)
	}
}
