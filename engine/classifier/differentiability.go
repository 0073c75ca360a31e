package classifier

import (
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
	})
	return c.derived
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
		for _, name := range n.Input {
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
