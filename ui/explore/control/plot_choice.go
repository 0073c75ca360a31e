package control

import "foolscope/ui/explore/choice"

// SetPlot chooses what the plot shows. It leaves the result as it is.
func (c *Controller) SetPlot(p choice.Plot) {
	c.mu.Lock()
	s := c.snap.Settings
	s.Plot = p
	s.Plot = c.catalog.Plottable(s)
	c.snap.Settings = s
	// Nobody waits for the point of the sweep that was shown before.
	c.dropPoint()
	c.fillPlot()
	c.keepSoon()
	c.mu.Unlock()
	c.post()
}

// Varied lists what the plot can be drawn against: the numeric parameters of
// the attack and of the defence, the strength of each first.
func (c *Controller) Varied() []choice.Varied {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.catalog.Varied(c.snap.Settings)
}
