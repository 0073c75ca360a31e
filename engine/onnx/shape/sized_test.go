package shape_test

import (
	"strings"
	"testing"

	"foolscope/engine/onnx"
	"foolscope/engine/onnx/shape"
)

// sizedCases are operators whose results may be far larger than what they get.
func sizedCases() []operatorCase {
	type t = []*onnx.TensorProto
	type a = onnx.Attributes
	picture := d{{1, 2, 4, 4}}
	return []operatorCase{
		{op: "AffineGrid", dims: d{{1, 2, 3}}, stored: t{ints("size", 1, 2, 5, 6)}, opset: 20},
		{op: "GridSample", dims: picture, stored: t{zeros("grid", 1, 3, 5, 2)}, opset: 20},
		{op: "MaxRoiPool", dims: picture, stored: t{zeros("regions", 3, 5)}, attributes: a{"pooled_shape": []int64{2, 3}}},
		{op: "RoiAlign", dims: picture, stored: t{zeros("regions", 3, 4), ints("of", 0, 0, 0)}, attributes: a{"output_height": 2, "output_width": 3}},
		{op: "Multinomial", dims: d{{2, 3}}, attributes: a{"sample_size": 7}},
		{op: "RandomNormalLike", dims: d{{2, 3}}},
		{op: "RandomUniformLike", dims: d{{2, 3}}},
		{op: "Bernoulli", dims: d{{2, 3}}, opset: 15},
	}
}

func TestShapesOfWindowFunctions(t *testing.T) {
	for _, op := range []string{"HannWindow", "HammingWindow", "BlackmanWindow"} {
		m := graph(map[string][]int64{"x": {2, 3}}, []*onnx.TensorProto{onnx.NewInts("n", []int64{5})},
			onnx.NewNode(op, []string{"n"}, []string{"window"}, nil), onnx.NewNode("Relu", []string{"x"}, []string{"out"}, nil))
		if unknown := compare(t, m, map[string][]int64{"x": {2, 3}}); unknown > 0 {
			t.Errorf("%s: %d shapes are unknown", op, unknown)
		}
	}
}

// Whole numbers are not divided by what turns out to be 0, and nothing is taken from
// beyond the end.
func TestNumbersThatDoNotFit(t *testing.T) {
	node := func(op, inputs, output string) *onnx.NodeProto {
		return onnx.NewNode(op, strings.Fields(inputs), []string{output}, nil)
	}
	for _, c := range []struct {
		name  string
		nodes []*onnx.NodeProto
		want  string
	}{
		{"by 0", []*onnx.NodeProto{node("Shape", "x", "s"), node("Sub", "s s", "z"), node("Div", "s z", "out")}, "divides whole numbers by 0"},
		{"the rest by 0", []*onnx.NodeProto{node("Shape", "x", "s"), node("Sub", "s s", "z"), node("Mod", "s z", "out")}, "divides whole numbers by 0"},
		{"beyond the end", []*onnx.NodeProto{node("Gather", "x seven", "out")}, "elements [7] of a dimension of 2"},
	} {
		t.Run(c.name, func(t *testing.T) {
			inputs := map[string][]int64{"x": {2, 3}}
			m := graph(inputs, []*onnx.TensorProto{onnx.NewInts("seven", []int64{7})}, c.nodes...)
			upgraded, err := onnx.Upgrade(m)
			if err != nil {
				t.Fatal(err)
			}
			for _, m := range []*onnx.ModelProto{m, upgraded} {
				if _, err := shape.Infer(m, inputs); err == nil || !strings.Contains(err.Error(), c.want) {
					t.Errorf("the error is %v, want one that says %q", err, c.want)
				}
			}
		})
	}
}
