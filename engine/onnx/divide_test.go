package onnx_test

import (
	"context"
	"fmt"
	"math"
	"slices"
	"strings"
	"testing"

	"foolscope/engine/onnx"
	"foolscope/engine/ort"
)

// dividing is a model that divides whole numbers: x, two floats, and the divisors d,
// two floats as well, are made whole numbers of a type. It adds what is stored to x.
func dividing(op string, kind onnx.TensorProto_DataType, add *onnx.TensorProto) *onnx.ModelProto {
	to := onnx.Attributes{"to": int(kind)}
	add.Name = "add"
	nodes := []*onnx.NodeProto{
		node("Cast", "x", "a", to), node("Cast", "d", "b", to), node("Add", "a add", "sum", nil),
		node(op, "sum b", "q", nil), node("Cast", "q", "y", onnx.Attributes{"to": 1}),
	}
	return &onnx.ModelProto{
		IrVersion: 8, OpsetImport: []*onnx.OperatorSetIdProto{{Version: 18}},
		Graph: &onnx.GraphProto{
			Name: "dividing", Node: nodes, Initializer: []*onnx.TensorProto{add},
			Input:  []*onnx.ValueInfoProto{onnx.FloatValue("x", 2), onnx.FloatValue("d", 2)},
			Output: []*onnx.ValueInfoProto{onnx.AnyFloats("y")},
		},
	}
}

// Divisions of whole numbers give what they should, and an error in place of the end of
// the program.
func TestDivisionsAreGuarded(t *testing.T) {
	const long, short = onnx.TensorProto_INT64, onnx.TensorProto_INT32
	one := func(v int64) *onnx.TensorProto { return onnx.NewInts("", []int64{v}) }
	for _, c := range []struct {
		op   string
		kind onnx.TensorProto_DataType
		add  *onnx.TensorProto
		x, d []float32
		want []float32 // nil for an error
	}{
		{"Div", long, one(0), []float32{7, -7}, []float32{2, 2}, []float32{3, -3}},
		{"Div", long, one(0), []float32{7, -7}, []float32{-1, 1}, []float32{-7, -7}},
		{"Div", long, one(0), []float32{7, -7}, []float32{3, 0}, nil},
		{"Div", long, one(math.MinInt64), []float32{0, 2}, []float32{-1, 2}, []float32{math.MinInt64, math.MinInt64/2 + 1}},
		{"Div", short, onnx.NewInt32s("", []int64{0}), []float32{9, 8}, []float32{3, -4}, []float32{3, -2}},
		{"Div", short, onnx.NewInt32s("", []int64{0}), []float32{9, 8}, []float32{0, -4}, nil},
		{"Div", short, onnx.NewInt32s("", []int64{math.MinInt32}), []float32{0, 0}, []float32{-1, 2}, []float32{math.MinInt32, math.MinInt32 / 2}},
		{"Mod", long, one(0), []float32{7, -7}, []float32{3, 3}, []float32{1, 2}},
		{"Mod", long, one(0), []float32{7, -7}, []float32{-1, 0}, nil},
		{"Mod", long, one(math.MinInt64), []float32{0, 0}, []float32{-1, 3}, []float32{0, 1}},
	} {
		t.Run(fmt.Sprint(c.op, c.kind, c.x, c.d), func(t *testing.T) {
			m, err := onnx.Upgrade(dividing(c.op, c.kind, c.add))
			if err != nil {
				t.Fatal(err)
			}
			data, err := onnx.Marshal(m)
			if err != nil {
				t.Fatal(err)
			}
			s, err := ort.Open(data, ort.Options{Threads: 1})
			if err != nil {
				t.Fatal(err)
			}
			defer s.Close()
			two := []int64{2}
			out, err := s.Run(context.Background(), map[string]ort.Tensor{"x": {Shape: two, Data: c.x}, "d": {Shape: two, Data: c.d}})
			if c.want == nil {
				if err == nil || !strings.Contains(err.Error(), "divides whole numbers by 0") {
					t.Errorf("the error is %v, the result %v", err, out["y"].Data)
				}
				return
			}
			if err != nil || !slices.Equal(out["y"].Data, c.want) {
				t.Errorf("it gives %v, %v, want %v", out["y"].Data, err, c.want)
			}
		})
	}
}

// What is stored needs no guard, nor do floats.
func TestDivisionsThatAreSafeStayAsTheyAre(t *testing.T) {
	for name, divisor := range map[string]*onnx.TensorProto{
		"whole": onnx.NewInts("d", []int64{2, 3}, 2), "floats": onnx.NewFloats("d", []float32{0, 1}, 2),
	} {
		x := onnx.FloatValue("x", 2)
		x.Type.TensorType.ElemType = divisor.DataType
		m := &onnx.ModelProto{
			IrVersion: 8, OpsetImport: []*onnx.OperatorSetIdProto{{Version: 18}},
			Graph: &onnx.GraphProto{
				Input: []*onnx.ValueInfoProto{x}, Initializer: []*onnx.TensorProto{divisor},
				Node: []*onnx.NodeProto{node("Div", "x d", "y", nil)}, Output: []*onnx.ValueInfoProto{{Name: "y"}},
			},
		}
		upgraded, err := onnx.Upgrade(m)
		if err != nil || len(upgraded.Graph.Node) != 1 {
			t.Errorf("%s: the nodes are %v, %v", name, upgraded.GetGraph().GetNode(), err)
		}
	}
}

