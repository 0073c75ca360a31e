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
		if x, scale, bias, epsilon, ok := p.layerNormalization(n); ok {
			made := onnx.NewNode("LayerNormalization", []string{x, scale, bias}, n.Output, onnx.Attributes{"axis": -1, "epsilon": epsilon})
			n.OpType, n.Input, n.Attribute = made.OpType, made.Input, made.Attribute
		}
	}
}

// layerNormalization takes the sum at the end of a layer normalization apart.
func (p *pattern) layerNormalization(sum *onnx.NodeProto) (x, scale, bias string, epsilon float32, ok bool) {
	product, bias, ok := p.operand(sum, "Add", "Mul")
	if !ok {
		return
	}
	normal, scale, ok := p.operand(product, "Mul", "Div")
	if !ok || !p.isRow(scale) || !p.isRow(bias) {
		return x, scale, bias, 0, false
	}
	centred := p.only(normal.Input[0], 3)
	root := p.only(normal.Input[1], 1)
	if !is(centred, "Sub") || !is(root, "Sqrt") {
		return x, scale, bias, 0, false
	}
	shifted := p.only(root.Input[0], 1)
	variance, floor, ok := p.operand(shifted, "Add", "ReduceMean")
	if !ok || !p.alongLast(variance) {
		return x, scale, bias, 0, false
	}
	square, mean := p.only(variance.Input[0], 1), p.only(centred.Input[1], 1)
	if !is(square, "Mul") || square.Input[0] != normal.Input[0] || square.Input[1] != normal.Input[0] ||
		!is(mean, "ReduceMean") || !p.alongLast(mean) || mean.Input[0] != centred.Input[0] {
		return x, scale, bias, 0, false
	}
	x = centred.Input[0]
	epsilon, ok = (&call{builder: p.builder, node: shifted}).number(slices.Index(shifted.Input, floor))
	return x, scale, bias, epsilon, ok && slices.Equal(p.shapes[sum.Output[0]], p.shapes[x])
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
