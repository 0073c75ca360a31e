package randomnet

import (
	"fmt"
	"math"

	"foolscope/engine/onnx"
)

// Quantization is a spelling of a network that computes with bytes.
type Quantization int

const (
	// QDQ rounds and takes back between operators on floats.
	QDQ Quantization = iota
	// Integers has operators on bytes (QLinearConv and its like).
	Integers
	// Dynamic rounds what each operator gets by its own range, and multiplies whole
	// numbers (ConvInteger, MatMulInteger).
	Dynamic
)

// activationScale and activationZero let bytes stand for -8 to 8, which the values of
// random networks rarely leave.
const (
	activationScale = 1. / 16
	activationZero  = 128
)

// Quantize returns a network of convolutions, dense layers, sums and pools with its
// weights rounded to bytes, in one of the spellings. QDQ and Integers compute the same.
// The network must have been built Folded, at opset 13 or later.
func Quantize(m *onnx.ModelProto, how Quantization) *onnx.ModelProto {
	m = onnx.Copy(m)
	q := &quantizer{Graph: onnx.Edit(m.Graph), how: how, bytes: map[string]string{}}
	nodes := m.Graph.Node
	m.Graph.Node = nil
	q.scale = q.Scalar(activationScale)
	q.zero = q.AddInitializer(&onnx.TensorProto{Name: "zero", DataType: int32(onnx.TensorProto_UINT8), RawData: []byte{activationZero}})
	for _, n := range nodes {
		q.node(n)
	}
	m.OpsetImport = append(m.OpsetImport, &onnx.OperatorSetIdProto{Domain: "com.microsoft", Version: 1})
	return m
}

type quantizer struct {
	*onnx.Graph
	how         Quantization
	scale, zero string
	// bytes names what stands for a value, rounded.
	bytes map[string]string
}

func (q *quantizer) node(n *onnx.NodeProto) {
	weighted := (n.OpType == "Conv" || n.OpType == "Gemm") && q.Initializer(n.Input[1]) != nil
	switch {
	case weighted && q.how == Dynamic:
		q.dynamic(n)
	case weighted:
		q.layer(n)
	case q.how == Integers && (n.OpType == "Add" || n.OpType == "GlobalAveragePool"):
		q.foreign(n)
	default:
		q.Node = append(q.Node, n)
	}
}

// rounded is a value as bytes.
func (q *quantizer) rounded(x string) string {
	if q.bytes[x] == "" {
		q.bytes[x] = q.Add("QuantizeLinear", []string{x, q.scale, q.zero}, nil)
	}
	return q.bytes[x]
}

// again is a value that was rounded to bytes and taken back.
func (q *quantizer) again(x string) string {
	return q.Graph.Add("DequantizeLinear", []string{q.rounded(x), q.scale, q.zero}, nil)
}

// gives ends a layer: y holds bytes, and the node's output the floats that they mean.
func (q *quantizer) gives(y, output string) {
	q.bytes[output] = y
	q.Node = append(q.Node, onnx.NewNode("DequantizeLinear", []string{y, q.scale, q.zero}, []string{output}, nil))
}

// weights rounds those of a layer to bytes, with a scale for each kernel, or one for
// all.
func (q *quantizer) weights(name string, single bool) (value, scale, zero string, scales []float32) {
	t := q.Initializer(name)
	floats, err := onnx.Floats(t)
	if err != nil {
		panic("randomnet: " + err.Error())
	}
	kernels := int(t.Dims[0])
	if single {
		kernels = 1
	}
	each := len(floats) / kernels
	raw := make([]byte, len(floats))
	for k := range kernels {
		most := float32(0)
		for _, v := range floats[k*each : (k+1)*each] {
			most = max(most, v, -v)
		}
		scales = append(scales, max(most, 1e-6)/127)
		for i := k * each; i < (k+1)*each; i++ {
			raw[i] = byte(int8(math.RoundToEven(float64(floats[i] / scales[k]))))
		}
	}
	var dims []int64
	if !single {
		dims = []int64{int64(kernels)}
	}
	value = q.AddInitializer(&onnx.TensorProto{Name: name + "_bytes", DataType: int32(onnx.TensorProto_INT8), Dims: t.Dims, RawData: raw})
	scale = q.Floats(name+"_scale", scales, dims...)
	zero = q.AddInitializer(&onnx.TensorProto{Name: name + "_zero", DataType: int32(onnx.TensorProto_INT8), Dims: dims, RawData: make([]byte, kernels)})
	return value, scale, zero, scales
}

