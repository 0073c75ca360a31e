package autodiff_test

import (
	"slices"
	"testing"

	"foolscope/engine/autodiff"
	"foolscope/engine/onnx"
	"foolscope/engine/ort"
)

// TestSparseGradients goes back from strided 1x1 convolutions
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
					input("x", awayFrom(0), 2, test.channels, test.height, test.width),
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
				t.Errorf("the Relu's elements are sampled: %t, want %t", sampled, test.want)
			}
			early := slices.ContainsFunc(gradient.Proto.Graph.Node, func(n *onnx.NodeProto) bool {
				return n.OpType == "Conv" && slices.Equal(onnx.IntList(n, "strides"), test.strides) &&
					slices.Equal(onnx.IntList(n, "kernel_shape"), square(test.kernel))
			})
			if want := test.want && test.dilation == 1; test.kernel > 1 && early != want {
				t.Errorf("the larger kernel computes the samples only: %t, want %t", early, want)
			}
			c.check(t)
		})
	}
}

// TestSamplingKeepsWhatIsRead takes samples behind a Relu whose other elements are
// read: by another operator, and as an output.
func TestSamplingKeepsWhatIsRead(t *testing.T) {
	c := graphCase{
		name: "read twice",
		nodes: []*onnx.NodeProto{
			node("Conv", "x w", "z", nil), node("Add", "z x", "a", nil), node("Relu", "a", "b", nil),
			node("Conv", "b v", "d", onnx.Attributes{"strides": square(2)}),
			node("GlobalAveragePool", "b", "e", nil), node("Add", "d e", "y", nil),
		},
		values: []value{
			input("x", awayFrom(0), 1, 16, 4, 6), fixed("w", between(-0.002, 0.002), 16, 16, 1, 1), fixed("v", normal, 16, 16, 1, 1),
		},
	}
	c.check(t)

	m := c.model(c.feeds(), false)
	m.Graph.Output = append(m.Graph.Output, onnx.AnyFloats("b"))
	m.Graph.Node = slices.DeleteFunc(m.Graph.Node, func(n *onnx.NodeProto) bool { return n.OpType == "GlobalAveragePool" })
	m.Graph.Node[len(m.Graph.Node)-1].Input = []string{"d", "d"}
	gradient, err := autodiff.Gradient(m, c.request())
	if err != nil {
		t.Fatal(err)
	}
	feeds := c.feeds()
	s := open(t, gradient.Proto)
	feeds["cotangent"] = ort.NewTensor(1, 16, 2, 3)
	for _, stored := range []string{"w", "v"} {
		delete(feeds, stored)
	}
	if got := run(t, s, feeds)["b"].Shape; !slices.Equal(got, []int64{1, 16, 4, 6}) {
		t.Errorf("the output before the samples has the shape %v", got)
	}
}
