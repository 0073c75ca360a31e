package lower

import (
	"foolscope/engine/onnx"
)

// The operators of com.microsoft that onnxruntime's quantizer writes.

// binary: both inputs with scale and zero point, then those of the result.
func binary(op string) func(*lowering, *onnx.NodeProto) bool {
	return func(l *lowering, n *onnx.NodeProto) bool {
		if len(n.Input) < 7 {
			return false
		}
		y := l.Add(op, []string{l.floats(quantityAt(n, 0), 0), l.floats(quantityAt(n, 3), 0)}, nil)
		l.round(n, y, n.Input[6], input(n, 7))
		return true
	}
}

// through is an operator of one input with scale and zero point, then those of the
// result.
func through(l *lowering, n *onnx.NodeProto, apply func(x string) string) bool {
	if len(n.Input) < 4 {
		return false
	}
	l.round(n, apply(l.floats(quantityAt(n, 0), 0)), n.Input[3], input(n, 4))
	return true
}

func unary(op string) func(*lowering, *onnx.NodeProto) bool {
	return func(l *lowering, n *onnx.NodeProto) bool {
		return through(l, n, func(x string) string { return l.apply(op, []string{x}, n.Attribute) })
	}
}

// softmax names the opset whose Softmax it is. Until 13, all dimensions from axis on
// are one.
func softmax(l *lowering, n *onnx.NodeProto) bool {
	axis, old := onnx.Int(n, "axis", -1), onnx.Int(n, "opset", 0) < 13
	return through(l, n, func(x string) string {
		if !old || axis == -1 {
			return l.Add("Softmax", []string{x}, onnx.Attributes{"axis": axis})
		}
		shape := l.Add("Shape", []string{x}, nil)
		flat := l.Add("Flatten", []string{x}, onnx.Attributes{"axis": axis})
		return l.Add("Reshape", []string{l.Add("Softmax", []string{flat}, onnx.Attributes{"axis": -1}), shape}, nil)
	})
}

func reduceMean(l *lowering, n *onnx.NodeProto) bool {
	return through(l, n, func(x string) string {
		inputs := []string{x}
		if axes := onnx.IntList(n, "axes"); len(axes) > 0 {
			inputs = append(inputs, l.Ints("axes", axes...))
		}
		return l.apply("ReduceMean", inputs, attributes(n, "axes"))
	})
}

// pool may have the channels last.
func pool(op string) func(*lowering, *onnx.NodeProto) bool {
	return func(l *lowering, n *onnx.NodeProto) bool {
		return through(l, n, func(x string) string {
			return l.channelsFirst(n, x, func(x string) string { return l.apply(op, []string{x}, attributes(n, "channels_last")) })
		})
	}
}

// channelsFirst turns a picture for an operator, and turns its result back.
func (l *lowering) channelsFirst(n *onnx.NodeProto, x string, apply func(string) string) string {
	if onnx.Int(n, "channels_last", 0) == 0 {
		return apply(x)
	}
	x = l.Add("Transpose", []string{x}, onnx.Attributes{"perm": []int64{0, 3, 1, 2}})
	return l.Add("Transpose", []string{apply(x)}, onnx.Attributes{"perm": []int64{0, 2, 3, 1}})
}

// channelsLastConv is a QLinearConv that may have the channels last; its weights have
// them where they always are.
func channelsLastConv(l *lowering, n *onnx.NodeProto) bool {
	if len(n.Input) < 8 {
		return false
	}
	x, w := quantityAt(n, 0), quantityAt(n, 3)
	y := l.channelsFirst(n, l.floats(x, 0), func(x0 string) string {
		inputs := []string{x0, l.kernel(w)}
		if bias := input(n, 8); bias != "" {
			inputs = append(inputs, l.bias(bias, x.scale, w.scale))
		}
		return l.apply("Conv", inputs, attributes(n, "channels_last"))
	})
	l.round(n, y, n.Input[6], n.Input[7])
	return true
}

