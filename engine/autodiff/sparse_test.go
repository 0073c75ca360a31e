package autodiff_test

import (
	"slices"
	"testing"

	"foolscope/engine/autodiff"
	"foolscope/engine/onnx"
)

// TestSparseGradients goes back from strided convolutions of single entries
// through what lies before them, in the blocked layout and without.
func TestSparseGradients(t *testing.T) {
	for _, test := range []struct {
		name          string
		channels, out int64
		height, width int64
		strides       []int64
		want          bool
	}{
		{"blocked", 16, 32, 6, 8, square(2), true},
		{"unequal strides", 16, 16, 6, 9, []int64{2, 3}, true},
		{"odd sides", 16, 16, 5, 7, square(2), false},
		{"few channels, whose phases are computed at once", 3, 4, 6, 8, square(2), false},
	} {
		t.Run(test.name, func(t *testing.T) {
			strided := onnx.Attributes{"kernel_shape": square(1), "strides": test.strides}
			c := graphCase{
				name: test.name,
				nodes: []*onnx.NodeProto{
					// The end of a block, with what goes past it.
					node("Conv", "x w", "a", onnx.Attributes{"kernel_shape": square(1)}), node("Add", "a x", "b", nil), node("Relu", "b", "c", nil),
					// The beginning of the next one.
					node("Conv", "c v", "d", strided), node("Conv", "c u", "e", strided), node("Add", "d e", "y", nil),
				},
				values: []value{
					// The sum stays clear of the Relu's kink.
					input("x", apart(0), 2, test.channels, test.height, test.width),
					fixed("w", between(-0.002, 0.002), test.channels, test.channels, 1, 1),
					weight("v", normal, test.out, test.channels, 1, 1), fixed("u", normal, test.out, test.channels, 1, 1),
				},
			}
			gradient, err := autodiff.Gradient(c.model(c.feeds(), false), c.request())
			if err != nil {
				t.Fatal(err)
			}
			sampled := slices.ContainsFunc(gradient.Proto.Graph.Node, func(n *onnx.NodeProto) bool { return n.OpType == "MaxPool" })
			if sampled != test.want {
				t.Errorf("the Relu's entries are sampled: %t, want %t", sampled, test.want)
			}
			c.check(t)
		})
	}
}
