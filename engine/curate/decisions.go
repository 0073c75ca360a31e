package curate

import (
	"slices"
	"sync"

	"foolscope/engine/dataset"
)

// State is what was decided about a picture.
type State uint8

// The states of a picture.
const (
	Undecided State = iota
	Kept
	Rejected
)

// String is a word for files and tables.
func (s State) String() string { return [...]string{"undecided", "keep", "reject"}[s] }

// decision is what holds of an item.
type decision struct {
	state State
	class int32
}

// step is what one call changed: the decisions that some items had before.
type step struct {
	items  []int
	before []decision
}

// Decisions are what was decided about the items of a set. They change at once and in memory;
// Save writes what is new into the journal. They may be used from any goroutine.
type Decisions struct {
	set *dataset.Set
	// saving is held while the journal is written, before mu.
	saving sync.Mutex

	mu      sync.Mutex
	items   []decision
	history []step
	undone  []step
	// labels are those that somebody gave to classes, by the fingerprint of a model's labels.
	labels  map[string]map[string]string
	journal journal
}

// State is what was decided about item i.
func (d *Decisions) State(i int) State {
	d.mu.Lock()
	defer d.mu.Unlock()
	return d.items[i].state
}

// Class is the class of item i: what somebody decided, else what the set says. It may be
// dataset.Unknown.
func (d *Decisions) Class(i int) int {
	d.mu.Lock()
	defer d.mu.Unlock()
	return int(d.items[i].class)
}

// Each calls f with what holds of every item, in order, until it returns false. f must not
// call methods of d.
func (d *Decisions) Each(f func(i int, state State, class int) bool) {
	d.mu.Lock()
	defer d.mu.Unlock()
	for i, now := range d.items {
		if !f(i, now.state, int(now.class)) {
			return
		}
	}
}

// Decide keeps, rejects or leaves undecided some items, as one step. It reports whether that
// changed anything: to decide the same again does not. It panics if there is no such item.
func (d *Decisions) Decide(items []int, state State) (changed bool) {
	return d.change(items, func(now decision) decision { now.state = state; return now },
		func(paths []string) line { return line{Do: state.String(), Items: paths} })
}

// Classify says which class some items have, dataset.Unknown for none, as one step. It reports
// whether that changed anything. It panics if there is no such item or class.
func (d *Decisions) Classify(items []int, class int) (changed bool) {
	if class < dataset.Unknown || class >= len(d.set.Classes) {
		panic("curate: there is no such class")
	}
	return d.change(items, func(now decision) decision { now.class = int32(class); return now },
		func(paths []string) line { return line{Do: doClass, Class: d.set.ClassName(class), Items: paths} })
}

// change takes a step and notes its line. The line names only what the step changed.
func (d *Decisions) change(items []int, to func(decision) decision, said func(paths []string) line) bool {
	d.mu.Lock()
	defer d.mu.Unlock()
	done := d.take(items, to)
	if len(done.items) == 0 {
		return false
	}
	paths := make([]string, len(done.items))
	for k, i := range done.items {
		paths[k] = d.set.Items[i].Path
	}
	d.journal.add(said(paths))
	return true
}

// take changes items in memory and remembers what they were. The lock is held.
func (d *Decisions) take(items []int, to func(decision) decision) (done step) {
	for _, i := range items {
		before := d.items[i]
		if after := to(before); after != before {
			done.items, done.before = append(done.items, i), append(done.before, before)
			d.items[i] = after
		}
	}
	if len(done.items) > 0 {
		d.history, d.undone = append(d.history, done), nil
	}
	return done
}

// Undo takes back the last step that was not taken back yet, also of earlier sessions, and
// returns its items; there are none if there is no such step.
func (d *Decisions) Undo() (items []int) {
	d.mu.Lock()
	defer d.mu.Unlock()
	return d.until(&d.history, &d.undone, doUndo)
}

// Redo does again what Undo took back last, until something else is decided.
func (d *Decisions) Redo() (items []int) {
	d.mu.Lock()
	defer d.mu.Unlock()
	return d.until(&d.undone, &d.history, doRedo)
}

// until goes back to a step that is about items which are still in the set.
func (d *Decisions) until(from, to *[]step, do string) (items []int) {
	for len(items) == 0 && len(*from) > 0 {
		items = d.back(from, to)
		d.journal.add(line{Do: do})
	}
	return items
}

// back moves the last step of one list to the other, the other way round.
func (d *Decisions) back(from, to *[]step) []int {
	last := len(*from) - 1
	if last < 0 {
		return nil
	}
	old := (*from)[last]
	*from = (*from)[:last]
	now := step{items: old.items, before: make([]decision, len(old.items))}
	for k, i := range old.items {
		now.before[k] = d.items[i]
		d.items[i] = old.before[k]
	}
	*to = append(*to, now)
	return slices.Clone(old.items)
}

// Count is how many items are in each state.
type Count struct{ Kept, Rejected, Undecided int }

// All is how many there are.
func (c Count) All() int { return c.Kept + c.Rejected + c.Undecided }

func (c *Count) add(s State) {
	switch s {
	case Kept:
		c.Kept++
	case Rejected:
		c.Rejected++
	default:
		c.Undecided++
	}
}

// Counts returns how many items are in each state: of all, of each class, and of those whose
// class nobody knows.
func (d *Decisions) Counts() (all Count, each []Count, unknown Count) {
	each = make([]Count, len(d.set.Classes))
	d.Each(func(_ int, s State, class int) bool {
		all.add(s)
		if class == dataset.Unknown {
			unknown.add(s)
		} else {
			each[class].add(s)
		}
		return true
	})
	return all, each, unknown
}

// Chosen are the items that are not rejected, or only those that are kept, in order.
func (d *Decisions) Chosen(keptOnly bool) (items []int) {
	d.Each(func(i int, s State, _ int) bool {
		if s == Kept || s == Undecided && !keptOnly {
			items = append(items, i)
		}
		return true
	})
	return items
}
