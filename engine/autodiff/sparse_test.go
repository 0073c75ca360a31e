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
		// kernel and dilation are those of the convolution before.
		kernel, dilation int64
		want             bool
	}{
		{"blocked", 16, 32, 6, 8, square(2), 1, 1, true},
		{"unequal strides", 16, 16, 6, 9, []int64{2, 3}, 1, 1, true},
		{"odd sides", 16, 16, 5, 7, square(2), 1, 1, false},
		{"few channels", 3, 4, 6, 8, square(2), 1, 1, true},
		{"behind a larger kernel", 16, 32, 6, 8, square(2), 3, 1, true},
		{"behind a larger kernel, unequal strides", 16, 16, 6, 9, []int64{2, 3}, 5, 1, true},
		{"behind a dilated kernel", 16, 16, 6, 8, square(2), 3, 2, true},
		{"few channels behind a larger kernel", 3, 4, 6, 8, square(2), 3, 1, true},
	} {
		t.Run(test.name, func(t *testing.T) {
			strided := onnx.Attributes{"kernel_shape": square(1), "strides": test.strides}
			reach := test.dilation * (test.kernel - 1) / 2
			spread := 0.002 / float64(test.kernel*test.kernel)
			before := onnx.Attributes{
				"kernel_shape": square(test.kernel), "dilations": square(test.dilation), "pads": []int64{reach, reach, reach, reach},
			}
			c := graphCase{
				name: test.name,
				nodes: []*onnx.NodeProto{
					// The end of a block, with what goes past it.
					node("Conv", "x w", "a", before), node("Add", "a x", "b", nil), node("Relu", "b", "c", nil),
					// The beginning of the next one.
					node("Conv", "c v", "d", strided), node("Conv", "c u", "e", strided), node("Add", "d e", "y", nil),
				},
				values: []value{
					// The sum stays clear of the Relu's kink.
					input("x", apart(0), 2, test.channels, test.height, test.width),
					fixed("w", between(-spread, spread), test.channels, test.channels, test.kernel, test.kernel),
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
