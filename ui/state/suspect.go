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
)

// suspects are the files that would be to blame if the program ended now: those
// that are being opened, or computed with, for the first time. They stand in the mark.
type suspects struct {
	mark *underway.Mark

	mu sync.Mutex
	// now are those of the engine's goroutine; proven have once led to a result.
	now    []string
	proven map[string]bool
}

// add makes a file a suspect, unless it is proven; "" is what came with the
// program.
func (s *suspects) add(path string) {
	path = absolute(path)
	s.mu.Lock()
	defer s.mu.Unlock()
	if path == "" || s.proven[path] || slices.Contains(s.now, path) {
		return
	}
	s.now = append(s.now, path)
	s.mark.Add(path)
}

// clear is called when the engine's goroutine is done with a request, to its
// end or not. The program is still there.
func (s *suspects) clear(toTheEnd bool) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.proven == nil {
		s.proven = map[string]bool{}
	}
	for _, path := range s.now {
		s.proven[path] = toTheEnd
	}
	s.mark.Remove(s.now...)
	s.now = nil
}

// while makes a file a suspect while do runs, on any goroutine.
func (s *suspects) while(path string, do func()) {
	path = absolute(path)
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
	Session  Session  `json:"session"`
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
func (c *Controller) resume(kept *Session, suspected []string) {
	var found, elsewhere []string
	for _, path := range suspected {
		if kept != nil && kept.names(path) {
			found = append(found, path)
		} else {
			elsewhere = append(elsewhere, path)
		}
	}
	if kept != nil {
		session := *kept
		c.snap.Held, session.Held = session.Held, nil
		if len(found) > 0 {
			c.snap.Held = &Held{Suspects: found, Session: session}
			c.keepSoon()
		} else {
			c.restore(session, nil)
		}
	}
	// What was opened within the last second is in no session yet. Nobody opens it
	// again by accident.
	c.suspects.mark.Remove(elsewhere...)
	if len(elsewhere) > 0 && c.snap.Held == nil && c.snap.Notice.Text == "" {
		were := "was"
		if len(elsewhere) > 1 {
			were = "were"
		}
		c.snap.Notice = Notice{Number: 1, Err: true, Text: fmt.Sprintf("Foolscope ended unexpectedly while it opened %s, which %s not opened again.",
			enumerate((&Held{Suspects: elsewhere}).Names()), were)}
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
	// What is opened now becomes a suspect by itself.
	c.suspects.mark.Remove(h.Suspects...)
	old := c.snap.Settings
	c.restore(h.Session, without)
	next := c.snap.Settings
	c.snap.Settings = old
	c.fill(&next)
	c.put(next)
	c.history.note("", before, c.now(), time.Now())
	c.mu.Unlock()
	c.poke()
	c.mailbox.post()
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
