package autodiff

import (
	"fmt"
	"math"

	"foolscope/engine/onnx"
	"foolscope/engine/onnx/shape"
)

// steep is the slope of a ramp that serves as a step function: even the
// distance between neighbouring float32 values, times steep, exceeds 1, and
// steep times an activation does not overflow.
const steep = 1 << 100

// largestBound is the largest bound that steep can be multiplied with.
const largestBound = 1 << 26

// above is 1 where x > bound and 0 elsewhere.
func (b *builder) above(x string, bound float32) string {
	return b.ramp(x, steep, -bound*steep)
}

// below is 1 where x < bound and 0 elsewhere.
func (b *builder) below(x string, bound float32) string {
	return b.ramp(x, -steep, bound*steep)
}

// ramp is alpha x + beta, clipped to [0,1]. Comparing would be slower: it
// makes booleans, which must be converted.
func (b *builder) ramp(x string, alpha, beta float32) string {
	if b.blocked(x) {
		return b.clipTo(b.affine(x, alpha, beta), 0, 1)
	}
	return b.add("HardSigmoid", b.shape(x), onnx.Attributes{"alpha": alpha, "beta": beta}, x)
}

// fewChannels are fewer than onnxruntime computes at a time where it can do most.
const fewChannels = 16

// blocked reports whether onnxruntime is likely to hold x in the blocked
// layout of its convolutions. Any operator that does not know this layout
// costs two conversions, more than its own work.
func (b *builder) blocked(x string) bool {
	dims := b.shape(x)
	return len(dims) == 4 && dims[1] >= fewChannels && dims[2]*dims[3] > 1
}

// affine is alpha x + beta, written as a depthwise convolution with one
// number, which stays in the blocked layout and takes a following Clip along.
func (b *builder) affine(x string, alpha, beta float32) string {
	channels := b.shape(x)[1]
	return b.add("Conv", b.shape(x), onnx.Attributes{"kernel_shape": []int64{1, 1}, "group": channels},
		x, b.row(alpha, channels, 1, 1, 1), b.row(beta, channels))
}

func (b *builder) clipTo(x string, low, high float32) string {
	return b.add("Clip", b.shape(x), nil, x, b.scalar(low), b.scalar(high))
}

// row stores a tensor that holds the same number in each element.
func (b *builder) row(value float32, dims ...int64) string {
	return b.store(fmt.Sprintf("row %x %v", value, dims), func() *onnx.TensorProto {
		elements := make([]float32, product(dims))
		for i := range elements {
			elements[i] = value
		}
		return onnx.NewFloats("row", elements, dims...)
	})
}

// between is 1 where low < x < high and 0 elsewhere; x lies in [low, high].
func (b *builder) between(x string, low, high float32) string {
	if !b.blocked(x) || low != 0 || high > largestBound {
		return b.mul(b.above(x, low), b.below(x, high))
	}
	return b.affine(b.outside(x, high, 1<<120, 1), -1, 1)
}

// outside is size, a power of two, where x is 0 or high, and 0 in between, but for
// values below 2 size / steepness. Convolutions take a sum and a ReLU along for free,
// products and Clips they do not. So it is
//
//	relu(slope x - (slope high - 1) + sunk) size,
//
// where sunk lifts x = 0 to 1. The slope is the power of two that makes the distance of
// float32 values just below high at least 1, and all numbers involved are whole and below
// 2^24: at high the result is exactly size, and one value below it is 0.
func (b *builder) outside(x string, high, steepness, size float32) string {
	_, exponent := math.Frexp(float64(math.Nextafter32(high, 0)))
	slope := float32(math.Ldexp(1, 24-exponent))
	sunk := b.unary("Relu", b.affine(x, -steepness, size*slope*high))
	return b.unary("Relu", b.binary("Add", b.affine(x, size*slope, size*(1-slope*high)), sunk))
}

// relu takes its mask from the output, so that the forward pass stays one
// fused operator. At 0 the derivative is 0.
func relu(c *call) error {
	if c.masked[c.dy[0]] {
		c.give(0, c.dy[0])
	} else if made, ok := c.sparse(c.dy[0]); ok {
		mask := c.above(c.sample(c.y(), made.stride), 0)
		c.give(0, c.interleave([]string{c.mul(made.parts[0], mask)}, c.shape(c.y()), made.stride, made.offsets))
	} else {
		c.give(0, c.passAbove(c.dy[0], c.y()))
	}
	return nil
}

// clip passes the gradient strictly between its bounds.
func clip(c *call) error {
	if !c.fixedBound(1) || !c.fixedBound(2) {
		return c.clipBetweenValues()
	}
	low, hasLow := c.bound(1)
	high, hasHigh := c.bound(2)
	switch {
	case hasLow && hasHigh:
		c.give(0, c.passBetween(c.dy[0], c.y(), low, high))
	case hasLow:
		c.give(0, c.mul(c.dy[0], c.above(c.y(), low)))
	case hasHigh:
		c.give(0, c.mul(c.dy[0], c.below(c.y(), high)))
	default:
		c.give(0, c.dy[0])
	}
	return nil
}

// fixedBound reports whether a bound of a Clip is absent or known before the
// network runs, and nobody's target.
func (c *call) fixedBound(i int) bool {
	_, known := c.number(i)
	return c.x(i) == "" || known && !c.wants(i)
}

// bound reads a bound of a Clip; ok is false if there is none, or one that no
// value reaches.
func (c *call) bound(i int) (value float32, ok bool) {
	value, ok = c.number(i)
	return value, ok && math.Abs(float64(value)) <= largestBound
}

// clipBetweenValues serves bounds that the network computes: they get the
// gradient of what they hold back.
func (c *call) clipBetweenValues() error {
	through := c.dy[0]
	for at, beyond := range []string{"LessOrEqual", "GreaterOrEqual"} {
		i := at + 1
		if c.x(i) == "" {
			continue
		}
		held := c.indicator(beyond, c.x(0), c.x(i))
		if c.wants(i) {
			c.giveUnbroadcast(i, c.mul(c.dy[0], held))
		}
		through = c.mul(through, c.binary("Sub", c.scalar(1), held))
	}
	if c.wants(0) {
		c.give(0, through)
	}
	return nil
}

// indicator is 1 where a comparison holds and 0 elsewhere.
func (b *builder) indicator(comparison, x, y string) string {
	truth := b.graph.Add(comparison, []string{x, y}, nil)
	dims, err := shape.Broadcast(b.shape(x), b.shape(y))
	if err != nil {
		panic("autodiff: " + comparison + ": " + err.Error())
	}
	return b.add("Cast", dims, onnx.Attributes{"to": int(onnx.TensorProto_FLOAT)}, truth)
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
	inside := c.between(c.y(), 0, 1)
	alpha := onnx.Float(c.node, "alpha", 0.2)
	c.give(0, c.mul(c.mul(c.dy[0], inside), c.scalar(alpha)))
	return nil
}

// hardSwish is x h(x) with h = clip(x/6 + 1/2, 0, 1), so its slope is
// h + x/6 where h is not clipped, and h elsewhere.
func hardSwish(c *call) error {
	x := c.x(0)
	gate := c.add("HardSigmoid", c.shape(x), onnx.Attributes{"alpha": float32(1) / 6, "beta": float32(0.5)}, x)
	inside := c.between(gate, 0, 1)
	slope := c.binary("Add", gate, c.mul(c.mul(x, c.scalar(float32(1)/6)), inside))
	c.give(0, c.mul(c.dy[0], slope))
	return nil
}
