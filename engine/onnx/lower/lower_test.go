package lower_test

import (
	"context"
	"math"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"foolscope/engine/onnx"
	"foolscope/engine/onnx/lower"
	"foolscope/engine/ort"
)

// network is one operator on quantized numbers between floats: x becomes the bytes xq
// by xs and xz; the operator makes yq, or floats at once.
type network struct {
	op         string
	dims       []int64
	inputs     string
	attributes onnx.Attributes
	// direct says that the result is floats, or whole numbers to be cast to them.
	direct bool
	// wholeSums says that the result is a whole number.
	wholeSums bool
}

// stored are the weights and scales that the networks name.
func stored() []*onnx.TensorProto {
	random := rand.New(rand.NewPCG(1, 2))
	bytes := func(name string, kind onnx.TensorProto_DataType, dims ...int64) *onnx.TensorProto {
		count, _ := onnx.Count(dims)
		t := &onnx.TensorProto{Name: name, DataType: int32(kind), Dims: dims, RawData: make([]byte, count)}
		for i := range t.RawData {
			t.RawData[i] = byte(random.IntN(200) - 100)
		}
		return t
	}
	zero := func(name string, kind onnx.TensorProto_DataType, v byte, count int) *onnx.TensorProto {
		t := &onnx.TensorProto{Name: name, DataType: int32(kind), RawData: slices.Repeat([]byte{v}, count)}
		if count > 1 {
			t.Dims = []int64{int64(count)}
		}
		return t
	}
	const signed, unsigned = onnx.TensorProto_INT8, onnx.TensorProto_UINT8
	return []*onnx.TensorProto{
		onnx.NewFloats("xs", []float32{0.02}), zero("xz", unsigned, 120, 1),
		onnx.NewFloats("ys", []float32{0.05}), zero("yz", unsigned, 110, 1),
		bytes("w", signed, 4, 2, 3, 3), onnx.NewFloats("ws", []float32{0.01, 0.02, 0.005, 0.03}, 4), zero("wz", signed, 0, 4),
		onnx.NewFloats("w1s", []float32{0.01}), zero("w1z", signed, 3, 1),
		onnx.NewInt32s("b", []int64{100, -200, 300, 0}, 4),
		bytes("m", signed, 6, 4), bytes("t", signed, 4, 6), bytes("u", unsigned, 2, 6),
		onnx.NewFloats("bias", []float32{1, -1, 0.5, 0}, 4), onnx.NewFloats("few", []float32{0.004}),
		onnx.NewFloats("as", []float32{0.03}), zero("az", unsigned, 99, 1), onnx.NewFloats("ps", []float32{1. / 256}), zero("pz", unsigned, 0, 1),
	}
}

func networks() []network {
	picture, matrix, turned := []int64{2, 2, 5, 5}, []int64{2, 6}, []int64{1, 4, 4, 2}
	conv := onnx.Attributes{"kernel_shape": []int64{3, 3}, "pads": []int64{1, 1, 1, 1}, "strides": []int64{2, 2}}
	window := onnx.Attributes{"kernel_shape": []int64{2, 2}, "strides": []int64{2, 2}}
	turnedWindow := onnx.Attributes{"kernel_shape": []int64{2, 2}, "strides": []int64{2, 2}, "channels_last": 1}
	return []network{
		{op: "QLinearConv", dims: picture, inputs: "xq xs xz w ws wz ys yz b", attributes: conv},
		{op: "QLinearConv", dims: picture, inputs: "xq xs xz w w1s w1z ys yz", attributes: conv},
		{op: "QLinearConv", dims: picture, inputs: "xq xs xz w ws w1z ys yz b", attributes: conv},
		{op: "QLinearMatMul", dims: matrix, inputs: "xq xs xz m w1s w1z ys yz"},
		{op: "QLinearMatMul", dims: matrix, inputs: "xq xs xz m ws wz ys yz"},
		{op: "ConvInteger", dims: picture, inputs: "xq w xz", attributes: conv, wholeSums: true},
		{op: "ConvInteger", dims: picture, inputs: "xq w", wholeSums: true},
		{op: "MatMulInteger", dims: matrix, inputs: "xq m xz w1z", wholeSums: true},
		{op: "com.microsoft.QLinearAdd", dims: matrix, inputs: "xq xs xz u as az ys yz"},
		{op: "com.microsoft.QLinearMul", dims: matrix, inputs: "xq xs xz u as az ys yz"},
		{op: "com.microsoft.QLinearSigmoid", dims: matrix, inputs: "xq xs xz ps pz"},
		{op: "com.microsoft.QLinearLeakyRelu", dims: matrix, inputs: "xq xs xz ys yz", attributes: onnx.Attributes{"alpha": float32(0.3)}},
		{op: "com.microsoft.QLinearSoftmax", dims: matrix, inputs: "xq xs xz ps pz", attributes: onnx.Attributes{"axis": 1, "opset": 13}},
		{op: "com.microsoft.QLinearGlobalAveragePool", dims: picture, inputs: "xq xs xz ys yz"},
		{op: "com.microsoft.QLinearGlobalAveragePool", dims: turned, inputs: "xq xs xz ys yz", attributes: onnx.Attributes{"channels_last": 1}},
		{op: "com.microsoft.QLinearAveragePool", dims: picture, inputs: "xq xs xz ys yz", attributes: window},
		{op: "com.microsoft.QLinearAveragePool", dims: turned, inputs: "xq xs xz ys yz", attributes: turnedWindow},
		{op: "com.microsoft.QLinearConcat", dims: matrix, inputs: "ys yz xq xs xz u as az", attributes: onnx.Attributes{"axis": 1}},
		{op: "com.microsoft.QGemm", dims: matrix, inputs: "xq xs xz m w1s w1z b ys yz"},
		{op: "com.microsoft.QGemm", dims: matrix, inputs: "xq xs xz t w1s w1z b", attributes: onnx.Attributes{"transB": 1}, direct: true},
		{op: "com.microsoft.MatMulIntegerToFloat", dims: matrix, inputs: "xq m xs ws xz wz bias", direct: true},
		{op: "com.microsoft.DynamicQuantizeMatMul", dims: matrix, inputs: "x m few w1z bias", direct: true},
	}
}

