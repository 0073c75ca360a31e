package shape_test

import (
	"slices"
	"strings"
	"testing"

	"foolscope/engine/onnx"
	"foolscope/engine/onnx/shape"
)

// Networks compute shapes with small integers; these are the ways that
// exporters write down.
func TestComputedShapes(t *testing.T) {
	node := func(op, inputs, output string, attributes onnx.Attributes) *onnx.NodeProto {
		return onnx.NewNode(op, strings.Fields(inputs), []string{output}, attributes)
	}
	constants := []*onnx.TensorProto{
		onnx.NewInts("zero", []int64{0}), onnx.NewInts("last", []int64{-1}), ints("zeros", 0), ints("one", 1), ints("two", 2),
		ints("three", 3), ints("rest", -1), ints("minus", -1), ints("back", -99), onnx.NewInts("places", []int64{1, 0}, 2),
		ints("table", 2, -1),
	}
	for _, c := range []struct {
		name  string
		nodes []*onnx.NodeProto
		want  []int64
	}{
		{"all but the batch", []*onnx.NodeProto{
			node("Shape", "x", "s", nil), node("Gather", "s zero", "b", nil), node("Unsqueeze", "b zeros", "l", nil),
			node("Concat", "l rest", "t", onnx.Attributes{"axis": 0}), node("Reshape", "x t", "out", nil),
		}, []int64{2, 60}},
		{"the last dimension halved", []*onnx.NodeProto{
			node("Shape", "x", "s", nil), node("Gather", "s last", "w", nil), node("Div", "w two", "h", nil),
			node("Concat", "rest h", "t", onnx.Attributes{"axis": 0}), node("Reshape", "x t", "out", nil),
		}, []int64{60, 2}},
		{"two dimensions in another order", []*onnx.NodeProto{
			node("Shape", "x", "s", nil), node("Slice", "s one three", "p", nil), node("Gather", "p places", "q", nil),
			node("Concat", "two q rest", "t", onnx.Attributes{"axis": 0}), node("Reshape", "x t", "out", nil),
		}, []int64{2, 5, 3, 4}},
		{"backwards", []*onnx.NodeProto{
			node("Shape", "x", "s", nil), node("Slice", "s minus back zeros minus", "p", nil), node("Reshape", "x p", "out", nil),
		}, []int64{4, 5, 3, 2}},
		{"sums and products", []*onnx.NodeProto{
			node("Shape", "x", "s", onnx.Attributes{"start": 1, "end": 2}), node("Mul", "s two", "m", nil), node("Sub", "m one", "n", nil),
			node("Add", "n one", "k", nil), node("Concat", "k rest", "t", onnx.Attributes{"axis": 0}), node("Reshape", "x t", "out", nil),
		}, []int64{6, 20}},
		{"filled and stretched", []*onnx.NodeProto{
			node("ConstantOfShape", "two", "f", onnx.Attributes{"value": ints("", 4)}), node("Concat", "f rest", "t", onnx.Attributes{"axis": 0}),
			node("ReduceSum", "x t3", "r", nil), node("Expand", "r f", "out", nil),
		}, []int64{2, 3, 4, 4}},
		// Like the pads that PyTorch writes: a table of two columns, turned over.
		{"a table", []*onnx.NodeProto{
			node("Concat", "zeros one two three zeros one two three", "l", onnx.Attributes{"axis": 0}), node("Reshape", "l rest2", "m", nil),
			node("Slice", "m minus back zeros minus", "n", nil), node("Reshape", "n rest", "p", nil),
			node("Pad", "x p", "out", nil),
		}, []int64{6, 9, 5, 6}},
		{"half the size, by way of floats", []*onnx.NodeProto{
			node("Shape", "x", "s", nil), node("Cast", "s", "f", onnx.Attributes{"to": int(onnx.TensorProto_FLOAT)}),
			node("Mul", "f share", "m", nil), node("Floor", "m", "l", nil), node("Cast", "l", "t", onnx.Attributes{"to": int(onnx.TensorProto_INT64)}),
			node("Expand", "one t", "out", nil),
		}, []int64{1, 1, 2, 2}},
		// Like PyTorch's expand, in which -1 leaves a dimension as it is.
		{"-1 replaced", []*onnx.NodeProto{
			node("Shape", "places", "n", nil), node("ConstantOfShape", "n", "ones", onnx.Attributes{"value": ints("", 1)}),
			node("Mul", "ones minus", "m", nil), node("Equal", "table m", "e", nil), node("Where", "e ones table", "t", nil),
			node("Expand", "one t", "out", nil),
		}, []int64{2, 1}},
		{"counted", []*onnx.NodeProto{
			node("Size", "x", "n", nil), node("Range", "start n step", "r", nil), node("Gather", "r last", "t", nil),
			node("Mod", "t two", "m", nil), node("Expand", "x0 m", "out", nil),
		}, []int64{1}},
		{"the places of what is not zero, tiled and turned", []*onnx.NodeProto{
			node("NonZero", "table", "z", nil), node("Tile", "z tiles", "w", nil), node("Transpose", "w", "v", nil), node("Shape", "v", "out", nil),
		}, []int64{2}},
		{"a part, a product and a maximum", []*onnx.NodeProto{
			node("Shape", "x", "s", nil), onnx.NewNode("Split", []string{"s"}, []string{"a", "b"}, onnx.Attributes{"num_outputs": 2}),
			node("ReduceProd", "b", "p", onnx.Attributes{"keepdims": 1}), node("ReduceMax", "a", "q", onnx.Attributes{"keepdims": 1}),
			node("Concat", "p q two", "t", onnx.Attributes{"axis": 0}), node("Reshape", "x t", "out", nil),
		}, []int64{20, 3, 2}},
	} {
		t.Run(c.name, func(t *testing.T) {
			stored := append(slices.Clone(constants), ints("t3", 2, 3), ints("rest2", -1, 2), ints("tiles", 1, 2), onnx.NewInts("start", []int64{2}), onnx.NewInts("step", []int64{3}),
				onnx.NewFloats("share", []float32{0.5}), onnx.NewFloats("x0", []float32{0}, 1))
			inputs := map[string][]int64{"x": {2, 3, 5, 4}}
			m := graph(inputs, stored, c.nodes...)
			shapes, err := shape.Infer(m, inputs)
			if err != nil {
				t.Fatal(err)
			}
			if !slices.Equal(shapes["out"], c.want) {
				t.Errorf("the shape is %v, want %v", shapes["out"], c.want)
			}
			if unknown := compare(t, m, inputs); unknown > 0 && c.want != nil {
				t.Errorf("%d shapes are unknown", unknown)
			}
		})
	}
}

// What stands behind an operator that nobody knows is unknown, not an error.
func TestUnknownOperators(t *testing.T) {
	inputs := map[string][]int64{"x": {2, 3}}
	m := graph(inputs, nil,
		onnx.NewNode("Relu", []string{"x"}, []string{"a"}, nil),
		onnx.NewNode("NonZero", []string{"a"}, []string{"b"}, nil),
		onnx.NewNode("Neg", []string{"b"}, []string{"c"}, nil))
	foreign := onnx.NewNode("Relu", []string{"x"}, []string{"d"}, nil)
	foreign.Domain = "com.example"
	m.Graph.Node = append(m.Graph.Node, foreign)
	shapes, err := shape.Infer(m, inputs)
	if err != nil {
		t.Fatal(err)
	}
	if len(shapes) != 2 || !slices.Equal(shapes["a"], []int64{2, 3}) {
		t.Errorf("the shapes are %v", shapes)
	}
}