// layer is a Conv or a Gemm.
func (q *quantizer) layer(n *onnx.NodeProto) {
	value, scale, zero, scales := q.weights(n.Input[1], false)
	inputs := []string{q.rounded(n.Input[0]), q.scale, q.zero, value, scale, zero}
	var bias string
	if len(n.Input) > 2 {
		bias = q.bias(n.Input[2], scales)
	}
	axis := onnx.Attributes{"axis": 0}
	switch {
	case q.how == QDQ:
		floats := []string{q.again(n.Input[0]), q.Graph.Add("DequantizeLinear", inputs[3:6], axis)}
		if bias != "" {
			for i := range scales {
				scales[i] *= activationScale
			}
			units := q.Floats("units", scales, int64(len(scales)))
			floats = append(floats, q.Graph.Add("DequantizeLinear", []string{bias, units}, axis))
		}
		y := q.Graph.Add(n.OpType, floats, nil)
		q.Node[len(q.Node)-1].Attribute = n.Attribute
		q.gives(q.Graph.Add("QuantizeLinear", []string{y, q.scale, q.zero}, nil), n.Output[0])
	case n.OpType == "Conv":
		inputs = append(inputs, q.scale, q.zero)
		if bias != "" {
			inputs = append(inputs, bias)
		}
		y := q.Graph.Add("QLinearConv", inputs, nil)
		q.Node[len(q.Node)-1].Attribute = n.Attribute
		q.gives(y, n.Output[0])
	default:
		y := q.Graph.Add("QGemm", append(inputs, bias, q.scale, q.zero), onnx.Attributes{"alpha": float32(1), "transB": onnx.Int(n, "transB", 0)})
		q.Node[len(q.Node)-1].Domain = "com.microsoft"
		q.gives(y, n.Output[0])
	}
}

// bias rounds to 32 bits, in units of the input's scale times the kernel's.
func (q *quantizer) bias(name string, scales []float32) string {
	floats, err := onnx.Floats(q.Initializer(name))
	if err != nil {
		panic("randomnet: " + err.Error())
	}
	whole := make([]int64, len(floats))
	for i, v := range floats {
		whole[i] = int64(math.RoundToEven(float64(v / (activationScale * scales[i]))))
	}
	return q.AddInitializer(onnx.NewInt32s(name+"_whole", whole, int64(len(whole))))
}

// foreign is an operator on bytes of onnxruntime's own.
func (q *quantizer) foreign(n *onnx.NodeProto) {
	var inputs []string
	for _, x := range n.Input {
		inputs = append(inputs, q.rounded(x), q.scale, q.zero)
	}
	y := q.Graph.Add("QLinear"+n.OpType, append(inputs, q.scale, q.zero), nil)
	q.Node[len(q.Node)-1].Domain = "com.microsoft"
	q.gives(y, n.Output[0])
}

// dynamic is a layer that multiplies whole numbers.
func (q *quantizer) dynamic(n *onnx.NodeProto) {
	weights := n.Input[1]
	t := q.Initializer(weights)
	op, attributes := "ConvInteger", n.Attribute
	if n.OpType == "Gemm" {
		op, attributes = "MatMulInteger", nil
		weights = q.transposed(t)
	}
	value, scale, zero, _ := q.weights(weights, true)
	x := q.AddMulti("DynamicQuantizeLinear", n.Input[:1], 3, nil)
	sums := q.Graph.Add(op, []string{x[0], value, x[2], zero}, nil)
	q.Node[len(q.Node)-1].Attribute = attributes
	y := q.Graph.Add("Mul", []string{
		q.Graph.Add("Cast", []string{sums}, onnx.Attributes{"to": int(onnx.TensorProto_FLOAT)}),
		q.Graph.Add("Mul", []string{x[1], scale}, nil),
	}, nil)
	bias := q.Scalar(0)
	if len(n.Input) > 2 {
		bias = n.Input[2]
		if op == "ConvInteger" {
			bias = q.Graph.Add("Reshape", []string{bias, q.Ints("channels", 1, -1, 1, 1)}, nil)
		}
	}
	q.Node = append(q.Node, onnx.NewNode("Add", []string{y, bias}, n.Output, nil))
}

func (q *quantizer) transposed(t *onnx.TensorProto) string {
	floats, err := onnx.Floats(t)
	if err != nil || len(t.Dims) != 2 {
		panic(fmt.Sprintf("randomnet: %q is not a matrix", t.Name))
	}
	rows, columns := int(t.Dims[0]), int(t.Dims[1])
	out := make([]float32, len(floats))
	for i, v := range floats {
		out[i%columns*rows+i/columns] = v
	}
	return q.Floats(t.Name+"_turned", out, int64(columns), int64(rows))
}
