package autodiff_test

import (
	"foolscope/engine/onnx"
)

// statistics are the inputs of a batch normalization over some channels.
func statistics(parameter func(string, draw, ...int64) value, channels int64) []value {
	return []value{
		parameter("scale", between(0.5, 2), channels), parameter("shift", normal, channels),
		fixed("mean", normal, channels), fixed("variance", between(0.5, 2), channels),
	}
}

func normalizationCases() []graphCase {
	norm := func(x, y string) *onnx.NodeProto {
		return node("BatchNormalization", x+" scale shift mean variance", y, onnx.Attributes{"epsilon": float32(0.01)})
	}
	convNorm := []*onnx.NodeProto{node("Conv", "x w b", "z", onnx.Attributes{"pads": around(1)}), norm("z", "y")}
	x := input("x", normal, 2, 3, 3, 4)
	join := func(first []value, rest ...value) []value { return append(append([]value{}, first...), rest...) }
	wide := input("x", normal, 1, 3, 4, 4)
	return []graphCase{
		{name: "BatchNormalization", nodes: []*onnx.NodeProto{norm("x", "y")}, values: join(statistics(weight, 3), x)},
		{name: "BatchNormalization of a list", nodes: []*onnx.NodeProto{norm("x", "y")}, values: join(statistics(weight, 4), input("x", normal, 3, 4))},
		{
			name:   "BatchNormalization of opset 7, five outputs",
			opset:  7,
			nodes:  []*onnx.NodeProto{node("BatchNormalization", "x scale shift mean variance", "y", nil)},
			values: join(statistics(weight, 3), x),
		},
		{
			name: "BatchNormalization folded into a convolution", nodes: convNorm,
			values: join(statistics(fixed, 2), wide, fixed("w", normal, 2, 3, 3, 3), fixed("b", normal, 2)),
		},
		{
			name:   "BatchNormalization folded into a convolution without bias",
			nodes:  []*onnx.NodeProto{node("Conv", "x w", "z", nil), norm("z", "y")},
			values: join(statistics(fixed, 2), wide, fixed("w", normal, 2, 3, 3, 3)),
		},
		{
			name: "BatchNormalization whose scale is wanted", nodes: convNorm,
			values: join(statistics(weight, 2), wide, fixed("w", normal, 2, 3, 3, 3), fixed("b", normal, 2)),
		},
		{
			name: "BatchNormalization whose convolution is wanted", nodes: convNorm,
			values: join(statistics(fixed, 2), wide, weight("w", normal, 2, 3, 3, 3), weight("b", normal, 2)),
		},
		{
			name: "BatchNormalization of a convolution that is used twice",
			nodes: []*onnx.NodeProto{
				node("Conv", "x w b", "z", onnx.Attributes{"pads": around(1)}), norm("z", "n"), node("Mul", "z n", "y", nil),
			},
			values: join(statistics(fixed, 2), wide, fixed("w", normal, 2, 3, 3, 3), fixed("b", normal, 2)),
		},
		{
			name: "one kernel, with and without BatchNormalization",
			nodes: []*onnx.NodeProto{
				node("Conv", "x w", "z", nil), norm("z", "n"), node("Exp", "x", "e", nil), node("Conv", "e w", "m", nil), node("Add", "n m", "y", nil),
			},
			values: join(statistics(fixed, 2), input("x", between(-1, 1), 1, 3, 4, 4), fixed("w", normal, 2, 3, 3, 3)),
		},
		{
			name: "BatchNormalization of a depthwise convolution",
			nodes: []*onnx.NodeProto{
				node("Conv", "x w", "z", onnx.Attributes{"pads": around(1), "strides": square(2), "group": 3}), norm("z", "y"),
			},
			values: join(statistics(fixed, 3), wide, fixed("w", normal, 3, 1, 3, 3)),
		},
		{
			name: "BatchNormalization twice",
			nodes: []*onnx.NodeProto{
				node("Conv", "x w", "z", nil), norm("z", "n"),
				node("BatchNormalization", "n scale shift mean variance", "y", nil),
			},
			values: join(statistics(fixed, 2), wide, fixed("w", normal, 2, 3, 3, 3)),
		},
		{
			name:   "LRN",
			nodes:  []*onnx.NodeProto{node("LRN", "x", "y", onnx.Attributes{"size": 3, "alpha": float32(0.5), "beta": float32(0.6), "bias": float32(2)})},
			values: []value{input("x", normal, 2, 5, 2, 3)},
		},
		{
			name:   "LRN over one channel",
			nodes:  []*onnx.NodeProto{node("LRN", "x", "y", onnx.Attributes{"size": 1, "alpha": float32(0.5)})},
			values: []value{input("x", normal, 1, 3, 2, 2)},
		},
		{
			name:   "LRN wider than its input, with its defaults",
			nodes:  []*onnx.NodeProto{node("LRN", "x", "y", onnx.Attributes{"size": 7})},
			values: []value{input("x", normal, 1, 3, 2, 2)},
		},
	}
}
