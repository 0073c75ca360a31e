package data

// Decide keeps, rejects or leaves undecided some items. Deciding the same again changes nothing.
func (c *Controller) Decide(items []int, state State) {
	c.change(items, func(d decision) decision { d.state = state; return d })
}

// Classify says which class some items have.
func (c *Controller) Classify(items []int, class int) {
	c.mu.Lock()
	known := c.open != nil && class < len(c.open.classes)
	c.mu.Unlock()
	if known {
		c.change(items, func(d decision) decision { d.class = class; return d })
	}
}

func (c *Controller) change(items []int, to func(decision) decision) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.open != nil && c.open.decide(items, to) {
		c.changed()
	}
}

// changed tells of decisions. The lock is held.
func (c *Controller) changed() {
	c.snap.Changed++
	c.mailbox.Post()
}

// Undo takes back the last decision, without end, and returns the item that it was about,
// -1 if there was none; Redo takes that back.
func (c *Controller) Undo() int { return c.back((*set).undo) }

// Redo does again what Undo took back last.
func (c *Controller) Redo() int { return c.back((*set).redo) }

func (c *Controller) back(way func(*set) []int) int {
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.open == nil {
		return -1
	}
	items := way(c.open)
	if len(items) == 0 {
		return -1
	}
	c.changed()
	return items[0]
}
