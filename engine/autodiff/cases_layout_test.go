package autodiff_test

import (
	"math"

	"foolscope/engine/onnx"
)

func layoutCases() []graphCase {
	x := input("x", normal, 2, 3, 4)
	one := func(name, op, inputs string, attributes onnx.Attributes, further ...value) graphCase {
		return graphCase{
			name:   name,
			nodes:  []*onnx.NodeProto{node(op, inputs, "y", attributes)},
			values: append([]value{x}, further...),
		}
	}
	return append(sliceCases(x), []graphCase{
		one("Reshape", "Reshape", "x to", nil, ints("to", 4, -1)),
		one("Reshape keeping a dimension", "Reshape", "x to", nil, ints("to", 0, 2, -1)),
		one("Flatten", "Flatten", "x", nil),
		one("Flatten all", "Flatten", "x", onnx.Attributes{"axis": 0}),
		one("Flatten axis 2", "Flatten", "x", onnx.Attributes{"axis": 2}),
		one("Unsqueeze", "Unsqueeze", "x axes", nil, ints("axes", 0, -1)),
		one("Transpose", "Transpose", "x", nil),
		one("Transpose in a circle", "Transpose", "x", onnx.Attributes{"perm": []int64{1, 2, 0}}),
		one("Expand", "Expand", "x to", nil, ints("to", 2, 2, 3, 4)),
		one("Concat with itself and another", "Concat", "x other x", onnx.Attributes{"axis": 1}, weight("other", normal, 2, 2, 4)),
		one("Concat from behind", "Concat", "x other", onnx.Attributes{"axis": -1}, weight("other", normal, 2, 3, 1)),
		one("Concat of one", "Concat", "x", onnx.Attributes{"axis": 0}),
		one("Pad", "Pad", "x pads", nil, ints("pads", 0, 1, 2, 1, 0, 3)),
		one("Pad with a value", "Pad", "x pads fill", nil, ints("pads", 1, 0, 0, 0, 0, 1), fixed("fill", list(5))),
		one("Pad some axes", "Pad", "x pads - axes", nil, ints("pads", 2, 1, 0, 3), ints("axes", -1, 0)),
		{
			name:   "Expand of ones",
			nodes:  []*onnx.NodeProto{node("Expand", "x to", "y", nil)},
			values: []value{input("x", normal, 3, 1), ints("to", 2, 1, 4)},
		},
		{
			name:   "Squeeze",
			nodes:  []*onnx.NodeProto{node("Squeeze", "x axes", "y", nil)},
			values: []value{input("x", normal, 1, 3, 1, 2), ints("axes", 0, -2)},
		},
		{
			name:   "Squeeze all",
			nodes:  []*onnx.NodeProto{node("Squeeze", "x", "y", nil)},
			values: []value{input("x", normal, 1, 3, 1, 2)},
		},
		{
			name:   "Squeeze and Unsqueeze of opset 11",
			opset:  11,
			nodes:  []*onnx.NodeProto{node("Squeeze", "x", "z", onnx.Attributes{"axes": []int64{2}}), node("Unsqueeze", "z", "y", onnx.Attributes{"axes": []int64{0}})},
			values: []value{input("x", normal, 2, 3, 1)},
		},
		{
			name:   "Split evenly",
			nodes:  []*onnx.NodeProto{node("Split", "x", "a b", onnx.Attributes{"axis": 2, "num_outputs": 2}), node("Mul", "a b", "y", nil)},
			values: []value{x},
		},
		{
			name: "Split unevenly, one part unused",
			nodes: []*onnx.NodeProto{
				node("Split", "x sizes", "a b c", onnx.Attributes{"axis": -1}), node("Mul", "a c", "y", nil),
			},
			values: []value{x, ints("sizes", 1, 2, 1)},
		},
		{
			name:   "Split of opset 11",
			opset:  11,
			nodes:  []*onnx.NodeProto{node("Split", "x", "a b", onnx.Attributes{"axis": 1, "split": []int64{1, 2}}), node("Add", "a b", "y", nil)},
			values: []value{x},
		},
		{
			name:  "Pad of opset 7",
			opset: 7,
			nodes: []*onnx.NodeProto{node("Pad", "x", "y", onnx.Attributes{"pads": []int64{0, 1, 0, 2, 0, 0}, "value": float32(3)})},
			values: []value{
				x,
			},
		},
		{
			name: "Dropout",
			nodes: []*onnx.NodeProto{
				node("Mul", "x x", "z", nil), node("Dropout", "z ratio", "y mask", nil),
			},
			values: []value{x, fixed("ratio", list(0.5))},
		},
		{
			name: "a shape that is cut, multiplied and divided",
			nodes: []*onnx.NodeProto{
				node("Exp", "x", "z", nil), node("Shape", "z", "dims", onnx.Attributes{"start": 0, "end": 3}),
				node("Slice", "dims from to - steps", "two", nil), node("Mul", "two four", "eight", nil),
				node("Div", "eight four", "again", nil), node("Squeeze", "again", "same", nil), node("Concat", "same rest", "shape", onnx.Attributes{"axis": 0}),
				node("Reshape", "z shape", "y", nil),
			},
			values: []value{
				input("x", normal, 2, 3, 2, 2), ints("from", 0), ints("to", 3), ints("steps", 2), ints("four", 4), ints("rest", -1),
			},
		},
		{
			name: "a shape that is filled in",
			nodes: []*onnx.NodeProto{
				node("ConstantOfShape", "count", "to", onnx.Attributes{"value": onnx.NewInts("", []int64{3}, 1)}),
				node("Expand", "x to", "y", nil),
			},
			values: []value{input("x", normal, 3, 1), ints("count", 2)},
		},
		{
			name:  "a shape that is computed",
			nodes: shapeChain(),
			values: []value{
				input("x", normal, 2, 3, 2, 2), ints("axis", 0), ints("rest", -1),
			},
		},
	}...)
}

