package control

import "slices"

// mostHidden is how many lines are remembered as hidden: the longest ago is shown
// again where there are more.
const mostHidden = 100

// ToggleLine hides a line of a plot by its key, or shows it again. It leaves the
// result as it is.
func (c *Controller) ToggleLine(key string) {
	c.mu.Lock()
	hidden := slices.DeleteFunc(slices.Clone(c.snap.Hidden), func(k string) bool { return k == key })
	if len(hidden) == len(c.snap.Hidden) {
		hidden = append(hidden, key)
	}
	c.snap.Hidden = hidden[max(0, len(hidden)-mostHidden):]
	c.keepSoon()
	c.mu.Unlock()
	c.post()
}

// Hides reports whether the line of a key is not drawn.
func (s Snapshot) Hides(key string) bool { return slices.Contains(s.Hidden, key) }
