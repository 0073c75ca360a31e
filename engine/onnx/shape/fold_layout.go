package shape

import (
	"slices"

	"foolscope/engine/onnx"
)

// filling is what ConstantOfShape gives: float zeros unless it names a value.
func filling(n *onnx.NodeProto, dims []int64) (Constant, bool) {
	value := Constant{Floats: []float64{0}}
	if a := onnx.Attribute(n, "value"); a != nil && a.T != nil {
		var ok bool
		if value, ok = read(a.T); !ok || value.len() != 1 {
			return value, false
		}
	}
	return value.reshaped([]int64{}).stretched(dims), true
}

func joined(n *onnx.NodeProto, inputs []Constant, dims []int64) (Constant, bool) {
	axis, err := Axis(onnx.Int(n, "axis", 0), len(dims))
	if err != nil {
		return Constant{}, false
	}
	out := Constant{Dims: dims}
	// Rows before the axis, then what each input has behind it.
	for row := range product(dims[:axis]) {
		for _, c := range inputs {
			if c.whole() != inputs[0].whole() {
				return Constant{}, false
			}
			width := product(c.Dims[axis:])
			if c.whole() {
				out.Ints = append(out.Ints, c.Ints[row*width:(row+1)*width]...)
			} else {
				out.Floats = append(out.Floats, c.Floats[row*width:(row+1)*width]...)
			}
		}
	}
	if inputs[0].whole() {
		out.Ints = present(out.Ints)
	}
	return out, true
}

func gathered(n *onnx.NodeProto, x, indices Constant, dims []int64) (Constant, bool) {
	axis, err := Axis(onnx.Int(n, "axis", 0), len(x.Dims))
	if err != nil || !indices.whole() {
		return Constant{}, false
	}
	size := x.Dims[axis]
	for _, at := range indices.Ints {
		if at < -size || at >= size {
			return Constant{}, false
		}
	}
	return x.pick(dims, func(index []int64) int64 {
		behind := axis + len(indices.Dims)
		at := indices.Ints[flat(index[axis:behind], indices.Dims)]
		if at < 0 {
			at += size
		}
		return flat(slices.Concat(index[:axis], []int64{at}, index[behind:]), x.Dims)
	}), true
}

func (in *inference) sliced(n *onnx.NodeProto, x Constant, dims []int64) (Constant, bool) {
	ranges, known, err := SliceRanges(x.Dims, func(i int) ([]int64, bool) { return in.list(n, i) })
	if !known || err != nil {
		return Constant{}, false
	}
	return x.pick(dims, func(index []int64) int64 {
		at := int64(0)
		for i, r := range ranges {
			at = at*x.Dims[i] + r.Start + index[i]*r.Step
		}
		return at
	}), true
}

// parts are the outputs of a Split.
func (in *inference) parts(n *onnx.NodeProto, x Constant) []Constant {
	axis, err := Axis(onnx.Int(n, "axis", 0), len(x.Dims))
	if err != nil {
		return nil
	}
	var out []Constant
	start := int64(0)
	for _, name := range n.Output {
		dims := in.shapes[name]
		first := start
		out = append(out, x.pick(dims, func(index []int64) int64 {
			from := slices.Clone(index)
			from[axis] += first
			return flat(from, x.Dims)
		}))
		start += dims[axis]
	}
	return out
}

// chosen is a Where.
func chosen(inputs []Constant, dims []int64) (Constant, bool) {
	condition, yes, no := inputs[0].stretched(dims), inputs[1].stretched(dims), inputs[2].stretched(dims)
	if yes.whole() != no.whole() || !condition.whole() {
		return Constant{}, false
	}
	out := Constant{Dims: dims}
	if yes.whole() {
		out.Ints = slices.Clone(no.Ints)
	} else {
		out.Floats = slices.Clone(no.Floats)
	}
	for i, c := range condition.Ints {
		switch {
		case c == 0:
		case yes.whole():
			out.Ints[i] = yes.Ints[i]
		default:
			out.Floats[i] = yes.Floats[i]
		}
	}
	return out, true
}

// counted is a Range: start, start + step, ...
func counted(inputs []Constant, dims []int64) (Constant, bool) {
	start, step := inputs[0], inputs[2]
	if start.len() != 1 || step.len() != 1 || start.whole() != step.whole() {
		return Constant{}, false
	}
	out := Constant{Dims: dims}
	for i := range product(dims) {
		if start.whole() {
			out.Ints = append(out.Ints, start.Ints[0]+i*step.Ints[0])
		} else {
			out.Floats = append(out.Floats, start.Floats[0]+float64(i)*step.Floats[0])
		}
	}
	if start.whole() {
		out.Ints = present(out.Ints)
	}
	return out, true
}

// nonZero lists the indices of the elements that are not zero, one column per element.
func nonZero(x Constant) Constant {
	var columns [][]int64
	each(x.Dims, func(index []int64) {
		if x.float(flat(index, x.Dims)) != 0 {
			columns = append(columns, slices.Clone(index))
		}
	})
	rank, count := int64(len(x.Dims)), int64(len(columns))
	out := Constant{Dims: []int64{rank, count}, Ints: []int64{}}
	for axis := range rank {
		for _, index := range columns {
			out.Ints = append(out.Ints, index[axis])
		}
	}
	return out
}
