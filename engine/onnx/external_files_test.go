package onnx_test

import (
	"bytes"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"testing"

	"foolscope/engine/onnx"
)

func stored(location string) *onnx.TensorProto {
	t := onnx.NewFloats("", []float32{1, 2}, 2)
	t.RawData, t.DataLocation = nil, onnx.TensorProto_EXTERNAL
	t.ExternalData = []*onnx.StringStringEntryProto{{Key: "offset", Value: "0"}, {Key: "location", Value: location}}
	return t
}

func TestExternalFilesAreFoundWhereverTensorsAre(t *testing.T) {
	constant := func(location string) *onnx.NodeProto {
		return node("Constant", "", "w", onnx.Attributes{"value": stored(location)})
	}
	branch := &onnx.GraphProto{Name: "branch", Node: []*onnx.NodeProto{constant("c.bin")}, Initializer: []*onnx.TensorProto{stored("d/e.bin")}}
	decision := node("If", "x", "z", nil)
	decision.Attribute = []*onnx.AttributeProto{{Name: "then_branch", Type: onnx.AttributeProto_GRAPH, G: branch}}
	m := calling([]*onnx.NodeProto{node("own.F", "x", "y", nil), constant("b.bin"), decision},
		function("F", "a", "b", constant("f.bin"), node("Add", "a w", "b", nil)))
	m.Graph.Initializer = append(m.Graph.Initializer, stored("a.bin"), stored("a.bin"), stored("../outside.bin"), stored("/dev/zero"), stored(""))
	path := filepath.Join(t.TempDir(), "m.onnx")
	if err := os.WriteFile(path, encode(t, m), 0o644); err != nil {
		t.Fatal(err)
	}
	got, err := onnx.ExternalFiles(path)
	slices.Sort(got)
	if want := []string{"a.bin", "b.bin", "c.bin", filepath.FromSlash("d/e.bin"), "f.bin"}; err != nil || !slices.Equal(got, want) {
		t.Errorf("%q, %v, not %q", got, err, want)
	}
}

// Each of these nodes takes two bytes in the file and a hundred as a message.
func TestExternalFilesAreFoundInLittleMemory(t *testing.T) {
	const nodes = 1 << 20
	graph := append(bytes.Repeat([]byte{1<<3 | 2, 0}, nodes), "\x52\x08location"...)
	data := append([]byte{7<<3 | 2, 0x8a, 0x80, 0x80, 1}, graph...)
	path := filepath.Join(t.TempDir(), "m.onnx")
	if err := os.WriteFile(path, data, 0o644); err != nil {
		t.Fatal(err)
	}
	var before, after runtime.MemStats
	runtime.ReadMemStats(&before)
	if got, err := onnx.ExternalFiles(path); err != nil || len(got) > 0 {
		t.Errorf("%q, %v", got, err)
	}
	runtime.ReadMemStats(&after)
	if made := after.TotalAlloc - before.TotalAlloc; made > 8<<20 {
		t.Errorf("%d MB for a file of 2 MB", made>>20)
	}
}
