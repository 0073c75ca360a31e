package lower_test

import (
	"context"
	"fmt"
	"math"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"foolscope/engine/onnx"
	"foolscope/engine/onnx/lower"
	"foolscope/engine/ort"
)

// function is a node of one operator; dims are the shapes of its inputs, by name.
type function struct {
	op, inputs, outputs string
	attributes          onnx.Attributes
	opset               int64
}

// sizes are the shapes of the inputs that functions name: of two pictures, queries for
// four heads, and keys for as many or for two. A name that begins with f is flat.
var sizes = map[string][]int64{
	"q": {2, 4, 3, 6}, "k": {2, 4, 5, 6}, "v": {2, 4, 5, 8}, "fq": {2, 3, 24}, "fk": {2, 5, 24}, "fv": {2, 5, 32},
	"k2": {2, 2, 5, 6}, "v2": {2, 2, 5, 8}, "fk2": {2, 5, 12}, "fv2": {2, 5, 16}, "q1": {2, 4, 1, 6},
	"pk": {2, 4, 2, 6}, "pv": {2, 4, 2, 8}, "pk2": {2, 2, 2, 6}, "pv2": {2, 2, 2, 8},
	"mask": {3, 5}, "short": {3, 4}, "heads": {4, 3, 5}, "whole": {2, 4, 3, 5}, "each": {2, 1, 3, 5}, "long": {3, 7}, "seen": {3, 5}, "seenwhole": {2, 1, 3, 5}, "seenone": {1, 5},
	"scale": {6}, "scale2": {3, 6},
	"cos": {2, 3, 3}, "sin": {2, 3, 3}, "cos2": {2, 3, 2}, "sin2": {2, 3, 2}, "costable": {9, 3}, "sintable": {9, 3}, "places": {2, 3},
}

func attentions() []function {
	var out []function
	add := func(inputs string, attributes onnx.Attributes) {
		out = append(out, function{op: "Attention", inputs: inputs, outputs: "y", attributes: attributes, opset: 23})
	}
	with := func(further ...any) onnx.Attributes {
		a := onnx.Attributes{}
		for i := 0; i < len(further); i += 2 {
			a[further[i].(string)] = further[i+1]
		}
		return a
	}
	flat := func(further ...any) onnx.Attributes {
		return with(append(further, "q_num_heads", 4, "kv_num_heads", 4)...)
	}
	grouped := func(further ...any) onnx.Attributes {
		return with(append(further, "q_num_heads", 4, "kv_num_heads", 2)...)
	}
	causal, softcap, scale := []any{"is_causal", 1}, []any{"softcap", float32(2)}, []any{"scale", float32(0.7)}
	add("q k v", nil)
	add("q k v", flat())
	add("q k2 v2", nil)
	add("q k2 v2", grouped())
	add("fq fk fv", flat())
	add("fq fk2 fv2", grouped())
	for _, mask := range []string{"mask", "heads", "whole", "each", "seen", "seenwhole"} {
		add("q k v "+mask, nil)
		add("fq fk fv "+mask, flat(softcap...))
		add("q k v "+mask, with(causal...))
	}
	for _, further := range [][]any{causal, softcap, scale, {"softmax_precision", 1}, {"is_causal", 1, "softcap", float32(1.5), "scale", float32(0.3)}} {
		add("q k v", with(further...))
		add("fq fk2 fv2", grouped(further...))
	}
	add("fq fk2 fv2 mask", grouped(causal...))
	add("q1 k v", with(causal...))
	add("q1 k v seenone", with(causal...))
	add("q k v mask", with("softcap", float32(0.8)))
	add("q k v seen", with("softcap", float32(0.8)))
	for _, further := range [][]any{nil, causal, softcap} {
		out = append(out,
			function{op: "Attention", inputs: "q k v - pk pv", outputs: "y present_k present_v", attributes: with(further...), opset: 23},
			function{op: "Attention", inputs: "q k v long pk pv", outputs: "y present_k present_v", attributes: with(further...), opset: 23},
			function{op: "Attention", inputs: "fq fk2 fv2 - pk2 pv2", outputs: "y present_k present_v", attributes: grouped(further...), opset: 23},
			function{op: "Attention", inputs: "q1 k v - pk pv", outputs: "y present_k present_v", attributes: with(further...), opset: 23})
	}
	out = append(out, function{op: "Attention", inputs: "fq fk fv", outputs: "y present_k present_v", attributes: flat(), opset: 23})
	for mode := range 4 {
		further := []any{"qk_matmul_output_mode", mode, "softcap", float32(2)}
		out = append(out,
			function{op: "Attention", inputs: "q k v mask", outputs: "y - - scores", attributes: with(further...), opset: 23},
			function{op: "Attention", inputs: "fq fk2 fv2", outputs: "y - - scores", attributes: grouped(further...), opset: 23})
	}
	return out
}

