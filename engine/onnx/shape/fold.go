package shape

import (
	"slices"

	"foolscope/engine/onnx"
)

// fold evaluates a node on short lists of integers and single ones, if all that
// it needs is known. The shapes of its outputs have been inferred.
func (in *inference) fold(n *onnx.NodeProto) {
	if len(n.Output) == 0 || len(n.Input) == 0 || !in.known(n.Output[0]) {
		return
	}
	dims := in.shapes[n.Output[0]]
	if len(dims) > 1 || product(dims) > maxInts {
		return
	}
	if values, ok := in.evaluate(n); ok && int64(len(values)) == product(dims) {
		in.ints[n.Output[0]] = present(values)
	}
}

func (in *inference) evaluate(n *onnx.NodeProto) ([]int64, bool) {
	first, ok := in.list(n, 0)
	switch n.OpType {
	case "Shape":
		return in.dimensions(n), true
	case "Identity", "Cast", "Unsqueeze", "Squeeze", "Reshape":
		return first, ok
	case "ConstantOfShape":
		a := onnx.Attribute(n, "value")
		if a == nil || a.T == nil {
			return nil, false // Zeros, but as floats.
		}
		value, err := onnx.Ints(a.T)
		if err != nil || len(value) != 1 {
			return nil, false
		}
		return slices.Repeat(value, int(product(in.shapes[n.Output[0]]))), true
	case "Concat":
		out := []int64{}
		for i := range n.Input {
			values, ok := in.list(n, i)
			if !ok {
				return nil, false
			}
			out = append(out, values...)
		}
		return out, true
	case "Gather":
		indices, known := in.list(n, 1)
		if !ok || !known {
			return nil, false
		}
		out := make([]int64, len(indices))
		for i, at := range indices {
			if at < 0 {
				at += int64(len(first))
			}
			if at < 0 || at >= int64(len(first)) {
				return nil, false
			}
			out[i] = first[at]
		}
		return out, true
	case "Slice":
		ranges, known, err := SliceRanges([]int64{int64(len(first))}, func(i int) ([]int64, bool) { return in.list(n, i) })
		if !ok || !known || err != nil {
			return nil, false
		}
		out := make([]int64, ranges[0].Count)
		for i := range out {
			out[i] = first[ranges[0].Start+int64(i)*ranges[0].Step]
		}
		return out, true
	case "Add", "Sub", "Mul", "Div":
		second, known := in.list(n, 1)
		if !ok || !known {
			return nil, false
		}
		return arithmetic(n.OpType, first, second)
	}
	return nil, false
}

func arithmetic(op string, a, b []int64) ([]int64, bool) {
	size := max(len(a), len(b))
	if (len(a) != size && len(a) != 1) || (len(b) != size && len(b) != 1) {
		return nil, false
	}
	out := make([]int64, size)
	for i := range out {
		x, y := a[i%len(a)], b[i%len(b)]
		switch op {
		case "Add":
			out[i] = x + y
		case "Sub":
			out[i] = x - y
		case "Mul":
			out[i] = x * y
		case "Div":
			if y == 0 {
				return nil, false
			}
			out[i] = x / y
		}
	}
	return out, true
}
