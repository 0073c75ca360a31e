package classifier

// Stuck reports whether a run did not stop when it was told to: see ort.ErrStuck. Nothing
// can be asked of such a classifier but to close, which does not wait for the run.
func (c *Classifier) Stuck() bool {
	c.mutex.Lock()
	defer c.mutex.Unlock()
	for _, s := range c.gradients {
		if s.Stuck() {
			return true
		}
	}
	return c.forward.Stuck()
}
