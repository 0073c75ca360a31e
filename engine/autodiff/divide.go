package autodiff

import (
	"slices"

	"foolscope/engine/onnx"
	"foolscope/engine/onnx/shape"
)

// A network for small devices widens a picture by a 1x1 convolution, cuts it off by a Clip
// or Relu, and narrows it again by a depthwise convolution with a stride. The wide value is the largest of the network, and the gradient would
// need as large a one with zeros between the elements, and masks. Divided into its
// phases, which are as large as what comes behind, the same work stays in the caches of
// the processor, and only the narrow gradient is put together.

// minDivided is the number of elements from which on a value is divided: smaller ones
// fit into the caches, and each phase has operators of its own.
const minDivided = 1 << 20

// widening are the nodes around a wide value: filter is the strided convolution of each
// channel, which reads what cutOff leaves of what widen computes.
type widening struct{ widen, cutOff, filter *onnx.NodeProto }

// divideBeforeStrides computes what strided depthwise convolutions read in groups of
// channels and phase by phase, and each phase's share of their outputs. Values that are
// kept stay whole.
func (b *builder) divideBeforeStrides(kept ...string) {
	for _, n := range slices.Clone(b.graph.Node) {
		whole, w, ok := b.divisible(n, kept)
		if !ok {
			continue
		}
		for _, group := range b.groupChannels(whole, w, kept) {
			b.divide(group, w)
		}
	}
}

// divisible reports whether n is a depthwise convolution that can be divided,
// with its window and the two nodes before it.
func (b *builder) divisible(n *onnx.NodeProto, kept []string) (found widening, w shape.Window, ok bool) {
	c := &call{builder: b, node: n}
	from, kernels := b.shapes[c.x(0)], b.shapes[c.x(1)]
	if !is(n, "Conv") || c.shaped() != nil || len(from) != 4 || len(kernels) != 4 ||
		kernels[1] != 1 || kernels[0] != from[1] || onnx.Int(n, "group", 1) != from[1] ||
		product(from[1:]) < minDivided || !b.blocked(c.x(0)) {
		return found, w, false
	}
	w, err := c.window(kernels[2:])
	if err != nil || !dividesEvenly(w) {
		return found, w, false
	}
	p := &pattern{b, b.graph.Producers(), b.graph.Uses(), kept}
	cutOff := p.only(c.x(0), 1)
	if !cutsOff(cutOff) {
		return found, w, false
	}
	widen := p.only((&call{builder: b, node: cutOff}).x(0), 1)
	if !is(widen, "Conv") {
		return found, w, false
	}
	before := &call{builder: b, node: widen}
	narrow := before.x(0)
	if before.shaped() != nil || len(b.shape(narrow)) != 4 {
		return found, w, false
	}
	single, err := before.window(b.shape(before.x(1))[2:])
	// Samples stay in the blocked layout if its blocks are full.
	return widening{widen, cutOff, n}, w, err == nil && pointwise(single) && b.blocked(narrow) &&
		b.shape(narrow)[1]%fewChannels == 0 && 2*b.shape(narrow)[1] <= from[1]
}

// cutsOff reports whether a node is a Relu or Clip.
func cutsOff(n *onnx.NodeProto) bool { return is(n, "Relu") || is(n, "Clip") }

// dividesEvenly reports whether the phases of a window's input are of the same size,
// and convolutions of them need no negative pads.
func dividesEvenly(w shape.Window) bool {
	if stride := product(w.Strides); stride == 1 || stride > maxWoven || product(w.Dilations) != 1 {
		return false
	}
	for i := range 2 {
		list, positions := phases(w, i)
		for _, p := range list {
			begin, end := p.forward(w, i, positions)
			if p.count == 0 || min(begin, end) < 0 || positions*w.Strides[i] != w.In[i] {
				return false
			}
		}
	}
	return true
}

// forward returns the pads of the convolution that computes the share of a phase in
// the outputs.
func (p phase) forward(w shape.Window, i int, positions int64) (begin, end int64) {
	begin, _ = floorDivide(p.offset+w.Begin[i], w.Strides[i])
	return begin, w.Out[i] - positions - begin + p.count - 1
}

// divide computes the output of a filter with the window w as divideBeforeStrides says.
func (b *builder) divide(whole widening, w shape.Window) {
	widen, cutOff, n := whole.widen, whole.cutOff, whole.filter
	rows, height := phases(w, 0)
	columns, width := phases(w, 1)
	part := slices.Clone(b.shape(cutOff.Output[0]))
	part[2], part[3] = height, width
	weights, channels := n.Input[1], part[1]
	bias := n.Input[2:]
	var sum string
	for _, r := range rows {
		for _, c := range columns {
			sample := b.sampleAt(widen.Input[0], w.Strides, offset{r.offset, c.offset})
			wide := b.again(widen, part, sample, widen.Input[1:]...)
			x := b.again(cutOff, part, wide.Output[0], cutOff.Input[1:]...).Output[0]
			top, bottom := r.forward(w, 0, height)
			left, right := c.forward(w, 1, width)
			share := b.add("Conv", b.shape(n.Output[0]), onnx.Attributes{
				"kernel_shape": []int64{r.count, c.count}, "group": channels, "pads": []int64{top, left, bottom, right},
			}, append([]string{x, b.taps(weights, w, r, c)}, bias...)...)
			bias = nil
			if sum != "" {
				share = b.binary("Add", share, sum)
			}
			sum = share
		}
	}
	if slices.ContainsFunc(b.graph.Node, func(next *onnx.NodeProto) bool { return is(next, "Clip") && next.Input[0] == n.Output[0] }) {
		// A convolution does not take a sum and a Clip along, both.
		sum = b.enterBlocks(sum)
		b.copied[n.Output[0]] = true
	}
	b.graph.Producers()[sum].Output[0] = n.Output[0]
	b.graph.Node = slices.DeleteFunc(b.graph.Node, func(other *onnx.NodeProto) bool { return other == n })
}

// again appends a node once more, with other inputs and an output of shape dims.
func (b *builder) again(n *onnx.NodeProto, dims []int64, x string, parameters ...string) *onnx.NodeProto {
	out := b.graph.Fresh(n.OpType)
	copied := onnx.NewNode(n.OpType, append([]string{x}, parameters...), []string{out}, nil)
	copied.Attribute = n.Attribute
	b.graph.Node = append(b.graph.Node, copied)
	b.shapes[out] = dims
	b.added = append(b.added, out)
	return copied
}
