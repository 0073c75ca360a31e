package data

import (
	"context"
	"image"
	"io/fs"

	"foolscope/engine/pixel"
	"foolscope/ui/session"
	"foolscope/ui/small"
	"foolscope/ui/words"
)

// keptThumbs is how many small pictures are kept: of thumbSide pixels a side they take 60 MB.
const keptThumbs, thumbSide = 480, 176

// Open opens a set, on a goroutine of its own. What is seen stays until that is done.
func (c *Controller) Open(i int) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if i < 0 || i >= len(c.sets) {
		return
	}
	named := c.sets[i]
	c.ending()
	ctx, end := context.WithCancel(c.life)
	c.ending = end
	c.snap.Opening, c.snap.Next, c.snap.Found = true, i, 0
	c.mailbox.Post()
	c.working.Go(func() {
		defer end()
		s, err := openSet(ctx, named, c.options.Folder, func(found int) { c.found(ctx, found) })
		if ctx.Err() == nil {
			c.opened(ctx, s, named, err)
		}
	})
}

// found says how many pictures the set has that is being opened.
func (c *Controller) found(ctx context.Context, pictures int) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if ctx.Err() == nil {
		c.snap.Found = pictures
		c.mailbox.Post()
	}
}

// opened shows a set that was opened, or why it was not.
func (c *Controller) opened(ctx context.Context, s *set, named session.DataSet, err error) {
	c.mu.Lock()
	at := c.at(named)
	if ctx.Err() != nil || at < 0 {
		c.mu.Unlock()
		return
	}
	c.snap.Opening, c.snap.Open = false, at
	if err != nil {
		c.close()
		c.snap.Problem = words.Sentence(err)
	} else {
		named = s.named
		c.sets[at] = named
		c.take(s)
	}
	c.mu.Unlock()
	c.mailbox.Post()
	c.tell()
	c.options.Session.ChooseData(named)
}

// at is the number of a set, -1 if it has gone. The lock is held.
func (c *Controller) at(named session.DataSet) int {
	for i, each := range c.sets {
		if each.Same(named) {
			return i
		}
	}
	return -1
}

// close leaves no set open. The lock is held.
func (c *Controller) close() {
	c.stop()
	if c.thumbs != nil {
		c.thumbs.End()
	}
	c.open, c.thumbs, c.judging, c.surveyed = nil, nil, nil, nil
	c.snap.Shown, c.snap.Queues = nil, nil
	c.snap.Listing++
	c.snap.Mark, c.snap.View, c.snap.Filter = -1, View{Item: -1}, Everything()
}

// take makes a set the one that is open. The lock is held.
func (c *Controller) take(s *set) {
	c.close()
	c.open, c.snap.Problem = s, ""
	c.thumbs = small.NewCache(small.Options[string]{
		Make: func(ctx context.Context, path string) (*image.RGBA, error) {
			im, err := c.byPath(ctx, s, path)
			if err != nil {
				return nil, err
			}
			picture := session.Shrunk(im, thumbSide)
			c.cover(s.named, picture)
			return picture, nil
		},
		Ready: c.repaint.Post, Keep: keptThumbs, AtOnce: 2,
	})
	c.list()
	c.judge()
	c.survey()
	c.count()
	c.queues()
}

// byPath reads a picture of the set that is open.
func (c *Controller) byPath(ctx context.Context, s *set, path string) (*pixel.Image, error) {
	c.mu.Lock()
	if c.open != nil && c.open.named.Same(s.named) {
		// It may have been read again meanwhile.
		s = c.open
	}
	c.mu.Unlock()
	i := s.find(path)
	if i < 0 {
		return nil, fs.ErrNotExist
	}
	return s.Image(ctx, i)
}

// renew puts a set that was read again in the place of the one that is open. What is seen
// and looked at stays as far as it is there. The lock is held.
func (c *Controller) renew(s *set, f Filter) {
	old, mark := c.open, c.snap.Mark
	c.open, c.judging, c.surveyed = s, c.judging.again(s), c.surveyed.again()
	if c.snap.Filter != f {
		return
	}
	at := -1
	if mark >= 0 {
		at = s.find(old.Items[mark].Path)
	}
	c.snap.Shown = s.shown(f, c.items(f.Queue))
	c.snap.Listing++
	if c.snap.Mark = at; at >= 0 {
		c.snap.View.Item = at
	} else if len(c.snap.Shown) > 0 {
		c.look(c.snap.Shown[0])
	}
	c.judge()
	c.survey()
	c.count()
	c.queues()
}

// cover makes a picture that of its set, unless that has one.
func (c *Controller) cover(of session.DataSet, picture *image.RGBA) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.covers[key(of)] == nil {
		c.covers[key(of)] = picture
		c.mailbox.Post()
	}
}

// tell tells the other pages which sets there are, and has them kept.
func (c *Controller) tell() {
	c.mu.Lock()
	sets := append([]session.DataSet(nil), c.sets...)
	c.mu.Unlock()
	c.options.Session.OfferData(sets)
	if c.options.Keep != nil {
		c.options.Keep(sets)
	}
}

// Add puts a set at the end of the list, unless it is there already, and opens it.
func (c *Controller) Add(named session.DataSet) {
	c.mu.Lock()
	at := c.at(named)
	if at < 0 {
		c.sets = append(c.sets, named)
		at = len(c.sets) - 1
	}
	c.mu.Unlock()
	c.Open(at)
}

// Remove takes a set off the list, but for the first one, which came with the program. Its
// files stay where they are.
func (c *Controller) Remove(i int) {
	c.mu.Lock()
	if i < 1 || i >= len(c.sets) {
		c.mu.Unlock()
		return
	}
	c.sets = append(append([]session.DataSet(nil), c.sets[:i]...), c.sets[i+1:]...)
	open := c.snap.Open
	switch {
	case open == i:
		c.snap.Open = -1
	case open > i:
		c.snap.Open--
	}
	c.mu.Unlock()
	c.tell()
	c.mailbox.Post()
	if open == i {
		c.Open(i - 1)
	}
}
