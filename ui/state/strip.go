package state

import (
	"path/filepath"
	"slices"
	"strings"
	"time"

	"foolscope/engine/pixel"
)

// AddFiles puts pictures into the strip and chooses the last of them. Paths
// that end in .onnx are opened as models instead.
func (c *Controller) AddFiles(paths ...string) {
	var model string
	var last int
	c.mu.Lock()
	for _, path := range paths {
		if strings.EqualFold(filepath.Ext(path), ".onnx") {
			model = path
			continue
		}
		last = c.add(c.file(path))
	}
	c.mu.Unlock()
	if last == 0 && model == "" {
		return
	}
	c.change(func(s *Settings) {
		if last != 0 {
			s.Picture = last
		}
		if model != "" {
			s.Model = model
		}
	})
}

// file is a picture in a file.
func (c *Controller) file(path string) Source {
	return Source{
		Name: filepath.Base(path), Path: path,
		Open: func() (*pixel.Image, error) { return c.options.OpenPicture(path) },
	}
}

// Remove takes a picture out of the strip. If it was chosen, its neighbour is.
func (c *Controller) Remove(id int) {
	c.mu.Lock()
	at := slices.IndexFunc(c.snap.Pictures, func(p Picture) bool { return p.ID == id })
	if at < 0 {
		c.mu.Unlock()
		return
	}
	c.snap.Pictures = slices.Delete(slices.Clone(c.snap.Pictures), at, at+1)
	chosen, next := c.snap.Settings.Picture == id, 0
	if n := len(c.snap.Pictures); n > 0 {
		next = c.snap.Pictures[max(at-1, 0)].ID
	}
	c.mu.Unlock()
	if chosen {
		c.Select(next)
	}
	c.mu.Lock()
	c.history.edit(func(s *Settings) {
		if s.Picture == id {
			s.Picture = next
		}
	})
	c.keepSoon()
	c.mu.Unlock()
	c.mailbox.post()
}

// add appends a picture and sees to its thumbnail. The lock is held, or nobody
// else knows the controller yet.
func (c *Controller) add(source Source) int {
	c.nextID++
	c.snap.Pictures = append(slices.Clone(c.snap.Pictures), Picture{ID: c.nextID, Source: source})
	c.decode = append(c.decode, c.nextID)
	if !c.decoding {
		c.decoding = true
		c.loading.Add(1)
		go c.decodeAll()
	}
	return c.nextID
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
		im, err := p.Source.Open()
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
	c.mu.Unlock()
	c.mailbox.post()
}
