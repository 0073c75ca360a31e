package autodiff_test

import (
	"fmt"

	"foolscope/engine/onnx"
)

// normCases are the operators that divide by a norm or a deviation.
func normCases() []graphCase {
	var cases []graphCase
	add := func(name string, opset int64, nodes []*onnx.NodeProto, values ...value) {
		cases = append(cases, graphCase{name: name, opset: opset, nodes: nodes, values: values})
	}
	away := between(0.5, 3)
	for _, dims := range [][]int64{{2, 3, 4}, {2, 3, 2, 3}} {
		add(fmt.Sprintf("InstanceNormalization %v", dims), 0,
			[]*onnx.NodeProto{node("InstanceNormalization", "x scale shift", "y", onnx.Attributes{"epsilon": float32(0.01)})},
			input("x", normal, dims...), weight("scale", away, 3), weight("shift", normal, 3))
	}
	group := []*onnx.NodeProto{node("GroupNormalization", "x scale shift", "y", onnx.Attributes{"num_groups": 2, "epsilon": float32(0.01)})}
	add("GroupNormalization of opset 18", 18, group, input("x", normal, 2, 4, 3, 2), weight("scale", away, 2), weight("shift", normal, 2))
	add("GroupNormalization of opset 21", 21, group, input("x", normal, 2, 4, 3, 2), weight("scale", away, 4), weight("shift", normal, 4))
	add("GroupNormalization, spelled out", 17, []*onnx.NodeProto{
		// As PyTorch writes it down: the groups as channels.
		node("Reshape", "x apart", "g", nil), node("InstanceNormalization", "g ones zeros", "n", nil), node("Shape", "x", "dims", nil),
		node("Reshape", "n dims", "m", nil), node("Mul", "m scale", "s", nil), node("Add", "s shift", "y", nil),
	}, input("x", normal, 1, 4, 3, 2), ints("apart", 0, 2, -1), fixed("ones", list(1, 1), 2), fixed("zeros", list(0, 0), 2),
		weight("scale", away, 4, 1, 1), weight("shift", normal, 4, 1, 1))
	add("LayerNormalization, spelled out", 12, []*onnx.NodeProto{
		node("ReduceMean", "x", "m", onnx.Attributes{"axes": []int64{-1}}), node("Sub", "x m", "c", nil), node("Pow", "c two", "q", nil),
		node("ReduceMean", "q", "v", onnx.Attributes{"axes": []int64{-1}}), node("Add", "v epsilon", "e", nil), node("Sqrt", "e", "d", nil),
		node("Div", "c d", "n", nil), node("Mul", "n scale", "s", nil), node("Add", "s shift", "y", nil),
	}, input("x", normal, 2, 3, 4), fixed("two", list(2)), fixed("epsilon", list(0.01)), weight("scale", away, 4), weight("shift", normal, 4))
	for _, axes := range [][]int64{nil, {2, -1}} {
		attributes := onnx.Attributes{}
		if axes != nil {
			attributes["axes"] = axes
		}
		add(fmt.Sprintf("MeanVarianceNormalization %v", axes), 0,
			[]*onnx.NodeProto{node("MeanVarianceNormalization", "x", "y", attributes)}, input("x", normal, 2, 2, 3, 3))
	}
	for _, p := range []int{1, 2} {
		for _, axis := range []int{-1, 1} {
			add(fmt.Sprintf("LpNormalization p %d axis %d", p, axis), 0,
				[]*onnx.NodeProto{node("LpNormalization", "x", "y", onnx.Attributes{"p": p, "axis": axis})}, input("x", distinct, 2, 3, 4))
		}
	}
	for _, p := range []int{1, 2, 3} {
		add(fmt.Sprintf("GlobalLpPool p %d", p), 0,
			[]*onnx.NodeProto{node("GlobalLpPool", "x", "y", onnx.Attributes{"p": p})}, input("x", distinct, 2, 2, 3, 2))
		for _, further := range []onnx.Attributes{
			{"kernel_shape": square(2), "strides": square(2)},
			{"kernel_shape": square(3), "pads": around(1)},
			{"kernel_shape": square(2), "auto_pad": "SAME_UPPER", "strides": square(2)},
		} {
			name := fmt.Sprintf("LpPool p %d %v", p, further)
			further["p"] = p
			add(name, 0, []*onnx.NodeProto{node("LpPool", "x", "y", further)}, input("x", distinct, 1, 2, 4, 5))
		}
	}
	add("L2 norm, spelled out", 0, []*onnx.NodeProto{
		node("ReduceL2", "x axis", "n", nil), node("Clip", "n least", "m", nil), node("Expand", "m all", "e", nil), node("Div", "x e", "y", nil),
	}, input("x", normal, 2, 5), ints("axis", -1), fixed("least", list(1e-12)), ints("all", 2, 5))
	return cases
}

