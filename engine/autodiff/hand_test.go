package autodiff_test

import (
	"math"
	"slices"
	"testing"

	"foolscope/engine/autodiff"
	"foolscope/engine/onnx"
	"foolscope/engine/ort"
)

// handCase is a graph with the gradients that pencil and paper give.
type handCase struct {
	name   string
	nodes  []*onnx.NodeProto
	values []value
	// cotangent is the gradient of the output.
	cotangent []float32
	want      map[string][]float32
}

func (h handCase) run(t *testing.T) {
	t.Helper()
	c := graphCase{name: h.name, nodes: h.nodes, values: h.values}
	feeds := c.feeds()
	gradient, err := autodiff.Gradient(c.model(feeds, false), c.request())
	if err != nil {
		t.Fatal(err)
	}
	s := open(t, gradient.Proto)
	for _, in := range s.Inputs() {
		if in.Name == "cotangent" {
			feeds["cotangent"] = ort.Tensor{Shape: in.Shape, Data: h.cotangent}
		}
	}
	for _, v := range c.values {
		if v.stored && !v.target {
			delete(feeds, v.name)
		}
	}
	results := run(t, s, feeds)
	for target, want := range h.want {
		got := results[gradient.Gradients[target]].Data
		if !slices.EqualFunc(got, want, func(a, b float32) bool { return math.Abs(float64(a-b)) <= 1e-5 }) {
			t.Errorf("the gradient with respect to %s is %v, want %v", target, got, want)
		}
	}
}

func TestRulesByHand(t *testing.T) {
	for _, cases := range [][]handCase{handConvolutions(), handWindows(), handLists(), handMatrices(), handPlaces(), handNorms(), handSamples()} {
		for _, h := range cases {
			t.Run(h.name, h.run)
		}
	}
}

func handConvolutions() []handCase {
	counting := list(1, 2, 3, 4, 5, 6, 7, 8, 9)
	return []handCase{
		{
			name: "Conv",
			// Each window sees four of the nine elements; the element in the
			// middle stands in all windows, at each place of the kernel.
			nodes:     []*onnx.NodeProto{node("Conv", "x w b", "y", nil)},
			values:    []value{input("x", counting, 1, 1, 3, 3), weight("w", list(1, 2, 3, 4), 1, 1, 2, 2), weight("b", list(0), 1)},
			cotangent: []float32{1, 1, 1, 1},
			want: map[string][]float32{
				"x": {1, 3, 2, 4, 10, 6, 3, 7, 4},
				"w": {1 + 2 + 4 + 5, 2 + 3 + 5 + 6, 4 + 5 + 7 + 8, 5 + 6 + 8 + 9},
				"b": {4},
			},
		},
		{
			name: "Conv of stride 2, whose last windows reach into the pads",
			nodes: []*onnx.NodeProto{node("Conv", "x w", "y", onnx.Attributes{
				"strides": square(2), "pads": []int64{0, 0, 1, 1},
			})},
			values:    []value{input("x", counting, 1, 1, 3, 3), weight("w", list(1, 2, 3, 4), 1, 1, 2, 2)},
			cotangent: []float32{1, 10, 100, 1000},
			want: map[string][]float32{
				"x": {1, 2, 10, 3, 4, 30, 100, 200, 1000},
				"w": {1*1 + 10*3 + 100*7 + 1000*9, 1*2 + 100*8, 1*4 + 10*6, 1 * 5},
			},
		},
		{
			name: "depthwise Conv of stride 2",
			nodes: []*onnx.NodeProto{node("Conv", "x w", "y", onnx.Attributes{
				"strides": square(2), "group": 2,
			})},
			values: []value{
				input("x", list(1, 2, 3, 4, 5, 6, 7, 8), 1, 2, 2, 2), weight("w", list(3, 5), 2, 1, 1, 1),
			},
			cotangent: []float32{1, 10},
			want:      map[string][]float32{"x": {3, 0, 0, 0, 50, 0, 0, 0}, "w": {1, 50}},
		},
		{
			name:      "BatchNormalization",
			nodes:     []*onnx.NodeProto{node("BatchNormalization", "x scale shift mean variance", "y", onnx.Attributes{"epsilon": float32(1)})},
			values:    []value{input("x", list(5, 7), 2, 1), weight("scale", list(6), 1), weight("shift", list(0), 1), fixed("mean", list(4), 1), fixed("variance", list(8), 1)},
			cotangent: []float32{1, 10},
			// The deviation is sqrt(8 + 1) = 3.
			want: map[string][]float32{"x": {2, 20}, "scale": {(1*1 + 10*3) / 3.0}, "shift": {11}},
		},
		{
			// y = x / (1 + x^2), so y' = (1 - x^2) / (1 + x^2)^2.
			name:      "LRN",
			nodes:     []*onnx.NodeProto{node("LRN", "x", "y", onnx.Attributes{"size": 1, "alpha": float32(1), "beta": float32(1)})},
			values:    []value{input("x", list(2), 1, 1, 1, 1)},
			cotangent: []float32{1},
			want:      map[string][]float32{"x": {-3.0 / 25}},
		},
	}
}

