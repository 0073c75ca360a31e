package classifier

import (
	"slices"

	"foolscope/engine/onnx"
)

// Some files take whole numbers, the levels 0 to 255 of a picture, and prepare
// them inside. A gradient does not pass a conversion to whole numbers, so such a
// network is entered behind it: its input becomes a float, and what the file does
// with whole numbers is done with floats, as far as that is the same. Between the
// levels the network then goes on as a straight line would (a straight-through
// gradient of the rounding); at the levels, on which every result is judged, it
// is what the file says.

// lowest is the number that stands for black in an input of whole numbers; ok is
// false for other types.
func lowest(kind onnx.TensorProto_DataType) (black float64, ok bool) {
	switch kind {
	case onnx.TensorProto_INT8:
		return -128, true
	case onnx.TensorProto_UINT8, onnx.TensorProto_UINT16, onnx.TensorProto_INT16,
		onnx.TensorProto_INT32, onnx.TensorProto_UINT32, onnx.TensorProto_INT64, onnx.TensorProto_UINT64:
		return 0, true
	}
	return 0, false
}

// kindOf is the type of the numbers in a value.
func kindOf(v *onnx.ValueInfoProto) onnx.TensorProto_DataType {
	return onnx.TensorProto_DataType(v.GetType().GetTensorType().GetElemType())
}

// asLevels is the preprocessing of an input of whole numbers.
func asLevels(p Preprocessing, black float64) Preprocessing {
	p.Mean, p.Std = []float64{}, []float64{1. / 255}
	if black != 0 {
		p.Mean = []float64{-black / 255}
	}
	return p
}

// enterAsFloats makes an input of whole numbers one of floats and adapts the nodes
// behind it. The graph must have been upgraded, and only prepended to.
func enterAsFloats(g *onnx.Graph, input string, kind onnx.TensorProto_DataType) error {
	sorted, err := onnx.Sorted(g.GraphProto)
	if err != nil {
		return err
	}
	g.Node = nil
	// types are those that the file gives to whole numbers which are floats now.
	types := map[string]onnx.TensorProto_DataType{input: kind}
	for _, n := range sorted {
		of := onnx.TensorProto_UNDEFINED
		for _, name := range n.Input {
			of = max(of, types[name])
		}
		to := onnx.TensorProto_DataType(onnx.Int(n, "to", 0))
		_, whole := lowest(to)
		switch {
		case of == onnx.TensorProto_UNDEFINED || n.OpType == "Shape" || n.OpType == "Size":
		case n.OpType == "Cast" && (whole || floats[to]):
			n = onnx.NewNode("Identity", n.Input, n.Output, nil)
			if whole {
				types[n.Output[0]] = to
			}
		case movesOnly(n, of, types):
			for _, i := range numbersOf(n) {
				if types[n.Input[i]] == onnx.TensorProto_UNDEFINED && n.Input[i] != "" {
					n.Input[i] = g.Add("Cast", []string{n.Input[i]}, onnx.Attributes{"to": int(onnx.TensorProto_FLOAT)})
				}
			}
			for _, out := range n.Output {
				types[out] = of
			}
		default:
			for i, name := range n.Input {
				if kind := types[name]; kind != onnx.TensorProto_UNDEFINED {
					n.Input[i] = asWhole(g, name, kind)
				}
			}
		}
		g.Node = append(g.Node, n)
	}
	return nil
}

// numbersOf lists the inputs of a node that hold numbers like those of its output,
// rather than shapes or places.
func numbersOf(n *onnx.NodeProto) []int {
	switch n.OpType {
	case "Pad":
		return []int{0, 2}[:min(2, len(n.Input)-1)]
	case "Concat", "Max", "Min", "Clip", "Add", "Sub", "Mul":
		all := make([]int, len(n.Input))
		for i := range all {
			all[i] = i
		}
		return all
	}
	return []int{0}
}

// movesOnly reports whether a node does the same with floats as with whole
// numbers of a type: it moves them, or computes without a rest or an overflow.
func movesOnly(n *onnx.NodeProto, of onnx.TensorProto_DataType, types map[string]onnx.TensorProto_DataType) bool {
	if n.Domain != "" && n.Domain != "ai.onnx" {
		return false
	}
	switch n.OpType {
	case "Identity", "Reshape", "Flatten", "Squeeze", "Unsqueeze", "Transpose", "Slice", "Gather", "Split", "Concat", "Pad", "Expand",
		"Tile", "DepthToSpace", "SpaceToDepth", "Max", "Min", "Clip":
	case "Add", "Sub", "Mul":
		if of != onnx.TensorProto_INT16 && of != onnx.TensorProto_INT32 && of != onnx.TensorProto_INT64 {
			return false
		}
	default:
		return false
	}
	for i, name := range n.Input {
		if types[name] != onnx.TensorProto_UNDEFINED && !slices.Contains(numbersOf(n), i) {
			return false
		}
	}
	return true
}

// asWhole rounds a float to a whole number, in a way that straight-through
// gradients pass where there is one.
func asWhole(g *onnx.Graph, x string, kind onnx.TensorProto_DataType) string {
	if kind == onnx.TensorProto_UINT8 || kind == onnx.TensorProto_INT8 {
		zero := g.AddInitializer(&onnx.TensorProto{Name: "zero", DataType: int32(kind), RawData: []byte{0}})
		return g.Add("QuantizeLinear", []string{x, g.Scalar(1), zero}, nil)
	}
	return g.Add("Cast", []string{g.Add("Round", []string{x}, nil)}, onnx.Attributes{"to": int(kind)})
}
