package autodiff

import (
	"slices"

	"foolscope/engine/onnx/shape"
)

// 1x1 convolutions with a stride, as they begin a stage of a ResNet, leave most
// of their input aside: three quarters of its gradient are zeros. What works on
// each position alone, a Relu or a 1x1 convolution, goes back through the other quarter only, before it is spread out;
// and a larger convolution leaves the zeros out, as if it had the stride itself.

// sparse returns how a gradient was interleaved, and true if only the first of
// the positions of each stride has elements.
func (b *builder) sparse(gradient string) (interleaving, bool) {
	made, ok := b.interleaved[gradient]
	return made, ok && slices.Equal(made.offsets, []offset{{}}) && b.exact(gradient)
}

// complete reports whether each element of an interleaved gradient is one of a part.
func (b *builder) complete(gradient string) bool {
	made := b.interleaved[gradient]
	return int64(len(made.parts)) == product(made.stride) && b.exact(gradient)
}

// exact reports whether no element of a part lies beyond the edges.
func (b *builder) exact(gradient string) bool {
	made, dims := b.interleaved[gradient], b.shape(gradient)
	part := b.shape(made.parts[0])
	return part[2]*made.stride[0] == dims[2] && part[3]*made.stride[1] == dims[3]
}

// convSparse is convInput for a gradient that may be interleaved.
func (b *builder) convSparse(dy, weights string, w shape.Window, group int64, dims []int64) string {
	made, ok := b.interleaved[dy]
	if !ok {
		return b.convInput(dy, weights, w, group, dims)
	}
	_, first := b.sparse(dy)
	plain := product(w.Dilations) == 1
	switch {
	case first && pointwise(w):
		source := b.convolve(made.parts[0], b.flippedKernel(weights, group), [2]int64{}, [2]int64{}, w.Dilations, group, dims[1])
		return b.interleave([]string{source}, dims, made.stride, made.offsets)
	case first && plain && product(w.Strides) == 1:
		w.Strides, w.Out = made.stride, b.shape(made.parts[0])[2:]
		return b.convInput(made.parts[0], weights, w, group, dims)
	case plain && group == 1 && dims[1] < fewChannels && b.complete(dy) && product(w.Strides) <= maxWoven:
		return b.convPhasesAtOnce(made, weights, w, dims)
	}
	return b.convInput(made.woven, weights, w, group, dims)
}
