package state

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
)

// RecentLength is how many files each list of Recent has at most: one a digit.
const RecentLength = 9

// Recent is what was opened lately, newest first, as full paths. Its lists are
// never changed once they are published.
type Recent struct {
	// Pictures are files and folders.
	Pictures []string
	// Models are the files of networks that could be opened.
	Models []string
}

// with returns a list with a path at its front.
func with(list []string, path string) []string {
	path = absolute(path)
	out := append([]string{path}, without(list, path)...)
	return out[:min(len(out), RecentLength)]
}

func without(list []string, path string) []string {
	return slices.DeleteFunc(slices.Clone(list), func(other string) bool { return other == path })
}

// OpenRecent opens a picture or a folder of Recent. One that is gone is taken
// off the list, which a notice says.
func (c *Controller) OpenRecent(i int) {
	paths := c.Snapshot().Recent.Pictures
	if i < 0 || i >= len(paths) {
		return
	}
	path := paths[i]
	c.inBackground(func() {
		if !missing(path) {
			c.open(path)
			return
		}
		c.mu.Lock()
		c.snap.Recent.Pictures = without(c.snap.Recent.Pictures, path)
		c.mu.Unlock()
		c.tell(true, "%s is no longer in %s, and was taken off the list.", filepath.Base(path), filepath.Dir(path))
	})
}

// forgetModel takes a model that is gone off all lists. The lock is held.
func (c *Controller) forgetModel(path string) {
	c.snap.Recent.Models = without(c.snap.Recent.Models, absolute(path))
	c.snap.Offered = without(c.snap.Offered, absolute(path))
}

func missing(path string) bool {
	_, err := os.Stat(path)
	return errors.Is(err, fs.ErrNotExist)
}
