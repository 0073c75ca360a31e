package session

import (
	"path/filepath"
	"strings"

	"foolscope/engine/plain"
	"foolscope/engine/underway"
	"foolscope/ui/words"
)

// Held is a session that was not gone on with, as the program ended while it had files of it
// open. Nothing of it is opened before somebody says so.
type Held struct {
	// Suspects are the paths of those files.
	Suspects []string `json:"suspects"`
	// Closed is true if somebody closed the program while it was busy with them.
	Closed  bool `json:"closed,omitempty"`
	Session Kept `json:"session"`
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

// sortSuspects divides what was underway when the program ended into files that a session,
// which may be nil, opens and others.
func sortSuspects(left underway.Left, kept *Kept) (found, elsewhere []string) {
	for _, path := range left.Things {
		if kept != nil && kept.Names(path) {
			found = append(found, path)
		} else {
			elsewhere = append(elsewhere, path)
		}
	}
	return found, elsewhere
}

// notOpened says that suspects of no session are not opened again. closed is true if
// somebody closed the program while it was busy with them.
func notOpened(suspects []string, closed bool) string {
	names := enumerate((&Held{Suspects: suspects}).Names())
	switch several := len(suspects) > 1; {
	case closed && several:
		return words.Format("Foolscope was closed while it was busy with %s, which were not opened again.", names)
	case closed:
		return words.Format("Foolscope was closed while it was busy with %s, which was not opened again.", names)
	case several:
		return words.Format("Foolscope ended unexpectedly while it opened %s, which were not opened again.", names)
	}
	return words.Format("Foolscope ended unexpectedly while it opened %s, which was not opened again.", names)
}

// enumerate joins names: "a, b and c", of many only the first.
func enumerate(names []string) string {
	const most = 3
	if len(names) > most {
		return words.Count("held.more", len(names)-most, "names", strings.Join(names[:most], ", "))
	}
	if len(names) < 2 {
		return strings.Join(names, "")
	}
	return words.Say("held.and", "names", strings.Join(names[:len(names)-1], ", "), "last", names[len(names)-1])
}
