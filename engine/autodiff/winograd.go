package autodiff

import (
	"fmt"
	"slices"

	"foolscope/engine/onnx"
	"foolscope/engine/onnx/shape"
	"foolscope/engine/pages"
)

// A convolution with kernels of 3 x 3 computes 2 x 2 of its outputs with 16
// multiplications a pair of channels instead of 36: A. Lavin and S. Gray, "Fast
// algorithms for convolutional neural networks", 2016, F(2 x 2, 3 x 3). Each tile d of
// 4 x 4 inputs, two positions apart, is transformed to B' d B, each kernel k to G k G',
// the 16 elements are multiplied and added up over the input channels, by 16 1x1
// convolutions, and the sums m become the outputs A' m A:
//
//	     1  0 -1  0         1   0   0
//	B' = 0  1  1  0    G = 1/2 1/2 1/2    A' = 1 1  1  0
//	     0 -1  1  0        1/2 -1/2 1/2        0 1 -1 -1
//	     0  1  0 -1         0   0   1
//
// Sums of four inputs and of nine products take part in the rounding: the result is as
// near to the exact one as that of the plain convolution, within a factor of about 2. The
// gradient of such a convolution is one as well.

// tileRow is a row of B': two taps, at begin and dilation positions behind it.
type tileRow struct {
	begin, dilation int64
	taps            [2]float32
}

var tileRows = [4]tileRow{
	{0, 2, [2]float32{1, -1}},
	{1, 1, [2]float32{1, 1}},
	{1, 1, [2]float32{-1, 1}},
	{1, 2, [2]float32{1, -1}},
}

// kernelRows are the rows of G. The last has the sign with which its products go into
// the outputs.
var kernelRows = [4][3]float64{{1, 0, 0}, {0.5, 0.5, 0.5}, {0.5, -0.5, 0.5}, {0, 0, -1}}

// Fewer multiplications, or less of them for each element, do not pay for the transforms.
const (
	leastWork     = 900_000_000
	leastChannels = 256 * 128
)

// fitsTiles reports whether a convolution of x, or the gradient of one, can be computed by
// tiles, and is likely to be faster so. The result has the shape dims.
func (b *builder) fitsTiles(x, weights string, w shape.Window, group int64, dims []int64) bool {
	kernels := b.shape(weights)
	for i := range 2 {
		if w.Kernel[i] != 3 || w.Strides[i] != 1 || w.Dilations[i] != 1 || w.Begin[i] != 1 || w.In[i] != w.Out[i] || w.In[i]%2 != 0 {
			return false
		}
	}
	pairs := kernels[0] * kernels[1]
	return group == 1 && b.graph.Initializer(weights) != nil && b.blocked(x) && kernels[0]%fewChannels == 0 && kernels[1]%fewChannels == 0 &&
		pairs >= leastChannels && 9*pairs*dims[2]*dims[3] >= leastWork
}

// tileStride is how many outputs a tile has in each dimension.
var tileStride = []int64{2, 2}

// convTiles is the gradient of a convolution that fitsTiles accepts, by its tileKernels.
func (b *builder) convTiles(dy string, kernels [4][4]string, dims []int64) string {
	return b.interleave(b.tileOutputs(dy, kernels, dims[1]), dims, tileStride, block(tileStride))
}

// tileForward computes the convolutions of the network that fit by tiles, with the Relu
// behind them. Values that are kept stay.
func (b *builder) tileForward(kept ...string) {
	p := &pattern{b, b.graph.Producers(), b.graph.Uses(), kept}
	replaced := map[*onnx.NodeProto]bool{}
	for _, n := range b.forward {
		c := &call{builder: b, node: n}
		if !is(n, "Conv") || len(b.shapes[c.x(0)]) != 4 || len(b.shapes[c.x(1)]) != 4 || b.shapes[c.y()] == nil {
			continue
		}
		w, err := c.window(b.shape(c.x(1))[2:])
		if err != nil || !b.fitsTiles(c.x(0), c.x(1), w, onnx.Int(n, "group", 1), b.shape(c.y())) {
			continue
		}
		kernels, err := b.tileKernels(c.x(1), false)
		if err != nil {
			continue
		}
		dims, y := b.shape(c.y()), c.y()
		outputs := b.tileOutputs(c.x(0), kernels, dims[1], n.Input[2:]...)
		replaced[n] = true
		if relu := p.reader(y); is(relu, "Relu") {
			for i, part := range outputs {
				outputs[i] = b.unary("Relu", part)
			}
			y = relu.Output[0]
			replaced[relu] = true
		}
		woven := b.weave(outputs, dims, tileStride, block(tileStride))
		b.graph.Producers()[woven].Output[0] = y
	}
	b.graph.Node = slices.DeleteFunc(b.graph.Node, func(n *onnx.NodeProto) bool { return replaced[n] })
}

