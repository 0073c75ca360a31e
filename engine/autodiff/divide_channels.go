package autodiff

import (
	"slices"

	"foolscope/engine/onnx"
	"foolscope/engine/onnx/shape"
)

// mostChannels are as many as onnxruntime computes at a time in convolutions that mix
// channels. It divides the rows of each so many among its threads: with 96 channels, the
// first thread would get 64 and the second 32.
const mostChannels = 64

// groupChannels divides a widening, whose filter has the window w, into groups of
// channels, if another Relu or Clip and a convolution follow that adds the channels up:
// it adds up the groups then. If not, the widening is the only group.
func (b *builder) groupChannels(whole widening, w shape.Window, kept []string) (groups []widening) {
	p := &pattern{b, b.graph.Producers(), b.graph.Uses(), kept}
	wide, filtered := b.shape(whole.cutOff.Output[0]), b.shape(whole.filter.Output[0])
	each := evenGroup(wide[1])
	cutOff := p.reader(whole.filter.Output[0])
	if each == wide[1] || !plainConv(whole.widen) || !cutsOff(cutOff) {
		return []widening{whole}
	}
	narrow := p.reader(cutOff.Output[0])
	if !plainConv(narrow) || (&call{builder: b, node: narrow}).shaped() != nil {
		return []widening{whole}
	}
	var sum string
	for begin := int64(0); begin < wide[1]; begin += each {
		group := func(axis int, values []string) (parts []string) {
			for _, v := range values {
				parts = append(parts, b.slice(v, cut{axis: axis, start: begin, end: begin + each, step: 1}))
			}
			return parts
		}
		channels := func(dims []int64) []int64 { return slices.Replace(slices.Clone(dims), 1, 2, each) }
		part := widening{widen: b.again(whole.widen, channels(wide), whole.widen.Input[0], group(0, whole.widen.Input[1:])...)}
		part.cutOff = b.again(whole.cutOff, channels(wide), part.widen.Output[0], whole.cutOff.Input[1:]...)
		part.filter = b.again(whole.filter, channels(filtered), part.cutOff.Output[0], group(0, whole.filter.Input[1:])...)
		part.filter.Attribute = onnx.NewNode("Conv", nil, nil, onnx.Attributes{
			"kernel_shape": w.Kernel, "group": each, "strides": w.Strides,
			"pads": []int64{w.Begin[0], w.Begin[1], w.End[0], w.End[1]},
		}).Attribute
		groups = append(groups, part)
		cut := b.again(cutOff, channels(filtered), part.filter.Output[0], cutOff.Input[1:]...)
		parameters := group(1, narrow.Input[1:2])
		if begin == 0 {
			parameters = append(parameters, narrow.Input[2:]...)
		}
		share := b.again(narrow, b.shape(narrow.Output[0]), cut.Output[0], parameters...).Output[0]
		if sum != "" {
			share = b.binary("Add", share, sum)
		}
		sum = share
	}
	b.graph.Producers()[sum].Output[0] = narrow.Output[0]
	replaced := []*onnx.NodeProto{whole.widen, whole.cutOff, whole.filter, cutOff, narrow}
	b.graph.Node = slices.DeleteFunc(b.graph.Node, func(n *onnx.NodeProto) bool { return slices.Contains(replaced, n) })
	return groups
}

// evenGroup is the largest number of channels, up to mostChannels, that divides all of
// them in full blocks, or all if only single blocks do.
func evenGroup(channels int64) int64 {
	for each := int64(mostChannels); each > fewChannels; each -= fewChannels {
		if channels%each == 0 {
			return each
		}
	}
	return channels
}

// plainConv reports whether a node is a convolution that mixes all channels.
func plainConv(n *onnx.NodeProto) bool { return is(n, "Conv") && onnx.Int(n, "group", 1) == 1 }
