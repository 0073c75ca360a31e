package control

import (
	"slices"
	"time"

	"foolscope/ui/explore/choice"
	"foolscope/ui/story"
)

// Remove takes a picture out of the strip. If it was chosen, its neighbour is.
func (c *Controller) Remove(id int) {
	c.mu.Lock()
	before := c.now()
	at := slices.Index(before.Strip, id)
	if at < 0 {
		c.mu.Unlock()
		return
	}
	c.shared.Strip.Lay(slices.Delete(slices.Clone(before.Strip), at, at+1))
	if c.snap.Settings.Picture == id {
		next := 0
		if left := c.shared.Strip.IDs(); len(left) > 0 {
			next = left[max(at-1, 0)]
		}
		c.changeFrom(before, "", func(s *choice.Settings) { s.Picture = next })
	} else {
		c.history.Note("", before, c.now(), time.Now())
	}
	c.keepSoon()
	c.mu.Unlock()
	c.post()
}

// RemoveAll takes all pictures out of the strip but those that came with the program.
// If one of them was chosen, the first that is left is.
func (c *Controller) RemoveAll() {
	c.mu.Lock()
	before := c.now()
	left := c.samples()
	if slices.Equal(left, before.Strip) {
		c.mu.Unlock()
		return
	}
	c.shared.Strip.Lay(left)
	c.changeFrom(before, "", func(s *choice.Settings) { s.Picture = within(left, s.Picture) })
	c.keepSoon()
	c.mu.Unlock()
	c.post()
}

// Afresh goes back to what the controller began with, as far as that came with the
// program: its pictures, its settings, its view.
func (c *Controller) Afresh() {
	c.mu.Lock()
	before := c.now()
	left := c.samples()
	c.shared.Strip.Lay(left)
	c.snap.SeedFree = false
	c.draws(story.View{})
	c.memory = choice.Memory{}
	c.changeFrom(before, "", func(s *choice.Settings) {
		*s = c.first.Clone()
		s.Picture = within(left, s.Picture)
	})
	c.keepSoon()
	c.mu.Unlock()
	c.post()
}

// samples are the pictures of the strip that came with the program.
func (c *Controller) samples() []int {
	ids := []int{}
	for _, p := range c.shared.Strip.Pictures() {
		if p.Source.Path == "" {
			ids = append(ids, p.ID)
		}
	}
	return ids
}

// within is a picture of a strip: the one that is wanted, else the first, 0 if there
// is none.
func within(strip []int, wanted int) int {
	if slices.Contains(strip, wanted) {
		return wanted
	}
	if len(strip) == 0 {
		return 0
	}
	return strip[0]
}
