package lower

import (
	"maps"
	"slices"

	"foolscope/engine/onnx"
	"foolscope/engine/onnx/shape"
)

// rule adds nodes that compute what a node does, and reports false if it does not know
// the node's form: then it stays.
type rule func(*lowering, *onnx.NodeProto) bool

// rules are the operators on quantized numbers that are spelt out, by domain and name.
var rules = map[string]rule{
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

// functions are the standard operators on floats that are spelt out.
var functions = map[string]rule{
	"Attention":        attention,
	"RMSNormalization": rmsNormalization,
	"RotaryEmbedding":  rotaryEmbedding,
}

// Quantized lists the operators on quantized numbers that are spelt out, with their
// domains unless they are standard ones.
func Quantized() []string { return slices.Sorted(maps.Keys(rules)) }

// Functions lists the standard operators on floats that are spelt out.
func Functions() []string { return slices.Sorted(maps.Keys(functions)) }

// Lower returns m with operators on quantized numbers, and functions of the standard,
// spelt out in floats; m itself if it has none. Values keep their names. The model must
// have been upgraded (onnx.Upgrade). inputs are the shapes of its inputs, from which the
// ranks follow that functions need; without them functions stay.
func Lower(m *onnx.ModelProto, inputs map[string][]int64) *onnx.ModelProto {
	m = spellOut(m, rules, nil)
	if !holds(m, functions) {
		return m
	}
	shapes, err := shape.Infer(m, inputs)
	if err != nil {
		return m
	}
	return spellOut(m, functions, shapes)
}

func holds(m *onnx.ModelProto, rules map[string]rule) bool {
	return slices.ContainsFunc(m.Graph.Node, func(n *onnx.NodeProto) bool { return rules[onnx.Operator(n)] != nil })
}

func spellOut(m *onnx.ModelProto, rules map[string]rule, shapes shape.Shapes) *onnx.ModelProto {
	if !holds(m, rules) {
		return m
	}
	out := onnx.Copy(m)
	l := &lowering{Graph: onnx.Edit(out.Graph), opset: onnx.Opset(m), shapes: shapes}
	if shapes != nil {
		l.kinds = onnx.KindsOf(m.Graph)
	}
	nodes := out.Graph.Node
	out.Graph.Node = nil
	for _, n := range nodes {
		before := len(out.Graph.Node)
		apply := rules[onnx.Operator(n)]
		if apply == nil || !apply(l, n) {
			out.Graph.Node = append(out.Graph.Node[:before], n)
		}
	}
	return out
}

type lowering struct {
	*onnx.Graph
	opset int64
	// shapes are those of the values that are known; nil for operators on quantized numbers.
	shapes shape.Shapes
	// kinds are the types of values, known together with their shapes.
	kinds onnx.Kinds
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

// end gives the node's first result in floats.
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
