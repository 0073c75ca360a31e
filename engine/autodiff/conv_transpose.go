package autodiff

import (
	"errors"

	"foolscope/engine/onnx"
	"foolscope/engine/onnx/shape"
)

// convTranspose is the gradient of a convolution, so its own gradient is that
// convolution, with the same kernel.
func convTranspose(c *call) error {
	x, kernel := c.shape(c.x(0)), c.shape(c.x(1))
	if len(x) != 3 && len(x) != 4 {
		return errors.New("only one or two spatial dimensions have a gradient here")
	}
	w, err := shape.NewTransposedWindow(c.node, x[2:], kernel[2:])
	if err != nil {
		return err
	}
	w = flatWindow(w)
	input, weights, dy := c.picture(c.x(0)), c.picture(c.x(1)), c.picture(c.dy[0])
	group := onnx.Int(c.node, "group", 1)
	if c.wants(2) {
		c.giveLike(2, c.sum(dy, 0, 2, 3))
	}
	// What lies behind the last window has no part in it.
	var cuts []cut
	for i := range 2 {
		if w.End[i] < 0 {
			w.In[i] += w.End[i]
			w.End[i] = 0
			cuts = append(cuts, cut{axis: 2 + i, end: w.In[i], step: 1})
		}
	}
	dy = c.builder.slice(dy, cuts...)
	if c.wants(0) {
		c.giveLike(0, c.add("Conv", c.shape(input), onnx.Attributes{
			"kernel_shape": w.Kernel, "strides": w.Strides, "dilations": w.Dilations, "group": group,
			"pads": []int64{w.Begin[0], w.Begin[1], w.End[0], w.End[1]},
		}, dy, weights))
	}
	if c.wants(1) {
		if product(w.Kernel) > maxTaps {
			return errors.New("so large a kernel has no gradient here")
		}
		c.giveLike(1, c.convWeights(input, dy, w, group, c.shape(weights)))
	}
	return nil
}