func handWindows() []handCase {
	pool := func(op, x string, further onnx.Attributes) *onnx.NodeProto {
		n := node(op, x, "y", onnx.Attributes{"kernel_shape": square(2), "strides": square(2)})
		for name, value := range further {
			onnx.SetAttribute(n, name, value)
		}
		return n
	}
	return []handCase{
		{
			name:      "MaxPool gives to the winners",
			nodes:     []*onnx.NodeProto{pool("MaxPool", "x", nil)},
			values:    []value{input("x", list(1, 2, 8, 7, 4, 3, 5, 6), 1, 1, 2, 4)},
			cotangent: []float32{1, 10},
			want:      map[string][]float32{"x": {0, 0, 10, 0, 1, 0, 0, 0}},
		},
		{
			name:      "MaxPool gives once where elements tie",
			nodes:     []*onnx.NodeProto{pool("MaxPool", "x", nil)},
			values:    []value{input("x", list(2, 2, 2, 2), 1, 1, 2, 2)},
			cotangent: []float32{1},
			want:      map[string][]float32{"x": {1, 0, 0, 0}},
		},
		{
			name:      "MaxPool of a Relu passes nothing where all is 0",
			nodes:     []*onnx.NodeProto{node("Relu", "x", "z", nil), pool("MaxPool", "z", nil)},
			values:    []value{input("x", list(-1, 0, -2, -3, -1, 4, 3, -5), 1, 1, 2, 4)},
			cotangent: []float32{1, 10},
			want:      map[string][]float32{"x": {0, 0, 0, 0, 0, 1, 10, 0}},
		},
		{
			// Four, three and two elements tie, and none.
			name:      "MaxPool of a Relu gives to the first where elements tie",
			nodes:     []*onnx.NodeProto{node("Relu", "x", "z", nil), pool("MaxPool", "z", nil)},
			values:    []value{input("x", list(2, 2, 5, 5, 3, 1, 4, 0, 2, 2, 5, -1, 0, 3, -1, 0), 1, 1, 2, 8)},
			cotangent: []float32{8, 6, 4, 10},
			want:      map[string][]float32{"x": {8, 0, 6, 0, 4, 0, 10, 0, 0, 0, 0, 0, 0, 0, 0, 0}},
		},
		{
			name: "MaxPool of a Relu, a wide window",
			nodes: []*onnx.NodeProto{node("Relu", "x", "z", nil), pool("MaxPool", "z", onnx.Attributes{
				"kernel_shape": []int64{1, 5}, "strides": []int64{1, 5},
			})},
			values:    []value{input("x", list(-1, 3, 3, 3, 3, -1, -2, -3, 0, -1), 1, 1, 1, 10)},
			cotangent: []float32{1, 10},
			want:      map[string][]float32{"x": {0, 1, 0, 0, 0, 0, 0, 0, 0, 0}},
		},
		{
			name:      "MaxPool, overlapping: 5 wins twice",
			nodes:     []*onnx.NodeProto{pool("MaxPool", "x", onnx.Attributes{"kernel_shape": []int64{1, 2}, "strides": square(1)})},
			values:    []value{input("x", list(1, 5, 2), 1, 1, 1, 3)},
			cotangent: []float32{1, 10},
			want:      map[string][]float32{"x": {0, 11, 0}},
		},
		{
			name:      "AveragePool counts what is inside",
			nodes:     []*onnx.NodeProto{pool("AveragePool", "x", onnx.Attributes{"pads": []int64{0, 1, 0, 0}})},
			values:    []value{input("x", normal, 1, 1, 2, 3)},
			cotangent: []float32{1, 8},
			want:      map[string][]float32{"x": {0.5, 2, 2, 0.5, 2, 2}},
		},
		{
			name:      "AveragePool counts pads too",
			nodes:     []*onnx.NodeProto{pool("AveragePool", "x", onnx.Attributes{"pads": []int64{0, 1, 0, 0}, "count_include_pad": 1})},
			values:    []value{input("x", normal, 1, 1, 2, 3)},
			cotangent: []float32{1, 8},
			want:      map[string][]float32{"x": {0.25, 2, 2, 0.25, 2, 2}},
		},
		{
			name:      "GlobalAveragePool",
			nodes:     []*onnx.NodeProto{node("GlobalAveragePool", "x", "y", nil)},
			values:    []value{input("x", normal, 1, 2, 1, 2)},
			cotangent: []float32{1, 10},
			want:      map[string][]float32{"x": {0.5, 0.5, 5, 5}},
		},
	}
}

