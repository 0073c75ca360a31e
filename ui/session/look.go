package session

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"foolscope/engine/disk"
	"foolscope/ui/words"
)

// Look finds the files that paths name: themselves, or the pictures of a folder, in the
// order of their names, of which first is the first. The models of a folder are
// offered. It notes what was opened, and tells what became of folders.
func (s *Session) Look(paths ...string) (files []string, first string) {
	var known, notes []string
	for _, path := range paths {
		if info, err := os.Stat(path); err != nil || !info.IsDir() {
			if err == nil && !IsModel(path) {
				known = append(known, path)
			}
			files = append(files, path)
			continue
		}
		found, err := LookInto(path)
		if err != nil {
			notes = append(notes, words.Format("The folder %s cannot be opened: %s.", filepath.Base(path), disk.Explain(err)))
			continue
		}
		if len(found.Pictures) > 0 {
			known = append(known, path)
			first = found.Pictures[0]
		}
		files = append(files, found.Pictures...)
		notes = append(notes, found.Notes()...)
		s.offer(found.Models)
	}
	s.edit(func(snap *Snapshot) {
		for _, path := range known {
			snap.Recent.Pictures = With(snap.Recent.Pictures, path)
		}
	})
	if len(notes) > 0 {
		s.Note(len(files) == 0, strings.Join(notes, " "))
	}
	s.changed()
	return files, first
}

// Recall opens a picture or a folder of Recent with open, on a goroutine of its own. One
// that is gone is taken off the list, which a notice says.
func (s *Session) Recall(path string, open func()) {
	s.Go(func() {
		if !Missing(path) {
			open()
			return
		}
		s.Forget(path)
		s.Complain("%s is no longer in %s, and was taken off the list.", filepath.Base(path), filepath.Dir(path))
	})
}

// Missing reports whether there is no file.
func Missing(path string) bool {
	_, err := os.Stat(path)
	return errors.Is(err, fs.ErrNotExist)
}
