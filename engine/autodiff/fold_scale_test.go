package autodiff_test

import (
	"slices"
	"testing"

	"foolscope/engine/autodiff"
	"foolscope/engine/onnx"
)

// TestFoldedScales moves what multiplies a picture into the convolution behind it.
func TestFoldedScales(t *testing.T) {
	pads := onnx.Attributes{"kernel_shape": square(3), "pads": []int64{1, 1, 1, 1}}
	picture, scale, shift := input("x", normal, 2, 3, 5, 6), fixed("s", between(0.5, 4), 1, 3, 1, 1), fixed("b", normal, 3, 1, 1)
	weights, bias := fixed("w", normal, 4, 3, 3, 3), fixed("t", normal, 4)
	behind := node("Conv", "z w t", "y", pads)
	for _, test := range []struct {
		name   string
		nodes  []*onnx.NodeProto
		values []value
		want   bool
	}{
		{"scale and shift", []*onnx.NodeProto{node("Mul", "x s", "a", nil), node("Add", "a b", "z", nil), behind}, []value{scale, shift}, true},
		{"scale alone", []*onnx.NodeProto{node("Mul", "x s", "z", nil), behind}, []value{scale}, true},
		{"the other way round, behind Identity", []*onnx.NodeProto{
			node("Mul", "s x", "a", nil), node("Identity", "a", "i", nil), node("Add", "b i", "c", nil), node("Identity", "c", "z", nil), behind,
		}, []value{scale, shift}, true},
		{"one scale for all channels", []*onnx.NodeProto{node("Mul", "x s", "a", nil), node("Add", "a b", "z", nil), behind},
			[]value{fixed("s", between(0.5, 4), 1), shift}, true},
		{"a scale along the width", []*onnx.NodeProto{node("Mul", "x s", "z", nil), behind}, []value{fixed("s", between(0.5, 4), 6)}, false},
		{"a scale of zero", []*onnx.NodeProto{node("Mul", "x s", "a", nil), node("Add", "a b", "z", nil), behind},
			[]value{fixed("s", list(1, 0, 2), 1, 3, 1, 1), shift}, false},
		{"a scale to differentiate", []*onnx.NodeProto{node("Mul", "x s", "z", nil), behind}, []value{weight("s", between(0.5, 4), 1, 3, 1, 1)}, false},
		{"read twice", []*onnx.NodeProto{
			node("Mul", "x s", "z", nil), node("Conv", "z w t", "c", pads), node("Conv", "z v t", "d", nil), node("GlobalAveragePool", "d", "e", nil), node("Add", "c e", "y", nil),
		}, []value{scale, fixed("v", normal, 4, 3, 1, 1)}, false},
	} {
		t.Run(test.name, func(t *testing.T) {
			c := graphCase{name: test.name, nodes: test.nodes, values: append([]value{picture, weights, bias}, test.values...)}
			gradient, err := autodiff.Gradient(c.model(c.feeds(), false), c.request())
			if err != nil {
				t.Fatal(err)
			}
			folded := !slices.ContainsFunc(gradient.Proto.Graph.Node, func(n *onnx.NodeProto) bool { return n.OpType == "Mul" })
			if folded != test.want {
				t.Errorf("the scale is in the weights: %t, want %t", folded, test.want)
			}
			c.check(t)
		})
	}
}
