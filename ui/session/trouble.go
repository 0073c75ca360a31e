package session

import "path/filepath"

// Trouble is a file that could not be opened. It is told until somebody sends it away.
type Trouble struct {
	// Name is the file's, and Err why it was not opened.
	Name string
	Err  error
}

// Refuse says that a file could not be opened, in place of one of which that was said
// before. It tells nobody.
func (s *Session) Refuse(path string, err error) {
	s.edit(func(snap *Snapshot) { snap.Trouble = &Trouble{Name: filepath.Base(path), Err: err} })
}

// Dismiss sends away what Refuse said.
func (s *Session) Dismiss() {
	s.edit(func(snap *Snapshot) { snap.Trouble = nil })
	s.changed()
}
