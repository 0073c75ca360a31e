package classifier

import (
	"fmt"

	"foolscope/engine/ort"
)

// Provider returns what computes the network and, if the CPU had to step in for
// it or for its gradient, why. It may change when the first picture is
// classified, and when the first gradient is asked for.
func (c *Classifier) Provider() (ort.Provider, error) {
	c.mutex.Lock()
	defer c.mutex.Unlock()
	p, refusal := c.forward.Provider()
	for _, s := range c.gradients {
		if stepped, why := s.Provider(); refusal == nil && why != nil {
			refusal = fmt.Errorf("the %s computes the gradient: %w", stepped.Title, why)
		}
	}
	return p, refusal
}
