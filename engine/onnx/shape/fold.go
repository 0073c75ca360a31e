package shape

import (
	"foolscope/engine/onnx"
)

// fold evaluates a node, if all that it needs is known and small. The shapes of
// its outputs have been inferred where that is possible.
func (in *inference) fold(n *onnx.NodeProto) {
	if len(n.Output) == 0 {
		return
	}
	for _, name := range n.Output {
		if dims, ok := in.shapes[name]; !ok || product(dims) > maxElements {
			return
		}
	}
	if n.OpType == "Shape" || n.OpType == "Size" {
		in.constants[n.Output[0]] = in.measured(n)
		return
	}
	inputs := make([]Constant, len(n.Input))
	for i, name := range n.Input {
		var ok bool
		if inputs[i], ok = in.constants[name]; !ok && name != "" {
			return
		}
	}
	for i, c := range in.evaluate(n, inputs) {
		if dims := in.shapes[n.Output[i]]; c.len() == product(dims) {
			in.constants[n.Output[i]] = c.reshaped(dims)
		}
	}
}

// measured is what Shape and Size say about a value that need not be known.
func (in *inference) measured(n *onnx.NodeProto) Constant {
	if n.OpType == "Size" {
		return integers(product(in.input(n, 0))).reshaped([]int64{})
	}
	return integers(in.dimensions(n)...)
}

// evaluate computes the outputs of a node whose inputs are given; nil means
// that it cannot. Shape inference has made sure that the inputs fit.
func (in *inference) evaluate(n *onnx.NodeProto, inputs []Constant) []Constant {
	one := func(c Constant, ok bool) []Constant {
		if !ok {
			return nil
		}
		return []Constant{c}
	}
	x, dims := inputs[0], in.shapes[n.Output[0]]
	switch n.OpType {
	case "Identity", "Unsqueeze", "Squeeze", "Reshape", "Flatten":
		return one(x, true)
	case "Cast":
		return one(converted(x, onnx.TensorProto_DataType(onnx.Int(n, "to", 0))))
	case "CastLike":
		if inputs[1].whole() {
			return one(x.toInts(), true)
		}
		return one(x.toFloats(), true)
	case "ConstantOfShape":
		return one(filling(n, dims))
	case "Concat":
		return one(joined(n, inputs, dims))
	case "Gather":
		return one(gathered(n, x, inputs[1], dims))
	case "Slice":
		return one(in.sliced(n, x, dims))
	case "Split":
		return in.parts(n, x)
	case "Transpose":
		order := Permutation(n, len(x.Dims))
		return one(x.pick(dims, func(index []int64) int64 {
			from := make([]int64, len(order))
			for i, axis := range order {
				from[axis] = index[i]
			}
			return flat(from, x.Dims)
		}), true)
	case "Expand":
		return one(x.stretched(dims), true)
	case "Tile":
		return one(x.pick(dims, func(index []int64) int64 {
			at := int64(0)
			for i, d := range x.Dims {
				at = at*d + index[i]%d
			}
			return at
		}), true)
	case "Where":
		return one(chosen(inputs, dims))
	case "Range":
		return one(counted(inputs, dims))
	case "NonZero":
		return one(nonZero(x), true)
	case "ReduceProd", "ReduceSum", "ReduceMax", "ReduceMin":
		return one(in.reduced(n, x))
	}
	if f, ok := binaries[n.OpType]; ok && len(inputs) == 2 && onnx.Int(n, "fmod", 0) == 0 {
		return one(f.apply(inputs[0].stretched(dims), inputs[1].stretched(dims)))
	}
	if f, ok := unaries[n.OpType]; ok {
		return one(f(x), true)
	}
	return nil
}

// converted is a Cast. Strings and the like are not known here.
func converted(x Constant, to onnx.TensorProto_DataType) (Constant, bool) {
	switch to {
	case onnx.TensorProto_FLOAT, onnx.TensorProto_FLOAT16, onnx.TensorProto_DOUBLE, onnx.TensorProto_BFLOAT16:
		return x.toFloats(), true
	case onnx.TensorProto_INT64, onnx.TensorProto_INT32:
		return x.toInts(), true
	case onnx.TensorProto_BOOL:
		out := Constant{Dims: x.Dims, Ints: make([]int64, x.len())}
		for i := range out.Ints {
			out.Ints[i] = truth(x.float(int64(i)) != 0)
		}
		return out, true
	}
	return Constant{}, false
}

func truth(b bool) int64 {
	if b {
		return 1
	}
	return 0
}
