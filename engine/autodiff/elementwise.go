package autodiff

import (
	"errors"
	"math"

	"foolscope/engine/onnx"
)

// A value that was stretched to fit another one gathers the gradients of all
// places that it was stretched to: every rule here ends in unbroadcast.

func (c *call) giveUnbroadcast(i int, gradient string) {
	c.give(i, c.unbroadcast(gradient, c.shape(c.x(i))))
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

func sub(c *call) error {
	if c.wants(0) {
		c.giveUnbroadcast(0, c.dy[0])
	}
	if c.wants(1) {
		c.giveUnbroadcast(1, c.unary("Neg", c.dy[0]))
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
		c.giveUnbroadcast(1, c.unary("Neg", c.mul(quotient, c.y())))
	}
	return nil
}

// cast is for files that say a type twice: gradients are float32 throughout.
func cast(c *call) error {
	if onnx.Int(c.node, "to", 0) != int64(onnx.TensorProto_FLOAT) {
		return errors.New("only float32 has a gradient here")
	}
	return passOn(c)
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

// pow: p x^(p-1), for an exponent that the file holds.
func pow(c *call) error {
	p, ok := c.number(1)
	if !ok || c.wants(1) {
		return errors.New("only a power with one exponent that is stored in the file has a gradient here")
	}
	slope := c.x(0)
	if p != 2 {
		slope = c.binary("Pow", c.x(0), c.scalar(p-1))
	}
	c.give(0, c.mul(c.dy[0], c.mul(slope, c.scalar(p))))
	return nil
}

// erf: 2/sqrt(pi) exp(-x^2).
func erf(c *call) error {
	square := c.mul(c.x(0), c.x(0))
	bell := c.unary("Exp", c.unary("Neg", square))
	c.give(0, c.mul(c.dy[0], c.mul(bell, c.scalar(float32(2/math.Sqrt(math.Pi))))))
	return nil
}
