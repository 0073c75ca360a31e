package onnx_test

import (
	"fmt"
	"strings"
	"testing"

	"foolscope/engine/onnx"
	"foolscope/engine/ort"
)

// Both branches call their divisor b. In the first it is a whole number, of which 0 is
// no divisor; in the second it is not.
func TestBranchesMayShareNames(t *testing.T) {
	branch := func(kind onnx.TensorProto_DataType) *onnx.GraphProto {
		to := onnx.Attributes{"to": int(kind)}
		return &onnx.GraphProto{
			Name: "branch", Output: []*onnx.ValueInfoProto{onnx.AnyFloats("q")},
			Node: []*onnx.NodeProto{
				node("Cast", "x", "a", to), node("Cast", "d", "b", to), node("Div", "a b", "c", nil), node("Cast", "c", "q", onnx.Attributes{"to": 1}),
			},
		}
	}
	chosen := node("If", "is", "y", nil)
	for name, g := range map[string]*onnx.GraphProto{"then_branch": branch(onnx.TensorProto_INT32), "else_branch": branch(onnx.TensorProto_FLOAT)} {
		chosen.Attribute = append(chosen.Attribute, &onnx.AttributeProto{Name: name, Type: onnx.AttributeProto_GRAPH, G: g})
	}
	data, err := onnx.Marshal(&onnx.ModelProto{
		IrVersion: 8, OpsetImport: []*onnx.OperatorSetIdProto{{Version: 18}},
		Graph: &onnx.GraphProto{
			Name: "choosing", Node: []*onnx.NodeProto{node("Cast", "s", "is", onnx.Attributes{"to": int(onnx.TensorProto_BOOL)}), chosen},
			Input:  []*onnx.ValueInfoProto{onnx.FloatValue("x", 1), onnx.FloatValue("d", 1), onnx.FloatValue("s")},
			Output: []*onnx.ValueInfoProto{onnx.AnyFloats("y")},
		},
	})
	if err != nil {
		t.Fatal(err)
	}
	m, err := onnx.Read(data)
	if err != nil {
		t.Fatal(err)
	}
	if m, err = onnx.Upgrade(m); err != nil {
		t.Fatal(err)
	}
	if data, err = onnx.Marshal(m); err != nil {
		t.Fatal(err)
	}
	if err := ort.Start(); err != nil {
		t.Skip(err)
	}
	s, err := ort.Open(data, ort.Options{})
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	for _, test := range []struct {
		whole, divisor float32
		want           string
	}{
		{1, 2, "[3]"}, {0, 2, "[3.5]"}, {0, 0, "[+Inf]"}, {1, 0, "it divides whole numbers by 0"},
	} {
		number := func(v float32, shape ...int64) ort.Tensor { return ort.Tensor{Shape: shape, Data: []float32{v}} }
		out, err := s.Run(t.Context(), map[string]ort.Tensor{"x": number(7, 1), "d": number(test.divisor, 1), "s": number(test.whole)})
		got := fmt.Sprint(out["y"].Data)
		if err != nil {
			got = err.Error()
		}
		if !strings.Contains(got, test.want) {
			t.Errorf("7 by %v, whole %v: got %s, want %s", test.divisor, test.whole, got, test.want)
		}
	}
}
