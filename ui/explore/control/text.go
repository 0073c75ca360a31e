package control

import (
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"time"

	"foolscope/engine/plain"
	"foolscope/ui/explore/choice"
)

// Text writes the settings as one line that another Foolscope understands.
func (c *Controller) Text() string {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.text()
}

// text is Text for callers that hold the lock.
func (c *Controller) text() string {
	return c.catalog.Text(c.snap.Settings.Named(c.snap.Model))
}

// Apply takes the settings from a line that Text wrote. After an error nothing has
// changed.
func (c *Controller) Apply(text string) error {
	c.mu.Lock()
	before := c.now()
	next := c.snap.Settings.Clone()
	if err := c.read(text, &next, c.findModel, c.findModel); err != nil {
		c.mu.Unlock()
		return fmt.Errorf("these settings cannot be used: %w", err)
	}
	c.put(next)
	c.history.Note("", before, c.now(), time.Now())
	c.mu.Unlock()
	c.post()
	return nil
}

// read changes s to what a line of settings says; find and findSecond return
// the path of the model with a name. The lock is held.
func (c *Controller) read(text string, s *choice.Settings, find, findSecond func(string) (string, error)) error {
	if err := c.catalog.Read(text, s, find, findSecond); err != nil {
		return err
	}
	if s.Model != c.snap.Settings.Model {
		return nil
	}
	return s.FindGoal(c.snap.Model)
}

// longestModel is how much of a model's name an error repeats.
const longestModel = 60

// findModel returns the path of the model of that name: the one that came with
// the program, one that was open before, or a file.
func (c *Controller) findModel(name string) (string, error) {
	if name == c.catalog.BuiltIn {
		return "", nil
	}
	open := c.shared.Snapshot()
	known := []string{c.snap.Settings.Model, c.snap.Settings.Compare.Model}
	for _, path := range slices.Concat(known, c.history.Models(), open.Recent.Models, open.Offered) {
		if path != "" && filepath.Base(path) == name {
			return path, nil
		}
	}
	if info, err := os.Stat(name); err == nil && info.Mode().IsRegular() {
		return filepath.Abs(name)
	}
	return "", fmt.Errorf("they are for the model %s, which was not opened yet: open it and paste again", plain.Line(name, longestModel))
}
