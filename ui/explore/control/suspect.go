package control

import "time"

// AnswerHeld goes on with the session that was held, without the files that are
// suspect unless all are wanted.
func (c *Controller) AnswerHeld(all bool) {
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
	c.post()
}
