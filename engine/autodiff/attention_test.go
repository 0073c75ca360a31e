package autodiff_test

import (
	"slices"
	"testing"

	"foolscope/engine/autodiff"
	"foolscope/engine/onnx"
)

// TestSoftmaxBeforeAProduct checks the gradient of attention, and whether the
// rule of Softmax goes through the elements of the product s v instead of
// its own, s.
func TestSoftmaxBeforeAProduct(t *testing.T) {
	softmax := func(axis int) *onnx.NodeProto {
		return node("Softmax", "x", "s", onnx.Attributes{"axis": axis})
	}
	for _, test := range []struct {
		name  string
		width int64
		nodes []*onnx.NodeProto
		short bool
	}{
		{"attention", 3, []*onnx.NodeProto{softmax(-1), node("MatMul", "s v", "y", nil)}, true},
		{"the product used twice", 3, []*onnx.NodeProto{
			softmax(2), node("MatMul", "s v", "z", nil), node("Exp", "z", "e", nil), node("Add", "z e", "y", nil),
		}, true},
		{"a wide product", 8, []*onnx.NodeProto{softmax(-1), node("MatMul", "s v", "y", nil)}, false},
		{"along another axis", 3, []*onnx.NodeProto{softmax(1), node("MatMul", "s v", "y", nil)}, false},
		{"used beside the product", 3, []*onnx.NodeProto{
			softmax(-1), node("MatMul", "s v", "z", nil), node("Sqrt", "s", "r", nil), node("ReduceSum", "r", "m", nil), node("Add", "z m", "y", nil),
		}, false},
		{"a square of matrices", 6, []*onnx.NodeProto{softmax(-1), node("MatMul", "s s", "y", nil)}, false},
	} {
		t.Run(test.name, func(t *testing.T) {
			c := graphCase{name: test.name, nodes: test.nodes, values: []value{
				input("x", normal, 2, 6, 6), input("v", normal, 2, 6, test.width),
			}}
			if !slices.ContainsFunc(c.nodes, func(n *onnx.NodeProto) bool { return slices.Contains(n.Input, "v") }) {
				c.values = c.values[:1]
			}
			gradient, err := autodiff.Gradient(c.model(c.feeds(), false), c.request())
			if err != nil {
				t.Fatal(err)
			}
			short := slices.ContainsFunc(gradient.Proto.Graph.Node, func(n *onnx.NodeProto) bool {
				return n.OpType == "Mul" && slices.Contains(n.Input, test.nodes[1].Output[0])
			})
			if short != test.short {
				t.Errorf("it goes through the product: %t, want %t", short, test.short)
			}
			c.check(t)
		})
	}
}
