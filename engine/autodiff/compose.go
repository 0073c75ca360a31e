package autodiff

import (
	"slices"

	"foolscope/engine/onnx"
)

// pattern recognises what exporters compose of several operators.
type pattern struct {
	*builder
	producers map[string]*onnx.NodeProto
	uses      map[string]int
	// kept holds the values that somebody asked for by name.
	kept []string
}

// composeLayerNormalizations replaces what exporters write for layer
// normalization before opset 17,
//
//	d = x - mean(x),  y = d / sqrt(mean(d d) + epsilon) scale + bias,
//
// by the operator, whose rule goes back in fewer steps over the values. kept
// are values that have to stay.
func (b *builder) composeLayerNormalizations(kept ...string) {
	p := &pattern{b, b.graph.Producers(), b.graph.Uses(), kept}
	for _, n := range b.graph.Node {
		if made := p.layerNormalization(n); made != nil {
			n.OpType, n.Input, n.Attribute = made.OpType, made.Input, made.Attribute
		}
	}
}

// layerNormalization returns the operator that computes what ends in a sum, or
// nil if that is something else.
func (p *pattern) layerNormalization(sum *onnx.NodeProto) *onnx.NodeProto {
	scaled, bias, isSum := p.operand(sum, "Add", "Mul")
	normal, scale, isScaled := p.operand(scaled, "Mul", "Div")
	if !isSum || !isScaled || !p.isRow(scale) || !p.isRow(bias) {
		return nil
	}
	// What is centred goes into its square twice, and is divided.
	centred, root := p.only(normal.Input[0], 3), p.only(normal.Input[1], 1)
	if !is(centred, "Sub") || !is(root, "Sqrt") {
		return nil
	}
	shifted := p.only(root.Input[0], 1)
	variance, floor, ok := p.operand(shifted, "Add", "ReduceMean")
	if !ok || !p.alongLast(variance) {
		return nil
	}
	x := centred.Input[0]
	square, mean := p.only(variance.Input[0], 1), p.only(centred.Input[1], 1)
	if !is(square, "Mul") || square.Input[0] != normal.Input[0] || square.Input[1] != normal.Input[0] ||
		!is(mean, "ReduceMean") || !p.alongLast(mean) || mean.Input[0] != x || !slices.Equal(p.shapes[sum.Output[0]], p.shapes[x]) {
		return nil
	}
	epsilon, known := (&call{builder: p.builder, node: shifted}).number(slices.Index(shifted.Input, floor))
	if !known {
		return nil
	}
	return onnx.NewNode("LayerNormalization", []string{x, scale, bias}, sum.Output, onnx.Attributes{"axis": -1, "epsilon": epsilon})
}

// operand looks for an operand of n, a node of the first type, that a node of
// the second type computes for n alone, and returns that and the name of the
// other operand.
func (p *pattern) operand(n *onnx.NodeProto, kind, from string) (found *onnx.NodeProto, other string, ok bool) {
	if !is(n, kind) || len(n.Input) != 2 {
		return nil, "", false
	}
	for i, name := range n.Input {
		if before := p.only(name, 1); is(before, from) {
			return before, n.Input[1-i], true
		}
	}
	return nil, "", false
}

// only returns the node that computes a value which is used so many times and
// wanted by nobody else, or nil.
func (p *pattern) only(value string, times int) *onnx.NodeProto {
	if p.uses[value] != times || slices.Contains(p.kept, value) {
		return nil
	}
	return p.producers[value]
}

// reader returns the node that alone reads a value, as its first input, or nil.
func (p *pattern) reader(value string) *onnx.NodeProto {
	if p.only(value, 1) == nil {
		return nil
	}
	at := slices.IndexFunc(p.graph.Node, func(n *onnx.NodeProto) bool { return len(n.Input) > 0 && n.Input[0] == value })
	if at < 0 {
		return nil
	}
	return p.graph.Node[at]
}

func is(n *onnx.NodeProto, kind string) bool {
	return n != nil && n.OpType == kind && standard(n)
}

// isRow reports whether a value has one dimension.
func (p *pattern) isRow(value string) bool {
	dims, known := p.shapes[value]
	return known && len(dims) == 1
}

// alongLast reports whether a reduction is over the last axis alone, which
// stays.
func (p *pattern) alongLast(n *onnx.NodeProto) bool {
	x, known := p.shapes[n.Input[0]]
	axes, ok := (&call{builder: p.builder, node: n}).list(1)
	return known && ok && len(axes) == 1 && (axes[0] == -1 || axes[0] == int64(len(x))-1) && onnx.Int(n, "keepdims", 1) == 1
}
