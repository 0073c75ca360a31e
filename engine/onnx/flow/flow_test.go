package flow_test

import (
	"context"
	"math"
	"strings"
	"testing"

	"foolscope/engine/onnx"
	"foolscope/engine/onnx/flow"
	"foolscope/engine/ort"
)

func node(op, inputs, outputs string, attributes onnx.Attributes) *onnx.NodeProto {
	names := strings.Fields(inputs)
	for i, name := range names {
		if name == "-" {
			names[i] = ""
		}
	}
	return onnx.NewNode(op, names, strings.Fields(outputs), attributes)
}

// holding gives a node a graph in an attribute.
func holding(n *onnx.NodeProto, attribute string, g *onnx.GraphProto) *onnx.NodeProto {
	n.Attribute = append(n.Attribute, &onnx.AttributeProto{Name: attribute, Type: onnx.AttributeProto_GRAPH, G: g})
	return n
}

func branch(output string, nodes ...*onnx.NodeProto) *onnx.GraphProto {
	return &onnx.GraphProto{Name: "branch", Node: nodes, Output: []*onnx.ValueInfoProto{onnx.AnyFloats(output)}}
}

func typed(name string, kind onnx.TensorProto_DataType, dims ...int64) *onnx.ValueInfoProto {
	v := onnx.FloatValue(name, dims...)
	v.Type.TensorType.ElemType = int32(kind)
	return v
}

// body is that of a loop with a value "v" that goes from round to round; it ends in
// "next", the condition in "go_on".
func body(collects bool, nodes ...*onnx.NodeProto) *onnx.GraphProto {
	g := &onnx.GraphProto{
		Name: "body", Node: nodes,
		Input:  []*onnx.ValueInfoProto{typed("round", onnx.TensorProto_INT64), typed("going", onnx.TensorProto_BOOL), onnx.AnyFloats("v")},
		Output: []*onnx.ValueInfoProto{typed("go_on", onnx.TensorProto_BOOL), onnx.AnyFloats("next")},
	}
	if collects {
		g.Output = append(g.Output, onnx.AnyFloats("each"))
	}
	return g
}

// model computes y of x, [batch, 3].
func model(nodes ...*onnx.NodeProto) *onnx.ModelProto {
	number := func(name string, v int64) *onnx.TensorProto { return onnx.NewInts(name, []int64{v}) }
	truth := &onnx.TensorProto{Name: "yes", DataType: int32(onnx.TensorProto_BOOL), RawData: []byte{1}}
	return &onnx.ModelProto{
		IrVersion: 8, OpsetImport: []*onnx.OperatorSetIdProto{{Version: 18}},
		Graph: &onnx.GraphProto{
			Name: "flow", Node: nodes,
			Input:  []*onnx.ValueInfoProto{onnx.FloatValue("x", -1, 3)},
			Output: []*onnx.ValueInfoProto{onnx.AnyFloats("y")},
			Initializer: []*onnx.TensorProto{
				number("zero", 0), number("one", 1), number("three", 3), number("many", math.MaxInt64), truth,
				onnx.NewFloats("ten", []float32{10}), onnx.NewFloats("two", []float32{2}),
			},
		},
	}
}

func size(axis, to string) []*onnx.NodeProto {
	return []*onnx.NodeProto{node("Shape", "x", "dims_"+to, nil), node("Gather", "dims_"+to+" "+axis, to, nil)}
}

func ifElse(condition string, then, otherwise *onnx.GraphProto) *onnx.NodeProto {
	return holding(holding(node("If", condition, "y", nil), "then_branch", then), "else_branch", otherwise)
}

