package classifier

import (
	"fmt"
	"strings"

	"foolscope/engine/onnx"
)

// withDefaults returns a model that has the picture as its only input: what else
// it takes is stored in it, where it is a number whose sensible value its name
// tells, as that of a switch between training and inference. The notes say what
// was stored. A model whose inputs cannot be told apart is returned as it is.
func withDefaults(m *onnx.ModelProto, picture string) (*onnx.ModelProto, []string) {
	inputs := onnx.FeedInputs(m.Graph)
	if len(inputs) < 2 {
		return m, nil
	}
	var notes []string
	var values []*onnx.TensorProto
	for _, v := range inputs {
		if v.Name == picture {
			continue
		}
		if t, meaning := customary(v); t != nil {
			values = append(values, t)
			notes = append(notes, fmt.Sprintf("The model's input %q is set to %s.", v.Name, meaning))
		}
	}
	if len(values) < len(inputs)-1 || picture == "" && len(values) == len(inputs) {
		return m, nil
	}
	m = onnx.Copy(m)
	m.Graph.Initializer = append(m.Graph.Initializer, values...)
	return m, notes
}

// customary is the value of an input that is a single number and known by its
// name, with what it means; nil for any other.
func customary(v *onnx.ValueInfoProto) (*onnx.TensorProto, string) {
	dims, declared := onnx.Dims(v)
	if !declared && v.GetType().GetTensorType().GetElemType() != int32(onnx.TensorProto_BOOL) {
		return nil, ""
	}
	for i, d := range dims {
		if d > 1 {
			return nil, ""
		}
		dims[i] = 1
	}
	name := strings.ToLower(v.Name)
	has := func(parts ...string) bool {
		for _, part := range parts {
			if strings.Contains(name, part) {
				return true
			}
		}
		return false
	}
	value, meaning := 0, ""
	kind := onnx.TensorProto_DataType(v.GetType().GetTensorType().GetElemType())
	switch {
	case has("infer", "eval", "test", "predict"):
		value, meaning = 1, "inference"
	case has("train", "learning_phase", "phase", "is_tr"):
		meaning = "inference"
	case has("keep"):
		value, meaning = 1, "keeping everything"
	case has("drop"):
		meaning = "dropping nothing"
	case has("temperature"):
		value, meaning = 1, "1"
	case kind == onnx.TensorProto_BOOL:
		meaning = "false"
	default:
		return nil, ""
	}
	t := &onnx.TensorProto{Name: v.Name, Dims: dims, DataType: int32(kind)}
	switch kind {
	case onnx.TensorProto_BOOL, onnx.TensorProto_INT32:
		t.Int32Data = []int32{int32(value)}
	case onnx.TensorProto_INT64:
		t.Int64Data = []int64{int64(value)}
	case onnx.TensorProto_FLOAT:
		t.FloatData = []float32{float32(value)}
	case onnx.TensorProto_DOUBLE:
		t.DoubleData = []float64{float64(value)}
	case onnx.TensorProto_FLOAT16:
		// 0 and 1 in half precision.
		t.Int32Data = []int32{int32(0x3c00 * value)}
	default:
		return nil, ""
	}
	return t, meaning
}
