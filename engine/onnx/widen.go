package onnx

import "slices"

// widen makes all floats of a graph float32: those of half precision, because
// gradients vanish in it, and those of double precision, because nothing here
// needs them. It replaces what it changes and leaves the old messages alone.
func widen(g *GraphProto) error { return everyGraph(g, widenGraph) }

func widenGraph(g *GraphProto) error {
	for i, t := range g.Initializer {
		wide, err := widened(t)
		if err != nil {
			return err
		}
		g.Initializer[i] = wide
	}
	for _, v := range slices.Concat(g.Input, g.Output) {
		if tensor := v.GetType().GetTensorType(); tensor != nil && otherFloat(int64(tensor.ElemType)) {
			tensor.ElemType = int32(TensorProto_FLOAT)
		}
	}
	for _, n := range g.Node {
		for _, a := range n.Attribute {
			switch {
			case a.T != nil:
				wide, err := widened(a.T)
				if err != nil {
					return err
				}
				a.T = wide
			// Cast, EyeLike and the random operators name the type of what they give.
			case (a.Name == "to" || a.Name == "dtype" || a.Name == "output_dtype") && otherFloat(a.I):
				a.I = int64(TensorProto_FLOAT)
			}
		}
	}
	return nil
}

func otherFloat(kind int64) bool {
	switch TensorProto_DataType(kind) {
	case TensorProto_FLOAT16, TensorProto_BFLOAT16, TensorProto_DOUBLE:
		return true
	}
	return false
}

func widened(t *TensorProto) (*TensorProto, error) {
	if !otherFloat(int64(t.DataType)) {
		return t, nil
	}
	elements, err := Floats(t)
	if err != nil {
		return nil, err
	}
	return NewFloats(t.Name, elements, t.Dims...), nil
}