func handLists() []handCase {
	one := func(name, op, inputs string, attributes onnx.Attributes, x, cotangent, want []float32, further ...value) handCase {
		return handCase{
			name:      name,
			nodes:     []*onnx.NodeProto{node(op, inputs, "y", attributes)},
			values:    append([]value{input("x", list(x...), int64(len(x)))}, further...),
			cotangent: cotangent,
			want:      map[string][]float32{"x": want},
		}
	}
	type f = []float32
	return []handCase{
		one("Exp", "Exp", "x", nil, f{0, 1}, f{1, 2}, f{1, 2 * math.E}),
		one("Log", "Log", "x", nil, f{2, 4}, f{1, 1}, f{0.5, 0.25}),
		one("Sqrt", "Sqrt", "x", nil, f{4, 9}, f{1, 6}, f{0.25, 1}),
		one("Pow", "Pow", "x p", nil, f{2, 3}, f{1, 1}, f{12, 27}, fixed("p", list(3))),
		one("Abs", "Abs", "x", nil, f{-2, 0, 3}, f{1, 1, 1}, f{-1, 0, 1}),
		one("Sigmoid", "Sigmoid", "x", nil, f{0}, f{4}, f{1}),
		one("Tanh", "Tanh", "x", nil, f{0}, f{4}, f{4}),
		one("Erf", "Erf", "x", nil, f{0}, f{1}, f{1.1283792}),
		one("LeakyRelu", "LeakyRelu", "x", onnx.Attributes{"alpha": float32(0.1)}, f{-1, 0, 1}, f{1, 1, 1}, f{0.1, 0.1, 1}),
		one("HardSigmoid", "HardSigmoid", "x", nil, f{-3, 0, 3}, f{1, 1, 1}, f{0, 0.2, 0}),
		one("HardSwish", "HardSwish", "x", nil, f{-4, 0, 3.5}, f{1, 1, 1}, f{0, 0.5, 1}),
		one("Softmax", "Softmax", "x", nil, f{1, 1}, f{1, 0}, f{0.25, -0.25}),
		one("LogSoftmax", "LogSoftmax", "x", nil, f{1, 1}, f{1, 0}, f{0.5, -0.5}),
		one("ReduceMean", "ReduceMean", "x", nil, f{1, 2, 3, 4}, f{8}, f{2, 2, 2, 2}),
		one("ReduceMax shares where elements tie", "ReduceMax", "x", nil, f{1, 3, 3}, f{8}, f{0, 4, 4}),
		one("Slice", "Slice", "x from to", nil, f{1, 2, 3}, f{7}, f{0, 7, 0}, ints("from", 1), ints("to", 2)),
		one("Pad", "Pad", "x pads", nil, f{1, 2}, f{1, 2, 3, 4, 5}, f{2, 3}, ints("pads", 1, 2)),
		one("Concat", "Concat", "x x", onnx.Attributes{"axis": 0}, f{1, 2}, f{1, 2, 30, 40}, f{31, 42}),
		one("Expand", "Expand", "x to", nil, f{5}, f{1, 2, 3}, f{6}, ints("to", 3)),
	}
}

func handMatrices() []handCase {
	return []handCase{
		{
			name:      "Gemm",
			nodes:     []*onnx.NodeProto{node("Gemm", "a b c", "y", onnx.Attributes{"alpha": float32(2), "beta": float32(3), "transB": 1})},
			values:    []value{input("a", list(1, 2), 1, 2), weight("b", list(3, 4, 5, 6), 2, 2), weight("c", list(0, 0), 2)},
			cotangent: []float32{1, 10},
			want: map[string][]float32{
				"a": {2 * (1*3 + 10*5), 2 * (1*4 + 10*6)}, "b": {2 * 1, 2 * 2, 20 * 1, 20 * 2}, "c": {3, 30},
			},
		},
		{
			name:      "MatMul",
			nodes:     []*onnx.NodeProto{node("MatMul", "a b", "y", nil)},
			values:    []value{input("a", list(1, 2), 1, 2), weight("b", list(3, 4, 5, 6), 2, 2)},
			cotangent: []float32{1, 10},
			want:      map[string][]float32{"a": {43, 65}, "b": {1, 10, 2, 20}},
		},
		{
			name:      "Mul, stretched",
			nodes:     []*onnx.NodeProto{node("Mul", "a b", "y", nil)},
			values:    []value{input("a", list(1, 2, 3, 4), 2, 2), input("b", list(5, 6), 2)},
			cotangent: []float32{1, 10, 100, 1000},
			want:      map[string][]float32{"a": {5, 60, 500, 6000}, "b": {1*1 + 100*3, 10*2 + 1000*4}},
		},
		{
			name:      "Div",
			nodes:     []*onnx.NodeProto{node("Div", "a b", "y", nil)},
			values:    []value{input("a", list(6), 1), input("b", list(2), 1)},
			cotangent: []float32{1},
			want:      map[string][]float32{"a": {0.5}, "b": {-1.5}},
		},
		{
			name:      "Transpose",
			nodes:     []*onnx.NodeProto{node("Transpose", "x", "y", nil)},
			values:    []value{input("x", normal, 2, 3)},
			cotangent: []float32{1, 2, 3, 4, 5, 6},
			want:      map[string][]float32{"x": {1, 3, 5, 2, 4, 6}},
		},
	}
}
