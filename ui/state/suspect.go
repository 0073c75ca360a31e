package state

import (
	"time"

	"foolscope/engine/underway"
	"foolscope/ui/session"
)

// picturePath is the file of a picture, "" for one that came with the program.
func (c *Controller) picturePath(id int) string {
	p, _ := c.strip.Find(id)
	return p.Source.Path
}

// resume goes on with what an earlier controller kept, except for what would
// open a suspect: that is held. The lock is held.
func (c *Controller) resume(kept *session.Kept, left underway.Left) {
	found, elsewhere := session.Sort(left, kept)
	if kept != nil {
		open := *kept
		c.snap.Held, open.Held = open.Held, nil
		if len(found) > 0 {
			c.snap.Held = &session.Held{Suspects: found, Closed: left.Closed, Session: open}
			c.keepSoon()
		} else {
			c.restore(open, nil)
		}
	}
	// What was opened within the last second is in no session yet. Nobody opens it
	// again by accident.
	c.options.Mark.Remove(elsewhere...)
	if len(elsewhere) > 0 && c.snap.Held == nil && c.snap.Notice.Text == "" {
		c.snap.Notice = Notice{Number: 1, Err: true, Text: session.NotOpened(elsewhere, left.Closed)}
	}
}

// OpenHeld goes on with the session that was held.
func (c *Controller) OpenHeld() { c.answerHeld(true) }

// LeaveHeld goes on with the session that was held, without the files that are
// suspect.
func (c *Controller) LeaveHeld() { c.answerHeld(false) }

func (c *Controller) answerHeld(all bool) {
	c.mu.Lock()
	h := c.snap.Held
	if h == nil {
		c.mu.Unlock()
		return
	}
	before := c.now()
	without := h.Suspects
	if all {
		without = nil
	}
	c.snap.Held = nil
	c.suspects.Want(h.Suspects)
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
