package autodiff_test

import (
	"fmt"

	"foolscope/engine/onnx"
)

func elementwiseCases() []graphCase {
	positive := between(0.7, 2)
	cases := []graphCase{
		unary("Abs", "Abs", awayFrom(0), nil),
		unary("Exp", "Exp", normal, nil),
		unary("Log", "Log", positive, nil),
		unary("Sqrt", "Sqrt", positive, nil),
		unary("Erf", "Erf", normal, nil),
		unary("Neg", "Neg", normal, nil),
		unary("Identity", "Identity", normal, nil),
		unary("Pow 2", "Pow", normal, nil, fixed("p", list(2))),
		unary("Pow 3", "Pow", normal, nil, fixed("p", list(3))),
		unary("Pow 1", "Pow", normal, nil, fixed("p", list(1))),
		unary("Pow 0.5", "Pow", positive, nil, fixed("p", list(0.5))),
		unary("Pow -1.5", "Pow", positive, nil, fixed("p", list(-1.5), 1)),
		unary("Reciprocal", "Reciprocal", positive, nil),
		unary("Sin", "Sin", normal, nil),
		unary("Cos", "Cos", normal, nil),
		unary("Tan", "Tan", between(-0.8, 0.8), nil),
		unary("Asin", "Asin", between(-0.5, 0.5), nil),
		unary("Acos", "Acos", between(-0.5, 0.5), nil),
		unary("Atan", "Atan", normal, nil),
		unary("Sinh", "Sinh", normal, nil),
		unary("Cosh", "Cosh", normal, nil),
		unary("Atanh", "Atanh", between(-0.5, 0.5), nil),
		unary("Shrink", "Shrink", awayFrom(-0.7, 0.7), onnx.Attributes{"lambd": float32(0.7), "bias": float32(0.2)}),
		unary("Mod", "Mod", awayFrom(-2, 0, 2), onnx.Attributes{"fmod": 1}, fixed("b", list(2))),
		unary("Mod of a divisor that is wanted", "Mod", between(8.5, 9.5), onnx.Attributes{"fmod": 1}, input("b", list(3.5))),
		unary("ReverseSequence", "ReverseSequence", normal, nil, ints("lengths", 2, 1, 2)),
		unary("Pow of a list of exponents", "Pow", positive, nil, weight("p", between(-1, 2), 4)),
		unary("Pow of whole exponents", "Pow", positive, nil, ints("p", 1, 2, 3, 0)),
		unary("Pow 2 as a whole number", "Pow", normal, nil, ints("p", 2)),
		unary("Pow of an exponent that is wanted", "Pow", positive, nil, input("p", normal)),
		unary("Cast", "Cast", normal, onnx.Attributes{"to": int(onnx.TensorProto_FLOAT)}),
	}
	shapes := [][2][]int64{
		{{2, 3}, {2, 3}},
		{{2, 3}, {}},
		{{}, {2, 3}},
		{{2, 3}, {3}},
		{{3}, {2, 3}},
		{{2, 1}, {1, 3}},
		{{2, 3, 2, 2}, {3, 1, 1}},
		{{1, 3, 1, 1}, {2, 3, 2, 2}},
		{{2, 3, 1}, {4, 1, 3, 2}},
	}
	for _, op := range []string{"Add", "Sub", "Mul", "Div", "Sum", "Mean"} {
		for _, dims := range shapes {
			cases = append(cases, graphCase{
				name:   fmt.Sprintf("%s %v %v", op, dims[0], dims[1]),
				nodes:  []*onnx.NodeProto{node(op, "a b", "y", nil)},
				values: []value{input("a", normal, dims[0]...), weight("b", positive, dims[1]...)},
			})
		}
		if op == "Sum" || op == "Mean" {
			continue
		}
		cases = append(cases, graphCase{
			name:   op + " of a value with itself",
			nodes:  []*onnx.NodeProto{node("Exp", "x", "z", nil), node(op, "z z", "w", nil), node("Mul", "w z", "y", nil)},
			values: []value{input("x", between(-1, 1), 2, 3)},
		})
	}
	return append(cases,
		graphCase{
			name:   "Sum of three",
			nodes:  []*onnx.NodeProto{node("Sum", "a b c", "y", nil)},
			values: []value{input("a", normal, 2, 3), input("b", normal, 3), input("c", normal, 2, 1)},
		},
		graphCase{
			name:   "Sum of one",
			nodes:  []*onnx.NodeProto{node("Sum", "a", "y", nil)},
			values: []value{input("a", normal, 2, 3)},
		},
		graphCase{
			name: "GELU, spelled out",
			nodes: []*onnx.NodeProto{
				node("Div", "x root", "a", nil), node("Erf", "a", "b", nil), node("Add", "b one", "c", nil),
				node("Mul", "x c", "d", nil), node("Mul", "d half", "y", nil),
			},
			values: []value{
				input("x", normal, 2, 5), fixed("root", list(1.4142135)), fixed("one", list(1)), fixed("half", list(0.5)),
			},
		},
	)
}
