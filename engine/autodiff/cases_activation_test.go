package autodiff_test

import (
	"fmt"
	"math/rand/v2"
	"strings"

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

// activationCases are run on a small value and, where the rule has a way of
// its own for them, between two convolutions of many channels.
func activationCases() []graphCase {
	low, high := fixed("low", list(-1)), fixed("high", list(2))
	upper := unary("Clip above", "Clip", awayFrom(2), nil)
	upper.nodes[0].Input = []string{"x", "", "high"}
	upper.values = append(upper.values, high)
	old := unary("Clip of opset 7", "Clip", awayFrom(0, 2.5), onnx.Attributes{"min": float32(0), "max": float32(2.5)})
	old.opset = 7
	cases := []graphCase{
		unary("Relu", "Relu", awayFrom(0), nil),
		unary("Clip", "Clip", awayFrom(-1, 2), nil, low, high),
		unary("Clip from 0", "Clip", awayFrom(0, 2), nil, fixed("low", list(0)), high),
		unary("Clip below", "Clip", awayFrom(-1), nil, low),
		upper,
		old,
		unary("Clip between computed bounds", "Clip", awayFrom(-1, 2), nil, value{name: "low", draw: list(-1)}, value{name: "high", draw: list(2)}),
		unary("Clip between bounds that are wanted", "Clip", awayFrom(-1, 2), nil, input("low", list(-1)), input("high", list(2))),
		unary("Clip without bounds", "Clip", normal, nil),
		unary("Clip with bounds far away", "Clip", normal, nil, fixed("low", list(-1e30)), fixed("high", list(1e30))),
		unary("LeakyRelu", "LeakyRelu", awayFrom(0), onnx.Attributes{"alpha": float32(0.1)}),
		unary("LeakyRelu with its default slope", "LeakyRelu", awayFrom(0), nil),
		unary("LeakyRelu with a negative slope", "LeakyRelu", awayFrom(0), onnx.Attributes{"alpha": float32(-0.5)}),
		unary("Sigmoid", "Sigmoid", normal, nil),
		unary("Tanh", "Tanh", normal, nil),
		unary("HardSigmoid", "HardSigmoid", awayFrom(-2.5, 2.5), nil),
		unary("HardSigmoid with its own slope", "HardSigmoid", awayFrom(-0.6/1.5, 0.4/1.5), onnx.Attributes{"alpha": float32(1.5), "beta": float32(0.6)}),
		unary("HardSwish", "HardSwish", wider(awayFrom(-2, 2), 1.5), nil),
	}
	for _, c := range cases {
		if c.opset == 0 {
			cases = append(cases, betweenConvolutions(c, 16), betweenConvolutions(c, 20))
		}
	}
	return cases
}

// wider multiplies what another draw gives.
func wider(d draw, factor float32) draw {
	return func(r *rand.Rand, elements []float32) {
		d(r, elements)
		for i := range elements {
			elements[i] *= factor
		}
	}
}

// betweenConvolutions puts the operator of a case behind a convolution that
// hands on what it gets, and before another one. onnxruntime joins operators
// there, and holds values in the layout of its convolutions.
func betweenConvolutions(c graphCase, channels int64) graphCase {
	ones := make([]float32, channels)
	for i := range ones {
		ones[i] = 1
	}
	inner := node(c.nodes[0].OpType, strings.Join(c.nodes[0].Input, " "), "b", nil)
	inner.Input = append([]string{"a"}, c.nodes[0].Input[1:]...)
	inner.Attribute = c.nodes[0].Attribute
	return graphCase{
		name: fmt.Sprintf("%s between convolutions of %d channels", c.name, channels),
		nodes: []*onnx.NodeProto{
			node("Conv", "x ones", "a", onnx.Attributes{"group": channels}), inner, node("Conv", "b w", "y", nil),
		},
		values: append([]value{
			input("x", c.values[0].draw, 1, channels, 2, 3), fixed("ones", list(ones...), channels, 1, 1, 1),
			weight("w", normal, channels, channels, 1, 1),
		}, c.values[1:]...),
	}
}
