package autodiff

import (
	"errors"

	"foolscope/engine/onnx"
	"foolscope/engine/onnx/shape"
)

// conv gives the gradients of a convolution's input, weights and bias.
//
// The input's gradient is written as convolutions too: onnxruntime runs them
// several times faster than ConvTranspose.
func conv(c *call) error {
	w, err := c.window(c.shape(c.x(1))[2:])
	if err != nil {
		return err
	}
	if s, ok := c.sampled[c.y()]; ok {
		c.give(0, c.interleave([]string{c.dy[0]}, c.shape(c.x(0)), s.stride, []offset{s.at}))
		return nil
	}
	if c.copied[c.y()] {
		c.give(0, c.dy[0])
		return nil
	}
	x, weights, dy := c.picture(c.x(0)), c.picture(c.x(1)), c.picture(c.dy[0])
	group := onnx.Int(c.node, "group", 1)
	if c.wants(0) {
		c.giveLike(0, c.convSparse(dy, weights, w, group, c.shape(x)))
	}
	if c.wants(1) {
		if product(w.Kernel) > maxTaps {
			return errors.New("so large a kernel has no gradient here")
		}
		c.giveLike(1, c.convWeights(dy, x, w, group, c.shape(weights)))
	}
	if c.wants(2) {
		c.giveLike(2, c.sum(dy, 0, 2, 3))
	}
	return nil
}

// maxTaps bounds the taps of a kernel that are handled one by one.
const maxTaps = 1024

// convInput is the gradient of a convolution with respect to its input, of
// shape dims.
func (b *builder) convInput(dy, weights string, w shape.Window, group int64, dims []int64) string {
	strided := w.Strides[0] > 1 || w.Strides[1] > 1
	dilated := w.Dilations[0] > 1 || w.Dilations[1] > 1
	kernels := b.shape(weights)
	depthwise := group > 1 && kernels[1] == 1 && kernels[0] == group
	if b.fitsTiles(dy, weights, w, group, dims) {
		if tiled, err := b.tileKernels(weights, true); err == nil {
			return b.convTiles(dy, tiled, dims)
		}
	}
	switch {
	case !strided:
		return b.convStraight(dy, weights, w, group, dims)
	case depthwise:
		// Arithmetic is cheap here and layout changes are not: insert zeros
		// between the gradients, then convolve at full size.
		return b.convUpsampled(dy, weights, w, group, dims)
	case dilated, w.Strides[0]*w.Strides[1] > maxTaps:
		return b.convTransposed(dy, weights, w, group, dims)
	}
	return b.convPhases(dy, weights, w, group, dims)
}

// convStraight serves stride 1: a convolution with the flipped, transposed
// kernel and the pads d(k-1)-p, in blocks where that is faster.
func (b *builder) convStraight(dy, weights string, w shape.Window, group int64, dims []int64) string {
	kernel := b.flippedKernel(weights, group)
	var begin, end [2]int64
	for i := range 2 {
		begin[i] = w.Extent(i) - 1 - w.Begin[i]
		end[i] = w.In[i] - w.Out[i] - begin[i] + w.Extent(i) - 1
	}
	// A kernel of one element would only grow.
	if group == 1 && dims[1] <= 4 && product(w.Dilations) == 1 && product(w.Kernel) > 1 && b.fitsBlocks(dy, kernel, begin, end) {
		blocks, stride := b.convBlocks(dy, kernel, begin, end, []int64{1, 1})
		return b.spreadGroups(blocks, dims, stride, block(stride))
	}
	return b.convolve(dy, kernel, begin, end, w.Dilations, group, dims[1])
}

// convolve is a convolution of stride 1 whose pads may be negative, which cuts
// the input.
func (b *builder) convolve(x, kernel string, begin, end [2]int64, dilations []int64, group, channels int64) string {
	from := b.shape(x)
	var cuts []cut
	out := []int64{from[0], channels, 0, 0}
	for i := range 2 {
		size, k := from[2+i], b.shape(kernel)[2+i]
		out[2+i] = size + begin[i] + end[i] - dilations[i]*(k-1)
		c := cut{axis: 2 + i, end: size, step: 1}
		if begin[i] < 0 {
			c.start, begin[i] = -begin[i], 0
		}
		if end[i] < 0 {
			c.end, end[i] = size+end[i], 0
		}
		cuts = append(cuts, c)
	}
	x = b.slice(x, cuts...)
	attributes := onnx.Attributes{
		"kernel_shape": b.shape(kernel)[2:], "group": group,
		"pads": []int64{begin[0], begin[1], end[0], end[1]},
	}
	if dilations[0] > 1 || dilations[1] > 1 {
		attributes["dilations"] = dilations
	}
	return b.add("Conv", out, attributes, x, kernel)
}

// flippedKernel turns a kernel [M, C/g, kh, kw] by half a turn and swaps its
// channels: [C, M/g, kh, kw]. A stored kernel is rearranged once, when
// onnxruntime loads the graph.
func (b *builder) flippedKernel(weights string, group int64) string {
	return b.swapChannels(b.reverse(weights, 2, 3), group)
}

func (b *builder) swapChannels(weights string, group int64) string {
	k := b.shape(weights)
	out, in := k[0]/group, k[1]
	if out == 1 && in == 1 {
		return weights
	}
	if group == 1 {
		return b.transpose(weights, 1, 0, 2, 3)
	}
	split := b.reshape(weights, []int64{group, out, in, k[2], k[3]})
	return b.reshape(b.transpose(split, 0, 2, 1, 3, 4), []int64{group * in, out, k[2], k[3]})
}

// convTransposed leaves the work to ConvTranspose: slow, but right for every
// geometry.
func (b *builder) convTransposed(dy, weights string, w shape.Window, group int64, dims []int64) string {
	extra := make([]int64, 2)
	pads := []int64{w.Begin[0], w.Begin[1], w.End[0], w.End[1]}
	for i := range 2 {
		extra[i] = dims[2+i] - ((w.Out[i]-1)*w.Strides[i] + w.Extent(i) - w.Begin[i] - w.End[i])
	}
	return b.add("ConvTranspose", dims, onnx.Attributes{
		"strides": w.Strides, "dilations": w.Dilations, "group": group, "kernel_shape": w.Kernel,
		"pads": pads, "output_padding": extra,
	}, dy, weights)
}
