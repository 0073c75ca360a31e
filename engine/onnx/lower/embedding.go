package lower

import "foolscope/engine/onnx"

// rmsNormalization is scale x / sqrt(mean of x^2 + epsilon), over the dimensions from axis
// on (Zhang and Sennrich, 2019).
func rmsNormalization(l *lowering, n *onnx.NodeProto) bool {
	dims, known := l.shapes[input(n, 0)]
	if len(n.Input) < 2 || !known {
		return false
	}
	axis, rank := onnx.Int(n, "axis", -1), int64(len(dims))
	if axis < 0 {
		axis += rank
	}
	if axis < 0 || axis >= rank {
		return false
	}
	var axes []int64
	for i := axis; i < rank; i++ {
		axes = append(axes, i)
	}
	x := n.Input[0]
	square := l.Add("ReduceMean", []string{l.Add("Mul", []string{x, x}, nil), l.Ints("axes", axes...)}, onnx.Attributes{"keepdims": 1})
	deviation := l.Add("Sqrt", []string{l.Add("Add", []string{square, l.Scalar(onnx.Float(n, "epsilon", 1e-5))}, nil)}, nil)
	l.end(n, "Mul", []string{l.Add("Div", []string{x, deviation}, nil), n.Input[1]}, nil)
	return true
}

// rotaryEmbedding turns pairs of elements of each head by an angle that grows with the
// place in the sequence (Su et al., 2021, section 3.4): its cosine and sine are inputs 1 and
// 2, for each place or, with places in input 3, as tables. A pair lies side by side if
// interleaved, else half a head apart.
func rotaryEmbedding(l *lowering, n *onnx.NodeProto) bool {
	dims := l.shapes[input(n, 0)]
	heads, turned := onnx.Int(n, "num_heads", 0), onnx.Int(n, "rotary_embedding_dim", 0)
	if len(n.Input) < 3 || len(dims) != 4 && (len(dims) != 3 || heads <= 0 || dims[2]%heads != 0) {
		return false
	}
	flat := len(dims) == 3
	x, size, headAxis := n.Input[0], dims[len(dims)-1], int64(1)
	if flat {
		size, headAxis = dims[2]/heads, 2
		x = l.Add("Reshape", []string{x, l.Ints("apart", 0, 0, heads, size)}, nil)
	}
	if turned <= 0 {
		turned = size
	}
	if turned > size || turned%2 != 0 {
		return false
	}
	rest := ""
	if turned < size {
		parts := l.AddMulti("Split", []string{x, l.Ints("parts", turned, size-turned)}, 2, onnx.Attributes{"axis": -1})
		x, rest = parts[0], parts[1]
	}
	angle := func(table string) string {
		if places := input(n, 3); places != "" {
			table = l.Add("Gather", []string{table, places}, nil)
		}
		return l.Add("Unsqueeze", []string{table, l.Ints("head", headAxis)}, nil)
	}
	y := l.turn(x, angle(n.Input[1]), angle(n.Input[2]), turned, onnx.Int(n, "interleaved", 0) != 0)
	if rest != "" {
		y = l.Add("Concat", []string{y, rest}, onnx.Attributes{"axis": -1})
	}
	if flat {
		l.end(n, "Reshape", []string{y, l.Ints("side_by_side", 0, 0, -1)}, nil)
	} else {
		l.end(n, "Identity", []string{y}, nil)
	}
	return true
}

// turn turns the pairs of the last axis, which has size elements, in a value of four
// dimensions.
func (l *lowering) turn(x, cos, sin string, size int64, interleaved bool) string {
	axis := int64(-1)
	if interleaved {
		// The pairs as a fifth dimension.
		x = l.Add("Reshape", []string{x, l.Ints("pairs", 0, 0, 0, size/2, 2)}, nil)
		cos, sin = l.Add("Unsqueeze", []string{cos, l.Ints("pair", -1)}, nil), l.Add("Unsqueeze", []string{sin, l.Ints("pair", -1)}, nil)
	}
	half := size / 2
	if interleaved {
		half = 1
	}
	pair := l.AddMulti("Split", []string{x, l.Ints("halves", half, half)}, 2, onnx.Attributes{"axis": axis})
	times := func(a, b string) string { return l.Add("Mul", []string{a, b}, nil) }
	first := l.Add("Sub", []string{times(pair[0], cos), times(pair[1], sin)}, nil)
	second := l.Add("Add", []string{times(pair[0], sin), times(pair[1], cos)}, nil)
	y := l.Add("Concat", []string{first, second}, onnx.Attributes{"axis": axis})
	if interleaved {
		y = l.Add("Reshape", []string{y, l.Ints("in_a_row", 0, 0, 0, size)}, nil)
	}
	return y
}
