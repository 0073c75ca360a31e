package autodiff

import (
	"foolscope/engine/onnx/shape"
)

// convWeights is the gradient of a convolution with respect to its weights, of
// shape dims: the input is cut into one shifted picture per tap (im2col), and
// one matrix product with dy sums over all positions. This runs about three
// times faster than a convolution with swapped axes.
func (b *builder) convWeights(dy, x string, w shape.Window, group int64, dims []int64) string {
	from := b.shape(x)
	batch, perGroup, taps := from[0], dims[1], dims[2]*dims[3]
	positions := w.Out[0] * w.Out[1]
	padded := b.pad(x, []int64{0, 0, w.Begin[0], w.Begin[1]}, []int64{0, 0, max(0, w.End[0]), max(0, w.End[1])})
	var shifted []string
	for row := range dims[2] {
		for column := range dims[3] {
			top, left := row*w.Dilations[0], column*w.Dilations[1]
			view := b.slice(padded,
				cut{axis: 2, start: top, end: top + (w.Out[0]-1)*w.Strides[0] + 1, step: w.Strides[0]},
				cut{axis: 3, start: left, end: left + (w.Out[1]-1)*w.Strides[1] + 1, step: w.Strides[1]})
			shifted = append(shifted, b.reshape(view, []int64{batch, group, perGroup, 1, positions}))
		}
	}
	columns := b.reshape(b.concat(3, shifted...), []int64{batch, group, perGroup * taps, positions})
	gradients := b.reshape(dy, []int64{batch, group, dims[0] / group, positions})
	product := b.matMul(gradients, b.transpose(columns, 0, 1, 3, 2))
	return b.reshape(b.sum(product, 0), dims)
}
