package control

import (
	"cmp"

	"foolscope/ui/explore/choice"
	"foolscope/ui/session"
	"foolscope/ui/words"
)

// openModel opens a network. It goes on while settings change that name it
// all the same, as starting over would take longer; it ends with
// session.ErrUnwanted when they name another one, and with session.ErrStopped when
// somebody cancels.
func (c *computer) openModel(path string) (session.Model, error) {
	opening := c.shared.Begin(path)
	c.mu.Lock()
	c.stopUnwanted()
	c.mu.Unlock()
	return opening.Run(func() {
		c.mu.Lock()
		if c.snap.Status.Busy {
			c.snap.Status.Text = c.working()
		}
		c.mu.Unlock()
		c.post()
	})
}

// stopUnwanted ends the opening of a network that the settings do not name any
// more. The lock is held.
func (c *computer) stopUnwanted() {
	s := c.snap.Settings
	c.shared.StopUnless(func(path string) bool {
		return path == s.Model || s.Compare.With == choice.SecondModel && path == s.Compare.Model
	})
}

// working is what the status line says before anything else is known.
func (c *computer) working() string { return cmp.Or(c.shared.Opening(), words.Say("status.working")) }
