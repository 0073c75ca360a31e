package part

import (
	"time"

	"fyne.io/fyne/v2"
)

// doubleClick is how soon the second of two clicks follows the first.
const doubleClick = 400 * time.Millisecond

// reset goes back to the default, on behalf of the user.
func (r *row) reset() { r.changeAndEnd(r.param.Default) }

// clickedName notes a click on the name. It reports whether it was the second of
// two, which resets the control.
func (r *row) clickedName() bool {
	if time.Since(r.nameHit) < doubleClick {
		r.nameHit = time.Time{}
		r.reset()
		return true
	}
	r.nameHit = time.Now()
	return false
}

// onName reports whether a click with the pointer hit the name.
func (r *row) onName(e *fyne.PointEvent) bool {
	return e != nil && e.Position.X < r.nameText.Position().X+r.nameText.MinSize().Width
}

// resetKey reports whether a key means the default, and goes there.
func (r *row) resetKey(key fyne.KeyName) bool {
	if key != fyne.KeyDelete && key != fyne.KeyBackspace {
		return false
	}
	r.reset()
	return true
}
