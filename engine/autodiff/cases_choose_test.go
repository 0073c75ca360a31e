package autodiff_test

import (
	"foolscope/engine/onnx"
)

func chooseCases() []graphCase {
	x := input("x", distinct, 2, 3, 4)
	gather := func(name string, axis int64, indices ...int64) graphCase {
		return graphCase{
			name:   name,
			nodes:  []*onnx.NodeProto{node("Gather", "x at", "y", onnx.Attributes{"axis": axis})},
			values: []value{x, ints("at", indices...)},
		}
	}
	scalar := ints("at", 1)
	scalar.dims = nil
	wide := input("x", distinct, 1, 16, 3, 3)
	return []graphCase{
		gather("Gather", 1, 2, 0),
		gather("Gather the same twice", 2, 1, 1, -1),
		{
			// As a vision transformer takes its class token.
			name:   "Gather one",
			nodes:  []*onnx.NodeProto{node("Gather", "x at", "y", onnx.Attributes{"axis": 1})},
			values: []value{x, scalar},
		},
		{
			name: "Where, both sides stretched",
			nodes: []*onnx.NodeProto{
				node("Greater", "sign zero", "condition", nil), node("Where", "condition x other", "y", nil),
			},
			values: []value{
				fixed("sign", list(1, -1, 1), 3, 1), fixed("zero", list(0)), input("x", normal, 1, 4), input("other", normal, 2, 3, 1),
			},
		},
		{
			name:   "Max of three, stretched",
			nodes:  []*onnx.NodeProto{node("Max", "x other bound", "y", nil)},
			values: []value{x, fixed("other", list(0, 0.3, -0.3, 0.6), 4), fixed("bound", list(-0.9))},
		},
		{
			name:   "Min",
			nodes:  []*onnx.NodeProto{node("Min", "x other", "y", nil)},
			values: []value{x, weight("other", list(0, 0.3, -0.3, 0.6), 4)},
		},
		{
			name:   "Max of many channels",
			nodes:  []*onnx.NodeProto{node("Max", "x bound", "y", nil)},
			values: []value{wide, fixed("bound", list(0))},
		},
		{
			name:   "GlobalMaxPool",
			nodes:  []*onnx.NodeProto{node("GlobalMaxPool", "x", "y", nil)},
			values: []value{input("x", distinct, 2, 3, 4, 2)},
		},
		{
			name:   "GlobalMaxPool of many channels",
			nodes:  []*onnx.NodeProto{node("GlobalMaxPool", "x", "y", nil)},
			values: []value{wide},
		},
	}
}

func smoothCases() []graphCase {
	x := input("x", awayFrom(0), 2, 3, 4)
	one := func(name, op string, opset int64, attributes onnx.Attributes) graphCase {
		return graphCase{name: name, opset: opset, nodes: []*onnx.NodeProto{node(op, "x", "y", attributes)}, values: []value{x}}
	}
	layer := func(name string, axis int64, dims ...int64) graphCase {
		return graphCase{
			name:   name,
			nodes:  []*onnx.NodeProto{node("LayerNormalization", "x scale bias", "y", onnx.Attributes{"axis": axis, "epsilon": float32(0.01)})},
			values: []value{input("x", normal, 2, 3, 4), weight("scale", between(0.5, 2), dims...), weight("bias", normal, dims...)},
		}
	}
	return []graphCase{
		one("Elu", "Elu", 0, nil),
		one("Elu with alpha", "Elu", 0, onnx.Attributes{"alpha": float32(0.3)}),
		one("Softplus", "Softplus", 0, nil),
		one("Celu", "Celu", 0, onnx.Attributes{"alpha": float32(0.6)}),
		one("Selu", "Selu", 0, nil),
		one("Selu with its own slopes", "Selu", 0, onnx.Attributes{"alpha": float32(0.5), "gamma": float32(1.5)}),
		one("Mish", "Mish", 0, nil),
		one("Softsign", "Softsign", 0, nil),
		{name: "ThresholdedRelu", nodes: []*onnx.NodeProto{node("ThresholdedRelu", "x", "y", nil)}, values: []value{input("x", awayFrom(1), 2, 5)}},
		one("Gelu", "Gelu", 20, nil),
		one("Gelu by tanh", "Gelu", 20, onnx.Attributes{"approximate": "tanh"}),
		{
			name:   "PRelu with a slope for each channel",
			nodes:  []*onnx.NodeProto{node("PRelu", "x slope", "y", nil)},
			values: []value{x, weight("slope", between(-0.5, 0.5), 3, 1)},
		},
		layer("LayerNormalization", -1, 4),
		layer("LayerNormalization of two axes", 1, 3, 4),
		{
			name:   "LayerNormalization without bias",
			nodes:  []*onnx.NodeProto{node("LayerNormalization", "x scale", "y", nil)},
			values: []value{input("x", normal, 3, 5), fixed("scale", between(0.5, 2), 5)},
		},
	}
}
