package state

import (
	"maps"
	"time"
)

const (
	// together is how long after a change of a value the next change of the
	// same value still belongs to it: a held arrow key is one entry.
	together = time.Second
	// historyLength is how many entries are kept.
	historyLength = 500
)

// history remembers the settings that there were, to go back to and forth
// again. Its zero value is empty.
type history struct {
	past, future []Settings
	// key names the value that changed last, empty if it was no value; open is
	// true until it is released.
	key  string
	open bool
	last time.Time
}

// note remembers what the settings were before a change. Changes of one value,
// named by key, are one entry while the value is held, and for a moment after;
// changes without a key are one entry each.
func (h *history) note(key string, before, after Settings, now time.Time) {
	if alike(before, after) {
		return
	}
	goesOn := key != "" && key == h.key && len(h.past) > 0 && (h.open || now.Sub(h.last) < together)
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

// release says that whoever held the value let go of it.
func (h *history) release(now time.Time) { h.open, h.last = false, now }

// undo returns the settings before the last entry that differ from the present
// ones.
func (h *history) undo(present Settings) (Settings, bool) {
	return h.step(&h.past, &h.future, present)
}

// redo returns what the last undo left.
func (h *history) redo(present Settings) (Settings, bool) {
	return h.step(&h.future, &h.past, present)
}

func (h *history) step(from, to *[]Settings, present Settings) (Settings, bool) {
	h.key, h.open = "", false
	for n := len(*from); n > 0; n = len(*from) {
		next := (*from)[n-1]
		*from = (*from)[:n-1]
		if !alike(next, present) {
			*to = append(*to, present)
			return next, true
		}
	}
	return Settings{}, false
}

// edit changes every entry, for instance when a picture is gone.
func (h *history) edit(change func(*Settings)) {
	for _, entries := range [][]Settings{h.past, h.future} {
		for i := range entries {
			change(&entries[i])
		}
	}
}

// alike reports whether two settings give the same result.
func alike(a, b Settings) bool {
	return sameSubject(a, b) && maps.Equal(a.Values, b.Values) && maps.Equal(a.DefenseValues, b.DefenseValues) &&
		maps.Equal(a.Compare.Values, b.Compare.Values)
}

// Undo goes back to the settings before the last change.
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

func (c *Controller) travel(step func(Settings) (Settings, bool), none string) {
	c.mu.Lock()
	next, ok := step(c.named(c.snap.Settings))
	if !ok {
		c.mu.Unlock()
		c.tell(false, "%s", none)
		return
	}
	// The plot's axis is not part of what is undone.
	next.Sweep = c.snap.Settings.Sweep
	c.put(next.clone())
	c.mu.Unlock()
	c.poke()
	c.mailbox.post()
}

// named notes the name of the class that the goal is, by which another network
// finds it again. The lock is held.
func (c *Controller) named(s Settings) Settings {
	if s.Goal.Kind == Chosen && s.goalName == "" {
		s.goalName = c.snap.Model.Label(s.Goal.Class)
	}
	return s
}
