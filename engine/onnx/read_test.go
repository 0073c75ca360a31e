package onnx_test

import (
	"bytes"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"google.golang.org/protobuf/encoding/protowire"

	"foolscope/engine/onnx"
	"foolscope/engine/onnx/randomnet"
)

// small is a model that is fine: y = relu(x + w).
func small() *onnx.ModelProto {
	return &onnx.ModelProto{
		IrVersion: 8, ProducerName: "test", OpsetImport: []*onnx.OperatorSetIdProto{{Version: 13}},
		Graph: &onnx.GraphProto{
			Name:        "small",
			Input:       []*onnx.ValueInfoProto{onnx.FloatValue("x", 2, 3)},
			Output:      []*onnx.ValueInfoProto{onnx.FloatValue("y", 2, 3)},
			Initializer: []*onnx.TensorProto{onnx.NewFloats("w", []float32{1, 2, 3}, 3)},
			Node: []*onnx.NodeProto{
				onnx.NewNode("Add", []string{"x", "w"}, []string{"z"}, nil),
				onnx.NewNode("Relu", []string{"z"}, []string{"y"}, nil),
			},
		},
	}
}

func encode(t testing.TB, m *onnx.ModelProto) []byte {
	t.Helper()
	data, err := onnx.Marshal(m)
	if err != nil {
		t.Fatal(err)
	}
	return data
}

func TestReadGivesBackWhatWasWritten(t *testing.T) {
	for name, m := range map[string]*onnx.ModelProto{
		"small":                small(),
		"weights among inputs": randomnet.ResNet18(randomnet.Options{Size: 32, Width: 0.1, Classes: 3, Opset: 7}),
		"constants as nodes":   randomnet.MobileNetV2(randomnet.Options{Size: 32, Width: 0.1, Classes: 3, Opset: 12}),
	} {
		data := encode(t, m)
		read, err := onnx.Read(data)
		if err != nil {
			t.Errorf("%s: %v", name, err)
		} else if !bytes.Equal(encode(t, read), data) {
			t.Errorf("%s: the bytes differ", name)
		}
	}
}

// Fields that this program does not know, at any depth, do not get past it.
func TestUnknownFieldsAreDropped(t *testing.T) {
	const number, text = 777, "from the future"
	unknown := protowire.AppendString(protowire.AppendTag(nil, number, protowire.BytesType), text)
	m := small()
	m.ProtoReflect().SetUnknown(unknown)
	m.Graph.ProtoReflect().SetUnknown(unknown)
	m.Graph.Node[0].ProtoReflect().SetUnknown(unknown)
	m.Graph.Initializer[0].ProtoReflect().SetUnknown(unknown)
	m.Graph.Input[0].Type.ProtoReflect().SetUnknown(unknown)
	data := encode(t, m)
	read, err := onnx.Read(data)
	if err != nil {
		t.Fatal(err)
	}
	if again := encode(t, read); !bytes.Equal(again, encode(t, small())) {
		t.Errorf("%d of 5 unknown fields were written again", bytes.Count(again, []byte(text)))
	}
}

func TestVersions(t *testing.T) {
	for _, c := range []struct {
		ir, opset int64
		want      string
	}{
		{3, 7, ""}, {4, 9, ""}, {8, 18, ""}, {10, 21, ""}, {11, 23, ""}, {12, 24, ""}, {13, 25, ""}, {10, 25, ""}, {13, 11, ""},
		{2, 7, "format version 2"}, {14, 21, "format version 14"}, {0, 13, "format version 0"},
		{3, 6, "opset 6"}, {13, 26, "opset 26"},
	} {
		m := small()
		m.IrVersion, m.OpsetImport[0].Version = c.ir, c.opset
		_, err := onnx.Read(encode(t, m))
		if c.want == "" && err != nil || c.want != "" && (err == nil || !strings.Contains(err.Error(), c.want)) {
			t.Errorf("format %d, opset %d: the error is %v", c.ir, c.opset, err)
		}
	}
}

func TestOpsetOfTheStandardOperators(t *testing.T) {
	m := small()
	m.OpsetImport = []*onnx.OperatorSetIdProto{{Domain: "com.example", Version: 1}, {Domain: "ai.onnx", Version: 12}}
	if _, err := onnx.Read(encode(t, m)); err != nil || onnx.Opset(m) != 12 {
		t.Errorf("the opset is %d, the error %v", onnx.Opset(m), err)
	}
	m.OpsetImport = m.OpsetImport[:1]
	if _, err := onnx.Read(encode(t, m)); err == nil || !strings.Contains(err.Error(), "opset 0") {
		t.Errorf("without an opset, the error is %v", err)
	}
}

