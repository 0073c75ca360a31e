package autodiff

import (
	"errors"
	"math"

	"foolscope/engine/onnx"
	"foolscope/engine/onnx/shape"
)

// Norms: with y = (sum |x|^p)^(1/p), dy/dx = sign(x) (|x|/y)^(p-1). Where y is
// 0, all x are, and the gradient is 0.

// lpSlope is the derivative of a norm y, stretched to the shape of x, by x.
func (b *builder) lpSlope(x, y string, p int64) string {
	switch p {
	case 1:
		return b.unary("Sign", x)
	case 2:
		return b.binary("Div", x, b.notZero(y))
	}
	ratio := b.binary("Div", b.unary("Abs", x), b.notZero(y))
	return b.mul(b.unary("Sign", x), b.binary("Pow", ratio, b.scalar(float32(p-1))))
}

// notZero is a norm, or a tiny number where that is 0.
func (b *builder) notZero(x string) string { return b.binary("Max", x, b.scalar(tiny)) }

func reduceL1(c *call) error { return c.reduceNorm(1) }

func reduceL2(c *call) error { return c.reduceNorm(2) }

func (c *call) reduceNorm(p int64) error {
	gradient, kept, _, err := c.reduced()
	if err != nil {
		return err
	}
	c.give(0, c.mul(c.lpSlope(c.x(0), c.reshape(c.y(), kept), p), gradient))
	return nil
}

func globalLpPool(c *call) error {
	c.give(0, c.mul(c.lpSlope(c.x(0), c.y(), onnx.Int(c.node, "p", 2)), c.dy[0]))
	return nil
}

// lpPool is the norm of each window: dx = sign(x) |x|^(p-1) times the sum, over
// the windows that see x, of dy / y^(p-1).
func lpPool(c *call) error {
	w, err := c.window(nil)
	if err != nil {
		return err
	}
	p := onnx.Int(c.node, "p", 2)
	if p < 1 {
		return errors.New("only norms of an order of 1 or more have a gradient here")
	}
	x, y, dy := c.picture(c.x(0)), c.picture(c.y()), c.picture(c.dy[0])
	slope := x
	switch {
	case p == 1:
		slope = c.unary("Sign", x)
	case p > 2:
		slope = c.mul(c.unary("Sign", x), c.binary("Pow", c.unary("Abs", x), c.scalar(float32(p-1))))
	}
	if p > 1 {
		// A bound whose power is not a denormal number.
		least := float32(math.Pow(tiny, 1/float64(p-1)))
		dy = c.binary("Div", dy, c.binary("Pow", c.binary("Max", y, c.scalar(least)), c.scalar(float32(p-1))))
	}
	c.giveLike(0, c.mul(slope, c.spreadOver(dy, w)))
	return nil
}

// lpNormalization divides by the norm n along an axis: with y = x/n and s the
// derivative of n, dx = (dy - s sum(dy y)) / n.
func lpNormalization(c *call) error {
	x, p := c.x(0), onnx.Int(c.node, "p", 2)
	axis, err := shape.Axis(onnx.Int(c.node, "axis", -1), len(c.shape(x)))
	if err != nil {
		return err
	}
	var n string
	switch p {
	case 1:
		n = c.sum(c.unary("Abs", x), int64(axis))
	case 2:
		n = c.unary("Sqrt", c.sum(c.mul(x, x), int64(axis)))
	default:
		return errors.New("only the norms of order 1 and 2 have a gradient here")
	}
	along := c.sum(c.mul(c.dy[0], c.y()), int64(axis))
	rest := c.binary("Sub", c.dy[0], c.mul(c.lpSlope(x, n, p), along))
	c.give(0, c.binary("Div", rest, c.notZero(n)))
	return nil
}

func reduceSumSquare(c *call) error {
	gradient, _, _, err := c.reduced()
	if err != nil {
		return err
	}
	c.give(0, c.mul(c.times(c.x(0), 2), gradient))
	return nil
}

// reduceLogSum: y = log s, so dy/dx = 1/s = exp(-y).
func reduceLogSum(c *call) error {
	gradient, kept, _, err := c.reduced()
	if err != nil {
		return err
	}
	inverse := c.unary("Exp", c.unary("Neg", c.reshape(c.y(), kept)))
	c.give(0, c.stretch(c.mul(gradient, inverse), c.shape(c.x(0))))
	return nil
}

// reduceLogSumExp: exp(x - y), a softmax.
func reduceLogSumExp(c *call) error {
	gradient, kept, _, err := c.reduced()
	if err != nil {
		return err
	}
	portion := c.unary("Exp", c.binary("Sub", c.x(0), c.reshape(c.y(), kept)))
	c.give(0, c.mul(portion, gradient))
	return nil
}
