package control

import (
	"time"

	"foolscope/ui/explore/choice"
)

// Undo goes back to what was before the last change.
func (c *Controller) Undo() { c.travel(c.history.Undo, "There is nothing to undo.") }

// Redo takes the last Undo back.
func (c *Controller) Redo() { c.travel(c.history.Redo, "There is nothing to redo.") }

// Release says that whoever dragged a value let go of it: what comes later is
// another change, and an attack with a value on the way is not waited for.
func (c *Controller) Release() {
	c.mu.Lock()
	c.history.Release(time.Now())
	if c.dirty && c.turn != nil && c.turn.main && !choice.SameAttacks(c.turn.settings, c.snap.Settings) {
		c.turn.task.Cancel()
	}
	c.mu.Unlock()
}

func (c *Controller) travel(step func(choice.Entry) (choice.Entry, bool), none string) {
	c.mu.Lock()
	now := c.now()
	next, ok := step(now)
	if !ok {
		c.mu.Unlock()
		c.shared.Tell("%s", none)
		return
	}
	c.shared.Strip.Lay(next.Strip)
	c.snap.SeedFree = next.SeedFree
	c.draws(next.View)
	// What the plot shows is not part of what is undone.
	next.Settings.Plot = now.Settings.Plot
	next.Settings.Plot = c.catalog.Plottable(next.Settings)
	if !choice.Alike(now.Settings, next.Settings) {
		c.put(next.Settings.Clone())
	}
	c.keepSoon()
	c.mu.Unlock()
	c.post()
}

// now is what an undo would come back to. The lock is held.
func (c *Controller) now() choice.Entry {
	return choice.Entry{
		Settings: c.snap.Settings.Named(c.snap.Model), View: c.snap.View, SeedFree: c.snap.SeedFree, Strip: c.shared.Strip.IDs(),
	}
}
