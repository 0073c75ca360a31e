package state

import (
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"foolscope/engine/disk"
	"foolscope/ui/explore/choice"
	"foolscope/ui/session"
)

// Open opens what paths name, wherever they come from: pictures go into the
// strip, and the last of them is chosen; a model becomes the one that is
// attacked; a folder gives its pictures, in the order of their names, of which
// the first is chosen, and offers its models. It looks at the disk on a
// goroutine of its own.
func (c *Controller) Open(paths ...string) {
	c.inBackground(func() { c.open(paths...) })
}

// inBackground runs do on a goroutine for which Close waits.
func (c *Controller) inBackground(do func()) {
	if c.life.Err() == nil {
		c.loading.Go(do)
	}
}

func (c *Controller) open(paths ...string) {
	var files, known []string
	var first string
	var notes []string
	for _, path := range paths {
		if info, err := os.Stat(path); err != nil || !info.IsDir() {
			if err == nil && !session.IsModel(path) {
				known = append(known, path)
			}
			files = append(files, path)
			continue
		}
		found, err := session.LookInto(path)
		if err != nil {
			notes = append(notes, fmt.Sprintf("The folder %s cannot be opened: %s.", filepath.Base(path), disk.Explain(err)))
			continue
		}
		if len(found.Pictures) > 0 {
			known = append(known, path)
			first = found.Pictures[0]
		}
		files = append(files, found.Pictures...)
		notes = append(notes, found.Notes()...)
		c.offer(found.Models)
	}
	c.mu.Lock()
	for _, path := range known {
		c.snap.Recent.Pictures = session.With(c.snap.Recent.Pictures, path)
	}
	c.mu.Unlock()
	if len(notes) > 0 {
		c.tell(len(files) == 0, "%s", strings.Join(notes, " "))
	}
	c.add(files, first)
}

// offer adds models to those that can be chosen.
func (c *Controller) offer(paths []string) {
	c.mu.Lock()
	for _, path := range paths {
		if path = session.Absolute(path); !slices.Contains(c.snap.Offered, path) {
			c.snap.Offered = append(slices.Clone(c.snap.Offered), path)
		}
	}
	c.mu.Unlock()
	c.mailbox.Post()
}

// AddFiles puts pictures into the strip and chooses the last of them. Paths
// that end in .onnx are opened as models instead.
func (c *Controller) AddFiles(paths ...string) { c.add(paths, "") }

// add is AddFiles that chooses a certain picture, the last one if chosen is
// empty. A picture that is in the strip already is not added again.
func (c *Controller) add(paths []string, chosen string) {
	var model string
	var picture int
	c.mu.Lock()
	before := c.now()
	for _, path := range paths {
		if session.IsModel(path) {
			model = path
			continue
		}
		id := c.strip.Opened(path)
		if id == 0 {
			id = c.strip.Add(c.file(path))
		}
		if chosen == "" || chosen == path {
			picture = id
		}
	}
	if picture == 0 && model == "" {
		c.mu.Unlock()
		return
	}
	c.changeFrom(before, "", func(s *choice.Settings) {
		if picture != 0 {
			s.Picture = picture
		}
		if model != "" {
			s.Model = model
		}
	})
	c.mu.Unlock()
	c.mailbox.Post()
}
