package onnx_test

import (
	"context"
	"fmt"
	"math"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"foolscope/engine/onnx"
	"foolscope/engine/ort"
)

// oldNode is a graph of one node in the form of an old opset: x -> y.
type oldNode struct {
	op         string
	opset      int64
	dims       []int64
	attributes onnx.Attributes
	// further are stored inputs behind x, outputs further outputs behind y.
	further []*onnx.TensorProto
	outputs []string
}

func (o oldNode) model() *onnx.ModelProto {
	g := &onnx.GraphProto{
		Name:        "old",
		Input:       []*onnx.ValueInfoProto{onnx.FloatValue("x", o.dims...)},
		Initializer: o.further,
	}
	inputs := []string{"x"}
	for _, t := range o.further {
		inputs = append(inputs, t.Name)
		// The oldest format lists weights as inputs.
		v := onnx.FloatValue(t.Name, t.Dims...)
		v.Type.TensorType.ElemType = t.DataType
		g.Input = append(g.Input, v)
	}
	n := onnx.NewNode(o.op, inputs, append([]string{"y"}, o.outputs...), nil)
	for name, value := range o.attributes {
		if floats, ok := value.([]float32); ok {
			n.Attribute = append(n.Attribute, &onnx.AttributeProto{Name: name, Type: onnx.AttributeProto_FLOATS, Floats: floats})
			continue
		}
		onnx.SetAttribute(n, name, value)
	}
	g.Node = []*onnx.NodeProto{n}
	for _, name := range n.Output {
		g.Output = append(g.Output, &onnx.ValueInfoProto{Name: name})
	}
	return &onnx.ModelProto{IrVersion: 3, OpsetImport: []*onnx.OperatorSetIdProto{{Version: o.opset}}, Graph: g}
}

func floats(name string, elements ...float32) *onnx.TensorProto {
	return onnx.NewFloats(name, elements, int64(len(elements)))
}

func whole(name string, elements ...int64) *onnx.TensorProto {
	return onnx.NewInts(name, elements, int64(len(elements)))
}