// concat: the scale and zero point of the result, then the inputs with theirs.
func concat(l *lowering, n *onnx.NodeProto) bool {
	if len(n.Input) < 5 || len(n.Input)%3 != 2 {
		return false
	}
	var parts []string
	for i := 2; i < len(n.Input); i += 3 {
		parts = append(parts, l.floats(quantityAt(n, i), 0))
	}
	l.round(n, l.apply("Concat", parts, n.Attribute), n.Input[0], n.Input[1])
	return true
}

// qgemm: a and b with scales and zero points, a bias in units of alpha times both
// scales, and those of the result, which is in floats if they are absent.
func qgemm(l *lowering, n *onnx.NodeProto) bool {
	if len(n.Input) < 6 {
		return false
	}
	a, b := quantityAt(n, 0), quantityAt(n, 3)
	axis := int64(1)
	if onnx.Int(n, "transB", 0) != 0 {
		axis = 0
	}
	inputs := []string{l.floats(a, 0), l.floats(b, axis)}
	if c := input(n, 6); c != "" {
		bias := l.bias(c, a.scale, b.scale)
		if alpha := onnx.Float(n, "alpha", 1); alpha != 1 {
			bias = l.Add("Mul", []string{bias, l.Scalar(alpha)}, nil)
		}
		inputs = append(inputs, bias)
	}
	if scale := input(n, 7); scale != "" {
		l.round(n, l.apply("Gemm", inputs, n.Attribute), scale, input(n, 8))
	} else {
		l.end(n, "Gemm", inputs, n.Attribute)
	}
	return true
}

// matMulIntegerToFloat: a, b, their scales, their zero points, a bias in floats.
func matMulIntegerToFloat(l *lowering, n *onnx.NodeProto) bool {
	if len(n.Input) < 4 {
		return false
	}
	b, ok := l.columns(n.Input[1], n.Input[3], input(n, 5))
	if !ok {
		return false
	}
	l.matMul(n, l.floats(quantity{n.Input[0], n.Input[2], input(n, 4)}, 0), b, input(n, 6))
	return true
}

// dynamicQuantizeMatMul rounds a to bytes first; b has a scale and a zero point, and
// the bias is in floats.
func dynamicQuantizeMatMul(l *lowering, n *onnx.NodeProto) bool {
	if len(n.Input) < 3 {
		return false
	}
	b, ok := l.columns(n.Input[1], n.Input[2], input(n, 3))
	if !ok {
		return false
	}
	suited := l.AddMulti("DynamicQuantizeLinear", n.Input[:1], 3, nil)
	rounded := l.Add("QuantizeLinear", []string{n.Input[0], suited[1], suited[2]}, nil)
	l.Node[len(l.Node)-1].Name = n.Name + "/rounding"
	l.matMul(n, l.floats(quantity{rounded, suited[1], suited[2]}, 0), b, input(n, 4))
	return true
}

func (l *lowering) matMul(n *onnx.NodeProto, a, b, bias string) {
	if bias == "" {
		l.end(n, "MatMul", []string{a, b}, nil)
		return
	}
	l.end(n, "Add", []string{l.Add("MatMul", []string{a, b}, nil), bias}, nil)
}

// standardForm is for what became a standard operator: bytes at first, and 16 bits
// since opset 21.
func standardForm(l *lowering, n *onnx.NodeProto) bool {
	kind := onnx.TensorProto_UINT8
	if t := l.Initializer(input(n, 2)); t != nil {
		kind = onnx.TensorProto_DataType(t.DataType)
	} else if input(n, 2) != "" {
		return false
	}
	if kind != onnx.TensorProto_UINT8 && kind != onnx.TensorProto_INT8 && l.opset < 21 {
		return false
	}
	l.end(n, n.OpType, n.Input, n.Attribute)
	return true
}
