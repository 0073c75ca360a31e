package shape_test

import (
	"slices"
	"strings"
	"testing"

	"foolscope/engine/onnx"
	"foolscope/engine/onnx/shape"
)

// What stands in branches and loops that nobody can foresee has its shape all the
// same, as far as it does not depend on them.
func TestShapesWithinBranchesAndLoops(t *testing.T) {
	node := func(op, inputs, outputs string, graphs ...*onnx.GraphProto) *onnx.NodeProto {
		n := onnx.NewNode(op, strings.Fields(inputs), strings.Fields(outputs), nil)
		for i, name := range []string{"then_branch", "else_branch"}[:len(graphs)] {
			n.Attribute = append(n.Attribute, &onnx.AttributeProto{Name: name, Type: onnx.AttributeProto_GRAPH, G: graphs[i]})
		}
		return n
	}
	graph := func(inputs, outputs string, nodes ...*onnx.NodeProto) *onnx.GraphProto {
		g := &onnx.GraphProto{Node: nodes}
		for _, name := range strings.Fields(inputs) {
			g.Input = append(g.Input, onnx.AnyFloats(name))
		}
		for _, name := range strings.Fields(outputs) {
			g.Output = append(g.Output, onnx.AnyFloats(name))
		}
		return g
	}
	m := &onnx.ModelProto{
		IrVersion: 8, OpsetImport: []*onnx.OperatorSetIdProto{{Version: 18}},
		Graph: &onnx.GraphProto{
			Input: []*onnx.ValueInfoProto{onnx.FloatValue("x", 2, 3), onnx.FloatValue("is"), onnx.FloatValue("times")},
			Initializer: []*onnx.TensorProto{
				onnx.NewFloats("w", make([]float32, 15), 3, 5), onnx.NewInts("huge", []int64{1 << 40}, 1), onnx.NewInts("axis", []int64{0}, 1),
			},
			Node: []*onnx.NodeProto{
				node("If", "is", "same", graph("", "a", node("Relu", "x", "a")), graph("", "b", node("Neg", "x", "b"))),
				node("If", "is", "differs", graph("", "c", node("Relu", "x", "c")), graph("", "d", node("MatMul", "x w", "d"))),
				node("If", "is", "broken", graph("", "e", node("ConstantOfShape", "huge", "e")), graph("", "f", node("MatMul", "w x", "f"))),
				node("Loop", "times is x", "steady", graph("i g v", "g2 v2", node("Identity", "g", "g2"), node("Exp", "v", "v2"))),
				node("Loop", "times is x", "grows", graph("i2 h u", "h2 u2", node("Identity", "h", "h2"), node("Unsqueeze", "u axis", "u2"), node("Exp", "w", "beside"))),
				// Graphs beside each other may call different things by one name.
				node("If", "is", "namesakes", graph("", "k", node("Relu", "x", "k")), graph("", "k", node("MatMul", "x w", "k"))),
				node("If", "is", "stale", graph("", "p", node("Shape", "x", "s"), node("ConstantOfShape", "s", "p")),
					graph("", "p", node("Foreign", "x", "s"), node("ConstantOfShape", "s", "p"))),
				node("Loop", "times is x", "first", graph("j n q", "n2 q2", node("Identity", "n", "n2"), node("Exp", "q", "q2"))),
				node("Loop", "times is grows", "second", graph("j n q", "n2 q2", node("Identity", "n", "n2"), node("Exp", "q", "q2"))),
			},
			Output: []*onnx.ValueInfoProto{onnx.AnyFloats("same")},
		},
	}
	got, err := shape.Infer(m, map[string][]int64{"x": {2, 3}, "is": {}, "times": {}})
	if err != nil {
		t.Fatal(err)
	}
	for name, want := range map[string][]int64{
		"same": {2, 3}, "a": {2, 3}, "d": {2, 5}, "e": {1 << 40}, "steady": {2, 3}, "v": {2, 3}, "v2": {2, 3}, "beside": {3, 5}, "first": {2, 3},
		"differs": nil, "broken": nil, "grows": nil, "u": nil, "namesakes": nil, "stale": nil, "second": nil,
	} {
		if dims, known := got[name]; known != (want != nil) || !slices.Equal(dims, want) {
			t.Errorf("the shape of %q is %v, want %v", name, dims, want)
		}
	}
}

// What rounds to bytes by a range of its own gives a scale and a zero point, too.
func TestShapesOfDynamicQuantizeLinear(t *testing.T) {
	m := &onnx.ModelProto{
		IrVersion: 8, OpsetImport: []*onnx.OperatorSetIdProto{{Version: 18}},
		Graph: &onnx.GraphProto{
			Input:  []*onnx.ValueInfoProto{onnx.FloatValue("x", 2, 3)},
			Node:   []*onnx.NodeProto{onnx.NewNode("DynamicQuantizeLinear", []string{"x"}, []string{"y", "scale", "zero"}, nil)},
			Output: []*onnx.ValueInfoProto{onnx.AnyFloats("y")},
		},
	}
	got, err := shape.Infer(m, map[string][]int64{"x": {2, 3}})
	if err != nil {
		t.Fatal(err)
	}
	for name, want := range map[string][]int64{"y": {2, 3}, "scale": {}, "zero": {}} {
		if dims, known := got[name]; !known || !slices.Equal(dims, want) {
			t.Errorf("the shape of %q is %v, want %v", name, dims, want)
		}
	}
}
