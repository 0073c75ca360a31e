package choice

import (
	"slices"
	"time"

	"foolscope/ui/story"
)

const (
	// together is how long after a change of a value the next change of the
	// same value still belongs to it: a held arrow key is one entry.
	together = time.Second
	// historyLength is how many entries are kept.
	historyLength = 500
)

// Entry is all that one undo brings back.
type Entry struct {
	Settings Settings
	View     story.View
	SeedFree bool
	// Strip are the IDs of the pictures.
	Strip []int
}

func (e Entry) same(other Entry) bool {
	return Alike(e.Settings, other.Settings) && e.View == other.View && e.SeedFree == other.SeedFree &&
		slices.Equal(e.Strip, other.Strip)
}

// History remembers what there was, to go back to and forth again. Its zero
// value is empty.
type History struct {
	past, future []Entry
	// key names the value that changed last, empty if it was no value; open is
	// true until it is released.
	key  string
	open bool
	last time.Time
}

// Note remembers what was before a change. Changes of one value, named by key,
// are one entry while the value is held, and for a moment after; changes without
// a key are one entry each.
func (h *History) Note(key string, before, after Entry, now time.Time) {
	if before.same(after) {
		return
	}
	goesOn := h.GoesOn(key, now)
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

// GoesOn reports whether a change of a value now belongs to the one before.
func (h *History) GoesOn(key string, now time.Time) bool {
	return key != "" && key == h.key && len(h.past) > 0 && (h.open || now.Sub(h.last) < together)
}

// Release says that whoever held the value let go of it.
func (h *History) Release(now time.Time) { h.open, h.last = false, now }

// Undo returns what was before the last entry that differs from the present.
func (h *History) Undo(present Entry) (Entry, bool) {
	return h.step(&h.past, &h.future, present)
}

// Redo returns what the last undo left.
func (h *History) Redo(present Entry) (Entry, bool) {
	return h.step(&h.future, &h.past, present)
}

func (h *History) step(from, to *[]Entry, present Entry) (Entry, bool) {
	h.key, h.open = "", false
	for n := len(*from); n > 0; n = len(*from) {
		next := (*from)[n-1]
		*from = (*from)[:n-1]
		if !next.same(present) {
			*to = append(*to, present)
			return next, true
		}
	}
	return Entry{}, false
}

// Edit changes the settings of every entry, for instance when a model is gone.
func (h *History) Edit(change func(*Settings)) {
	for _, entries := range [][]Entry{h.past, h.future} {
		for i := range entries {
			change(&entries[i].Settings)
		}
	}
}

// Models are the files of all models that were chosen before or after the present.
func (h *History) Models() (paths []string) {
	for _, e := range slices.Concat(h.past, h.future) {
		paths = append(paths, e.Settings.Model, e.Settings.Compare.Model)
	}
	return paths
}
