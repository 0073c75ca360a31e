package data

import (
	"context"
	"time"

	"foolscope/engine/curate"
)

// survey is what was measured of the pictures of a set. The controller's lock guards it.
type survey struct {
	// looks has them by the paths of items.
	looks map[string]*curate.Look
	// queues are what came of them when they were sorted last.
	queues []curate.Queue
	sorted time.Time
	done   int
	// running is true while pictures are measured.
	running bool
}

// sortAfter is how often what was measured is sorted into queues while that goes on.
const sortAfter = 700 * time.Millisecond

// measured are the keys of the queues that come of what was measured, in their order.
var measured = []string{curate.Near, curate.Same, curate.Blurred, curate.Tiny, curate.Dark, curate.Odd}

// survey begins to measure the pictures of the set that is open, or goes on with it, while somebody
// sees the page. The lock is held.
func (c *Controller) survey() {
	s := c.open
	if s == nil || !c.seen {
		return
	}
	if c.surveyed == nil {
		c.surveyed = &survey{looks: map[string]*curate.Look{}}
	}
	v := c.surveyed
	if v.running || v.done == s.Len() {
		return
	}
	v.running = true
	c.working.Go(func() {
		c.measureAll(s, v)
		c.mu.Lock()
		v.running = false
		again := c.open != s || c.surveyed != v
		if again {
			c.survey()
		}
		c.mu.Unlock()
	})
}

// lookFirst waits for the small pictures of what is seen: they come before what is found out
// about the whole set.
func (c *Controller) lookFirst(ctx context.Context) {
	const moment = 15 * time.Millisecond
	for ctx.Err() == nil {
		c.mu.Lock()
		thumbs, seen := c.thumbs, c.seen
		c.mu.Unlock()
		if thumbs == nil || !seen || !thumbs.Busy() {
			return
		}
		time.Sleep(moment)
	}
}

// measureAll measures the pictures that were not yet, one after the other: the other
// processor is the window's and the model's.
func (c *Controller) measureAll(s *set, v *survey) {
	for i, item := range s.Items {
		c.lookFirst(c.life)
		c.mu.Lock()
		_, known := v.looks[item.Path]
		current := c.open == s && c.surveyed == v && c.seen
		c.mu.Unlock()
		if !current || c.life.Err() != nil {
			return
		}
		if known {
			continue
		}
		l, err := curate.LookAt(c.life, s.Set, i)
		if err != nil {
			return
		}
		c.mu.Lock()
		v.looks[item.Path] = &l
		if time.Since(v.sorted) > sortAfter {
			c.sort(s, v)
		}
		c.mu.Unlock()
	}
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.open == s && c.surveyed == v {
		c.sort(s, v)
	}
}

// sort sorts what was measured into queues. The lock is held.
func (c *Controller) sort(s *set, v *survey) {
	looks := make([]*curate.Look, s.Len())
	v.done = 0
	for i, item := range s.Items {
		if looks[i] = v.looks[item.Path]; looks[i] != nil {
			v.done++
		}
	}
	v.queues, v.sorted = curate.Queues(looks), time.Now()
	c.queues()
	c.grow(c.snap.Filter.Queue)
	c.mailbox.Post()
}

// again is what is known of a set that was read again. The lock is held.
func (v *survey) again() *survey {
	if v == nil {
		return nil
	}
	return &survey{looks: v.looks}
}

// items are those of a queue.
func (v *survey) items(key string) []int {
	if v != nil {
		for _, q := range v.queues {
			if q.Key == key {
				return q.Items
			}
		}
	}
	return nil
}

// list are the queues as the screen shows them, of so many items.
func (v *survey) list(all int) (out []Queue) {
	if v == nil {
		return nil
	}
	for k, key := range measured {
		q := Queue{Key: key, Count: len(v.items(key))}
		if k == 0 {
			// One bar is enough for all.
			q.Busy, q.Done = v.done < all, float64(v.done)/float64(max(1, all))
		}
		out = append(out, q)
	}
	if broken := v.items(curate.Broken); len(broken) > 0 {
		out = append(out, Queue{Key: curate.Broken, Count: len(broken)})
	}
	return out
}