func sliceCases(x value) []graphCase {
	one := func(name string, further ...value) graphCase {
		inputs := "x"
		for _, v := range further {
			inputs += " " + v.name
		}
		return graphCase{
			name:   name,
			nodes:  []*onnx.NodeProto{node("Slice", inputs, "y", nil)},
			values: append([]value{x}, further...),
		}
	}
	starts, ends := func(v ...int64) value { return ints("starts", v...) }, func(v ...int64) value { return ints("ends", v...) }
	axes, steps := func(v ...int64) value { return ints("axes", v...) }, func(v ...int64) value { return ints("steps", v...) }
	return []graphCase{
		one("Slice", starts(0, 1), ends(1, 3)),
		one("Slice from behind", starts(-2), ends(-1), axes(2)),
		one("Slice to the end", starts(1), ends(math.MaxInt64), axes(-1)),
		one("Slice of nothing off", starts(0), ends(99), axes(1)),
		one("Slice backwards", starts(-1), ends(math.MinInt64), axes(1), steps(-1)),
		one("Slice backwards in part", starts(2), ends(0), axes(2), steps(-1)),
		one("Slice two ways", starts(-1, 0), ends(-99, 3), axes(1, 2), steps(-1, 1)),
		{
			// As exporters write x[:, :, :n/2], with n read off x itself.
			name: "Slice to a limit that the graph computes",
			nodes: []*onnx.NodeProto{
				node("Shape", "x", "dims", nil), node("Gather", "dims last", "n", onnx.Attributes{"axis": 0}),
				node("Div", "n two", "half", nil), node("Slice", "x from half axes", "y", nil),
			},
			values: []value{x, ints("last", 2), ints("two", 2), ints("from", 0), ints("axes", 2)},
		},
		{
			name:   "Slice of opset 7",
			opset:  7,
			nodes:  []*onnx.NodeProto{node("Slice", "x", "y", onnx.Attributes{"starts": []int64{1, 0}, "ends": []int64{3, -1}, "axes": []int64{1, 2}})},
			values: []value{x},
		},
	}
}

// shapeChain flattens all but the batch, as exporters write it.
func shapeChain() []*onnx.NodeProto {
	return []*onnx.NodeProto{
		node("Exp", "x", "z", nil),
		node("Shape", "z", "dims", nil),
		node("Gather", "dims axis", "batch", onnx.Attributes{"axis": 0}),
		node("Concat", "batch rest", "to", onnx.Attributes{"axis": 0}),
		node("Reshape", "z to", "y", nil),
	}
}