func (c network) model() *onnx.ModelProto {
	node := func(op, inputs, outputs string, attributes onnx.Attributes) *onnx.NodeProto {
		n := onnx.NewNode(op, strings.Fields(inputs), strings.Fields(outputs), attributes)
		if name, foreign := strings.CutPrefix(op, "com.microsoft."); foreign {
			n.Domain, n.OpType = "com.microsoft", name
		}
		n.Name = "the " + outputs
		return n
	}
	nodes := []*onnx.NodeProto{node("QuantizeLinear", "x xs xz", "xq", nil)}
	switch scale := "ys yz"; {
	case c.direct:
		nodes = append(nodes, node(c.op, c.inputs, "y", c.attributes))
	case c.wholeSums:
		nodes = append(nodes, node(c.op, c.inputs, "yq", c.attributes), node("Cast", "yq", "y", onnx.Attributes{"to": 1}))
	default:
		if strings.HasSuffix(c.inputs, "ps pz") {
			scale = "ps pz"
		}
		nodes = append(nodes, node(c.op, c.inputs, "yq", c.attributes), node("DequantizeLinear", "yq "+scale, "y", nil))
	}
	return &onnx.ModelProto{
		IrVersion: 8, OpsetImport: []*onnx.OperatorSetIdProto{{Version: 18}, {Domain: "com.microsoft", Version: 1}},
		Graph: &onnx.GraphProto{
			Name: "quantized", Node: nodes, Initializer: stored(),
			Input: []*onnx.ValueInfoProto{onnx.FloatValue("x", c.dims...)}, Output: []*onnx.ValueInfoProto{onnx.AnyFloats("y")},
		},
	}
}

// Both spellings compute the same, but for a step where a sum lies between two.
func TestBothSpellingsComputeTheSame(t *testing.T) {
	for _, c := range networks() {
		t.Run(c.op+" "+c.inputs, func(t *testing.T) {
			m, err := onnx.Upgrade(c.model())
			if err != nil {
				t.Fatal(err)
			}
			lowered := lower.Lower(m, nil)
			for _, n := range lowered.Graph.Node {
				if onnx.Operator(n) == c.op {
					t.Fatalf("%s is left", onnx.Describe(n))
				}
				// onnxruntime may fuse such a node away, but cannot run it.
				if g := onnx.Edit(lowered.Graph); n.OpType == "DequantizeLinear" && len(n.Input) == 3 {
					scale, zero := g.Initializer(n.Input[1]), g.Initializer(n.Input[2])
					if scale != nil && zero != nil && len(scale.Dims) != len(zero.Dims) {
						t.Fatalf("%s has scales of shape %v and zero points of shape %v", onnx.Describe(n), scale.Dims, zero.Dims)
					}
				}
			}
			x := ort.NewTensor(c.dims...)
			random := rand.New(rand.NewPCG(3, 4))
			for i := range x.Data {
				x.Data[i] = 4*random.Float32() - 2
			}
			want, got := run(t, m, x), run(t, lowered, x)
			if !slices.Equal(got.Shape, want.Shape) {
				t.Fatalf("the shape is %v, want %v", got.Shape, want.Shape)
			}
			step := 0.051
			if c.wholeSums {
				step = 0.5
			}
			var sum float64
			for i, v := range want.Data {
				off := math.Abs(float64(got.Data[i] - v))
				sum += off
				if off > step {
					t.Fatalf("element %d is %v, want %v", i, got.Data[i], v)
				}
			}
			if mean := sum / float64(len(want.Data)); mean > step/10 {
				t.Errorf("the mean difference is %v", mean)
			}
		})
	}
}

func run(t *testing.T, m *onnx.ModelProto, x ort.Tensor) ort.Tensor {
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
	return out["y"]
}

func TestEveryOperatorIsTried(t *testing.T) {
	elsewhere := []string{"DynamicQuantizeLinear", "com.microsoft.QuantizeLinear", "com.microsoft.DequantizeLinear", "com.microsoft.QLinearConv", "com.microsoft.QLinearReduceMean"}
	for _, op := range lower.Quantized() {
		tried := slices.ContainsFunc(networks(), func(c network) bool { return c.op == op })
		if tried == slices.Contains(elsewhere, op) {
			t.Errorf("%s is tried: %v", op, tried)
		}
	}
}

func TestOtherModelsAreLeftAlone(t *testing.T) {
	m := network{op: "QLinearConv"}.model()
	m.Graph.Node = m.Graph.Node[:1]
	if lower.Lower(m, nil) != m {
		t.Error("a model without such operators was copied")
	}
}
