package autodiff

import (
	"fmt"
	"slices"

	"foolscope/engine/onnx"
	"foolscope/engine/onnx/shape"
)

// Convolutions of single entries with a stride, as they begin a stage of a
// ResNet, leave most of their input aside: three quarters of its gradient are
// zeros. What works on each position alone, a Relu or a convolution of single
// entries, goes back through the other quarter only, before it is spread out;
// and a larger convolution leaves the zeros out, as if it had the stride itself.

// sparse returns how a gradient was interleaved, and true if only the first of
// the positions of each stride has entries.
func (b *builder) sparse(gradient string) (interleaving, bool) {
	made, ok := b.interleaved[gradient]
	return made, ok && slices.Equal(made.offsets, []offset{{}}) && b.exact(gradient)
}

// complete reports whether each entry of an interleaved gradient is one of a part.
func (b *builder) complete(gradient string) bool {
	made := b.interleaved[gradient]
	return int64(len(made.parts)) == product(made.stride) && b.exact(gradient)
}

// exact reports whether no entry of a part lies beyond the edges.
func (b *builder) exact(gradient string) bool {
	made, dims := b.interleaved[gradient], b.shape(gradient)
	part := b.shape(made.parts[0])
	return part[2]*made.stride[0] == dims[2] && part[3]*made.stride[1] == dims[3]
}

// sample takes the first entry of each block of stride positions: as a pooling,
// which stays in the blocked layout of convolutions.
func (b *builder) sample(x string, stride []int64) string {
	key := fmt.Sprint(x, stride)
	if _, ok := b.samples[key]; !ok {
		dims := slices.Clone(b.shape(x))
		dims[2], dims[3] = dims[2]/stride[0], dims[3]/stride[1]
		b.samples[key] = b.add("MaxPool", dims, onnx.Attributes{"kernel_shape": []int64{1, 1}, "strides": stride}, x)
	}
	return b.samples[key]
}

// sampling reports whether the outputs of a window are what sample takes.
func sampling(w shape.Window) bool {
	for i := range w.Kernel {
		if w.Kernel[i] != 1 || w.Begin[i] != 0 || w.Out[i]*w.Strides[i] != w.In[i] {
			return false
		}
	}
	return true
}

// sampleBeforeConvolving takes the stride out of convolutions of single entries.
// They run a quarter faster on entries that lie side by side, and those are
// computed once for the convolutions that start a block and for the derivative
// of the Relu before.
func (b *builder) sampleBeforeConvolving() {
	for _, n := range slices.Clone(b.graph.Node) {
		c := &call{builder: b, node: n}
		if !is(n, "Conv") || len(b.shapes[c.x(0)]) != 4 || len(b.shapes[c.x(1)]) != 4 {
			continue
		}
		w, err := c.window(c.shape(c.x(1))[2:])
		if err != nil || product(w.Strides) == 1 || !sampling(w) {
			continue
		}
		n.Input[0] = c.sample(c.x(0), w.Strides)
		n.Attribute = onnx.NewNode(n.OpType, nil, nil, onnx.Attributes{"kernel_shape": w.Kernel, "group": onnx.Int(n, "group", 1)}).Attribute
	}
}

// pointwise reports whether each output of a window sees the one entry of the
// same position.
func pointwise(w shape.Window) bool {
	return product(w.Kernel) == 1 && product(w.Strides) == 1 && slices.Equal(w.In, w.Out) && product(w.In) > 0 &&
		w.Begin[0] == 0 && w.Begin[1] == 0
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
	case plain && group == 1 && dims[1] < fewChannels && b.complete(dy):
		return b.convPhasesAtOnce(made, weights, w, dims)
	}
	return b.convInput(made.woven, weights, w, group, dims)
}
