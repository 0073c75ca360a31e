package autodiff

import (
	"errors"
	"math"

	"foolscope/engine/onnx"
)

// steep is the slope of a HardSigmoid that serves as a step function: even the
// distance between neighbouring float32 values, times steep, exceeds 1, and
// steep times an activation does not overflow. HardSigmoid is far faster than
// comparing, because it keeps the layout in which convolutions work.
const steep = 1 << 100

// largestBound is the largest bound that steep can be multiplied with.
const largestBound = 1 << 26

// above is 1 where x > bound and 0 elsewhere.
func (b *builder) above(x string, bound float32) string {
	return b.step(x, steep, -bound*steep)
}

// below is 1 where x < bound and 0 elsewhere.
func (b *builder) below(x string, bound float32) string {
	return b.step(x, -steep, bound*steep)
}

func (b *builder) step(x string, alpha, beta float32) string {
	// A beta of -0 would be harmless; 0 keeps the file readable.
	if beta == 0 {
		beta = 0
	}
	return b.add("HardSigmoid", b.shape(x), onnx.Attributes{"alpha": alpha, "beta": beta}, x)
}

// relu takes its mask from the output, so that the forward pass stays one
// fused operator. At 0 the derivative is 0.
func relu(c *call) error {
	c.give(0, c.mul(c.dy[0], c.above(c.y(), 0)))
	return nil
}

// clip passes the gradient strictly between its bounds.
func clip(c *call) error {
	gradient := c.dy[0]
	for i, side := range []func(string, float32) string{1: c.above, 2: c.below} {
		if i == 0 || c.x(i) == "" {
			continue
		}
		bound, ok := c.number(i)
		if !ok {
			return errors.New("its bounds are computed while the network runs, which is not supported")
		}
		if math.Abs(float64(bound)) <= largestBound {
			gradient = c.mul(gradient, side(c.y(), bound))
		}
	}
	c.give(0, gradient)
	return nil
}

// leakyRelu has the slope alpha where the input is not positive. The output
// has the sign of the input only if alpha >= 0, so the mask is the input's.
func leakyRelu(c *call) error {
	alpha := onnx.Float(c.node, "alpha", 0.01)
	slope := c.binary("Add", c.mul(c.above(c.x(0), 0), c.scalar(1-alpha)), c.scalar(alpha))
	c.give(0, c.mul(c.dy[0], slope))
	return nil
}

// sigmoid: y (1 - y).
func sigmoid(c *call) error {
	slope := c.mul(c.y(), c.binary("Sub", c.scalar(1), c.y()))
	c.give(0, c.mul(c.dy[0], slope))
	return nil
}

// tanh: 1 - y^2.
func tanh(c *call) error {
	slope := c.binary("Sub", c.scalar(1), c.mul(c.y(), c.y()))
	c.give(0, c.mul(c.dy[0], slope))
	return nil
}

// hardSigmoid has the slope alpha strictly between 0 and 1.
func hardSigmoid(c *call) error {
	inside := c.mul(c.above(c.y(), 0), c.below(c.y(), 1))
	alpha := onnx.Float(c.node, "alpha", 0.2)
	c.give(0, c.mul(c.mul(c.dy[0], inside), c.scalar(alpha)))
	return nil
}

// hardSwish is x h(x) with h = clip(x/6 + 1/2, 0, 1), so its slope is
// h + x/6 where h is not clipped, and h elsewhere.
func hardSwish(c *call) error {
	x := c.x(0)
	gate := c.add("HardSigmoid", c.shape(x), onnx.Attributes{"alpha": float32(1) / 6, "beta": float32(0.5)}, x)
	inside := c.mul(c.above(gate, 0), c.below(gate, 1))
	slope := c.binary("Add", gate, c.mul(c.mul(x, c.scalar(float32(1)/6)), inside))
	c.give(0, c.mul(c.dy[0], slope))
	return nil
}
