package autodiff_test

import (
	"math"

	"foolscope/engine/onnx"
)

// handOne is a case of one node with the single target x.
func handOne(name, op, inputs string, attributes onnx.Attributes, x value, cotangent, want []float32, further ...value) handCase {
	return handCase{
		name: name, nodes: []*onnx.NodeProto{node(op, inputs, "y", attributes)}, values: append([]value{x}, further...),
		cotangent: cotangent, want: map[string][]float32{"x": want},
	}
}

// handPlaces are operators that choose or move elements.
func handPlaces() []handCase {
	type f = []float32
	line := func(elements ...float32) value { return input("x", list(elements...), int64(len(elements))) }
	number := func(name string, v int64) value { return value{name: name, ints: []int64{v}, stored: true} }
	square := input("x", list(1, 2, 3, 4), 2, 2)
	return []handCase{
		handOne("Gather of an order", "Gather", "x at", nil, line(1, 2, 3), f{1, 2, 3}, f{2, 3, 1}, places([]int64{3}, 2, 0, 1)),
		handOne("Gather, one element twice", "Gather", "x at", nil, line(1, 2, 3), f{1, 2, 4}, f{0, 4, 3}, places([]int64{3}, 2, -1, 1)),
		handOne("GatherElements", "GatherElements", "x at", onnx.Attributes{"axis": 1}, square, f{1, 2}, f{0, 1, 2, 0}, places([]int64{2, 1}, 1, 0)),
		handOne("GatherND", "GatherND", "x at", nil, square, f{1, 2}, f{0, 1, 2, 0}, places([]int64{2, 2}, 0, 1, 1, 0)),
		handOne("ScatterElements", "ScatterElements", "x at new", nil, line(1, 2, 3), f{1, 2, 3}, f{1, 0, 3}, places([]int64{1}, 1), fixed("new", list(9), 1)),
		handOne("ScatterND", "ScatterND", "x at new", nil, line(1, 2, 3), f{1, 2, 3}, f{1, 2, 0}, places([]int64{1, 1}, 2), fixed("new", list(9), 1)),
		{
			name: "TopK", nodes: []*onnx.NodeProto{node("TopK", "x k", "y where", nil)},
			values: []value{line(3, 1, 2), ints("k", 2)}, cotangent: f{1, 10}, want: map[string][]float32{"x": {1, 0, 10}},
		},
		handOne("Tile", "Tile", "x times", nil, line(1, 2), f{1, 2, 30, 40}, f{31, 42}, ints("times", 2)),
		handOne("Trilu", "Trilu", "x", nil, square, f{1, 2, 3, 4}, f{1, 2, 0, 4}),
		handOne("CumSum", "CumSum", "x axis", nil, line(1, 2, 3), f{1, 10, 100}, f{111, 110, 100}, number("axis", 0)),
		handOne("Slice by 2", "Slice", "x from to axes steps", nil, line(1, 2, 3, 4, 5), f{1, 2}, f{0, 1, 0, 2, 0},
			ints("from", 1), ints("to", 5), ints("axes", 0), ints("steps", 2)),
		handOne("Slice by -2", "Slice", "x from to axes steps", nil, line(1, 2, 3, 4), f{1, 2}, f{0, 2, 0, 1},
			ints("from", -1), ints("to", -99), ints("axes", 0), ints("steps", -2)),
		handOne("Pad reflecting", "Pad", "x pads", onnx.Attributes{"mode": "reflect"}, line(1, 2, 3), f{1, 2, 3, 4, 5}, f{2, 9, 4}, ints("pads", 1, 1)),
		handOne("Pad repeating the edge", "Pad", "x pads", onnx.Attributes{"mode": "edge"}, line(1, 2, 3), f{1, 2, 3, 4, 5}, f{3, 3, 9}, ints("pads", 1, 1)),
		handOne("Pad cutting off", "Pad", "x pads", nil, line(1, 2, 3), f{1, 2}, f{0, 1, 2}, ints("pads", -1, 0)),
		handOne("SpaceToDepth", "SpaceToDepth", "x", onnx.Attributes{"blocksize": 2}, input("x", normal, 1, 1, 2, 4),
			f{1, 2, 3, 4, 5, 6, 7, 8}, f{1, 3, 2, 4, 5, 7, 6, 8}),
		// y[c, i, j] is x[(2i+j)*2 + c] in the one order, and x[4c + 2i+j] in the other.
		handOne("DepthToSpace", "DepthToSpace", "x", onnx.Attributes{"blocksize": 2}, input("x", normal, 1, 8, 1, 1),
			f{1, 2, 3, 4, 5, 6, 7, 8}, f{1, 5, 2, 6, 3, 7, 4, 8}),
		handOne("DepthToSpace, channels outside", "DepthToSpace", "x", onnx.Attributes{"blocksize": 2, "mode": "CRD"}, input("x", normal, 1, 8, 1, 1),
			f{1, 2, 3, 4, 5, 6, 7, 8}, f{1, 2, 3, 4, 5, 6, 7, 8}),
		handOne("Clip between computed bounds", "Clip", "x low high", nil, line(-2, 0, 2), f{1, 2, 3}, f{0, 2, 0},
			value{name: "low", draw: list(-1)}, value{name: "high", draw: list(1)}),
	}
}

