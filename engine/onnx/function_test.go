package onnx_test

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"foolscope/engine/onnx"
	"foolscope/engine/ort"
)

// calling is a model whose nodes are calls of its own functions, of the domain
// "own": x, a list of two numbers, becomes y.
func calling(calls []*onnx.NodeProto, functions ...*onnx.FunctionProto) *onnx.ModelProto {
	for _, n := range calls {
		if strings.HasPrefix(n.OpType, "own.") {
			n.Domain, n.OpType = "own", strings.TrimPrefix(n.OpType, "own.")
		}
	}
	return &onnx.ModelProto{
		IrVersion: 8, OpsetImport: []*onnx.OperatorSetIdProto{{Version: 17}, {Domain: "own", Version: 1}}, Functions: functions,
		Graph: &onnx.GraphProto{
			Name:   "calling",
			Input:  []*onnx.ValueInfoProto{onnx.FloatValue("x", 2)},
			Output: []*onnx.ValueInfoProto{onnx.FloatValue("y", 2)},
			Node:   calls,
		},
	}
}

// function is one of the domain "own".
func function(name, inputs, outputs string, nodes ...*onnx.NodeProto) *onnx.FunctionProto {
	for _, n := range nodes {
		if strings.HasPrefix(n.OpType, "own.") {
			n.Domain, n.OpType = "own", strings.TrimPrefix(n.OpType, "own.")
		}
	}
	return &onnx.FunctionProto{
		Domain: "own", Name: name, Input: strings.Fields(inputs), Output: strings.Fields(outputs), Node: nodes,
		OpsetImport: []*onnx.OperatorSetIdProto{{Version: 17}, {Domain: "own", Version: 1}},
	}
}

func node(op, inputs, outputs string, attributes onnx.Attributes) *onnx.NodeProto {
	return onnx.NewNode(op, strings.Fields(inputs), strings.Fields(outputs), attributes)
}

// referring gives a node an attribute that stands for one of the function.
func referring(n *onnx.NodeProto, attribute, of string, kind onnx.AttributeProto_AttributeType) *onnx.NodeProto {
	n.Attribute = append(n.Attribute, &onnx.AttributeProto{Name: attribute, Type: kind, RefAttrName: of})
	return n
}

// What functions give is what onnxruntime gives for them, where it runs them: version
// 1.24.3 refuses a function that gives an input, and aborts at a call that leaves out
// an output.
func TestFunctionsAreInlined(t *testing.T) {
	leaky := function("Leaky", "a", "b", referring(node("LeakyRelu", "a", "b", nil), "alpha", "slope", onnx.AttributeProto_FLOAT))
	leaky.Attribute = []string{"slope"}
	standard := function("Leaky", "a", "b", referring(node("LeakyRelu", "a", "b", nil), "alpha", "slope", onnx.AttributeProto_FLOAT))
	standard.AttributeProto = []*onnx.AttributeProto{{Name: "slope", Type: onnx.AttributeProto_FLOAT, F: 0.25}}
	two := onnx.NewFloats("", []float32{2})
	twice := func(inner string) []*onnx.NodeProto {
		return []*onnx.NodeProto{
			node("Constant", "", "t", onnx.Attributes{"value": two}),
			node("Mul", "a t", "m", nil),
			node(inner, "m", "b", nil),
		}
	}
	for _, c := range []struct {
		name string
		m    *onnx.ModelProto
		want []float32 // for x = (1, -2)
	}{
		{"called twice", calling([]*onnx.NodeProto{node("own.F", "x", "z", nil), node("own.F", "z", "y", nil)},
			function("F", "a", "b", twice("Neg")...)), []float32{4, -8}},
		{"one calls another", calling([]*onnx.NodeProto{node("own.F", "x", "y", nil)},
			function("F", "a", "b", twice("own.G")...), function("G", "a", "b", node("Abs", "a", "b", nil))), []float32{2, 4}},
		{"an attribute of the call", calling([]*onnx.NodeProto{node("own.Leaky", "x", "y", onnx.Attributes{"slope": float32(0.5)})}, leaky), []float32{1, -1}},
		{"an attribute that is left out", calling([]*onnx.NodeProto{node("own.Leaky", "x", "y", nil)}, leaky), []float32{1, -0.02}},
		{"an attribute with a default", calling([]*onnx.NodeProto{node("own.Leaky", "x", "y", nil)}, standard), []float32{1, -0.5}},
		{"an input given through", calling([]*onnx.NodeProto{node("own.F", "x", "y", nil)},
			function("F", "a", "a", node("Neg", "a", "unused", nil))), []float32{1, -2}},
		{"an input that is left out", calling([]*onnx.NodeProto{node("own.F", "x", "y", nil)},
			function("F", "a low", "b", node("Clip", "a low", "b", nil))), []float32{1, -2}},
		{"one of two outputs", calling([]*onnx.NodeProto{node("own.F", "x", "y", nil)},
			function("F", "a", "b c", node("Neg", "a", "b", nil), node("Abs", "a", "c", nil))), []float32{-1, 2}},
	} {
		t.Run(c.name, func(t *testing.T) {
			m, err := onnx.Read(encode(t, c.m))
			if err != nil {
				t.Fatal(err)
			}
			if len(m.Functions) > 0 {
				t.Errorf("%d functions are left", len(m.Functions))
			}
			x := ort.Tensor{Shape: []int64{2}, Data: []float32{1, -2}}
			want := map[string]ort.Tensor{"y": {Shape: []int64{2}, Data: c.want}}
			compare(t, evaluate(t, m, x), want)
			if c.name != "one of two outputs" && c.name != "an input given through" {
				compare(t, evaluate(t, c.m, x), want)
			}
		})
	}
}