// lineCases are convolutions and pools of one spatial dimension.
func lineCases() []graphCase {
	var cases []graphCase
	line := input("x", distinct, 2, 4, 9)
	for _, further := range []onnx.Attributes{
		{}, {"strides": []int64{2}, "pads": []int64{1, 0}}, {"dilations": []int64{2}, "pads": []int64{2, 2}},
		{"group": 2}, {"auto_pad": "SAME_UPPER", "strides": []int64{2}}, {"auto_pad": "SAME_LOWER"}, {"auto_pad": "VALID"},
	} {
		perGroup := int64(4)
		if further["group"] == 2 {
			perGroup = 2
		}
		cases = append(cases, graphCase{
			name: fmt.Sprintf("Conv of a line %v", further), nodes: []*onnx.NodeProto{node("Conv", "x w b", "y", further)},
			values: []value{line, weight("w", normal, 6, perGroup, 3), weight("b", normal, 6)},
		})
	}
	for _, op := range []string{"MaxPool", "AveragePool", "LpPool"} {
		for _, further := range []onnx.Attributes{
			{"kernel_shape": []int64{3}}, {"kernel_shape": []int64{3}, "strides": []int64{3}},
			{"kernel_shape": []int64{2}, "strides": []int64{2}, "pads": []int64{1, 0}},
		} {
			cases = append(cases, graphCase{
				name: fmt.Sprintf("%s of a line %v", op, further), nodes: []*onnx.NodeProto{node(op, "x", "y", further)}, values: []value{line},
			})
		}
	}
	rectified := graphCase{
		name: "MaxPool of a rectified line", values: []value{line},
		nodes: []*onnx.NodeProto{node("Relu", "x", "z", nil), node("MaxPool", "z", "y", onnx.Attributes{"kernel_shape": []int64{2}, "strides": []int64{2}})},
	}
	dilated := graphCase{
		name: "AveragePool with gaps inside its windows", opset: 19, values: []value{input("x", normal, 1, 2, 5, 6)},
		nodes: []*onnx.NodeProto{node("AveragePool", "x", "y", onnx.Attributes{"kernel_shape": square(2), "dilations": square(2), "pads": around(1)})},
	}
	return append(cases, rectified, dilated)
}

func transposedConvolutionCases() []graphCase {
	var cases []graphCase
	for i, further := range []onnx.Attributes{
		{}, {"strides": square(2)}, {"strides": square(2), "pads": around(1), "output_padding": square(1)},
		{"strides": square(3), "pads": []int64{0, 1, 2, 0}}, {"dilations": square(2)}, {"group": 2}, {"group": 4, "strides": square(2)},
		{"auto_pad": "SAME_UPPER", "strides": square(2)}, {"auto_pad": "SAME_LOWER", "strides": square(2)}, {"auto_pad": "VALID", "strides": square(2)},
		{"output_shape": []int64{7, 9}, "strides": square(2)}, {"strides": square(4)}, {"strides": square(4), "output_padding": square(3)},
	} {
		group := int64(1)
		if g, ok := further["group"].(int); ok {
			group = int64(g)
		}
		cases = append(cases, graphCase{
			name:  fmt.Sprintf("ConvTranspose %d %v", i, further),
			nodes: []*onnx.NodeProto{node("ConvTranspose", "x w b", "y", further)},
			values: []value{
				input("x", normal, 2, 4, 3, 4), weight("w", normal, 4, 2, 3, 2), weight("b", normal, 2*group),
			},
		})
	}
	return append(cases, graphCase{
		name:   "ConvTranspose of a line",
		nodes:  []*onnx.NodeProto{node("ConvTranspose", "x w", "y", onnx.Attributes{"strides": []int64{2}})},
		values: []value{input("x", normal, 1, 3, 5), weight("w", normal, 3, 2, 3)},
	})
}
