package classifier

import (
	"foolscope/engine/autodiff"
	"foolscope/engine/onnx"
)

// Differentiability says whether a classifier's gradient can be computed.
type Differentiability struct {
	// Missing is nil if it can. Otherwise it says what stands in the way; an
	// *autodiff.UnsupportedError names the operators and the nodes.
	Missing error
	// StraightThrough describes the nodes that round, which a gradient passes as
	// if they did not. It is empty if the gradient is exact.
	StraightThrough []string
}

// Differentiability builds the gradient network, without running it, the first
// time that it is called.
func (c *Classifier) Differentiability() Differentiability {
	c.derive.Do(func() {
		m, err := c.network.gradientModel(max(1, c.network.fixedBatch))
		if err != nil {
			c.derived.Missing = err
			return
		}
		c.derived.StraightThrough = m.StraightThrough
		c.keepDerived(m)
	})
	return c.derived
}

// keepDerived keeps a network that was built to see whether it can be, for the
// first session that needs it.
func (c *Classifier) keepDerived(m *autodiff.Model) {
	c.mutex.Lock()
	defer c.mutex.Unlock()
	if len(c.gradients) == 0 && !c.closed {
		c.unopened = m
	}
}

// takeDerived returns the gradient network for a batch size: the one that was
// kept, or a new one. The lock is held.
func (c *Classifier) takeDerived(batch int64) (*autodiff.Model, error) {
	m := c.unopened
	c.unopened = nil
	if m != nil && batch == max(1, c.network.fixedBatch) {
		return m, nil
	}
	return c.network.gradientModel(batch)
}

// rounds reports whether a network rounds something that depends on a value: it
// is quantized.
func rounds(g *onnx.GraphProto, value string) bool {
	depends := map[string]bool{value: true}
	sorted, err := onnx.Sorted(g)
	if err != nil {
		return false
	}
	for _, n := range sorted {
		for _, name := range onnx.Reads(n) {
			if !depends[name] {
				continue
			}
			if n.OpType == "QuantizeLinear" {
				return true
			}
			for _, out := range n.Output {
				depends[out] = out != ""
			}
			break
		}
	}
	return false
}
