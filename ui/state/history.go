package state

import (
	"maps"
	"slices"
	"time"

	"foolscope/engine/trial"
	"foolscope/ui/story"
)

const (
	// together is how long after a change of a value the next change of the
	// same value still belongs to it: a held arrow key is one entry.
	together = time.Second
	// historyLength is how many entries are kept.
	historyLength = 500
)

// entry is all that one undo brings back.
type entry struct {
	settings Settings
	view     story.View
	seedFree bool
	// strip are the IDs of the pictures.
	strip []int
}

func (e entry) same(other entry) bool {
	return alike(e.settings, other.settings) && e.view == other.view && e.seedFree == other.seedFree &&
		slices.Equal(e.strip, other.strip)
}

// history remembers what there was, to go back to and forth again. Its zero
// value is empty.
type history struct {
	past, future []entry
	// key names the value that changed last, empty if it was no value; open is
	// true until it is released.
	key  string
	open bool
	last time.Time
}

// note remembers what was before a change. Changes of one value, named by key,
// are one entry while the value is held, and for a moment after; changes without
// a key are one entry each.
func (h *history) note(key string, before, after entry, now time.Time) {
	if before.same(after) {
		return
	}
	goesOn := h.goesOn(key, now)
	h.key, h.open, h.last = key, key != "", now
	h.future = nil
	if goesOn {
		return
	}
	h.past = append(h.past, before)
	if len(h.past) > historyLength {
		h.past = h.past[1:]
	}
}

// goesOn reports whether a change of a value now belongs to the one before.
func (h *history) goesOn(key string, now time.Time) bool {
	return key != "" && key == h.key && len(h.past) > 0 && (h.open || now.Sub(h.last) < together)
}

// release says that whoever held the value let go of it.
func (h *history) release(now time.Time) { h.open, h.last = false, now }

// undo returns what was before the last entry that differs from the present.
func (h *history) undo(present entry) (entry, bool) {
	return h.step(&h.past, &h.future, present)
}

// redo returns what the last undo left.
func (h *history) redo(present entry) (entry, bool) {
	return h.step(&h.future, &h.past, present)
}

func (h *history) step(from, to *[]entry, present entry) (entry, bool) {
	h.key, h.open = "", false
	for n := len(*from); n > 0; n = len(*from) {
		next := (*from)[n-1]
		*from = (*from)[:n-1]
		if !next.same(present) {
			*to = append(*to, present)
			return next, true
		}
	}
	return entry{}, false
}

// edit changes the settings of every entry, for instance when a model is gone.
func (h *history) edit(change func(*Settings)) {
	for _, entries := range [][]entry{h.past, h.future} {
		for i := range entries {
			change(&entries[i].settings)
		}
	}
}

// alike reports whether two settings give the same result.
func alike(a, b Settings) bool {
	return sameSubject(a, b) && maps.Equal(a.Values, b.Values) && maps.Equal(a.DefenseValues, b.DefenseValues) &&
		maps.Equal(a.Compare.Values, b.Compare.Values)
}

// Undo goes back to what was before the last change.
func (c *Controller) Undo() { c.travel(c.history.undo, "There is nothing to undo.") }

// Redo takes the last Undo back.
func (c *Controller) Redo() { c.travel(c.history.redo, "There is nothing to redo.") }

// Release says that whoever dragged a value let go of it: what comes later is
// another change.
func (c *Controller) Release() {
	c.mu.Lock()
	c.history.release(time.Now())
	c.mu.Unlock()
}

func (c *Controller) travel(step func(entry) (entry, bool), none string) {
	c.mu.Lock()
	now := c.now()
	next, ok := step(now)
	if !ok {
		c.mu.Unlock()
		c.tell(false, "%s", none)
		return
	}
	c.strip.Lay(next.strip)
	c.snap.SeedFree = next.seedFree
	c.draws(next.view)
	// What the plot shows is not part of what is undone.
	next.settings.Plot = now.settings.Plot
	next.settings.Plot = c.plottable(next.settings)
	if !alike(now.settings, next.settings) {
		c.put(next.settings.clone())
	}
	c.keepSoon()
	c.mu.Unlock()
	c.mailbox.Post()
}

// now is what an undo would come back to. The lock is held.
func (c *Controller) now() entry {
	return entry{c.named(c.snap.Settings), c.snap.View, c.snap.SeedFree, c.strip.IDs()}
}

// named notes the name of the class that the goal is, by which another network
// finds it again. The lock is held.
func (c *Controller) named(s Settings) Settings {
	if s.Goal.Kind == trial.Chosen && s.goalName == "" {
		s.goalName = c.snap.Model.Label(s.Goal.Class)
	}
	return s
}
