package models

import (
	"context"

	"foolscope/engine/download"
	"foolscope/engine/zoo"
)

// Download begins to bring an entry of the catalogue, or goes on with it. Files
// of the user's own that have the names stay: then the item is Taken.
func (c *Controller) Download(key string) { c.download(key, false) }

// Replace is Download that replaces such files.
func (c *Controller) Replace(key string) { c.download(key, true) }

func (c *Controller) download(key string, replace bool) {
	c.mu.Lock()
	item, ok := c.snap.Item(key)
	if !ok || item.Own() || item.Stage == Loading || item.Stage == Here || c.life.Err() != nil {
		c.mu.Unlock()
		return
	}
	ctx, pause := context.WithCancel(c.life)
	l := &load{pause: pause, progress: download.Progress{Done: item.Progress.Done, Total: item.Bytes}}
	c.loads[key] = l
	delete(c.failures, key)
	library := c.library
	c.list()
	c.mu.Unlock()
	c.mailbox.Post()
	c.working.Go(func() {
		defer pause()
		c.bring(ctx, library, *item.Entry, replace, l)
	})
}

// bring runs a download to its end.
func (c *Controller) bring(ctx context.Context, library zoo.Library, e zoo.Entry, replace bool, l *load) {
	_, err := library.Download(ctx, e, replace, func(p download.Progress) {
		c.mu.Lock()
		l.progress = p
		for i := range c.snap.Items {
			if c.snap.Items[i].Key == e.Name {
				c.snap.Items[i].Progress = p
			}
		}
		c.mu.Unlock()
		c.mailbox.Post()
	})
	c.mu.Lock()
	delete(c.loads, e.Name)
	if err != nil && ctx.Err() == nil {
		c.failures[e.Name] = why(e.Title, err)
	}
	c.list()
	chosen := c.snap.Chosen == e.Name && err == nil
	c.mu.Unlock()
	c.mailbox.Post()
	if chosen {
		c.Choose(e.Name)
	}
}

// Pause stops a download; what came is kept.
func (c *Controller) Pause(key string) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if l := c.loads[key]; l != nil {
		l.pause()
	}
}
