package state

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"

	"foolscope/ui/session"
)

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
		c.snap.Recent.Pictures = session.Without(c.snap.Recent.Pictures, path)
		c.mu.Unlock()
		c.tell(true, "%s is no longer in %s, and was taken off the list.", filepath.Base(path), filepath.Dir(path))
	})
}

// forgetModel takes a model that is gone off all lists. The lock is held.
func (c *Controller) forgetModel(path string) {
	c.snap.Recent.Models = session.Without(c.snap.Recent.Models, session.Absolute(path))
	c.snap.Offered = session.Without(c.snap.Offered, session.Absolute(path))
}

func missing(path string) bool {
	_, err := os.Stat(path)
	return errors.Is(err, fs.ErrNotExist)
}
