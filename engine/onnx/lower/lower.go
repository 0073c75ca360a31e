package lower

import (
	"slices"

	"foolscope/engine/onnx"
)

// rules are the operators that are spelt out, by domain and name. A rule adds nodes
// for one, and reports false if it does not know its form: then it stays.
var rules = map[string]func(*lowering, *onnx.NodeProto) bool{
	"QLinearConv":           qlinearConv,
	"QLinearMatMul":         qlinearMatMul,
	"ConvInteger":           convInteger,
	"MatMulInteger":         matMulInteger,
	"DynamicQuantizeLinear": dynamicQuantizeLinear,

	"com.microsoft.QLinearAdd":               binary("Add"),
	"com.microsoft.QLinearMul":               binary("Mul"),
	"com.microsoft.QLinearSigmoid":           unary("Sigmoid"),
	"com.microsoft.QLinearLeakyRelu":         unary("LeakyRelu"),
	"com.microsoft.QLinearSoftmax":           softmax,
	"com.microsoft.QLinearReduceMean":        reduceMean,
	"com.microsoft.QLinearGlobalAveragePool": pool("GlobalAveragePool"),
	"com.microsoft.QLinearAveragePool":       pool("AveragePool"),
	"com.microsoft.QLinearConcat":            concat,
	"com.microsoft.QLinearConv":              channelsLastConv,
	"com.microsoft.QGemm":                    qgemm,
	"com.microsoft.MatMulIntegerToFloat":     matMulIntegerToFloat,
	"com.microsoft.DynamicQuantizeMatMul":    dynamicQuantizeMatMul,
	"com.microsoft.QuantizeLinear":           standardForm,
	"com.microsoft.DequantizeLinear":         standardForm,
}

// Operators lists the operators that are spelt out, with their domains unless they
// are standard ones.
func Operators() []string {
	var out []string
	for name := range rules {
		out = append(out, name)
	}
	slices.Sort(out)
	return out
}

// Lower returns m with operators on quantized numbers spelt out in floats; m itself if
// it has none. Values keep their names. The model must have been upgraded
// (onnx.Upgrade).
func Lower(m *onnx.ModelProto) *onnx.ModelProto {
	if !slices.ContainsFunc(m.Graph.Node, func(n *onnx.NodeProto) bool { return rules[onnx.Operator(n)] != nil }) {
		return m
	}
	out := onnx.Copy(m)
	l := &lowering{Graph: onnx.Edit(out.Graph), opset: onnx.Opset(m)}
	nodes := out.Graph.Node
	out.Graph.Node = nil
	for _, n := range nodes {
		before := len(out.Graph.Node)
		rule := rules[onnx.Operator(n)]
		if rule == nil || !rule(l, n) {
			out.Graph.Node = append(out.Graph.Node[:before], n)
		}
	}
	return out
}

type lowering struct {
	*onnx.Graph
	opset int64
}

// quantity is a tensor of integers that stands for floats: (value - zero) scale.
type quantity struct{ value, scale, zero string }

// quantityAt is the quantity that begins at input i of a node: the value, the scale and the
// zero point.
func quantityAt(n *onnx.NodeProto, i int) quantity {
	return quantity{input(n, i), input(n, i+1), input(n, i+2)}
}

func input(n *onnx.NodeProto, i int) string {
	if i < len(n.Input) {
		return n.Input[i]
	}
	return ""
}

// floats takes a quantity back. Where there is a scale for each element of an axis, that
// is the axis. Weights stay integers in the graph: between DequantizeLinear and
// QuantizeLinear, onnxruntime would round floats to bytes of its own choice.
func (l *lowering) floats(q quantity, axis int64) string {
	inputs := []string{q.value, q.scale}
	if q.zero != "" {
		inputs = append(inputs, q.zero)
	}
	return l.Add("DequantizeLinear", inputs, onnx.Attributes{"axis": axis})
}

// stored is floats for weights whose scales and zero points differ in number, which
// DequantizeLinear does not take; they are taken back at once.
func (l *lowering) stored(q quantity, axis int64) (string, bool) {
	value, scale := l.Initializer(q.value), l.Initializer(q.scale)
	if value == nil || scale == nil {
		return "", false
	}
	whole, err := onnx.Ints(value)
	if err != nil {
		return "", false
	}
	scales, err := onnx.Floats(scale)
	if err != nil || len(scales) == 0 {
		return "", false
	}
	zeros := []int64{0}
	if q.zero != "" {
		t := l.Initializer(q.zero)
		if t == nil {
			return "", false
		}
		if zeros, err = onnx.Ints(t); err != nil || len(zeros) == 0 {
			return "", false
		}
	}
	rank := int64(len(value.Dims))
	if axis < 0 {
		axis += rank
	}
	each := int64(1)
	for i := axis + 1; i >= 0 && i < rank; i++ {
		each *= value.Dims[i]
	}
	if per := max(len(scales), len(zeros)); per > 1 && (axis < 0 || axis >= rank || value.Dims[axis] != int64(per)) ||
		len(scales) > 1 && len(zeros) > 1 && len(scales) != len(zeros) {
		return "", false
	}
	out := make([]float32, len(whole))
	for i, v := range whole {
		channel := int64(i) / max(each, 1)
		out[i] = float32(v-zeros[channel%int64(len(zeros))]) * scales[channel%int64(len(scales))]
	}
	return l.Floats(q.value+"_floats", out, value.Dims...), true
}

// round ends a node that gives integers: a node of its name quantizes y to q's scale
// and zero point.
func (l *lowering) round(n *onnx.NodeProto, y string, scale, zero string) {
	inputs := []string{y, scale}
	if zero != "" {
		inputs = append(inputs, zero)
	}
	end := onnx.NewNode("QuantizeLinear", inputs, n.Output[:1], nil)
	end.Name = n.Name
	l.Node = append(l.Node, end)
}

// end gives the node's result in floats.
func (l *lowering) end(n *onnx.NodeProto, op string, inputs []string, attributes []*onnx.AttributeProto) {
	last := onnx.NewNode(op, inputs, n.Output[:1], nil)
	last.Name, last.Attribute = n.Name, attributes
	l.Node = append(l.Node, last)
}

// apply adds an operator with attributes of the node that it stands for.
func (l *lowering) apply(op string, inputs []string, attributes []*onnx.AttributeProto) string {
	y := l.Add(op, inputs, nil)
	l.Node[len(l.Node)-1].Attribute = attributes
	return y
}

// attributes are those of a node but the ones named.
func attributes(n *onnx.NodeProto, except ...string) []*onnx.AttributeProto {
	return slices.DeleteFunc(slices.Clone(n.Attribute), func(a *onnx.AttributeProto) bool { return slices.Contains(except, a.Name) })
}
