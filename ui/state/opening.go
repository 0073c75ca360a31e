package state

import (
	"context"
	"errors"

	"foolscope/ui/explore/choice"
	"foolscope/ui/session"
)

// opening is the network that a task opens.
type opening struct {
	path string
	// text is what the status line says meanwhile.
	text string
	end  context.CancelFunc
	// cancelled is true if somebody cancelled it.
	cancelled bool
}

// errUnwanted says that nobody wants a network any more that was being opened.
var errUnwanted = errors.New("another model was chosen")

// errStopped is why a network was not opened that somebody cancelled.
var errStopped = errors.New("it was stopped")

// openModel opens a network. It goes on while settings change that name it
// all the same, as starting over would take longer; it ends with errUnwanted
// when they name another one, and with errStopped when somebody cancels.
func (c *Controller) openModel(path string) (session.Model, error) {
	ctx, end := context.WithCancel(c.life)
	defer end()
	c.suspects.Add(path)
	o := &opening{path: path, text: "Opening " + modelName(path) + "…", end: end}
	c.mu.Lock()
	c.opening = o
	c.stopUnwanted()
	c.mu.Unlock()
	model, err := c.options.Engine.Open(ctx, path, func() {
		c.mu.Lock()
		o.text = "Trying " + modelName(path) + " in a process of its own…"
		if c.snap.Status.Busy {
			c.snap.Status.Text = o.text
		}
		c.mu.Unlock()
		c.mailbox.Post()
	})
	c.mu.Lock()
	defer c.mu.Unlock()
	c.opening = nil
	switch {
	case err == nil:
		return model, nil
	case o.cancelled:
		return nil, errStopped
	case ctx.Err() != nil:
		return nil, errUnwanted
	}
	return nil, err
}

// stopUnwanted ends the opening of a network that the settings do not name any
// more. The lock is held.
func (c *Controller) stopUnwanted() {
	if s := c.snap.Settings; c.opening != nil && s.Model != c.opening.path && (s.Compare.With != choice.SecondModel || s.Compare.Model != c.opening.path) {
		c.opening.end()
	}
}

// stopOpening ends the opening of a network because somebody cancelled it. The
// lock is held.
func (c *Controller) stopOpening() {
	if c.opening != nil {
		c.opening.cancelled = true
		c.opening.end()
	}
}

// working is what the status line says before anything else is known.
func (c *Controller) working() string {
	if c.opening != nil {
		return c.opening.text
	}
	return "Working…"
}
