package lower

import (
	"foolscope/engine/onnx"
)

// qlinearConv: x, w and y with their scales and zero points, and a bias of 32 bits in
// units of x's scale times w's.
func qlinearConv(l *lowering, n *onnx.NodeProto) bool {
	if len(n.Input) < 8 {
		return false
	}
	x, w := quantityAt(n, 0), quantityAt(n, 3)
	inputs := []string{l.floats(x, 1), l.kernel(w)}
	if bias := input(n, 8); bias != "" {
		inputs = append(inputs, l.bias(bias, x.scale, w.scale))
	}
	l.round(n, l.apply("Conv", inputs, n.Attribute), n.Input[6], n.Input[7])
	return true
}

// kernel takes weights back that may have a scale for each channel and one zero point
// for all.
func (l *lowering) kernel(w quantity) string {
	scale, zero := l.Initializer(w.scale), l.Initializer(w.zero)
	if scale != nil && zero != nil && len(scale.Dims) != len(zero.Dims) {
		if out, ok := l.stored(w, 0); ok {
			return out
		}
	}
	return l.floats(w, 0)
}

// bias takes a bias back that counts in units of two scales together.
func (l *lowering) bias(name, scale, further string) string {
	return l.floats(quantity{value: name, scale: l.units(scale, further)}, 0)
}

// units is the product of a scale and one or several others.
func (l *lowering) units(scale, further string) string {
	a, b := l.Initializer(scale), l.Initializer(further)
	if a != nil && b != nil {
		one, err := onnx.Floats(a)
		each, err2 := onnx.Floats(b)
		if err == nil && err2 == nil && len(one) == 1 {
			units := make([]float32, len(each))
			for i, s := range each {
				units[i] = one[0] * s
			}
			return l.Floats("units", units, b.Dims...)
		}
	}
	return l.Add("Mul", []string{scale, further}, nil)
}

func qlinearMatMul(l *lowering, n *onnx.NodeProto) bool {
	if len(n.Input) < 8 {
		return false
	}
	l.round(n, l.Add("MatMul", []string{l.floats(quantityAt(n, 0), -2), l.floats(quantityAt(n, 3), -1)}, nil), n.Input[6], n.Input[7])
	return true
}

// whole is x - zero as floats.
func (l *lowering) whole(x, zero string, axis int64) string {
	return l.floats(quantity{x, l.Scalar(1), zero}, axis)
}

// single reports whether a zero point is absent or a single number.
func (l *lowering) single(zero string) bool {
	t := l.Initializer(zero)
	count := 1
	if t != nil {
		count, _ = onnx.Count(t.Dims)
	}
	return count == 1
}

// convInteger: x and w, and their zero points. The sums are whole, and given as floats.
func convInteger(l *lowering, n *onnx.NodeProto) bool {
	if len(n.Input) < 2 || !l.single(input(n, 2)) || !l.single(input(n, 3)) {
		return false
	}
	l.end(n, "Conv", []string{l.whole(n.Input[0], input(n, 2), 0), l.whole(n.Input[1], input(n, 3), 0)}, n.Attribute)
	return true
}

func matMulInteger(l *lowering, n *onnx.NodeProto) bool {
	if len(n.Input) < 2 || !l.single(input(n, 2)) {
		return false
	}
	b, ok := l.columns(n.Input[1], l.Scalar(1), input(n, 3))
	if !ok {
		return false
	}
	l.end(n, "MatMul", []string{l.whole(n.Input[0], input(n, 2), 0), b}, nil)
	return true
}

// columns takes a matrix back that has a scale or a zero point for each column.
func (l *lowering) columns(value, scale, zero string) (string, bool) {
	if l.single(zero) && l.single(scale) {
		return l.floats(quantity{value, scale, zero}, -1), true
	}
	return l.stored(quantity{value, scale, zero}, -1)
}

// dynamicQuantizeLinear rounds x to bytes, with a scale and a zero point that suit it;
// they count as given, so that no gradient goes by them.
func dynamicQuantizeLinear(l *lowering, n *onnx.NodeProto) bool {
	if len(n.Output) < 3 {
		return false
	}
	outputs := []string{l.Fresh("rounded"), n.Output[1], n.Output[2]}
	for i, name := range outputs {
		if name == "" {
			outputs[i] = l.Fresh("suited")
		}
	}
	l.Node = append(l.Node, onnx.NewNode("DynamicQuantizeLinear", n.Input[:1], outputs, nil))
	l.round(n, n.Input[0], outputs[1], outputs[2])
	return true
}