// looping are the models, with how many Ifs and Loops remain.
func looping() []struct {
	name    string
	m       *onnx.ModelProto
	remains int
} {
	double, negate := branch("a", node("Mul", "x two", "a", nil)), branch("b", node("Neg", "x", "b", nil))
	copies := node("Identity", "going", "go_on", nil)
	grow := node("Mul", "v two", "next", nil)
	rounds := append(size("one", "columns"), holding(node("Loop", "columns yes x", "y", nil), "body", body(false, copies, grow)))
	return []struct {
		name    string
		m       *onnx.ModelProto
		remains int
	}{
		{"a branch by the shape", model(append(append(size("one", "columns"), node("Equal", "columns three", "is", nil)), ifElse("is", double, negate))...), 0},
		{"the other branch", model(append(append(size("one", "columns"), node("Equal", "columns one", "is", nil)), ifElse("is", double, negate))...), 0},
		{"a branch by the batch", model(append(append(size("zero", "rows"), node("Equal", "rows one", "is", nil)), ifElse("is", double, negate))...), 1},
		{"a branch by the values", model(node("ReduceSum", "x", "s", onnx.Attributes{"keepdims": 0}), node("Greater", "s ten", "is", nil), ifElse("is", double, negate)), 1},
		{"a branch within a branch", model(append(append(size("one", "columns"), node("Equal", "columns three", "is", nil)),
			ifElse("is", branch("inner", func() *onnx.NodeProto {
				n := ifElse("is", branch("a", node("Mul", "x two", "a", nil)), branch("b", node("Neg", "x", "b", nil)))
				n.Output = []string{"inner"}
				return n
			}()), branch("c", node("Abs", "x", "c", nil))))...), 0},
		{"a branch that gives what is there", model(append(append(size("one", "columns"), node("Equal", "columns three", "is", nil), node("Exp", "x", "e", nil)),
			ifElse("is", branch("i", node("Identity", "e", "i", nil)), negate))...), 0},
		{"as many rounds as columns", model(rounds...), 0},
		{"a stored number of rounds", model(holding(node("Loop", "three - x", "y", nil), "body", body(false, copies, grow))), 0},
		{"no round", model(holding(node("Loop", "zero yes x", "y", nil), "body", body(false, copies, grow))), 0},
		{"collecting", model(holding(node("Loop", "three yes x", "last y", nil), "body",
			body(true, copies, grow, node("Cast", "round", "r", onnx.Attributes{"to": 1}), node("Add", "v r", "each", nil)))), 0},
		{"until a round", model(holding(node("Loop", "many yes x", "y", nil), "body", body(false, node("Less", "round three", "go_on", nil), grow))), 0},
		{"until a value", model(holding(node("Loop", "many yes x", "y", nil), "body",
			body(false, grow, node("ReduceMax", "next", "most", onnx.Attributes{"keepdims": 0}), node("Less", "most ten", "go_on", nil)))), 1},
		{"a loop within a loop", model(holding(node("Loop", "three - x", "y", nil), "body", body(false, copies, func() *onnx.NodeProto {
			inner := body(false, node("Identity", "going2", "go_on2", nil), node("Add", "v2 ten", "next2", nil))
			for i, name := range []string{"round2", "going2", "v2"} {
				inner.Input[i].Name = name
			}
			inner.Output[0].Name, inner.Output[1].Name = "go_on2", "next2"
			return holding(node("Loop", "three going v", "next", nil), "body", inner)
		}()))), 0},
	}
}

func controls(m *onnx.ModelProto) (count int) {
	for _, n := range m.Graph.Node {
		if len(onnx.Subgraphs(n)) > 0 {
			count++
		}
	}
	return count
}

// What is folded computes what onnxruntime computes of the file, for one row and for
// two.
func TestFoldedModelsComputeTheSame(t *testing.T) {
	for _, c := range looping() {
		t.Run(c.name, func(t *testing.T) {
			upgraded, err := onnx.Upgrade(c.m)
			if err != nil {
				t.Fatal(err)
			}
			if err := flow.Fold(upgraded, map[string][]int64{"x": {1, 3}}, map[string][]int64{"x": {2, 3}}); err != nil {
				t.Fatal(err)
			}
			if n := controls(upgraded); n != c.remains {
				t.Errorf("%d branches and loops remain, want %d", n, c.remains)
			}
			for rows := int64(1); rows <= 2; rows++ {
				x := ort.NewTensor(rows, 3)
				for i := range x.Data {
					x.Data[i] = 0.3 + float32(i)
				}
				got, want := evaluate(t, upgraded, x), evaluate(t, c.m, x)
				for i, v := range want.Data {
					if len(got.Data) != len(want.Data) || math.Abs(float64(got.Data[i]-v)) > 1e-5*math.Abs(float64(v)) {
						t.Fatalf("of %d rows it makes %v, want %v", rows, got.Data, want.Data)
					}
				}
			}
		})
	}
}

