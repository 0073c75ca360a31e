package autodiff

import (
	"math"
	"slices"

	"foolscope/engine/onnx"
	"foolscope/engine/pages"
)

// foldScales moves a factor of each channel before a convolution, as it brings
// pictures to the range that a network expects, into the convolution's weights:
//
//	(s x + b) * W = (x + b/s) * (s W)
//
// Pads stay zeros, as x + b/s is zero where s x + b is. That saves a pass over the
// picture on the way in and one over its gradient. kept are values that have to stay.
func (b *builder) foldScales(kept ...string) {
	p := &pattern{b, b.graph.Producers(), b.graph.Uses(), kept}
	for _, conv := range b.graph.Node {
		if is(conv, "Conv") && onnx.Int(conv, "group", 1) == 1 {
			p.foldScale(conv)
		}
	}
}

func (p *pattern) foldScale(conv *onnx.NodeProto) {
	weights := p.graph.Initializer((&call{builder: p.builder, node: conv}).x(1))
	if weights == nil || len(weights.Dims) != 4 {
		return
	}
	channels := weights.Dims[1]
	before := p.behindIdentities(conv.Input[0])
	scaling, shift := before, []float64(nil)
	if is(before, "Add") {
		var data int
		if shift, data = p.eachChannel(before, channels); shift == nil {
			return
		}
		scaling = p.behindIdentities(before.Input[data])
	}
	if !is(scaling, "Mul") {
		return
	}
	scale, data := p.eachChannel(scaling, channels)
	if scale == nil {
		return
	}
	kernel, err := onnx.Floats(weights)
	if err != nil {
		return
	}
	moved := make([]float32, channels)
	for c, s := range scale {
		if len(shift) > 0 {
			moved[c] = float32(shift[c] / s)
		}
		if f := float64(moved[c]); s == 0 || math.IsNaN(f) || math.IsInf(f, 0) {
			return
		}
	}
	each := int(weights.Dims[2] * weights.Dims[3])
	scaled := pages.Make[float32](len(kernel))
	for i, k := range kernel {
		scaled[i] = float32(float64(k) * scale[i/each%int(channels)])
	}
	name := p.graph.Floats(weights.Name+"_scaled", scaled, weights.Dims...)
	p.shapes[name] = weights.Dims
	x := scaling.Input[data]
	if len(shift) > 0 {
		offset := p.graph.Floats("offset", moved, 1, channels, 1, 1)
		p.shapes[offset] = []int64{1, channels, 1, 1}
		before.Input = []string{x, offset}
		x = conv.Input[0]
	}
	conv.Input = append([]string{x, name}, conv.Input[2:]...)
}

// behindIdentities returns the node that computes a value which one node alone uses,
// if only through Identity, and nil if there is none.
func (p *pattern) behindIdentities(value string) *onnx.NodeProto {
	before := p.only(value, 1)
	for is(before, "Identity") && len(before.Input) == 1 {
		before = p.only(before.Input[0], 1)
	}
	return before
}

// eachChannel returns the number that an operand of n, known before the network
// runs, has for each channel of a picture, and the index of the other operand; nil if
// there is no such operand.
func (p *pattern) eachChannel(n *onnx.NodeProto, channels int64) (numbers []float64, data int) {
	if len(n.Input) != 2 {
		return nil, 0
	}
	for i, name := range n.Input {
		v, known := p.known[name]
		picture := p.shapes[n.Input[1-i]]
		if !known || slices.Contains(p.kept, name) || len(picture) != 4 || picture[1] != channels {
			continue
		}
		lead := 4 - len(v.Dims)
		perChannel := true
		for axis, size := range v.Dims {
			perChannel = perChannel && (size == 1 || axis+lead == 1)
		}
		switch {
		case len(v.Floats) == 1:
			return slices.Repeat(v.Floats, int(channels)), 1 - i
		case lead >= 0 && perChannel && int64(len(v.Floats)) == channels:
			return v.Floats, 1 - i
		}
	}
	return nil, 0
}
