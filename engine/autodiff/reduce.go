package autodiff

import (
	"slices"

	"foolscope/engine/onnx"
	"foolscope/engine/onnx/shape"
)

// reduced returns the gradient of a reduction's output with the reduced axes
// put back as dimensions of 1, and those axes.
func (c *call) reduced() (gradient string, kept []int64, axes []int, err error) {
	x := c.shape(c.x(0))
	axes, err = shape.ReduceAxes(c.node, len(x), c.list)
	if err != nil {
		return "", nil, nil, err
	}
	kept = append([]int64{}, x...)
	for _, a := range axes {
		kept[a] = 1
	}
	return c.reshape(c.dy[0], kept), kept, axes, nil
}

// stretch repeats a value until it has the shape dims.
func (b *builder) stretch(x string, dims []int64) string {
	return b.add("Expand", dims, nil, x, b.ints(dims...))
}

func reduceSum(c *call) error {
	gradient, _, _, err := c.reduced()
	if err != nil {
		return err
	}
	c.give(0, c.stretch(gradient, c.shape(c.x(0))))
	return nil
}

func reduceMean(c *call) error {
	gradient, kept, _, err := c.reduced()
	if err != nil {
		return err
	}
	x := c.shape(c.x(0))
	c.give(0, c.spreadEvenly(gradient, float32(product(kept))/float32(product(x)), x))
	return nil
}

func reduceMax(c *call) error { return c.reduceExtreme(steep) }

func reduceMin(c *call) error { return c.reduceExtreme(-steep) }

// reduceExtreme splits the gradient among the elements that share the extreme
// value; side is that of winners.
func (c *call) reduceExtreme(side float32) error {
	gradient, kept, axes, err := c.reduced()
	if err != nil {
		return err
	}
	over := make([]int64, len(axes))
	for i, a := range axes {
		over[i] = int64(a)
	}
	c.give(0, c.winners(gradient, c.reshape(c.y(), kept), side, over))
	return nil
}

// globalMaxPool hands the gradient of each channel to its largest element.
func globalMaxPool(c *call) error {
	c.give(0, c.winners(c.dy[0], c.y(), steep, c.spatial()))
	return nil
}

// spatial lists the axes behind batch and channels.
func (c *call) spatial() []int64 {
	var axes []int64
	for i := 2; i < len(c.shape(c.x(0))); i++ {
		axes = append(axes, int64(i))
	}
	return axes
}

// winners splits a gradient among the elements of input 0 that share the extreme
// value along some axes: the maximum if side is steep, the minimum if it is
// -steep.
func (c *call) winners(gradient, extreme string, side float32, over []int64) string {
	// 1 where x is the extreme value, and 0 on the other side of it.
	mask := c.ramp(c.binary("Sub", c.x(0), extreme), side, 1)
	return c.mul(c.binary("Div", mask, c.sum(mask, over...)), gradient)
}

// globalAveragePool spreads the gradient evenly over the picture.
func globalAveragePool(c *call) error {
	x := c.shape(c.x(0))
	c.give(0, c.spreadEvenly(c.dy[0], 1/float32(product(x[2:])), x))
	return nil
}

// widestSpread bounds the sides of pictures that spreadEvenly fills by a
// convolution, whose time grows with the third power of a side, and largestSpread
// their elements, of which it stores as many.
const (
	widestSpread  = 16
	largestSpread = 1 << 20
)

// spreadEvenly gives every element of a value of shape dims a share of the gradient
// of those that it was averaged with. One number per channel becomes a picture in
// the blocked layout by a depthwise convolution, which meets that number
// once, and zeros beyond the edge otherwise.
func (b *builder) spreadEvenly(gradient string, share float32, dims []int64) string {
	from := b.shape(gradient)
	if len(dims) != 4 || from[0] != dims[0] || from[1] != dims[1] || product(from[2:]) != 1 ||
		dims[1] < fewChannels || max(dims[2], dims[3]) > widestSpread || product(dims[1:]) > largestSpread {
		return b.stretch(b.mul(gradient, b.scalar(share)), dims)
	}
	rows, columns := dims[2]-1, dims[3]-1
	return b.add("Conv", dims, onnx.Attributes{
		"kernel_shape": dims[2:], "group": dims[1], "pads": []int64{rows, columns, rows, columns},
	}, gradient, b.row(share, dims[1], 1, dims[2], dims[3]))
}

// softmax: y (dy - sum(dy y)).
//
// Where the only use of y is a product of matrices z = y v, as in attention,
// dy = dz v' and sum(dy y) = sum(dz z), which has fewer elements to go through
// (Dao et al., FlashAttention, 2022, appendix B.2).
func softmax(c *call) error {
	axis, err := shape.Axis(onnx.Int(c.node, "axis", -1), len(c.shape(c.y())))
	if err != nil {
		return err
	}
	at, dat := c.y(), c.dy[0]
	if z, dz, ok := c.mixed(); ok && axis == len(c.shape(at))-1 {
		at, dat = z, dz
	}
	along := c.sum(c.mul(dat, at), int64(axis))
	c.give(0, c.mul(c.y(), c.binary("Sub", c.dy[0], along)))
	return nil
}

// mixed returns the product of matrices whose left factor is the node's output,
// and its gradient, if that is the output's only use and the result is smaller.
func (c *call) mixed() (z, dz string, ok bool) {
	y := c.y()
	if declares(c.graph.Output, y) {
		return "", "", false
	}
	for _, n := range c.forward {
		if !slices.Contains(n.Input, y) {
			continue
		}
		if ok || n.OpType != "MatMul" || n.Input[1] == y {
			return "", "", false
		}
		z, ok = n.Output[0], true
	}
	from, to := c.shapes[y], c.shapes[z]
	last := len(from) - 1
	if !ok || len(c.partial[z]) != 1 || last < 1 || len(to) != len(from) || !slices.Equal(to[:last], from[:last]) || to[last] >= from[last] {
		return "", "", false
	}
	return z, c.partial[z][0], true
}

// logSoftmax: dy - exp(y) sum(dy).
func logSoftmax(c *call) error {
	axis, err := shape.Axis(onnx.Int(c.node, "axis", -1), len(c.shape(c.y())))
	if err != nil {
		return err
	}
	total := c.sum(c.dy[0], int64(axis))
	c.give(0, c.binary("Sub", c.dy[0], c.mul(c.unary("Exp", c.y()), total)))
	return nil
}
