package autodiff

// tan: 1 + y^2.
func tan(c *call) error {
	c.give(0, c.mul(c.dy[0], c.plus(c.mul(c.y(), c.y()), 1)))
	return nil
}

// asin: 1 / sqrt(1 - x^2).
func asin(c *call) error {
	c.give(0, c.binary("Div", c.dy[0], c.unary("Sqrt", c.oneMinusSquare())))
	return nil
}

// acos: that of asin, negative.
func acos(c *call) error {
	c.give(0, c.unary("Neg", c.binary("Div", c.dy[0], c.unary("Sqrt", c.oneMinusSquare()))))
	return nil
}

// atan: 1 / (1 + x^2).
func atan(c *call) error {
	c.give(0, c.binary("Div", c.dy[0], c.plus(c.square(), 1)))
	return nil
}

func sinh(c *call) error {
	c.give(0, c.mul(c.dy[0], c.unary("Cosh", c.x(0))))
	return nil
}

func cosh(c *call) error {
	c.give(0, c.mul(c.dy[0], c.unary("Sinh", c.x(0))))
	return nil
}

// atanh: 1 / (1 - x^2).
func atanh(c *call) error {
	c.give(0, c.binary("Div", c.dy[0], c.oneMinusSquare()))
	return nil
}

// square is x^2.
func (c *call) square() string { return c.mul(c.x(0), c.x(0)) }

// oneMinusSquare is 1 - x^2.
func (c *call) oneMinusSquare() string { return c.binary("Sub", c.scalar(1), c.square()) }