// oldNodes are operators whose form has changed, in their old forms.
func oldNodes() []oldNode {
	statistics := []*onnx.TensorProto{
		floats("scale", 1, -2, 0.5), floats("shift", 0.1, 0.2, 0.3), floats("mean", 0.5, 0, -0.5), floats("variance", 1, 2, 0.5),
	}
	nodes := []oldNode{
		{op: "BatchNormalization", opset: 7, dims: []int64{2, 3, 2, 2}, further: statistics, attributes: onnx.Attributes{"spatial": 1, "epsilon": float32(0.1), "momentum": float32(0.9)}},
		{op: "BatchNormalization", opset: 9, dims: []int64{2, 3, 2, 2}, further: statistics},
		{op: "Clip", opset: 7, dims: []int64{3, 4}, attributes: onnx.Attributes{"min": float32(-0.5), "max": float32(0.7)}},
		{op: "Clip", opset: 7, dims: []int64{3, 4}, attributes: onnx.Attributes{"max": float32(0.7)}},
		{op: "Clip", opset: 10, dims: []int64{3, 4}, attributes: onnx.Attributes{"min": float32(0)}},
		{op: "Clip", opset: 10, dims: []int64{3, 4}},
		{op: "Pad", opset: 7, dims: []int64{2, 3}, attributes: onnx.Attributes{"pads": []int64{0, 1, 2, 0}, "value": float32(4)}},
		{op: "Pad", opset: 10, dims: []int64{2, 3}, attributes: onnx.Attributes{"pads": []int64{1, 0, 0, 2}}},
		{op: "Pad", opset: 10, dims: []int64{2, 3}, attributes: onnx.Attributes{"pads": []int64{0, -1, 0, 0}}},
		{op: "Pad", opset: 7, dims: []int64{4, 3}, attributes: onnx.Attributes{"pads": []int64{2, 1, 1, 1}, "mode": "reflect"}},
		{op: "Pad", opset: 7, dims: []int64{2, 3}, attributes: onnx.Attributes{"pads": []int64{2, 1, 1, 1}, "mode": "edge"}},
		{op: "Slice", opset: 7, dims: []int64{4, 5}, attributes: onnx.Attributes{"starts": []int64{1, -3}, "ends": []int64{3, math.MaxInt64}}},
		{op: "Slice", opset: 9, dims: []int64{4, 5}, attributes: onnx.Attributes{"starts": []int64{1}, "ends": []int64{-1}, "axes": []int64{1}}},
		{op: "Split", opset: 7, dims: []int64{4, 6}, attributes: onnx.Attributes{"axis": 1}, outputs: []string{"z", "w"}},
		{op: "Split", opset: 11, dims: []int64{4, 6}, attributes: onnx.Attributes{"axis": -1, "split": []int64{1, 5}}, outputs: []string{"z"}},
		{op: "Split", opset: 13, dims: []int64{4, 6}, outputs: []string{"z"}},
		{op: "Split", opset: 13, dims: []int64{4, 6}, further: []*onnx.TensorProto{whole("sizes", 3, 1)}, outputs: []string{"z"}},
		{op: "Squeeze", opset: 7, dims: []int64{1, 3, 1}, attributes: onnx.Attributes{"axes": []int64{0}}},
		{op: "Squeeze", opset: 11, dims: []int64{1, 3, 1}, attributes: onnx.Attributes{"axes": []int64{-1}}},
		{op: "Squeeze", opset: 11, dims: []int64{1, 3, 1}},
		{op: "Unsqueeze", opset: 7, dims: []int64{2, 3}, attributes: onnx.Attributes{"axes": []int64{0, 3}}},
		{op: "Unsqueeze", opset: 11, dims: []int64{2, 3}, attributes: onnx.Attributes{"axes": []int64{-1}}},
		{op: "TopK", opset: 7, dims: []int64{3, 5}, attributes: onnx.Attributes{"k": 2}, outputs: []string{"places"}},
		{op: "TopK", opset: 9, dims: []int64{3, 5}, attributes: onnx.Attributes{"k": 2, "axis": 0}, outputs: []string{"places"}},
		{op: "TopK", opset: 10, dims: []int64{3, 5}, further: []*onnx.TensorProto{whole("k", 2)}, outputs: []string{"places"}},
		{op: "Upsample", opset: 7, dims: []int64{1, 2, 3, 4}, attributes: onnx.Attributes{"scales": []float32{1, 1, 2, 3}}},
		{op: "Upsample", opset: 7, dims: []int64{1, 2, 3, 4}, attributes: onnx.Attributes{"scales": []float32{1, 1, 1.5, 2.5}, "mode": "nearest"}},
		{op: "Upsample", opset: 9, dims: []int64{1, 2, 3, 4}, further: []*onnx.TensorProto{floats("scales", 1, 1, 2, 2)}, attributes: onnx.Attributes{"mode": "linear"}},
		{op: "Resize", opset: 10, dims: []int64{1, 2, 3, 4}, further: []*onnx.TensorProto{floats("scales", 1, 1, 2, 1.7)}},
		{op: "Resize", opset: 10, dims: []int64{1, 2, 6, 7}, further: []*onnx.TensorProto{floats("scales", 1, 1, 0.5, 0.6)}},
		{op: "Resize", opset: 10, dims: []int64{1, 2, 6, 7}, further: []*onnx.TensorProto{floats("scales", 1, 1, 0.5, 1.5)}, attributes: onnx.Attributes{"mode": "linear"}},
		{op: "Dropout", opset: 7, dims: []int64{2, 3}, attributes: onnx.Attributes{"ratio": float32(0.9)}},
		{op: "Dropout", opset: 12, dims: []int64{2, 3}, further: []*onnx.TensorProto{onnx.NewFloats("ratio", []float32{0.9})}},
		{op: "Flatten", opset: 9, dims: []int64{2, 3, 4}},
		{op: "Relu", opset: 7, dims: []int64{2, 3}},
	}
	for _, op := range []string{"Softmax", "LogSoftmax", "Hardmax"} {
		nodes = append(nodes,
			oldNode{op: op, opset: 7, dims: []int64{2, 3, 2, 2}},
			oldNode{op: op, opset: 7, dims: []int64{3, 4}},
			oldNode{op: op, opset: 9, dims: []int64{2, 3, 4}, attributes: onnx.Attributes{"axis": 0}},
			oldNode{op: op, opset: 11, dims: []int64{2, 3, 2, 2}, attributes: onnx.Attributes{"axis": 2}},
			oldNode{op: op, opset: 12, dims: []int64{2, 3, 2, 2}, attributes: onnx.Attributes{"axis": -2}},
			oldNode{op: op, opset: 12, dims: []int64{2, 3, 4}, attributes: onnx.Attributes{"axis": -1}},
			oldNode{op: op, opset: 13, dims: []int64{2, 3, 4}, attributes: onnx.Attributes{"axis": 1}})
	}
	for _, op := range []string{
		"ReduceL1", "ReduceL2", "ReduceLogSum", "ReduceLogSumExp", "ReduceMax", "ReduceMean", "ReduceMin", "ReduceProd",
		"ReduceSum", "ReduceSumSquare",
	} {
		nodes = append(nodes,
			oldNode{op: op, opset: 7, dims: []int64{2, 3, 4}, attributes: onnx.Attributes{"axes": []int64{1, 2}, "keepdims": 0}},
			oldNode{op: op, opset: 12, dims: []int64{2, 3, 4}, attributes: onnx.Attributes{"axes": []int64{-1}}},
			oldNode{op: op, opset: 12, dims: []int64{2, 3, 4}})
	}
	return nodes
}

