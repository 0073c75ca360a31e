package ort_test

import (
	"context"
	"slices"
	"testing"

	"foolscope/engine/onnx"
	"foolscope/engine/onnx/kink"
	"foolscope/engine/ort"
)

// Next to a kink, a provider that rounds otherwise would seem to compute
// otherwise. Of the gradient's network, what comes behind its first Relu is made
// of enormous numbers and of zeros, which no rounding moves.
func TestProbesKeepOffKinks(t *testing.T) {
	if err := ort.Start(); err != nil {
		t.Skip(err)
	}
	models, x := ort.Probes()
	for i, data := range models {
		m, err := onnx.Read(data)
		if err != nil {
			t.Fatal(err)
		}
		nodes := m.Graph.Node
		if first := slices.IndexFunc(nodes, func(n *onnx.NodeProto) bool { return n.OpType == "Relu" }); i == 1 {
			m.Graph.Output = []*onnx.ValueInfoProto{onnx.AnyFloats(nodes[first].Output[0])}
		}
		finder, err := kink.New(m)
		if err != nil {
			t.Fatal(err)
		}
		defer finder.Close()
		found, err := finder.Nearest(context.Background(), map[string]ort.Tensor{"x": x})
		if err != nil {
			t.Fatal(err)
		}
		t.Logf("network %d is %.2g away from the nearest kink, in %s", i, found.Distance, found.Node)
		if found.Distance < 10*kink.Clear {
			t.Errorf("network %d is %.2g away from a kink, in %s", i, found.Distance, found.Node)
		}
	}
}