// handSamples are operators whose output mixes elements of the input.
func handSamples() []handCase {
	type f = []float32
	pair := input("x", list(1, 2), 1, 1, 1, 2)
	double := fixed("scales", list(1, 1, 1, 2), 4)
	return []handCase{
		handOne("Resize, nearest", "Resize", "x - scales", nil, pair, f{1, 2, 3, 4}, f{3, 7}, double),
		// The samples lie at -1/4 (cut to 0), 1/4, 3/4 and 5/4 (cut to 1).
		handOne("Resize, linear", "Resize", "x - scales", onnx.Attributes{"mode": "linear"}, pair, f{1, 2, 3, 4},
			f{1 + 2*0.75 + 3*0.25, 2*0.25 + 3*0.75 + 4}, double),
		// At 0, 1/3, 2/3 and 1.
		handOne("Resize, corners aligned", "Resize", "x - scales", onnx.Attributes{"mode": "linear", "coordinate_transformation_mode": "align_corners"},
			pair, f{3, 3, 3, 3}, f{6, 6}, double),
		{
			name:   "ConvTranspose",
			nodes:  []*onnx.NodeProto{node("ConvTranspose", "x w b", "y", onnx.Attributes{"strides": []int64{1, 2}})},
			values: []value{pair, weight("w", list(3, 5), 1, 1, 1, 2), weight("b", list(0), 1)},
			// y = 1*3, 1*5, 2*3, 2*5.
			cotangent: f{1, 10, 100, 1000},
			want:      map[string][]float32{"x": {3 + 50, 300 + 5000}, "w": {1 + 200, 10 + 2000}, "b": {1111}},
		},
		{
			name:      "Einsum of queries and keys",
			nodes:     []*onnx.NodeProto{node("Einsum", "q k", "y", onnx.Attributes{"equation": "bhid,bhjd->bhij"})},
			values:    []value{input("q", list(1, 2), 1, 1, 1, 2), input("k", list(3, 4, 5, 6), 1, 1, 2, 2)},
			cotangent: f{1, 10},
			want:      map[string][]float32{"q": {3 + 50, 4 + 60}, "k": {1, 2, 10, 20}},
		},
		handOne("Mean", "Mean", "x x other", nil, input("x", list(1), 1), f{3}, f{2}, fixed("other", list(5), 1)),
	}
}

