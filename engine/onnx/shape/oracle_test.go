package shape_test

import (
	"context"
	"slices"
	"testing"

	"foolscope/engine/onnx"
	"foolscope/engine/onnx/shape"
	"foolscope/engine/ort"
)

// compare infers the shapes of all values of a model, and lets onnxruntime say
// what they are. It returns how many values there are whose shape was not
// inferred.
func compare(t *testing.T, m *onnx.ModelProto, inputs map[string][]int64) (unknown int) {
	t.Helper()
	m, err := onnx.Upgrade(m)
	if err != nil {
		t.Fatal(err)
	}
	shapes, err := shape.Infer(m, inputs)
	if err != nil {
		t.Fatal(err)
	}
	for name, actual := range actualShapes(t, m, inputs) {
		dims, known := shapes[name]
		if !known {
			unknown++
		} else if !slices.Equal(dims, actual) {
			t.Errorf("the shape of %q is %v, inferred was %v", name, actual, dims)
		}
	}
	return unknown
}

// actualShapes runs a model with a Shape node behind each value.
func actualShapes(t *testing.T, m *onnx.ModelProto, inputs map[string][]int64) map[string][]int64 {
	t.Helper()
	g := onnx.Edit(m.Graph)
	g.Output = nil
	// A list without elements cannot leave onnxruntime, so each has one more.
	first := g.Ints("first", 0)
	names := map[string]string{}
	for _, n := range slices.Clone(g.Node) {
		for _, name := range n.Output {
			if name == "" {
				continue
			}
			out := g.Add("Concat", []string{first, g.Add("Shape", []string{name}, nil)}, onnx.Attributes{"axis": 0})
			names[out] = name
			v := onnx.AnyFloats(out)
			v.Type.TensorType.ElemType = int32(onnx.TensorProto_INT64)
			g.Output = append(g.Output, v)
		}
	}
	data, err := onnx.Marshal(m)
	if err != nil {
		t.Fatal(err)
	}
	s, err := ort.Open(data, ort.Options{Threads: 1, Unoptimized: true})
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	feeds := map[string]ort.Tensor{}
	for name, dims := range inputs {
		x := ort.NewTensor(dims...)
		for i := range x.Data {
			x.Data[i] = float32(i%5) + 1
		}
		feeds[name] = x
	}
	results, err := s.Run(context.Background(), feeds)
	if err != nil {
		t.Fatal(err)
	}
	shapes := map[string][]int64{}
	for out, list := range results {
		dims := []int64{}
		for _, d := range list.Data[1:] {
			dims = append(dims, int64(d))
		}
		shapes[names[out]] = dims
	}
	return shapes
}

// graph is a model of opset 18 that has not been checked.
func graph(inputs map[string][]int64, stored []*onnx.TensorProto, nodes ...*onnx.NodeProto) *onnx.ModelProto {
	g := &onnx.GraphProto{Name: "test", Initializer: stored, Node: nodes}
	for name, dims := range inputs {
		g.Input = append(g.Input, onnx.FloatValue(name, dims...))
	}
	last := nodes[len(nodes)-1]
	g.Output = []*onnx.ValueInfoProto{{Name: last.Output[0]}}
	return &onnx.ModelProto{IrVersion: 8, OpsetImport: []*onnx.OperatorSetIdProto{{Version: 18}}, Graph: g}
}
