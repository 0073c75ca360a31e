package autodiff

import (
	"math"

	"foolscope/engine/onnx"
)

// elu is alpha (exp(x) - 1) below 0, where its slope is y + alpha.
func elu(c *call) error {
	alpha := onnx.Float(c.node, "alpha", 1)
	bent := c.binary("Add", c.y(), c.scalar(alpha))
	c.give(0, c.mul(c.dy[0], c.either(c.above(c.x(0), 0), bent)))
	return nil
}

// times and plus combine a value with a number.
func (b *builder) times(x string, k float64) string { return b.mul(x, b.scalar(float32(k))) }

func (b *builder) plus(x string, k float64) string { return b.binary("Add", x, b.scalar(float32(k))) }

// either is 1 where mask is 1, and other where mask is 0.
func (b *builder) either(mask, other string) string {
	return b.binary("Add", mask, b.mul(b.binary("Sub", b.scalar(1), mask), other))
}

// prelu has a slope of its own, input 1, where x is not positive.
func prelu(c *call) error {
	positive := c.above(c.x(0), 0)
	if c.wants(0) {
		c.give(0, c.mul(c.dy[0], c.either(positive, c.x(1))))
	}
	if c.wants(1) {
		negative := c.mul(c.x(0), c.binary("Sub", c.scalar(1), positive))
		c.giveUnbroadcast(1, c.mul(c.dy[0], negative))
	}
	return nil
}

// softplus is log(1 + exp(x)), whose slope is the sigmoid.
func softplus(c *call) error {
	c.give(0, c.mul(c.dy[0], c.unary("Sigmoid", c.x(0))))
	return nil
}

// gelu is x P(x), with P the distribution function of the standard normal
// distribution or its approximation by tanh (Hendrycks and Gimpel, 2016). Its
// slope is P(x) + x P'(x).
func gelu(c *call) error {
	x := c.x(0)
	square := c.mul(x, x)
	var distribution, density string
	if onnx.Text(c.node, "approximate", "none") == "tanh" {
		// P = (1 + tanh u)/2 with u = a (x + b x^3), u' = a (1 + 3 b x^2).
		a, b := math.Sqrt(2/math.Pi), 0.044715
		t := c.unary("Tanh", c.mul(c.times(x, a), c.plus(c.times(square, b), 1)))
		distribution = c.plus(c.times(t, 0.5), 0.5)
		inner := c.plus(c.times(square, 3*a*b), a)
		density = c.mul(c.times(inner, 0.5), c.binary("Sub", c.scalar(1), c.mul(t, t)))
	} else {
		distribution = c.plus(c.times(c.unary("Erf", c.times(x, math.Sqrt2/2)), 0.5), 0.5)
		density = c.times(c.unary("Exp", c.times(square, -0.5)), 1/math.Sqrt(2*math.Pi))
	}
	c.give(0, c.mul(c.dy[0], c.binary("Add", distribution, c.mul(x, density))))
	return nil
}

// celu is alpha (exp(x/alpha) - 1) below 0, where its slope is y/alpha + 1.
func celu(c *call) error {
	alpha := float64(onnx.Float(c.node, "alpha", 1))
	bent := c.plus(c.times(c.y(), 1/alpha), 1)
	c.give(0, c.mul(c.dy[0], c.either(c.above(c.x(0), 0), bent)))
	return nil
}

// selu is gamma x above 0 and gamma alpha (exp(x) - 1) below (Klambauer et al.,
// 2017), where its slope is y + gamma alpha.
func selu(c *call) error {
	alpha := float64(onnx.Float(c.node, "alpha", 1.67326319217681884765625))
	gamma := float64(onnx.Float(c.node, "gamma", 1.05070102214813232421875))
	bent := c.times(c.plus(c.y(), gamma*alpha), 1/gamma)
	c.give(0, c.times(c.mul(c.dy[0], c.either(c.above(c.x(0), 0), bent)), gamma))
	return nil
}

// mish is x t with t = tanh(softplus(x)) (Misra, 2019), so its slope is
// t + x (1 - t^2) sigmoid(x).
func mish(c *call) error {
	x := c.x(0)
	t := c.unary("Tanh", c.unary("Softplus", x))
	bend := c.mul(c.binary("Sub", c.scalar(1), c.mul(t, t)), c.unary("Sigmoid", x))
	c.give(0, c.mul(c.dy[0], c.binary("Add", t, c.mul(x, bend))))
	return nil
}

// softsign is x / (1 + |x|), whose slope is 1 / (1 + |x|)^2.
func softsign(c *call) error {
	d := c.plus(c.unary("Abs", c.x(0)), 1)
	c.give(0, c.binary("Div", c.dy[0], c.mul(d, d)))
	return nil
}

// shrink draws x to 0 by bias, and is 0 within lambd of it.
func shrink(c *call) error {
	lambda := onnx.Float(c.node, "lambd", 0.5)
	c.give(0, c.mul(c.dy[0], c.binary("Add", c.above(c.x(0), lambda), c.below(c.x(0), -lambda))))
	return nil
}

// thresholdedRelu is x above alpha, and 0 up to there.
func thresholdedRelu(c *call) error {
	c.give(0, c.mul(c.dy[0], c.above(c.x(0), onnx.Float(c.node, "alpha", 1))))
	return nil
}