// handNorms are operators that divide by a norm or a deviation, reductions, and
// smooth functions.
func handNorms() []handCase {
	type f = []float32
	list3 := input("x", list(0, 1, 2), 3)
	three := input("x", list(3, 4), 2)
	picture := input("x", list(3, 4), 1, 1, 1, 2)
	third := onnx.Attributes{"epsilon": float32(3)}
	// x = 0, 2 has mean 1 and variance 1, so with an epsilon of 3 the deviation
	// is 2 and n = -1/2, 1/2. With scale 2, g = 2, 0 has mean 1, and g n has mean
	// -1/2: dx = (2 - 1 - 1/4)/2, (0 - 1 + 1/4)/2.
	standard := func(op string, attributes onnx.Attributes, x []int64, elements int) handCase {
		twos, zeros := make([]float32, elements), make([]float32, elements)
		for i := range twos {
			twos[i] = 2
		}
		return handCase{
			name: op, nodes: []*onnx.NodeProto{node(op, "x scale shift", "y", attributes)},
			values:    []value{input("x", list(0, 2), x...), fixed("scale", list(twos...), int64(elements)), fixed("shift", list(zeros...), int64(elements))},
			cotangent: f{1, 0}, want: map[string][]float32{"x": {0.375, -0.375}},
		}
	}
	return []handCase{
		standard("InstanceNormalization", third, []int64{1, 1, 2}, 1),
		standard("GroupNormalization", onnx.Attributes{"epsilon": float32(3), "num_groups": 1}, []int64{1, 2, 1}, 1),
		standard("LayerNormalization", third, []int64{1, 2}, 2),
		// The deviation is sqrt(2/3), n = -sqrt(3/2), 0, sqrt(3/2).
		handOne("MeanVarianceNormalization", "MeanVarianceNormalization", "x", onnx.Attributes{"axes": []int64{0}}, list3, f{1, 0, 0},
			f{float32(math.Sqrt(1.5) / 6), float32(-math.Sqrt(1.5) / 3), float32(math.Sqrt(1.5) / 6)}),
		handOne("LpNormalization", "LpNormalization", "x", nil, three, f{1, 0}, f{(1 - 0.36) / 5, -0.48 / 5}),
		handOne("LpNormalization of order 1", "LpNormalization", "x", onnx.Attributes{"p": 1}, three, f{1, 0}, f{4.0 / 49, -3.0 / 49}),
		handOne("LpPool", "LpPool", "x", onnx.Attributes{"kernel_shape": []int64{1, 2}}, picture, f{10}, f{6, 8}),
		handOne("LpPool of zeros", "LpPool", "x", onnx.Attributes{"kernel_shape": []int64{1, 2}}, input("x", list(0, 0), 1, 1, 1, 2), f{10}, f{0, 0}),
		handOne("GlobalLpPool", "GlobalLpPool", "x", nil, picture, f{10}, f{6, 8}),
		handOne("ReduceL1", "ReduceL1", "x", nil, input("x", list(-3, 4), 2), f{10}, f{-10, 10}),
		handOne("ReduceL2", "ReduceL2", "x", nil, three, f{10}, f{6, 8}),
		handOne("ReduceL2 of zeros", "ReduceL2", "x", nil, input("x", list(0, 0), 2), f{10}, f{0, 0}),
		handOne("ReduceSumSquare", "ReduceSumSquare", "x", nil, three, f{10}, f{60, 80}),
		handOne("ReduceLogSum", "ReduceLogSum", "x", nil, three, f{14}, f{2, 2}),
		handOne("ReduceLogSumExp", "ReduceLogSumExp", "x", nil, input("x", list(0, 0), 2), f{4}, f{2, 2}),
		handOne("ReduceMin", "ReduceMin", "x", nil, list3, f{5}, f{5, 0, 0}),
		handOne("Reciprocal", "Reciprocal", "x", nil, three, f{9, 16}, f{-1, -1}),
		handOne("Sin", "Sin", "x", nil, list3, f{1, 0, 0}, f{1, 0, 0}),
		handOne("Cos", "Cos", "x", nil, list3, f{1, 0, 0}, f{0, 0, 0}),
		handOne("Tan", "Tan", "x", nil, input("x", list(0, math.Pi/4), 2), f{1, 1}, f{1, 2}),
		handOne("Asin", "Asin", "x", nil, input("x", list(0, 0.6), 2), f{1, 4}, f{1, 5}),
		handOne("Acos", "Acos", "x", nil, input("x", list(0, 0.6), 2), f{1, 4}, f{-1, -5}),
		handOne("Atan", "Atan", "x", nil, input("x", list(0, 2), 2), f{1, 5}, f{1, 1}),
		handOne("Sinh", "Sinh", "x", nil, input("x", list(0, math.Ln2), 2), f{1, 4}, f{1, 5}),
		handOne("Cosh", "Cosh", "x", nil, input("x", list(0, math.Ln2), 2), f{1, 4}, f{0, 3}),
		handOne("Atanh", "Atanh", "x", nil, input("x", list(0, 0.5), 2), f{1, 3}, f{1, 4}),
		handOne("Shrink", "Shrink", "x", nil, input("x", list(-1, 0.2, 2), 3), f{1, 2, 3}, f{1, 0, 3}),
		handOne("Mod", "Mod", "x b", onnx.Attributes{"fmod": 1}, input("x", list(5, -7), 2), f{1, 2}, f{1, 2}, fixed("b", list(3))),
		handOne("ReverseSequence", "ReverseSequence", "x lengths", nil, input("x", list(1, 2, 3), 3, 1), f{10, 20, 30}, f{20, 10, 30}, ints("lengths", 2)),
		handOne("Celu", "Celu", "x", onnx.Attributes{"alpha": float32(2)}, input("x", list(-2, 1), 2), f{1, 1}, f{1 / math.E, 1}),
		handOne("Selu", "Selu", "x", onnx.Attributes{"alpha": float32(3), "gamma": float32(2)}, input("x", list(-1, 1), 2), f{1, 1}, f{6 / math.E, 2}),
		// At 0, softplus is log 2, whose tanh is 3/5.
		handOne("Mish", "Mish", "x", nil, input("x", list(0), 1), f{1}, f{0.6}),
		handOne("Softsign", "Softsign", "x", nil, input("x", list(-1, 0, 3), 3), f{1, 1, 16}, f{0.25, 1, 1}),
		handOne("ThresholdedRelu", "ThresholdedRelu", "x", nil, list3, f{1, 1, 1}, f{0, 0, 1}),
		{
			name: "Pow of two values", nodes: []*onnx.NodeProto{node("Pow", "x p", "y", nil)},
			values: []value{input("x", list(2, 1), 2), input("p", list(3, 5), 2)}, cotangent: f{1, 1},
			want: map[string][]float32{"x": {12, 5}, "p": {8 * math.Ln2, 0}},
		},
	}
}
