package state

import (
	"context"
	"path/filepath"
	"slices"
	"time"

	"foolscope/engine/pixel"
	"foolscope/ui/explore/choice"
	"foolscope/ui/session"
)

// file is a picture in a file.
func (c *Controller) file(path string) session.Source {
	return session.Source{
		Name: filepath.Base(path), Path: path,
		Open: func(ctx context.Context) (*pixel.Image, error) { return c.options.OpenPicture(ctx, path) },
	}
}

// Remove takes a picture out of the strip. If it was chosen, its neighbour is.
func (c *Controller) Remove(id int) {
	c.mu.Lock()
	before := c.now()
	at := slices.Index(before.Strip, id)
	if at < 0 {
		c.mu.Unlock()
		return
	}
	c.strip.Lay(slices.Delete(slices.Clone(before.Strip), at, at+1))
	if c.snap.Settings.Picture == id {
		next := 0
		if left := c.strip.IDs(); len(left) > 0 {
			next = left[max(at-1, 0)]
		}
		c.changeFrom(before, "", func(s *choice.Settings) { s.Picture = next })
	} else {
		c.history.Note("", before, c.now(), time.Now())
	}
	c.keepSoon()
	c.mu.Unlock()
	c.mailbox.Post()
}

// decode opens a picture for its thumbnail.
func (c *Controller) decode(ctx context.Context, source session.Source) (im *pixel.Image, err error) {
	c.suspects.While(source.Path, func() { im, err = source.Open(ctx) })
	return im, err
}
