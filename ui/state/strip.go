package state

import (
	"context"
	"path/filepath"
	"slices"
	"time"

	"foolscope/engine/pixel"
)

// file is a picture in a file.
func (c *Controller) file(path string) Source {
	return Source{
		Name: filepath.Base(path), Path: path,
		Open: func(ctx context.Context) (*pixel.Image, error) { return c.options.OpenPicture(ctx, path) },
	}
}

// Remove takes a picture out of the strip. If it was chosen, its neighbour is.
func (c *Controller) Remove(id int) {
	c.mu.Lock()
	before := c.now()
	at := slices.Index(before.strip, id)
	if at < 0 {
		c.mu.Unlock()
		return
	}
	c.lay(slices.Delete(slices.Clone(before.strip), at, at+1))
	if c.snap.Settings.Picture == id {
		next := 0
		if len(c.snap.Pictures) > 0 {
			next = c.snap.Pictures[max(at-1, 0)].ID
		}
		c.changeFrom(before, "", func(s *Settings) { s.Picture = next })
	} else {
		c.history.note("", before, c.now(), time.Now())
	}
	c.keepSoon()
	c.mu.Unlock()
	c.mailbox.Post()
}

// lay makes the strip those pictures, also ones that were taken out of it. The
// lock is held.
func (c *Controller) lay(ids []int) {
	known := map[int]Picture{}
	for _, p := range c.snap.Pictures {
		known[p.ID] = p
		if !slices.Contains(ids, p.ID) {
			c.gone[p.ID] = p
		}
	}
	strip := make([]Picture, 0, len(ids))
	for _, id := range ids {
		p, ok := known[id]
		if !ok {
			p = c.gone[id]
			delete(c.gone, id)
			c.decodeSoon(id)
		}
		strip = append(strip, p)
	}
	c.snap.Pictures = strip
}

// append adds a picture and sees to its thumbnail. The lock is held, or nobody
// else knows the controller yet.
func (c *Controller) append(source Source) int {
	c.nextID++
	c.snap.Pictures = append(slices.Clone(c.snap.Pictures), Picture{ID: c.nextID, Source: source})
	c.decodeSoon(c.nextID)
	return c.nextID
}

// decodeSoon queues a picture for its thumbnail. The lock is held.
func (c *Controller) decodeSoon(id int) {
	c.decode = append(c.decode, id)
	if !c.decoding {
		c.decoding = true
		c.loading.Add(1)
		go c.decodeAll()
	}
}

// picture finds a picture of the strip. The lock is held.
func (c *Controller) picture(id int) (Picture, bool) {
	for _, p := range c.snap.Pictures {
		if p.ID == id {
			return p, true
		}
	}
	return Picture{}, false
}

// decodeAll makes the thumbnails that are missing, one after the other, so
// that a folder full of photos does not fill the memory.
func (c *Controller) decodeAll() {
	defer c.loading.Done()
	// Let the first result have the processor: the strip can wait a moment.
	select {
	case <-time.After(20 * time.Millisecond):
	case <-c.life.Done():
	}
	for {
		c.mu.Lock()
		if len(c.decode) == 0 || c.life.Err() != nil {
			c.decoding = false
			c.mu.Unlock()
			return
		}
		id := c.decode[0]
		c.decode = c.decode[1:]
		p, ok := c.picture(id)
		c.mu.Unlock()
		if !ok || p.Thumbnail != nil || p.Err != nil {
			continue
		}
		var im *pixel.Image
		var err error
		c.suspects.while(p.Source.Path, func() { im, err = p.Source.Open(c.life) })
		if interrupted(err) {
			continue
		}
		c.decoded(id, im, err)
	}
}

// decoded notes what became of a picture.
func (c *Controller) decoded(id int, im *pixel.Image, err error) {
	done := Picture{Err: err}
	if err == nil {
		done.Width, done.Height, done.Thumbnail = im.Width, im.Height, thumbnail(im)
	}
	c.mu.Lock()
	pictures := slices.Clone(c.snap.Pictures)
	for i, p := range pictures {
		if p.ID == id {
			done.ID, done.Source = p.ID, p.Source
			pictures[i] = done
		}
	}
	c.snap.Pictures = pictures
	if p, ok := c.gone[id]; ok {
		done.ID, done.Source = p.ID, p.Source
		c.gone[id] = done
	}
	c.mu.Unlock()
	c.mailbox.Post()
}
