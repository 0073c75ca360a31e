package session

import (
	"os"
	"path/filepath"
	"slices"
)

// RecentLength is how many files each list of Recent has at most: one a digit.
const RecentLength = 9

// Recent is what was opened lately, newest first, as full paths. Its lists are
// never changed once they are published.
type Recent struct {
	// Pictures are files that could be read, and folders.
	Pictures []string
	// Models are the files of networks that could be opened.
	Models []string
}

// With returns a list with a path at its front.
func With(list []string, path string) []string {
	path = Absolute(path)
	out := append([]string{path}, Without(list, path)...)
	return out[:min(len(out), RecentLength)]
}

// Without returns a list without a path.
func Without(list []string, path string) []string {
	return slices.DeleteFunc(slices.Clone(list), func(other string) bool { return other == path })
}

// Tidy takes off the lists of what was opened lately and of what is offered, on a
// goroutine of its own, whatever cannot be opened any more: files that are gone, and
// folders with nothing in them.
func (s *Session) Tidy() {
	s.Go(func() {
		now := s.Snapshot()
		var gone []string
		for _, path := range slices.Concat(now.Recent.Pictures, now.Recent.Models, now.Offered) {
			if !openable(path) {
				gone = append(gone, path)
			}
		}
		s.Forget(gone...)
	})
}

// openable reports whether there is something to open at a path: a file, or a folder
// with pictures or models.
func openable(path string) bool {
	info, err := os.Stat(path)
	if err != nil || !info.IsDir() {
		return err == nil && info.Mode().IsRegular()
	}
	found, err := LookInto(path)
	return err == nil && (found.Total > 0 || len(found.Models) > 0)
}

// Forget takes what cannot be opened off all lists, and tells of it if it was on any.
func (s *Session) Forget(paths ...string) {
	listed := false
	s.edit(func(snap *Snapshot) {
		for _, list := range []*[]string{&snap.Recent.Pictures, &snap.Recent.Models, &snap.Offered} {
			for _, path := range paths {
				if path = Absolute(path); slices.Contains(*list, path) {
					*list, listed = Without(*list, path), true
				}
			}
		}
	})
	if listed {
		s.changed()
	}
}

// Absolute makes a path independent of the folder that the program runs in.
func Absolute(path string) string {
	if full, err := filepath.Abs(path); path != "" && err == nil {
		return full
	}
	return path
}
