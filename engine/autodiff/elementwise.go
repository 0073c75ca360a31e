package autodiff

import (
	"math"

	"foolscope/engine/onnx"
)

// A value that was stretched to fit another one gathers the gradients of all
// places that it was stretched to: every rule here ends in unbroadcast.

func (c *call) giveUnbroadcast(i int, gradient string) {
	c.give(i, c.unbroadcast(gradient, c.shape(c.x(i))))
}

// giveNegative turns the sign after adding up, when there is less to turn.
func (c *call) giveNegative(i int, gradient string) {
	c.give(i, c.unary("Neg", c.unbroadcast(gradient, c.shape(c.x(i)))))
}

// add serves Add and Sum: each input gets the gradient as it is.
func add(c *call) error {
	for i := range c.node.Input {
		if c.wants(i) {
			c.giveUnbroadcast(i, c.dy[0])
		}
	}
	return nil
}

// mean of any number of inputs.
func mean(c *call) error {
	share := c.mul(c.dy[0], c.scalar(1/float32(len(c.node.Input))))
	for i := range c.node.Input {
		if c.wants(i) {
			c.giveUnbroadcast(i, share)
		}
	}
	return nil
}

func sub(c *call) error {
	if c.wants(0) {
		c.giveUnbroadcast(0, c.dy[0])
	}
	if c.wants(1) {
		c.giveNegative(1, c.dy[0])
	}
	return nil
}

func mul(c *call) error {
	for i := range 2 {
		if c.wants(i) {
			c.giveUnbroadcast(i, c.mul(c.dy[0], c.x(1-i)))
		}
	}
	return nil
}

// div: d(a/b) = da/b - (a/b) db/b.
func div(c *call) error {
	quotient := c.binary("Div", c.dy[0], c.x(1))
	if c.wants(0) {
		c.giveUnbroadcast(0, quotient)
	}
	if c.wants(1) {
		c.giveNegative(1, c.mul(quotient, c.y()))
	}
	return nil
}

// mod is what is left of x behind the whole multiples of the divisor, of which there are
// (x - y) / divisor.
func mod(c *call) error {
	if c.wants(0) {
		c.giveUnbroadcast(0, c.dy[0])
	}
	if c.wants(1) {
		times := c.binary("Div", c.binary("Sub", c.x(0), c.y()), c.x(1))
		c.giveNegative(1, c.mul(c.dy[0], times))
	}
	return nil
}

// passOn serves operators that change nothing.
func passOn(c *call) error {
	c.give(0, c.dy[0])
	return nil
}

func neg(c *call) error {
	c.give(0, c.unary("Neg", c.dy[0]))
	return nil
}

func abs(c *call) error {
	c.give(0, c.mul(c.dy[0], c.unary("Sign", c.x(0))))
	return nil
}

func exp(c *call) error {
	c.give(0, c.mul(c.dy[0], c.y()))
	return nil
}

func log(c *call) error {
	c.give(0, c.binary("Div", c.dy[0], c.x(0)))
	return nil
}

// sqrt: 1 / (2 sqrt x).
func sqrt(c *call) error {
	c.give(0, c.mul(c.binary("Div", c.dy[0], c.y()), c.scalar(0.5)))
	return nil
}

// reciprocal: -1/x^2.
func reciprocal(c *call) error {
	c.give(0, c.unary("Neg", c.mul(c.dy[0], c.mul(c.y(), c.y()))))
	return nil
}

// pow: x^p has the derivatives p x^(p-1) and x^p log(x).
func pow(c *call) error {
	if c.wants(0) {
		c.giveUnbroadcast(0, c.mul(c.dy[0], c.powSlope()))
	}
	if c.wants(1) {
		positive := c.binary("Max", c.x(0), c.scalar(tiny))
		c.giveUnbroadcast(1, c.mul(c.dy[0], c.mul(c.y(), c.unary("Log", positive))))
	}
	return nil
}

func (c *call) powSlope() string {
	p, single := c.number(1)
	switch {
	case single && p == 2:
		return c.mul(c.x(0), c.scalar(2))
	case single:
		return c.mul(c.binary("Pow", c.x(0), c.scalar(p-1)), c.scalar(p))
	}
	// Whole exponents are stored as integers by some exporters.
	exponent := c.add("Cast", c.shape(c.x(1)), onnx.Attributes{"to": int(onnx.TensorProto_FLOAT)}, c.x(1))
	return c.mul(c.binary("Pow", c.x(0), c.binary("Sub", exponent, c.scalar(1))), exponent)
}

// tiny stands in for 0 where something is divided by it. It is a normal number,
// and so is its inverse.
const tiny = 1e-30

func sin(c *call) error {
	c.give(0, c.mul(c.dy[0], c.unary("Cos", c.x(0))))
	return nil
}

func cos(c *call) error {
	c.give(0, c.unary("Neg", c.mul(c.dy[0], c.unary("Sin", c.x(0)))))
	return nil
}

// erf: 2/sqrt(pi) exp(-x^2).
func erf(c *call) error {
	square := c.mul(c.x(0), c.x(0))
	// On onnxruntime's CPU kernels, Neg takes several times as long as Mul.
	bell := c.unary("Exp", c.times(square, -1))
	c.give(0, c.mul(c.dy[0], c.mul(bell, c.scalar(float32(2/math.Sqrt(math.Pi))))))
	return nil
}
