package small

import (
	"context"
	"image"
	"slices"
	"sync"
)

// Picture is a small picture, or none if the thing cannot be read.
type Picture struct {
	Image  *image.RGBA
	Broken bool
}

// Options are what a Cache works with.
type Options[K comparable] struct {
	// Make makes one, and ends soon after ctx.
	Make func(ctx context.Context, key K) (*image.RGBA, error)
	// Ready is told of each, on a goroutine of its own.
	Ready func()
	// Keep is how many are kept, and AtOnce how many are made at the same time.
	Keep, AtOnce int
}

// Cache has small pictures by keys. Its methods may be called from any goroutine.
type Cache[K comparable] struct {
	options Options[K]
	life    context.Context
	end     context.CancelFunc
	working sync.WaitGroup

	mu sync.Mutex
	// asked is what was wanted last.
	asked []K
	// wanted are the keys that are still to be read, the next first; reading has those
	// that are read, and what stops that.
	wanted  []K
	reading map[K]context.CancelFunc
	kept    map[K]Picture
	// used has when each kept one was asked for last, by a clock that counts wishes.
	used  map[K]int
	clock int
}

// NewCache returns an empty cache. Call End when done with it.
func NewCache[K comparable](o Options[K]) *Cache[K] {
	c := &Cache[K]{options: o, reading: map[K]context.CancelFunc{}, kept: map[K]Picture{}, used: map[K]int{}}
	c.life, c.end = context.WithCancel(context.Background())
	return c
}

// End stops all work; Wait waits for that.
func (c *Cache[K]) End() { c.end() }

// Wait returns when a cache that was ended does nothing any more.
func (c *Cache[K]) Wait() { c.working.Wait() }

// Want makes keys the ones to read next, the first one first. What was wanted before and
// is not any more is left.
func (c *Cache[K]) Want(keys []K) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.wanted = c.wanted[:0:0]
	c.asked = slices.Clone(keys)
	c.clock++
	for _, key := range keys {
		if _, known := c.kept[key]; known {
			c.used[key] = c.clock
		} else if c.reading[key] == nil {
			c.wanted = append(c.wanted, key)
		}
	}
	for key, stop := range c.reading {
		if !slices.Contains(keys, key) {
			stop()
		}
	}
	c.next()
}

// next reads the next ones, each on a goroutine of its own. The lock is held.
func (c *Cache[K]) next() {
	for len(c.wanted) > 0 && len(c.reading) < c.options.AtOnce && c.life.Err() == nil {
		key := c.wanted[0]
		c.wanted = c.wanted[1:]
		ctx, stop := context.WithCancel(c.life)
		c.reading[key] = stop
		c.working.Go(func() { c.read(ctx, stop, key) })
	}
}

func (c *Cache[K]) read(ctx context.Context, stop func(), key K) {
	defer stop()
	small, err := c.options.Make(ctx, key)
	c.mu.Lock()
	given := ctx.Err() == nil
	if given {
		c.keep(key, Picture{small, err != nil})
	} else if slices.Contains(c.asked, key) {
		// It came back into sight before its reading had ended.
		c.wanted = append([]K{key}, c.wanted...)
	}
	delete(c.reading, key)
	c.next()
	c.mu.Unlock()
	if given {
		c.options.Ready()
	}
}

// keep keeps a small picture, and drops some that were not asked for for the longest time
// once there are too many. The lock is held.
func (c *Cache[K]) keep(key K, small Picture) {
	c.kept[key], c.used[key] = small, c.clock
	if len(c.kept) <= c.options.Keep {
		return
	}
	oldest := key
	for other := range c.kept {
		if c.used[other] < c.used[oldest] {
			oldest = other
		}
	}
	if oldest == key {
		// All of them were wanted at once: any other may go.
		for other := range c.kept {
			if other != key {
				oldest = other
				break
			}
		}
	}
	delete(c.kept, oldest)
	delete(c.used, oldest)
}

// Busy reports whether pictures that were wanted are still to come.
func (c *Cache[K]) Busy() bool {
	c.mu.Lock()
	defer c.mu.Unlock()
	return len(c.wanted)+len(c.reading) > 0 && c.life.Err() == nil
}

// Get returns the small picture of a key, the zero one while there is none.
func (c *Cache[K]) Get(key K) Picture {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.kept[key]
}

// Forget drops a small picture, which is made anew when it is wanted the next time.
func (c *Cache[K]) Forget(key K) {
	c.mu.Lock()
	defer c.mu.Unlock()
	delete(c.kept, key)
	delete(c.used, key)
}
