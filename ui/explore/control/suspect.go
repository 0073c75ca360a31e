package control

import "time"

// OpenHeld goes on with the session that was held.
func (c *Controller) OpenHeld() { c.answerHeld(true) }

// LeaveHeld goes on with the session that was held, without the files that are
// suspect.
func (c *Controller) LeaveHeld() { c.answerHeld(false) }

func (c *Controller) answerHeld(all bool) {
	c.mu.Lock()
	h := c.shared.Snapshot().Held
	if h == nil {
		c.mu.Unlock()
		return
	}
	before := c.now()
	without := h.Suspects
	if all {
		without = nil
	}
	c.shared.Hold(nil)
	c.shared.Suspects.Want(h.Suspects)
	old := c.snap.Settings
	c.restore(h.Session, without)
	next := c.snap.Settings
	c.snap.Settings = old
	c.memory.Fill(c.catalog, c.snap.Settings, &next)
	c.put(next)
	c.history.Note("", before, c.now(), time.Now())
	c.mu.Unlock()
	c.mailbox.Post()
}
