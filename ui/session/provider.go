package session

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
