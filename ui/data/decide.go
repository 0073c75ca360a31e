package data

import (
	"time"

	"foolscope/engine/curate"
	"foolscope/ui/words"
)

// saveAfter is how long after a decision it is written: fingers are quicker than disks.
const saveAfter = 300 * time.Millisecond

// Decide keeps, rejects or leaves undecided some items. Deciding the same again changes
// nothing.
func (c *Controller) Decide(items []int, state curate.State) {
	c.change(func(s *set) bool { return s.Decide(items, state) })
}

// Classify says which class some items have.
func (c *Controller) Classify(items []int, class int) {
	c.change(func(s *set) bool { return class < len(s.Classes) && s.Classify(items, class) })
}

func (c *Controller) change(to func(*set) bool) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.open != nil && to(c.open) {
		c.changed()
	}
}

// changed tells of decisions, and has them written soon. The lock is held.
func (c *Controller) changed() {
	c.snap.Changed++
	c.mailbox.Post()
	if c.saving {
		return
	}
	c.saving = true
	s := c.open
	c.working.Go(func() {
		select {
		case <-time.After(saveAfter):
		case <-c.life.Done():
		}
		c.mu.Lock()
		c.saving = false
		c.mu.Unlock()
		c.save(s)
	})
}

// save writes what was decided. What cannot be written is told once, and tried again with
// the next decision.
func (c *Controller) save(s *set) {
	err := s.Save()
	c.mu.Lock()
	known := c.unsaved
	c.unsaved = err != nil
	c.mu.Unlock()
	if err != nil && !known {
		c.options.Session.Complain("%s", words.Sentence(err))
	}
}

// Undo takes back the last decision, without end, and returns the item that it was about,
// -1 if there was none; Redo takes that back.
func (c *Controller) Undo() int { return c.back((*curate.Decisions).Undo) }

// Redo does again what Undo took back last.
func (c *Controller) Redo() int { return c.back((*curate.Decisions).Redo) }

func (c *Controller) back(way func(*curate.Decisions) []int) int {
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.open == nil {
		return -1
	}
	items := way(c.open.Decisions)
	if len(items) == 0 {
		return -1
	}
	c.changed()
	return items[0]
}
