package control

import "foolscope/ui/session"

// Reopen opens the networks again, for instance since something else is to
// compute them, and starts over.
func (c *Controller) Reopen() {
	c.mu.Lock()
	c.reopen = true
	c.mu.Unlock()
	c.Retry()
}

// showRuntime says what computes the network of the bench, and tells once if
// that is not what was chosen.
func (c *computer) showRuntime(b *bench) {
	placed, ok := b.model.(session.Placed)
	if !ok {
		return
	}
	provider, refusal := placed.Runtime()
	c.shared.Place(provider, refusal)
	if refusal != nil && !b.refusalTold {
		b.refusalTold = true
		c.shared.Complain("%s. The CPU steps in.", capital(refusal.Error()))
	}
}
