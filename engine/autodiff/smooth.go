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
	times := func(v string, k float64) string { return c.mul(v, c.scalar(float32(k))) }
	plus := func(v string, k float64) string { return c.binary("Add", v, c.scalar(float32(k))) }
	square := c.mul(x, x)
	var distribution, density string
	if onnx.Text(c.node, "approximate", "none") == "tanh" {
		// P = (1 + tanh u)/2 with u = a (x + b x^3), u' = a (1 + 3 b x^2).
		a, b := math.Sqrt(2/math.Pi), 0.044715
		t := c.unary("Tanh", c.mul(times(x, a), plus(times(square, b), 1)))
		distribution = plus(times(t, 0.5), 0.5)
		inner := plus(times(square, 3*a*b), a)
		density = c.mul(times(inner, 0.5), c.binary("Sub", c.scalar(1), c.mul(t, t)))
	} else {
		distribution = plus(times(c.unary("Erf", times(x, math.Sqrt2/2)), 0.5), 0.5)
		density = times(c.unary("Exp", times(square, -0.5)), 1/math.Sqrt(2*math.Pi))
	}
	c.give(0, c.mul(c.dy[0], c.binary("Add", distribution, c.mul(x, density))))
	return nil
}
