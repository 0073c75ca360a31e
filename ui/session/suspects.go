package session

import (
	"slices"
	"sync"

	"foolscope/engine/underway"
)

// Suspects are the files that would be to blame if the program ended now: those
// that are being opened, or computed with, for the first time. They stand in the mark.
type Suspects struct {
	mark *underway.Mark

	mu sync.Mutex
	// now are those of the task that runs, and pairs the models with pictures among
	// them. proven are the paths and pairs that have once led to a result.
	now    []string
	pairs  []couple
	proven map[any]bool
	// wanted are suspects that somebody wants opened again. They stay in the mark until
	// the request that opens them is done.
	wanted []string
}

// NewSuspects makes an empty list that stands in a mark, which may be nil.
func NewSuspects(mark *underway.Mark) *Suspects { return &Suspects{mark: mark} }

// couple is a picture for a model, by their paths: either may do well with others.
type couple struct{ model, picture string }

// Add makes a file a suspect, unless it is proven; "" is what came with the
// program.
func (s *Suspects) Add(path string) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if path = Absolute(path); !s.proven[path] {
		s.note(path)
	}
}

// Together makes a model and a picture suspects, unless they are proven with each other.
func (s *Suspects) Together(model, picture string) {
	s.mu.Lock()
	defer s.mu.Unlock()
	p := couple{Absolute(model), Absolute(picture)}
	if s.proven[p] || p == (couple{}) {
		return
	}
	s.pairs = append(s.pairs, p)
	s.note(p.model)
	s.note(p.picture)
}

// note puts a path into the mark. The lock is held.
func (s *Suspects) note(path string) {
	if path == "" || slices.Contains(s.now, path) {
		return
	}
	s.now = append(s.now, path)
	s.mark.Add(path)
}

// Want keeps suspects in the mark, where they are, until the next request is done.
func (s *Suspects) Want(paths []string) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.wanted = append(s.wanted, paths...)
}

// Begin is called before the work on a request, and returns what is to be taken
// out of the mark once it is done.
func (s *Suspects) Begin() (wanted []string) {
	s.mu.Lock()
	defer s.mu.Unlock()
	wanted, s.wanted = s.wanted, nil
	return wanted
}

// Clear is called when the work on a request is over, to its
// end or not. The program is still there.
func (s *Suspects) Clear(wanted []string, toTheEnd bool) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.proven == nil {
		s.proven = map[any]bool{}
	}
	if toTheEnd {
		for _, path := range s.now {
			s.proven[path] = true
		}
		for _, p := range s.pairs {
			s.proven[p] = true
		}
	}
	s.mark.Remove(append(s.now, wanted...)...)
	s.now, s.pairs = nil, nil
}

// While makes a file a suspect while do runs, on any goroutine.
func (s *Suspects) While(path string, do func()) {
	path = Absolute(path)
	s.mu.Lock()
	trusted := path == "" || s.proven[path]
	s.mu.Unlock()
	if !trusted {
		s.mark.Add(path)
		defer s.mark.Remove(path)
	}
	do()
}
