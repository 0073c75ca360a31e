package autodiff

import (
	"slices"

	"foolscope/engine/onnx"
	"foolscope/engine/onnx/shape"
)

// Convolutions of single entries with a stride, as they begin a stage of a
// ResNet, leave most of their input aside: three quarters of its gradient are
// zeros. What works on each position alone, a Relu or a convolution of single
// entries, goes back through the other quarter only, before it is spread out.

// sparse returns how a gradient was interleaved, and true if only the first of
// the positions of each stride has entries.
func (b *builder) sparse(gradient string) (interleaving, bool) {
	made, ok := b.interleaved[gradient]
	return made, ok && slices.Equal(made.offsets, []offset{{}})
}

// sample takes the entries of x at the positions of a sparse gradient: as a
// pooling, which stays in the blocked layout of convolutions.
func (b *builder) sample(x string, made interleaving) string {
	dims := slices.Clone(b.shape(made.source))
	dims[1] = b.shape(x)[1]
	return b.add("MaxPool", dims, onnx.Attributes{"kernel_shape": []int64{1, 1}, "strides": made.stride}, x)
}

// pointwise reports whether each output of a window sees the one entry of the
// same position.
func pointwise(w shape.Window) bool {
	return product(w.Kernel) == 1 && product(w.Strides) == 1 && slices.Equal(w.In, w.Out) && product(w.In) > 0 &&
		w.Begin[0] == 0 && w.Begin[1] == 0
}