// TestBrokenModels changes one thing about a model that is fine.
func TestBrokenModels(t *testing.T) {
	for _, c := range []struct {
		name  string
		spoil func(g *onnx.GraphProto)
		want  string
	}{
		{"no node", func(g *onnx.GraphProto) { g.Node = nil }, "no graph"},
		{"no output", func(g *onnx.GraphProto) { g.Output = nil }, "no output"},
		{"a cycle", func(g *onnx.GraphProto) { g.Node[0].Input[1] = "y" }, "cycle through"},
		{"a node that feeds itself", func(g *onnx.GraphProto) { g.Node[1].Input[0] = "y" }, "cycle through Relu (y)"},
		{"a missing value", func(g *onnx.GraphProto) { g.Node[0].Input[1] = "nowhere" }, `"nowhere", which nothing in the model produces`},
		{"a missing output", func(g *onnx.GraphProto) { g.Output[0].Name = "nowhere" }, `output "nowhere"`},
		{"a name twice", func(g *onnx.GraphProto) { g.Node[0].Output[0] = "y" }, `called "y"`},
		{"a name of an input", func(g *onnx.GraphProto) { g.Node[0].Output[0] = "x" }, `called "x"`},
		{"a name of a weight", func(g *onnx.GraphProto) { g.Node[0].Output[0] = "w" }, `called "w"`},
		{"a weight that is too short", func(g *onnx.GraphProto) { g.Initializer[0].RawData = g.Initializer[0].RawData[:11] }, `weight "w" is incomplete: 11 bytes`},
		{"a weight that is too long", func(g *onnx.GraphProto) { g.Initializer[0].Dims[0] = 2 }, `weight "w" is incomplete`},
		{"a weight without elements", func(g *onnx.GraphProto) { g.Initializer[0].RawData = nil }, `weight "w" is incomplete: 0 numbers`},
		{"a negative dimension", func(g *onnx.GraphProto) { g.Initializer[0].Dims[0] = -3 }, "impossible"},
		{"huge dimensions", func(g *onnx.GraphProto) { g.Initializer[0].Dims = []int64{1 << 62, 1 << 62} }, "impossible"},
		{"dimensions whose product wraps around", func(g *onnx.GraphProto) { g.Initializer[0].Dims = []int64{1 << 32, 1 << 32, 3} }, "impossible"},
		{"a weight of a type that is not read", func(g *onnx.GraphProto) {
			w := g.Initializer[0]
			const complex64 = 14
			w.RawData, w.DataType, w.Dims = nil, complex64, []int64{1 << 30}
		}, "which are not supported"},
		{"texts that are missing", func(g *onnx.GraphProto) {
			w := g.Initializer[0]
			w.RawData, w.DataType, w.Dims = nil, int32(onnx.TensorProto_STRING), []int64{1 << 30}
		}, `weight "w" is incomplete: 0 numbers`},
		{"sparse weights", func(g *onnx.GraphProto) { g.SparseInitializer = []*onnx.SparseTensorProto{{}} }, "sparse"},
		{"a sparse constant", func(g *onnx.GraphProto) {
			g.Node[0].Attribute = []*onnx.AttributeProto{{Name: "sparse_value", SparseTensor: &onnx.SparseTensorProto{}}}
		}, "sparse"},
		{"a weight elsewhere", func(g *onnx.GraphProto) { g.Initializer[0].DataLocation = onnx.TensorProto_EXTERNAL }, "file of its own"},
		{"a constant that is too short", func(g *onnx.GraphProto) {
			c := onnx.NewFloats("", []float32{1, 2, 3}, 3)
			c.RawData = c.RawData[:4]
			g.Node = append(g.Node, onnx.NewNode("Constant", nil, []string{"c"}, onnx.Attributes{"value": c}))
		}, "incomplete"},
		{"a node without inputs", func(g *onnx.GraphProto) { g.Node[1].Input = nil }, "Relu (y) lacks an input"},
		{"a node without its second input", func(g *onnx.GraphProto) { g.Node[0].Input = g.Node[0].Input[:1] }, "Add (z) lacks an input"},
		{"an input without a name", func(g *onnx.GraphProto) { g.Node[0].Input[0] = "" }, "Add (z) lacks an input"},
		{"a sum with a gap", func(g *onnx.GraphProto) { g.Node[0].OpType = "Sum"; g.Node[0].Input[1] = "" }, "Sum (z) lacks one of its 2 inputs"},
		{"a node without outputs", func(g *onnx.GraphProto) { g.Node[0].Name, g.Node[0].Output = "first", nil }, "Add (first) has no output"},
	} {
		t.Run(c.name, func(t *testing.T) {
			m := small()
			c.spoil(m.Graph)
			_, err := onnx.Read(encode(t, m))
			if err == nil || !strings.Contains(err.Error(), c.want) {
				t.Errorf("the error is %v, want one that says %s", err, c.want)
			}
		})
	}
}

