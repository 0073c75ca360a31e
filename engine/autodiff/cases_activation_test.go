package autodiff_test

import (
	"foolscope/engine/onnx"
)

// unary is a case of an operator with one input that matters.
func unary(name, op string, d draw, attributes onnx.Attributes, further ...value) graphCase {
	inputs := "x"
	for _, v := range further {
		inputs += " " + v.name
	}
	return graphCase{
		name:   name,
		nodes:  []*onnx.NodeProto{node(op, inputs, "y", attributes)},
		values: append([]value{input("x", d, 2, 3, 4)}, further...),
	}
}

func activationCases() []graphCase {
	low, high := fixed("low", list(-1)), fixed("high", list(2))
	upper := unary("Clip above", "Clip", apart(2), nil)
	upper.nodes[0].Input = []string{"x", "", "high"}
	upper.values = append(upper.values, high)
	old := unary("Clip of opset 6", "Clip", apart(0, 2.5), onnx.Attributes{"min": float32(0), "max": float32(2.5)})
	old.opset = 7
	return []graphCase{
		unary("Relu", "Relu", apart(0), nil),
		unary("Clip", "Clip", apart(-1, 2), nil, low, high),
		unary("Clip below", "Clip", apart(-1), nil, low),
		upper,
		old,
		unary("Clip without bounds", "Clip", normal, nil),
		unary("Clip with bounds far away", "Clip", normal, nil, fixed("low", list(-1e30)), fixed("high", list(1e30))),
		unary("LeakyRelu", "LeakyRelu", apart(0), onnx.Attributes{"alpha": float32(0.1)}),
		unary("LeakyRelu with its default slope", "LeakyRelu", apart(0), nil),
		unary("LeakyRelu with a negative slope", "LeakyRelu", apart(0), onnx.Attributes{"alpha": float32(-0.5)}),
		unary("Sigmoid", "Sigmoid", normal, nil),
		unary("Tanh", "Tanh", normal, nil),
		unary("HardSigmoid", "HardSigmoid", apart(-2.5, 2.5), nil),
		unary("HardSigmoid with its own slope", "HardSigmoid", apart(-0.6/1.5, 0.4/1.5), onnx.Attributes{"alpha": float32(1.5), "beta": float32(0.6)}),
		{
			name:   "HardSwish",
			nodes:  []*onnx.NodeProto{node("Mul", "x two", "wide", nil), node("HardSwish", "wide", "y", nil)},
			values: []value{input("x", apart(-1.5, 1.5), 2, 3, 4), fixed("two", list(2))},
		},
		{
			name:   "Relu of a convolution, where both are one operator",
			nodes:  []*onnx.NodeProto{node("Conv", "x w", "z", nil), node("Relu", "z", "y", nil)},
			values: []value{input("x", apart(0), 1, 1, 3, 4), weight("w", list(1.5, -2), 2, 1, 1, 1)},
		},
		{
			name:   "Clip of a convolution",
			nodes:  []*onnx.NodeProto{node("Conv", "x w", "z", nil), node("Clip", "z low high", "y", nil)},
			values: []value{input("x", apart(0, 2, -1), 1, 1, 3, 4), fixed("w", list(1, -2), 2, 1, 1, 1), fixed("low", list(0)), high},
		},
	}
}