// TestUpgradeKeepsWhatAModelComputes runs the old and the upgraded form.
func TestUpgradeKeepsWhatAModelComputes(t *testing.T) {
	var covered []string
	for _, o := range oldNodes() {
		covered = append(covered, o.op)
		t.Run(fmt.Sprintf("%s-%d %v", o.op, o.opset, o.attributes), func(t *testing.T) {
			m := o.model()
			upgraded, err := onnx.Upgrade(m)
			if err != nil {
				t.Fatal(err)
			}
			if v := onnx.Opset(upgraded); v != onnx.UpgradedOpset {
				t.Errorf("the upgraded model has opset %d", v)
			}
			x := ort.NewTensor(o.dims...)
			random := rand.New(rand.NewPCG(7, 7))
			for i := range x.Data {
				// Positive for ReduceLogSum, and on both sides of 0 for the rest.
				x.Data[i] = random.Float32()
				if o.op != "ReduceLogSum" {
					x.Data[i] = 2*x.Data[i] - 1
				}
			}
			compare(t, evaluate(t, upgraded, x), evaluate(t, m, x))
		})
	}
	for _, op := range onnx.UpgradedOperators() {
		if !slices.Contains(covered, op) {
			t.Errorf("no old form of %s is tested", op)
		}
	}
}

// evaluate runs a model on its only input x.
func evaluate(t *testing.T, m *onnx.ModelProto, x ort.Tensor) map[string]ort.Tensor {
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
	if err != nil {
		t.Fatal(err)
	}
	return out
}

func compare(t *testing.T, got, want map[string]ort.Tensor) {
	t.Helper()
	if len(got) != len(want) {
		t.Fatalf("there are %d outputs, not %d", len(got), len(want))
	}
	for name, w := range want {
		g := got[name]
		if !slices.Equal(g.Shape, w.Shape) {
			t.Errorf("%s has the shape %v, want %v", name, g.Shape, w.Shape)
		} else if !slices.EqualFunc(g.Data, w.Data, func(a, b float32) bool { return math.Abs(float64(a-b)) <= 1e-6*math.Max(1, math.Abs(float64(b))) }) {
			t.Errorf("%s is %v, want %v", name, g.Data, w.Data)
		}
	}
}

// Weights that are equal are stored once by PyTorch, and copied.
func TestUpgradeReadsWeightsThemselves(t *testing.T) {
	m := oldNode{op: "Mul", opset: 13, dims: []int64{2}, further: []*onnx.TensorProto{floats("w", 2, 3)}}.model()
	m.Graph.Node[0].Input[1] = "copy"
	m.Graph.Node = append([]*onnx.NodeProto{onnx.NewNode("Identity", []string{"w"}, []string{"copy"}, nil)}, m.Graph.Node...)
	upgraded, err := onnx.Upgrade(m)
	if err != nil {
		t.Fatal(err)
	}
	if n := upgraded.Graph.Node; len(n) != 1 || n[0].Input[1] != "w" || m.Graph.Node[1].Input[1] != "copy" {
		t.Errorf("the nodes are %v", n)
	}
	x := ort.Tensor{Shape: []int64{2}, Data: []float32{1, 10}}
	compare(t, evaluate(t, upgraded, x), evaluate(t, m, x))
}

func TestUpgradeRefuses(t *testing.T) {
	for _, c := range []struct {
		name string
		m    *onnx.ModelProto
		want string
	}{
		{"statistics for every pixel", oldNode{
			op: "BatchNormalization", opset: 7, dims: []int64{1, 3, 2, 2}, attributes: onnx.Attributes{"spatial": 0},
			further: []*onnx.TensorProto{floats("a", 1, 1, 1), floats("b", 0, 0, 0), floats("c", 0, 0, 0), floats("d", 1, 1, 1)},
		}.model(), "spatial"},
		{"Upsample without scales", oldNode{op: "Upsample", opset: 7, dims: []int64{1, 1, 2, 2}}.model(), "scales"},
		{"Resize without scales", oldNode{op: "Resize", opset: 10, dims: []int64{1, 1, 2, 2}}.model(), "scales"},
		{"Resize both ways", oldNode{
			op: "Resize", opset: 10, dims: []int64{1, 1, 2, 2}, further: []*onnx.TensorProto{floats("scales", 1, 1, 0.5, 2)},
		}.model(), "larger"},
	} {
		t.Run(c.name, func(t *testing.T) {
			_, err := onnx.Upgrade(c.m)
			if err == nil || !strings.Contains(err.Error(), c.want) {
				t.Errorf("the error is %v, want one that says %s", err, c.want)
			}
		})
	}
}