// A divisor within a branch is guarded like any other.
func TestDivisionsWithinBranchesAreGuarded(t *testing.T) {
	long := onnx.Attributes{"to": int(onnx.TensorProto_INT64)}
	branch := func(output string, nodes ...*onnx.NodeProto) *onnx.AttributeProto {
		return &onnx.AttributeProto{Type: onnx.AttributeProto_GRAPH, G: &onnx.GraphProto{
			Name: output, Node: nodes, Output: []*onnx.ValueInfoProto{{Name: output}},
		}}
	}
	then, otherwise := branch("t", node("Div", "a a", "t", nil)), branch("e", node("Identity", "a", "e", nil))
	then.Name, otherwise.Name = "then_branch", "else_branch"
	choice := node("If", "is", "q", nil)
	choice.Attribute = []*onnx.AttributeProto{then, otherwise}
	m := &onnx.ModelProto{
		IrVersion: 8, OpsetImport: []*onnx.OperatorSetIdProto{{Version: 18}},
		Graph: &onnx.GraphProto{
			Name: "g", Input: []*onnx.ValueInfoProto{onnx.FloatValue("x", 2)}, Output: []*onnx.ValueInfoProto{onnx.AnyFloats("y")},
			Initializer: []*onnx.TensorProto{onnx.NewFloats("half", []float32{0.5})},
			Node: []*onnx.NodeProto{
				node("Cast", "x", "a", long), node("ReduceMax", "x", "most", onnx.Attributes{"keepdims": 0}),
				node("Greater", "most half", "is", nil), choice, node("Cast", "q", "y", onnx.Attributes{"to": 1}),
			},
		},
	}
	upgraded, err := onnx.Upgrade(m)
	if err != nil {
		t.Fatal(err)
	}
	want := map[string]ort.Tensor{"y": {Shape: []int64{2}, Data: []float32{1, 1}}}
	compare(t, evaluate(t, upgraded, ort.Tensor{Shape: []int64{2}, Data: []float32{3, -1}}), want)
	data := encode(t, upgraded)
	s, err := ort.Open(data, ort.Options{Threads: 1})
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	x := ort.Tensor{Shape: []int64{2}, Data: []float32{3, 0}}
	if _, err := s.Run(context.Background(), map[string]ort.Tensor{"x": x}); err == nil || !strings.Contains(err.Error(), "by 0") {
		t.Errorf("the error is %v", err)
	}
}

// What types the numbers have need not be known: those of foreign operators are not.
// Floats are divided as ever.
func TestDivisorsOfUnknownTypesAreGuarded(t *testing.T) {
	const long, short, float = onnx.TensorProto_INT64, onnx.TensorProto_INT32, onnx.TensorProto_FLOAT
	const byZero = "it divides whole numbers by 0"
	least := onnx.NewInts("", []int64{math.MinInt64})
	for _, test := range []struct {
		name, op string
		kind     onnx.TensorProto_DataType
		add      *onnx.TensorProto
		x, d     []float32
		want     string
	}{
		{"a divisor", "Div", short, onnx.NewInt32s("", []int64{0}), []float32{7, 8}, []float32{2, 4}, "[3 2]"},
		{"a divisor", "Div", short, onnx.NewInt32s("", []int64{0}), []float32{7, 8}, []float32{2, 0}, byZero},
		{"both", "Div", short, onnx.NewInt32s("", []int64{0}), []float32{7, 8}, []float32{2, -4}, "[3 -2]"},
		{"both", "Div", short, onnx.NewInt32s("", []int64{0}), []float32{7, 8}, []float32{2, 0}, byZero},
		{"both", "Div", long, least, []float32{0, 0}, []float32{-1, 2}, "[-9.223372e+18 -4.611686e+18]"},
		{"both", "Div", long, least, []float32{0, 0}, []float32{-1, 0}, byZero},
		{"both", "Div", float, onnx.NewFloats("", []float32{0}), []float32{7, -8}, []float32{0, 16}, "[+Inf -0.5]"},
		{"both", "Div", float, onnx.NewFloats("", []float32{0}), []float32{7, -8}, []float32{-1, 0.5}, "[-7 -16]"},
		{"both", "Mod", long, least, []float32{0, 0}, []float32{-1, 3}, "[0 1]"},
		{"both", "Mod", short, onnx.NewInt32s("", []int64{0}), []float32{7, -7}, []float32{0, 3}, byZero},
	} {
		t.Run(fmt.Sprint(test.name, test.op, test.kind, test.d), func(t *testing.T) {
			m := dividing(test.op, test.kind, test.add)
			m.OpsetImport = append(m.OpsetImport, &onnx.OperatorSetIdProto{Domain: "com.microsoft", Version: 1})
			m.Graph.Initializer = append(m.Graph.Initializer, onnx.NewInts("places", []int64{0, 1}, 2, 1))
			hide := func(i int) {
				foreign := node("GatherND", m.Graph.Node[len(m.Graph.Node)-2].Input[i]+" places", fmt.Sprintf("hidden%d", i), nil)
				foreign.Domain = "com.microsoft"
				last := len(m.Graph.Node) - 2
				m.Graph.Node[last].Input[i] = foreign.Output[0]
				m.Graph.Node = slices.Insert(m.Graph.Node, last, foreign)
			}
			hide(1)
			if test.name == "both" {
				hide(0)
			}
			m, err := onnx.Upgrade(m)
			if err != nil {
				t.Fatal(err)
			}
			s, err := ort.Open(encode(t, m), ort.Options{})
			if err != nil {
				t.Fatal(err)
			}
			defer s.Close()
			list := func(v []float32) ort.Tensor { return ort.Tensor{Shape: []int64{2}, Data: v} }
			out, err := s.Run(t.Context(), map[string]ort.Tensor{"x": list(test.x), "d": list(test.d)})
			got := fmt.Sprint(out["y"].Data)
			if err != nil {
				got = err.Error()
			}
			if !strings.Contains(got, test.want) {
				t.Errorf("got %s, want %s", got, test.want)
			}
		})
	}
}
