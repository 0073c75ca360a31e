package state

// Provider is what can compute networks.
type Provider struct {
	Key, Title string
	// Problem is why it does not work on this computer, nil if it does.
	Problem error
}

// Chooser is an Engine that can compute with more than the CPU.
type Chooser interface {
	// Providers tries what there is, the CPU first. It may take a minute.
	Providers() ([]Provider, error)
	// Prefer chooses what computes the networks that are opened from now on.
	Prefer(key string) error
	// Preferred is the key of what was chosen.
	Preferred() string
}

// Placed is a Model that knows what computes it.
type Placed interface {
	// Runtime says so in a few words. The error is why it is not what was
	// chosen, which may turn out only when the network runs.
	Runtime() (string, error)
}

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
func (c *Controller) showRuntime(b *bench) {
	placed, ok := b.model.(Placed)
	if !ok {
		return
	}
	provider, refusal := placed.Runtime()
	c.mu.Lock()
	c.snap.Provider, c.snap.Refusal = provider, refusal
	c.mu.Unlock()
	if refusal != nil && !b.refusalTold {
		b.refusalTold = true
		c.tell(true, "%s. The CPU steps in.", capital(refusal.Error()))
	}
}
