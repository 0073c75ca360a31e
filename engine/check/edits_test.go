package check_test

import (
	"path/filepath"
	"testing"

	"foolscope/engine/onnx"
)

// FuzzEdited changes whole models where a parser sees nothing wrong: another
// operator, other attributes, sizes and wires. Each four bytes are an edit: what,
// of which node or weight, at which place, to what.
func FuzzEdited(f *testing.F) {
	for i := range seeds() {
		f.Add(uint8(i), []byte{0, 1, 0, 3})
		f.Add(uint8(i), []byte{1, 0, 0, 0xff, 1, 1, 0, 0})
		f.Add(uint8(i), []byte{2, 0, 0, 7, 3, 2, 0, 9})
		f.Add(uint8(i), []byte{4, 0, 1, 0x7f, 5, 0, 0, 2})
		f.Add(uint8(i), []byte{6, 0, 0, 11})
	}
	path := filepath.Join(f.TempDir(), "model.onnx")
	f.Fuzz(func(t *testing.T, seed uint8, edits []byte) {
		all := seeds()
		m := all[int(seed)%len(all)]
		for ; len(edits) >= 4; edits = edits[4:] {
			edit(m, edits[0], int(edits[1]), int(edits[2]), int(int8(edits[3])))
		}
		if err := onnx.WriteFile(path, m); err != nil {
			t.Skip(err)
		}
		examine(t, path)
	})
}

// large are sizes that matter, beside the small ones.
var large = map[int]int64{127: 1 << 31, 126: 1<<31 - 1, 125: 1 << 20, 124: 1 << 62, 123: 4096, -128: -1 << 63, -127: -1 << 31}

func edit(m *onnx.ModelProto, what byte, which, at, to int) {
	g := m.Graph
	n := g.Node[which%len(g.Node)]
	value := int64(to)
	if v, ok := large[to]; ok {
		value = v
	}
	switch what % 7 {
	case 0:
		n.OpType = operators[(to&0x7f)%len(operators)]
	case 1:
		if len(n.Attribute) > 0 {
			a := n.Attribute[at%len(n.Attribute)]
			a.I, a.F = value, float32(value)
			if len(a.Ints) > 0 {
				a.Ints[(to&0x7f)%len(a.Ints)] = value
			}
		}
	case 2:
		if len(n.Attribute) > 0 {
			a := n.Attribute[at%len(n.Attribute)]
			if to < 0 {
				a.Ints = append(a.Ints, value)
			} else if len(a.Ints) > 0 {
				a.Ints = a.Ints[1:]
			}
		}
	case 3:
		if len(g.Initializer) > 0 {
			w := g.Initializer[which%len(g.Initializer)]
			if values, err := onnx.Ints(w); err == nil && len(values) > 0 {
				values[at%len(values)] = value
				*w = onnx.TensorProto{Name: w.Name, DataType: int32(onnx.TensorProto_INT64), Dims: w.Dims, Int64Data: values}
			} else if len(w.Dims) > 1 {
				i, j := at%len(w.Dims), (to&0x7f)%len(w.Dims)
				w.Dims[i], w.Dims[j] = w.Dims[j], w.Dims[i]
			}
		}
	case 4:
		if len(n.Input) > 0 {
			from := g.Node[(to&0x7f)%len(g.Node)]
			n.Input[at%len(n.Input)] = from.Output[0]
		}
	case 5:
		if dims := g.Input[0].Type.TensorType.Shape.Dim; len(dims) > 0 {
			g.Input[0].Type.TensorType.Shape = onnx.FloatValue("", 1, 3, int64(4+which%60), int64(4+which%60)).Type.TensorType.Shape
		}
	case 6:
		m.OpsetImport[0].Version = int64(7 + (to&0x7f)%15)
	}
}

// operators are those that take one or two values.
var operators = []string{
	"Relu", "Sigmoid", "Add", "Mul", "Div", "Mod", "Pow", "MatMul", "Gemm", "Conv", "ConvTranspose", "MaxPool", "AveragePool", "LpPool",
	"GlobalMaxPool", "Softmax", "LogSoftmax", "Hardmax", "ArgMax", "ReduceMax", "ReduceProd", "ReduceL2", "ReduceLogSumExp", "Transpose",
	"Reshape", "Squeeze", "Unsqueeze", "Expand", "Tile", "Gather", "GatherElements", "GatherND", "Slice", "Split", "Concat", "Pad", "Resize",
	"DepthToSpace", "SpaceToDepth", "Trilu", "CumSum", "TopK", "NonZero", "Where", "Clip", "PRelu", "LRN", "InstanceNormalization",
	"LayerNormalization", "GroupNormalization", "LpNormalization", "MeanVarianceNormalization", "QuantizeLinear", "DequantizeLinear",
	"Einsum", "OneHot", "Range", "ConstantOfShape", "EyeLike", "Shape", "Size", "Cast", "Det", "Unique", "Compress", "ReverseSequence",
	"ScatterElements", "ScatterND", "Dropout", "MaxUnpool", "MaxRoiPool", "GridSample", "Bernoulli", "RandomNormalLike", "STFT",
	"LSTM", "GRU", "RNN", "NonMaxSuppression", "Loop", "If", "SequenceConstruct", "StringNormalizer", "BatchNormalization", "Identity",
}
