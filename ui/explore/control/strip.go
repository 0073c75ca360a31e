package control

import (
	"slices"
	"time"

	"foolscope/ui/explore/choice"
)

// Remove takes a picture out of the strip. If it was chosen, its neighbour is.
func (c *Controller) Remove(id int) {
	c.mu.Lock()
	before := c.now()
	at := slices.Index(before.Strip, id)
	if at < 0 {
		c.mu.Unlock()
		return
	}
	c.shared.Strip.Lay(slices.Delete(slices.Clone(before.Strip), at, at+1))
	if c.snap.Settings.Picture == id {
		next := 0
		if left := c.shared.Strip.IDs(); len(left) > 0 {
			next = left[max(at-1, 0)]
		}
		c.changeFrom(before, "", func(s *choice.Settings) { s.Picture = next })
	} else {
		c.history.Note("", before, c.now(), time.Now())
	}
	c.keepSoon()
	c.mu.Unlock()
	c.mailbox.Post()
}