// tileOutputs are the outputs of all tiles, for each place in a tile, of a convolution of x
// with tileKernels and, if there is one, a bias.
func (b *builder) tileOutputs(x string, kernels [4][4]string, channels int64, bias ...string) []string {
	convolved := func(row, column int, bias ...string) string {
		tiles := b.tiles(x, tileRows[row], tileRows[column])
		dims := slices.Clone(b.shape(tiles))
		dims[1] = channels
		return b.add("Conv", dims, onnx.Attributes{"kernel_shape": []int64{1, 1}}, append([]string{tiles, kernels[row][column]}, bias...)...)
	}
	add := func(x, y string) string { return b.binary("Add", x, y) }
	// both returns the sum and the difference of two values.
	both := func(x, y string) (sum, difference string) { return add(x, y), add(b.eachTimes(y, -1), x) }
	var sums, differences [4]string
	for column := range 4 {
		sums[column], differences[column] = both(convolved(1, column), convolved(2, column))
	}
	// outputs returns the two outputs of a row, of which the products in the first or
	// last row of the tile are still missing.
	outputs := func(row int, middle [4]string) (left, right string) {
		sum, difference := both(add(convolved(row, 1), middle[1]), add(convolved(row, 2), middle[2]))
		return add(convolved(row, 0, bias...), add(middle[0], sum)), add(convolved(row, 3, bias...), add(middle[3], difference))
	}
	topLeft, topRight := outputs(0, sums)
	bottomLeft, bottomRight := outputs(3, differences)
	return []string{topLeft, topRight, bottomLeft, bottomRight}
}

// tiles is one element of B' d B for each tile of a padded value.
func (b *builder) tiles(x string, row, column tileRow) string {
	dims := slices.Clone(b.shape(x))
	channels := dims[1]
	dims[2], dims[3] = dims[2]/2, dims[3]/2
	kernel := []float32{
		row.taps[0] * column.taps[0], row.taps[0] * column.taps[1],
		row.taps[1] * column.taps[0], row.taps[1] * column.taps[1],
	}
	weights := b.store(fmt.Sprintf("tile %v %d", kernel, channels), func() *onnx.TensorProto {
		return onnx.NewFloats("tile", slices.Repeat(kernel, int(channels)), channels, 1, 2, 2)
	})
	return b.add("Conv", dims, onnx.Attributes{
		"kernel_shape": []int64{2, 2}, "group": channels, "strides": []int64{2, 2},
		"dilations": []int64{row.dilation, column.dilation},
		"pads":      []int64{1 - row.begin, 1 - column.begin, row.begin + row.dilation - 2, column.begin + column.dilation - 2},
	}, x, weights)
}

// tileKernels are the elements of G k G' for the kernels of a convolution, [M, C, 3, 3], or
// for those of its gradient: turned by half a turn, from M channels to C.
func (b *builder) tileKernels(weights string, gradient bool) (kernels [4][4]string, err error) {
	dims := b.shape(weights)
	elements, err := onnx.Floats(b.graph.Initializer(weights))
	if err != nil {
		return kernels, err
	}
	outputs, inputs := int(dims[0]), int(dims[1])
	var all [4][4][]float32
	for row := range 4 {
		for column := range 4 {
			all[row][column] = pages.Make[float32](outputs * inputs)
		}
	}
	var kernel [9]float32
	for m := range outputs {
		for c := range inputs {
			at := m*inputs + c
			copy(kernel[:], elements[9*at:])
			if gradient {
				slices.Reverse(kernel[:])
				at = c*outputs + m
			}
			for row, vertical := range kernelRows {
				var k [3]float64
				for j := range k {
					k[j] = vertical[0]*float64(kernel[j]) + vertical[1]*float64(kernel[3+j]) + vertical[2]*float64(kernel[6+j])
				}
				for column, horizontal := range kernelRows {
					all[row][column][at] = float32(horizontal[0]*k[0] + horizontal[1]*k[1] + horizontal[2]*k[2])
				}
			}
		}
	}
	size := []int64{dims[0], dims[1], 1, 1}
	if gradient {
		size[0], size[1] = size[1], size[0]
	}
	for row := range 4 {
		for column := range 4 {
			kernels[row][column] = b.store(fmt.Sprintf("tiled %s %t %d %d", weights, gradient, row, column), func() *onnx.TensorProto {
				return onnx.NewFloats("tiled", all[row][column], size...)
			})
		}
	}
	return kernels, nil
}
