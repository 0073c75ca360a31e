package data

import "foolscope/engine/curate"

// Filter says which items of a queue, or of the whole set, are seen.
type Filter struct {
	// Queue is the key of a queue, empty for the whole set.
	Queue string
	// Class is the class that alone is seen, -1 for all of them.
	Class int
	// Only is the state that alone is seen, of all of them if Any is true.
	Only curate.State
	Any  bool
}

// Everything is a filter that leaves out nothing.
func Everything() Filter { return Filter{Class: -1, Any: true} }

// lets reports whether an item of that decision is seen.
func (f Filter) lets(state curate.State, class int) bool {
	return (f.Any || state == f.Only) && (f.Class < 0 || class == f.Class)
}

// shown are the items that a filter lets pass, in the order of the queue, nil for the whole
// set.
func (s *set) shown(f Filter, queue []int) []int {
	var out []int
	if f.Queue == "" {
		s.Each(func(i int, state curate.State, class int) bool {
			if f.lets(state, class) {
				out = append(out, i)
			}
			return true
		})
		return out
	}
	for _, i := range queue {
		if f.lets(s.State(i), s.Decisions.Class(i)) {
			out = append(out, i)
		}
	}
	return out
}
