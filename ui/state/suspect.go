package state

import (
	"fmt"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"time"

	"foolscope/engine/plain"
	"foolscope/engine/underway"
	"foolscope/ui/session"
)

// suspects are the files that would be to blame if the program ended now: those
// that are being opened, or computed with, for the first time. They stand in the mark.
type suspects struct {
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

// couple is a picture for a model, by their paths: either may do well with others.
type couple struct{ model, picture string }

// add makes a file a suspect, unless it is proven; "" is what came with the
// program.
func (s *suspects) add(path string) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if path = session.Absolute(path); !s.proven[path] {
		s.note(path)
	}
}

// together makes a model and a picture suspects, unless they are proven with each other.
func (s *suspects) together(model, picture string) {
	s.mu.Lock()
	defer s.mu.Unlock()
	p := couple{session.Absolute(model), session.Absolute(picture)}
	if s.proven[p] || p == (couple{}) {
		return
	}
	s.pairs = append(s.pairs, p)
	s.note(p.model)
	s.note(p.picture)
}

// picturePath is the file of a picture, "" for one that came with the program.
func (c *Controller) picturePath(id int) string {
	p, _ := c.strip.Find(id)
	return p.Source.Path
}

// note puts a path into the mark. The lock is held.
func (s *suspects) note(path string) {
	if path == "" || slices.Contains(s.now, path) {
		return
	}
	s.now = append(s.now, path)
	s.mark.Add(path)
}

// want keeps suspects in the mark, where they are, until the next request is done.
func (s *suspects) want(paths []string) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.wanted = append(s.wanted, paths...)
}

// begin is called before the work on a request, and returns what is to be taken
// out of the mark once it is done.
func (s *suspects) begin() (wanted []string) {
	s.mu.Lock()
	defer s.mu.Unlock()
	wanted, s.wanted = s.wanted, nil
	return wanted
}

// clear is called when the work on a request is over, to its
// end or not. The program is still there.
func (s *suspects) clear(wanted []string, toTheEnd bool) {
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

// while makes a file a suspect while do runs, on any goroutine.
func (s *suspects) while(path string, do func()) {
	path = session.Absolute(path)
	s.mu.Lock()
	trusted := path == "" || s.proven[path]
	s.mu.Unlock()
	if !trusted {
		s.mark.Add(path)
		defer s.mark.Remove(path)
	}
	do()
}

// Held is a session that was not gone on with, as the program ended while it had files of it
// open. Nothing of it is opened before somebody says so.
type Held struct {
	// Suspects are the paths of those files.
	Suspects []string `json:"suspects"`
	// Closed is true if somebody closed the program while it was busy with them.
	Closed  bool    `json:"closed,omitempty"`
	Session Session `json:"session"`
}

// longestName is how many letters of a suspect's name are shown.
const longestName = 40

// Names lists the suspects for a person.
func (h *Held) Names() []string {
	var names []string
	for _, path := range h.Suspects {
		names = append(names, plain.Line(filepath.Base(path), longestName))
	}
	return names
}

// names reports whether a session opens a file.
func (s Session) names(path string) bool {
	return path == s.Model || path == s.SecondModel || slices.Contains(s.Pictures, path)
}

// resume goes on with what an earlier controller kept, except for what would
// open a suspect: that is held. The lock is held.
func (c *Controller) resume(kept *Session, left underway.Left) {
	var found, elsewhere []string
	for _, path := range left.Things {
		if kept != nil && kept.names(path) {
			found = append(found, path)
		} else {
			elsewhere = append(elsewhere, path)
		}
	}
	if kept != nil {
		open := *kept
		c.snap.Held, open.Held = open.Held, nil
		if len(found) > 0 {
			c.snap.Held = &Held{Suspects: found, Closed: left.Closed, Session: open}
			c.keepSoon()
		} else {
			c.restore(open, nil)
		}
	}
	// What was opened within the last second is in no session yet. Nobody opens it
	// again by accident.
	c.suspects.mark.Remove(elsewhere...)
	if len(elsewhere) > 0 && c.snap.Held == nil && c.snap.Notice.Text == "" {
		were, ended := "was", "ended unexpectedly while it opened"
		if len(elsewhere) > 1 {
			were = "were"
		}
		if left.Closed {
			ended = "was closed while it was busy with"
		}
		c.snap.Notice = Notice{Number: 1, Err: true, Text: fmt.Sprintf("Foolscope %s %s, which %s not opened again.",
			ended, enumerate((&Held{Suspects: elsewhere}).Names()), were)}
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
	c.suspects.want(h.Suspects)
	old := c.snap.Settings
	c.restore(h.Session, without)
	next := c.snap.Settings
	c.snap.Settings = old
	c.fill(&next)
	c.put(next)
	c.history.note("", before, c.now(), time.Now())
	c.mu.Unlock()
	c.mailbox.Post()
}

// enumerate joins names: "a, b and c", of many only the first.
func enumerate(names []string) string {
	const most = 3
	if len(names) > most {
		return fmt.Sprintf("%s and %d more files", strings.Join(names[:most], ", "), len(names)-most)
	}
	if len(names) < 2 {
		return strings.Join(names, "")
	}
	return strings.Join(names[:len(names)-1], ", ") + " and " + names[len(names)-1]
}