func evaluate(t *testing.T, m *onnx.ModelProto, x ort.Tensor) ort.Tensor {
	t.Helper()
	y, err := try(t, m, x)
	if err != nil {
		t.Fatal(err)
	}
	return y
}

func try(t *testing.T, m *onnx.ModelProto, x ort.Tensor) (ort.Tensor, error) {
	t.Helper()
	data, err := onnx.Marshal(m)
	if err != nil {
		t.Fatal(err)
	}
	s, err := ort.Open(data, ort.Options{Threads: 1})
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	out, err := s.Run(context.Background(), map[string]ort.Tensor{"x": x})
	return out["y"], err
}

func TestLoopsThatAreRefused(t *testing.T) {
	copies, grow := node("Identity", "going", "go_on", nil), node("Mul", "v two", "next", nil)
	always := &onnx.TensorProto{DataType: int32(onnx.TensorProto_BOOL), RawData: []byte{1}}
	for _, c := range []struct {
		name, want string
		loop       *onnx.NodeProto
	}{
		{"without an end", "never ends", holding(node("Loop", "- - x", "y", nil), "body", body(false, copies, grow))},
		{"with the condition yes", "never ends", holding(node("Loop", "- yes x", "y", nil), "body", body(false, copies, grow))},
		{"with a stored condition", "never ends", holding(node("Loop", "many yes x", "y", nil), "body",
			body(false, node("Constant", "", "go_on", onnx.Attributes{"value": always}), grow))},
		{"in a branch", "never ends", ifElse("unknown",
			branch("a", holding(node("Loop", "- yes x", "a", nil), "body", body(false, copies, grow))), branch("b", node("Neg", "x", "b", nil)))},
		{"with a million rounds", "1000000 times", holding(node("Loop", "million yes x", "y", nil), "body", body(false, copies, grow))},
		{"with a body that does not fit", "does not fit", holding(node("Loop", "three yes x x", "y", nil), "body", body(false, copies, grow))},
	} {
		t.Run(c.name, func(t *testing.T) {
			m := model(node("ReduceSum", "x", "s", onnx.Attributes{"keepdims": 0}), node("Greater", "s ten", "unknown", nil), c.loop)
			m.Graph.Initializer = append(m.Graph.Initializer, onnx.NewInts("million", []int64{1e6}))
			upgraded, err := onnx.Upgrade(m)
			if err != nil {
				t.Fatal(err)
			}
			if err := flow.Fold(upgraded, map[string][]int64{"x": {1, 3}}); err == nil || !strings.Contains(err.Error(), c.want) {
				t.Errorf("the error is %v, want one that says %q", err, c.want)
			}
		})
	}
}

// A loop of which nobody knows when it ends is stopped, and says so.
func TestLoopsThatGoOnTooLongAreStopped(t *testing.T) {
	m := model(holding(node("Loop", "many yes x", "y", nil), "body",
		body(false, node("Identity", "v", "next", nil), node("ReduceMax", "next", "most", onnx.Attributes{"keepdims": 0}), node("Less", "most ten", "go_on", nil))))
	upgraded, err := onnx.Upgrade(m)
	if err != nil {
		t.Fatal(err)
	}
	for range 2 {
		if err := flow.Fold(upgraded, map[string][]int64{"x": {1, 3}}); err != nil {
			t.Fatal(err)
		}
	}
	if _, err := try(t, upgraded, ort.NewTensor(1, 3)); err == nil || !strings.Contains(err.Error(), "goes on for too long") {
		t.Errorf("the error is %v", err)
	}
}
