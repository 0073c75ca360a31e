package state

import (
	"fmt"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"foolscope/engine/plain"
	"foolscope/engine/underway"
)

// picturePath is the file of a picture, "" for one that came with the program.
func (c *Controller) picturePath(id int) string {
	p, _ := c.strip.Find(id)
	return p.Source.Path
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
	c.options.Mark.Remove(elsewhere...)
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
	c.suspects.Want(h.Suspects)
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