// Where a file ends early, it is either refused or, at a boundary of its
// parts, lacks something; it never passes.
func TestTruncatedFiles(t *testing.T) {
	data := encode(t, small())
	for end := range data {
		if _, err := onnx.Read(data[:end]); err == nil {
			t.Errorf("the first %d of %d bytes pass as a model", end, len(data))
		}
	}
}

func TestFilesThatAreNoModels(t *testing.T) {
	noise := make([]byte, 4096)
	random := rand.New(rand.NewPCG(1, 1))
	for i := range noise {
		noise[i] = byte(random.Uint32())
	}
	for name, c := range map[string]struct {
		data []byte
		want string
	}{
		"nothing": {nil, "the file is empty"},
		"noise":   {noise, "not an ONNX model"},
		"text":    {[]byte("<html><body>404 Not Found</body></html>"), "not an ONNX model"},
		"picture": {[]byte("\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR"), "not an ONNX model"},
		"pointer": {[]byte("version https://git-lfs.github.com/spec/v1\noid sha256:0\nsize 1\n"), "not an ONNX model"},
		"zeros":   {make([]byte, 100), "not an ONNX model"},
	} {
		path := filepath.Join(t.TempDir(), "m.onnx")
		if err := os.WriteFile(path, c.data, 0o644); err != nil {
			t.Fatal(err)
		}
		_, err := onnx.ReadFile(path)
		if err == nil || !strings.Contains(err.Error(), c.want) || !strings.HasPrefix(err.Error(), "m.onnx: ") {
			t.Errorf("%s: the error is %v", name, err)
		}
	}
	if _, err := onnx.ReadFile(filepath.Join(t.TempDir(), "absent.onnx")); err == nil || !strings.Contains(err.Error(), "absent.onnx") {
		t.Errorf("absent: the error is %v", err)
	}
}

func TestInputsThatMustBeFed(t *testing.T) {
	m := randomnet.ResNet18(randomnet.Options{Size: 32, Width: 0.1, Classes: 3, Opset: 7})
	if len(m.Graph.Input) < 20 {
		t.Fatalf("only %d inputs: the weights are not among them", len(m.Graph.Input))
	}
	fed := onnx.FeedInputs(m.Graph)
	if len(fed) != 1 || fed[0].Name != "data" {
		t.Fatalf("the inputs to feed are %v", fed)
	}
	dims, ok := onnx.Dims(fed[0])
	if !ok || !slices.Equal(dims, []int64{-1, 3, 32, 32}) || onnx.ShapeText(dims) != "[?, 3, 32, 32]" {
		t.Errorf("its shape is %v", dims)
	}
	if _, ok := onnx.Dims(onnx.AnyFloats("y")); ok {
		t.Error("a value without a shape has one")
	}
}

func TestNestingIsBounded(t *testing.T) {
	m := small()
	for range 100 {
		branch := &onnx.AttributeProto{Name: "then_branch", Type: onnx.AttributeProto_GRAPH, G: m.Graph}
		m.Graph = &onnx.GraphProto{Node: []*onnx.NodeProto{{OpType: "If", Attribute: []*onnx.AttributeProto{branch}}}}
	}
	if _, err := onnx.Read(encode(t, m)); err == nil || !strings.Contains(err.Error(), "too deep") {
		t.Errorf("the error is %v", err)
	}
}

func TestReadFileWaitsForNothing(t *testing.T) {
	folder := t.TempDir()
	odd := map[string]string{folder: "a folder has this name", filepath.Join(folder, "none.onnx"): "there is no such file"}
	if pipe := filepath.Join(folder, "pipe.onnx"); exec.Command("mkfifo", pipe).Run() == nil {
		odd[pipe] = "the model pipe.onnx cannot be read: it is a pipe or a device, not a file"
	}
	for path, want := range odd {
		if _, err := onnx.ReadFile(path); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("error %v, want one that says %q", err, want)
		}
		if _, err := onnx.ExternalFiles(path); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("external files: error %v, want one that says %q", err, want)
		}
	}
}
