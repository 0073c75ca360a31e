package autodiff_test

import (
	"strings"
	"testing"

	"foolscope/engine/autodiff"
	"foolscope/engine/onnx"
)

// TestFormsWithoutAGradient lists the forms of supported operators that have no
// gradient; the error names the node and says what is missing.
func TestFormsWithoutAGradient(t *testing.T) {
	one := func(op, inputs string, attributes onnx.Attributes, values ...value) graphCase {
		return graphCase{name: op, nodes: []*onnx.NodeProto{node(op, inputs, "y", attributes)}, values: values}
	}
	x := input("x", normal, 4, 5)
	solid := input("v", normal, 1, 1, 3, 3, 3)
	for _, c := range []struct {
		graphCase
		want string
	}{
		{one("Conv", "v w", nil, solid, fixed("w", normal, 2, 1, 2, 2, 2)), "two spatial dimensions"},
		{one("ConvTranspose", "v w", nil, solid, fixed("w", normal, 1, 1, 2, 2, 2)), "two spatial dimensions"},
		{one("MaxPool", "v", onnx.Attributes{"kernel_shape": []int64{2, 2, 2}}, solid), "two spatial dimensions"},
		{one("AveragePool", "v", onnx.Attributes{"kernel_shape": []int64{2, 2, 2}}, solid), "two spatial dimensions"},
		{one("Einsum", "x", onnx.Attributes{"equation": "ii->i"}, input("x", normal, 3, 3)), "twice"},
		{one("LRN", "v", onnx.Attributes{"size": 3}, input("v", normal, 1, 2, 5)), "two spatial dimensions"},
		{one("LRN", "v", onnx.Attributes{"size": 3}, input("v", normal, 1, 5000, 1, 1)), "along an axis"},
		{one("Pad", "v pads", onnx.Attributes{"mode": "edge"}, input("v", normal, 5000), ints("pads", 1, 1)), "along an axis"},
		{one("Resize", "v - scales", onnx.Attributes{"mode": "linear"}, input("v", normal, 5000), fixed("scales", list(2), 1)), "along an axis"},
		{one("LpNormalization", "x", onnx.Attributes{"p": 3}, x), "order 1 and 2"},
		{one("ScatterElements", "x at new", onnx.Attributes{"reduction": "mul"}, x, places([]int64{1, 1}, 0), fixed("new", normal, 1, 1)), "writing and adding"},
		{one("Resize", "x - scales", onnx.Attributes{"mode": "linear", "antialias": 1}, x, fixed("scales", list(0.5, 0.5), 2)), "antialiasing"},
		{one("Resize", "x roi scales", onnx.Attributes{"coordinate_transformation_mode": "tf_crop_and_resize"},
			x, fixed("roi", list(0, 0, 1, 1), 4), fixed("scales", list(2, 2), 2)), "tf_crop_and_resize"},
		{one("ReduceSum", "x axes", nil, x, value{name: "axes", dims: []int64{1}, draw: normal}), "axes are computed"},
		{one("BatchNormalization", "x a b c d", nil, x, fixed("a", normal, 5), fixed("b", normal, 5), weight("c", normal, 5), weight("d", between(1, 2), 5)), "running statistics"},
		{one("Conv", "v w", nil, input("v", normal, 1, 1, 40, 40), weight("w", normal, 1, 1, 33, 33)), "kernel"},
	} {
		t.Run(c.name+" "+c.want, func(t *testing.T) {
			_, err := autodiff.Gradient(c.model(c.feeds(), false), c.request())
			if err == nil || !strings.Contains(err.Error(), c.want) || !strings.HasPrefix(err.Error(), c.name) {
				t.Errorf("the error is %v, want one that says %s", err, c.want)
			}
		})
	}
}

func TestShapesThatOnlyARunTells(t *testing.T) {
	c := graphCase{
		name: "computed limits",
		nodes: []*onnx.NodeProto{
			node("ArgMax", "x", "end", onnx.Attributes{"axis": 0}), node("Slice", "x zero end", "y", nil),
		},
		values: []value{input("x", normal, 5), ints("zero", 0)},
	}
	_, err := autodiff.Gradient(c.model(c.feeds(), false), c.request())
	if err == nil || !strings.Contains(err.Error(), "depend on what the network computes") {
		t.Errorf("the error is %v", err)
	}
}

func TestValuesThatWouldNotFitIntoMemory(t *testing.T) {
	c := graphCase{
		name:   "huge",
		nodes:  []*onnx.NodeProto{node("Relu", "x", "y", nil)},
		values: []value{input("x", normal, -1, 3, 224, 224)},
	}
	_, err := autodiff.Gradient(c.model(nil, false), autodiff.Request{
		Targets: []string{"x"}, Shapes: map[string][]int64{"x": {1 << 12, 3, 224, 224}},
	})
	if err == nil || !strings.Contains(err.Error(), "fewer pictures") {
		t.Errorf("the error is %v", err)
	}
}
