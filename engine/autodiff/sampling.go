package autodiff

import (
	"fmt"
	"maps"
	"slices"

	"foolscope/engine/onnx"
	"foolscope/engine/onnx/shape"
)

// sample takes the first element of each block of stride positions: as a pooling,
// which stays in the blocked layout of convolutions.
func (b *builder) sample(x string, stride []int64) string {
	key := sampleKey(x, stride)
	if _, ok := b.samples[key]; !ok {
		dims := slices.Clone(b.shape(x))
		dims[2], dims[3] = dims[2]/stride[0], dims[3]/stride[1]
		b.samples[key] = b.add("MaxPool", dims, onnx.Attributes{"kernel_shape": []int64{1, 1}, "strides": stride}, x)
	}
	return b.samples[key]
}

// sampleAt takes the element at an offset of each block of stride positions.
func (b *builder) sampleAt(x string, stride []int64, at offset) string {
	if at == here.offset {
		return b.sample(x, stride)
	}
	key := fmt.Sprint(sampleKey(x, stride), at)
	if _, ok := b.samples[key]; !ok {
		dims := b.shape(x)
		out := b.gatherTaps(x, []int64{dims[2] / stride[0], dims[3] / stride[1]}, stride, tap{at, 1})
		b.samples[key], b.sampled[out] = out, sampled{stride, at}
	}
	return b.samples[key]
}

// sampled says which elements sampleAt has taken.
type sampled struct {
	stride []int64
	at     offset
}

func sampleKey(x string, stride []int64) string { return fmt.Sprint(x, stride) }

// sampling reports whether the outputs of a window are what sample takes.
func sampling(w shape.Window) bool {
	for i := range w.Kernel {
		if w.Kernel[i] != 1 || w.Begin[i] != 0 || w.Out[i]*w.Strides[i] != w.In[i] {
			return false
		}
	}
	return true
}

// sampleBeforeConvolving takes the stride out of 1x1 convolutions. They run a quarter faster on elements that lie side by side, and those are
// computed once for the convolutions that start a block and for the derivative
// of the Relu before. Values that are kept stay whole.
func (b *builder) sampleBeforeConvolving(kept ...string) {
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
	b.sampleEarly(kept)
}

// sampleEarly takes samples before what works on each position alone, and not
// behind it, where nobody reads the other positions; a larger convolution gets the
// stride of the samples. The last block of a stage of a ResNet then computes a
// quarter of its elements.
func (b *builder) sampleEarly(kept []string) {
	waiting := slices.Sorted(maps.Values(b.samples))
	for len(waiting) > 0 {
		out := waiting[0]
		waiting = waiting[1:]
		sampling := b.graph.Producers()[out]
		x, stride := sampling.Input[0], onnx.IntList(sampling, "strides")
		key := sampleKey(x, stride)
		n := b.graph.Producers()[x]
		if b.samples[key] != out || n == nil || b.graph.Uses()[x] > 1 || slices.Contains(kept, x) || !b.sampleInputs(n, stride) {
			continue
		}
		n.Output[0] = out
		delete(b.samples, key)
		b.graph.Node = slices.DeleteFunc(b.graph.Node, func(other *onnx.NodeProto) bool { return other == sampling })
		for _, name := range n.Input {
			if is(b.graph.Producers()[name], "MaxPool") {
				waiting = append(waiting, name)
			}
		}
	}
}

// sampleInputs lets a node compute the samples of what it computes, and reports
// whether it could.
func (b *builder) sampleInputs(n *onnx.NodeProto, stride []int64) bool {
	c := &call{builder: b, node: n}
	switch {
	case !standard(n) || len(n.Output) != 1 || c.shaped() != nil:
		return false
	case slices.Contains([]string{"Relu", "LeakyRelu", "Clip", "Sigmoid", "Tanh", "HardSwish"}, n.OpType):
		n.Input[0] = b.sample(c.x(0), stride)
		return true
	case n.OpType == "Add" && slices.Equal(c.shape(c.x(0)), c.shape(c.x(1))):
		n.Input = []string{b.sample(c.x(0), stride), b.sample(c.x(1), stride)}
		return true
	case n.OpType != "Conv":
		return false
	}
	w, err := c.window(c.shape(c.x(1))[2:])
	switch {
	case err == nil && pointwise(w):
		n.Input[0] = b.sample(c.x(0), stride)
		return true
	case err != nil || product(w.Strides)*product(w.Dilations) != 1:
		// The gradient would have to be a ConvTranspose, or many phases.
		return false
	}
	n.Attribute = onnx.NewNode(n.OpType, nil, nil, onnx.Attributes{
		"kernel_shape": w.Kernel, "group": onnx.Int(n, "group", 1), "strides": stride,
		"pads": []int64{w.Begin[0], w.Begin[1], w.End[0], w.End[1]},
	}).Attribute
	return true
}

// pointwise reports whether each output of a window sees the one element of the
// same position.
func pointwise(w shape.Window) bool {
	return product(w.Kernel) == 1 && product(w.Strides) == 1 && slices.Equal(w.In, w.Out) && product(w.In) > 0 &&
		w.Begin[0] == 0 && w.Begin[1] == 0
}