func TestFunctionsThatAreRefused(t *testing.T) {
	call := []*onnx.NodeProto{node("own.F0", "x", "y", nil)}
	var bomb []*onnx.FunctionProto
	for i := range 40 {
		inner := fmt.Sprintf("own.F%d", i+1)
		bomb = append(bomb, function(fmt.Sprintf("F%d", i), "a", "b", node(inner, "a", "m", nil), node(inner, "m", "b", nil)))
	}
	bomb = append(bomb, function("F40", "a", "b", node("Neg", "a", "b", nil)))
	older := function("F0", "a", "b", node("Neg", "a", "b", nil))
	older.OpsetImport[0].Version = 11
	relu := function("Relu", "a", "b", node("Neg", "a", "b", nil))
	relu.Domain = ""
	outside := onnx.NewFloats("", []float32{1, 2}, 2)
	outside.RawData, outside.DataLocation = nil, onnx.TensorProto_EXTERNAL
	outside.ExternalData = []*onnx.StringStringEntryProto{{Key: "location", Value: "secret.bin"}}
	for _, c := range []struct {
		name, want string
		functions  []*onnx.FunctionProto
	}{
		{"a function that calls itself", "calls itself", []*onnx.FunctionProto{function("F0", "a", "b", node("own.F0", "a", "b", nil))}},
		{"two that call each other", "calls itself", []*onnx.FunctionProto{
			function("F0", "a", "b", node("own.F1", "a", "b", nil)), function("F1", "a", "b", node("own.F0", "a", "b", nil))}},
		{"2^40 nodes", "too many nodes", bomb},
		{"another opset", "opset 11", []*onnx.FunctionProto{older}},
		{"the name of a standard operator", "standard operators", []*onnx.FunctionProto{relu}},
		{"too many inputs", "does not fit", []*onnx.FunctionProto{function("F0", "", "b", node("Constant", "", "b", nil))}},
		{"a weight in another file", "file of its own", []*onnx.FunctionProto{
			function("F0", "a", "b", node("Constant", "", "w", onnx.Attributes{"value": outside}), node("Add", "a w", "b", nil))}},
	} {
		t.Run(c.name, func(t *testing.T) {
			if _, err := onnx.Read(encode(t, calling(call, c.functions...))); err == nil || !strings.Contains(err.Error(), c.want) {
				t.Errorf("the error is %v, want one that says %q", err, c.want)
			} else if len(err.Error()) > 150 {
				t.Errorf("the error has %d letters: %v", len(err.Error()), err)
			}
		})
	}
}

// External data of functions lies beside the model, not in the current folder.
func TestExternalDataOfFunctions(t *testing.T) {
	weight := onnx.NewFloats("", []float32{10, 20}, 2)
	raw := weight.RawData
	weight.RawData, weight.DataLocation = nil, onnx.TensorProto_EXTERNAL
	weight.ExternalData = []*onnx.StringStringEntryProto{{Key: "location", Value: "w.bin"}}
	m := calling([]*onnx.NodeProto{node("own.F", "x", "y", nil)},
		function("F", "a", "b", node("Constant", "", "w", onnx.Attributes{"value": weight}), node("Add", "a w", "b", nil)))
	dir := t.TempDir()
	path := filepath.Join(dir, "m.onnx")
	if err := onnx.WriteFile(path, m); err != nil {
		t.Fatal(err)
	}
	elsewhere := t.TempDir()
	t.Chdir(elsewhere)
	for _, place := range []string{elsewhere, dir} {
		if err := os.WriteFile(filepath.Join(place, "w.bin"), raw, 0o600); err != nil {
			t.Fatal(err)
		}
		read, err := onnx.ReadFile(path)
		if place == elsewhere {
			if err == nil {
				t.Error("it was read from the current folder")
			}
			continue
		}
		if err != nil {
			t.Fatal(err)
		}
		compare(t, evaluate(t, read, ort.Tensor{Shape: []int64{2}, Data: []float32{1, -2}}),
			map[string]ort.Tensor{"y": {Shape: []int64{2}, Data: []float32{11, 18}}})
	}
}