func functions() []function {
	out := attentions()
	for _, f := range attentions() {
		f.opset = 24
		out = append(out, f)
	}
	add := func(op, inputs string, attributes onnx.Attributes) {
		out = append(out, function{op: op, inputs: inputs, outputs: "y", attributes: attributes, opset: 23})
	}
	for _, axis := range []int{-1, 3} {
		add("RMSNormalization", "q scale", onnx.Attributes{"axis": axis})
	}
	add("RMSNormalization", "q scale2", onnx.Attributes{"axis": -2, "epsilon": float32(0.1)})
	add("RMSNormalization", "q scale2", onnx.Attributes{"axis": 2})
	add("RMSNormalization", "q scale", nil)
	for _, interleaved := range []int{0, 1} {
		add("RotaryEmbedding", "q cos sin", onnx.Attributes{"interleaved": interleaved})
		add("RotaryEmbedding", "q costable sintable places", onnx.Attributes{"interleaved": interleaved})
		add("RotaryEmbedding", "fq cos sin", onnx.Attributes{"interleaved": interleaved, "num_heads": 4})
		add("RotaryEmbedding", "fq costable sintable places", onnx.Attributes{"interleaved": interleaved, "num_heads": 4})
		add("RotaryEmbedding", "fq cos2 sin2", onnx.Attributes{"interleaved": interleaved, "num_heads": 4, "rotary_embedding_dim": 4})
		add("RotaryEmbedding", "q cos2 sin2", onnx.Attributes{"interleaved": interleaved, "num_heads": 4, "rotary_embedding_dim": 4})
	}
	return out
}

func (f function) String() string {
	return fmt.Sprintf("%s %d %s to %s %v", f.op, f.opset, f.inputs, f.outputs, f.attributes)
}

// model is the operator alone, masks of truth values and places stored.
func (f function) model() (m *onnx.ModelProto, feeds map[string]ort.Tensor, shapes map[string][]int64) {
	random := rand.New(rand.NewPCG(5, 6))
	absent := func(names string) []string {
		list := strings.Fields(names)
		for i, name := range list {
			if name == "-" {
				list[i] = ""
			}
		}
		return list
	}
	g := &onnx.GraphProto{Name: "function", Node: []*onnx.NodeProto{onnx.NewNode(f.op, absent(f.inputs), absent(f.outputs), f.attributes)}}
	feeds, shapes = map[string]ort.Tensor{}, map[string][]int64{}
	for _, name := range strings.Fields(f.inputs) {
		dims := sizes[name]
		count, _ := onnx.Count(dims)
		switch {
		case name == "-":
		case strings.HasPrefix(name, "seen"):
			t := &onnx.TensorProto{Name: name, Dims: dims, DataType: int32(onnx.TensorProto_BOOL), RawData: make([]byte, count)}
			for i := range t.RawData {
				t.RawData[i] = byte(random.IntN(2))
			}
			g.Initializer = append(g.Initializer, t)
		case name == "places":
			g.Initializer = append(g.Initializer, onnx.NewInts(name, []int64{0, 3, 8, 1, 1, 7}, dims...))
		default:
			x := ort.NewTensor(dims...)
			for i := range x.Data {
				x.Data[i] = float32(random.NormFloat64())
			}
			feeds[name], shapes[name] = x, dims
			g.Input = append(g.Input, onnx.FloatValue(name, dims...))
		}
	}
	for _, name := range strings.Fields(f.outputs) {
		if name != "-" {
			g.Output = append(g.Output, onnx.AnyFloats(name))
		}
	}
	return &onnx.ModelProto{IrVersion: 10, OpsetImport: []*onnx.OperatorSetIdProto{{Version: f.opset}}, Graph: g}, feeds, shapes
}

// What is spelt out computes what onnxruntime's own operator does.
func TestFunctionsComputeWhatOnnxruntimeDoes(t *testing.T) {
	for _, f := range functions() {
		t.Run(f.String(), func(t *testing.T) {
			m, feeds, shapes := f.model()
			m, err := onnx.Upgrade(m)
			if err != nil {
				t.Fatal(err)
			}
			lowered := lower.Lower(m, shapes)
			for _, n := range lowered.Graph.Node {
				if n.OpType == f.op {
					t.Fatalf("%s is left", onnx.Describe(n))
				}
			}
			want, got := runAll(t, m, feeds), runAll(t, lowered, feeds)
			for name, y := range want {
				if !slices.Equal(got[name].Shape, y.Shape) {
					t.Fatalf("the shape of %s is %v, want %v", name, got[name].Shape, y.Shape)
				}
				for i, v := range y.Data {
					if off := math.Abs(float64(got[name].Data[i] - v)); !(off <= 1e-5*(1+math.Abs(float64(v)))) {
						t.Fatalf("element %d of %s is %v, want %v", i, name, got[name].Data[i], v)
					}
				}
			}
		})
	}
}

func runAll(t *testing.T, m *onnx.ModelProto, feeds map[string]ort.Tensor) map[string]ort.Tensor {
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
	out, err := s.Run(context.Background(), feeds)
	if err != nil {
		t.Fatal(err)
	}
	return out
}

// Where the result is not known to be onnxruntime's, the operator stays, and the gradient
// is estimated.
func TestFormsThatStay(t *testing.T) {
	short := function{op: "Attention", inputs: "q k v short", outputs: "y", opset: 24}
	padded := function{op: "Attention", inputs: "q k v - - - places", outputs: "y", opset: 24}
	wide := function{op: "RotaryEmbedding", inputs: "q cos sin", outputs: "y", attributes: onnx.Attributes{"rotary_embedding_dim": 8}, opset: 23}
	for _, f := range []function{short, padded, wide} {
		m, _, shapes := f.model()
		if left := lower.Lower(m, shapes); !slices.ContainsFunc(left.Graph.Node, func(n *onnx.NodeProto) bool { return n.OpType == f.op }) {
			t.Errorf("%v is spelt out", f)
		}
	}
	whole, _, _ := function{op: "RMSNormalization", inputs: "q scale", outputs: "y", opset: 23}.model()
	if lower.Lower(whole, nil) != whole {
		t.Error("a function is spelt out though no shape is known")
	}
}
