package autodiff_test

import (
	"slices"
	"testing"

	"foolscope/engine/autodiff"
	"foolscope/engine/onnx"
)

// TestPartsAreJoined takes an input apart along an axis and adds up the parts,
// each times something of its own.
func TestPartsAreJoined(t *testing.T) {
	along := onnx.Attributes{"axis": 1}
	part := func(name, indices string) []*onnx.NodeProto {
		return []*onnx.NodeProto{
			node("Gather", "x "+indices, name, along), node("Mul", name+" "+name, name+"2", nil),
			node("ReduceSum", name+"2 all", name+"3", nil),
		}
	}
	for _, test := range []struct {
		name        string
		first, then []int64
		want        bool
	}{
		{"side by side", []int64{0, 1}, []int64{2, 3, 4}, true},
		{"the other way round", []int64{3, 4}, []int64{0, 1, 2}, true},
		{"with gaps", []int64{1}, []int64{3}, true},
		{"overlapping", []int64{0, 1, 2}, []int64{2, 3, 4}, false},
	} {
		t.Run(test.name, func(t *testing.T) {
			c := graphCase{
				name:   test.name,
				nodes:  slices.Concat(part("a", "first"), part("b", "then"), []*onnx.NodeProto{node("Mul", "a3 b3", "y", nil)}),
				values: []value{input("x", normal, 2, 5), ints("first", test.first...), ints("then", test.then...), ints("all", 0, 1)},
			}
			gradient, err := autodiff.Gradient(c.model(c.feeds(), false), c.request())
			if err != nil {
				t.Fatal(err)
			}
			joined := slices.ContainsFunc(gradient.Proto.Graph.Node, func(n *onnx.NodeProto) bool { return n.OpType == "Concat" })
			if joined != test.want {
				t.Errorf("the parts are joined: %t, want %t", joined, test.want)
			}
			c.check(t)
		})
	}
}
