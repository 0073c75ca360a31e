package data

import (
	"context"
	"fmt"
	"slices"

	"foolscope/engine/pixel"
	"foolscope/engine/roadsign"
	"foolscope/ui/session"
)

// set is a data set that is open. What it holds of decisions is guarded by the
// controller's lock; the rest never changes.
type set struct {
	named   session.DataSet
	classes []string
	items   []item
	// decided has what was decided about each item.
	decided []decision
	history []step
	undone  []step
}

// item is a picture of a set.
type item struct {
	name string
	// path is its file, empty for a picture that is drawn, and class the one that it came
	// with, -1 if nobody said.
	path  string
	class int
	open  func(ctx context.Context) (*pixel.Image, error)
}

// State is what was decided about an item.
type State int

// The states of an item.
const (
	Undecided State = iota
	Kept
	Rejected
)

// decision is what holds of an item now.
type decision struct {
	state State
	class int
}

// step is a change that can be undone: the decisions that some items had.
type step struct {
	items  []int
	before []decision
}

// drawnSide is the side of a sign that is drawn, in pixels.
const drawnSide = 224

// drawn is a set of road signs.
func drawn(named session.DataSet) *set {
	s := &set{named: named, classes: roadsign.Classes}
	for i := range named.Drawn {
		class, seed := i%len(roadsign.Classes), named.Seed+uint64(i)
		s.add(item{
			name: fmt.Sprintf("%s %d", roadsign.Classes[class], i/len(roadsign.Classes)+1), class: class,
			open: func(context.Context) (*pixel.Image, error) { return roadsign.Render(class, seed, drawnSide), nil },
		})
	}
	return s
}

func (s *set) add(i item) {
	s.items = append(s.items, i)
	s.decided = append(s.decided, decision{Undecided, i.class})
}

// decide changes what was decided about items, and reports whether that changed anything.
func (s *set) decide(items []int, change func(decision) decision) bool {
	var done step
	for _, i := range items {
		before := s.decided[i]
		if after := change(before); after != before {
			done.items, done.before = append(done.items, i), append(done.before, before)
			s.decided[i] = after
		}
	}
	if len(done.items) == 0 {
		return false
	}
	s.history, s.undone = append(s.history, done), nil
	return true
}

// undo takes back the last change, redo what was taken back last. They return the items
// that it was about.
func (s *set) undo() []int { return s.back(&s.history, &s.undone) }
func (s *set) redo() []int { return s.back(&s.undone, &s.history) }

func (s *set) back(from, to *[]step) []int {
	last := len(*from) - 1
	if last < 0 {
		return nil
	}
	old := (*from)[last]
	*from = (*from)[:last]
	now := step{items: old.items}
	for k, i := range old.items {
		now.before = append(now.before, s.decided[i])
		s.decided[i] = old.before[k]
	}
	*to = append(*to, now)
	return slices.Clone(old.items)
}

// Count is how many items of a class, or of all of them, are in each state.
type Count struct {
	// Name is empty for items of which nobody said the class.
	Name                      string
	Kept, Undecided, Rejected int
}

// All is how many there are.
func (c Count) All() int { return c.Kept + c.Undecided + c.Rejected }

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

// counts are those of the whole set and of each class.
func (s *set) counts() (all Count, each []Count) {
	each = make([]Count, len(s.classes))
	for i, name := range s.classes {
		each[i].Name = name
	}
	for _, d := range s.decided {
		all.add(d.state)
		if d.class >= 0 {
			each[d.class].add(d.state)
		}
	}
	return all, each
}
