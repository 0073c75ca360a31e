package shape_test

import (
	"fmt"
	"math"
	"slices"
	"strings"
	"testing"

	"foolscope/engine/onnx"
	"foolscope/engine/onnx/shape"
)

// operatorCase is one node; its inputs are x, y, z with the dims given, then
// stored values.
type operatorCase struct {
	op         string
	dims       [][]int64
	stored     []*onnx.TensorProto
	attributes onnx.Attributes
	outputs    int
	// unknown says that the shape cannot be known without running.
	unknown bool
	opset   int64
	// kind is the type of the inputs, float32 unless given.
	kind onnx.TensorProto_DataType
}

func (c operatorCase) model() (*onnx.ModelProto, map[string][]int64) {
	inputs := map[string][]int64{}
	var names []string
	for i, dims := range c.dims {
		name := string(rune('x' + i))
		inputs[name] = dims
		names = append(names, name)
	}
	for _, t := range c.stored {
		if t.Name == "" {
			names = append(names, "")
			continue
		}
		names = append(names, t.Name)
	}
	outputs := []string{"out"}
	for i := 1; i < c.outputs; i++ {
		outputs = append(outputs, fmt.Sprint("out", i))
	}
	m := graph(inputs, slices.DeleteFunc(slices.Clone(c.stored), func(t *onnx.TensorProto) bool { return t.Name == "" }),
		onnx.NewNode(c.op, names, outputs, c.attributes))
	if c.opset > 0 {
		m.OpsetImport[0].Version = c.opset
	}
	if c.kind != 0 {
		for _, v := range m.Graph.Input {
			v.Type.TensorType.ElemType = int32(c.kind)
		}
	}
	return m, inputs
}

func ints(name string, elements ...int64) *onnx.TensorProto {
	return onnx.NewInts(name, elements, int64(len(elements)))
}

func zeros(name string, dims ...int64) *onnx.TensorProto {
	n, _ := onnx.Count(dims)
	return onnx.NewFloats(name, make([]float32, n), dims...)
}

// absent is an input that is left out.
func absent() *onnx.TensorProto { return &onnx.TensorProto{} }

type d = [][]int64

func operatorCases() []operatorCase {
	type t = []*onnx.TensorProto
	type a = onnx.Attributes
	picture := d{{2, 3, 7, 8}}
	cases := []operatorCase{
		{op: "Gelu", dims: d{{2, 3}}, opset: 20},
		{op: "Not", dims: d{{2, 3}}, kind: onnx.TensorProto_BOOL},
		{op: "Cast", dims: d{{2, 3}}, attributes: a{"to": 7}},
		{op: "Cast", dims: d{{}}, attributes: a{"to": 7}},
		{op: "Clip", dims: d{{2, 3}}, stored: t{onnx.NewFloats("low", []float32{0})}},
		{op: "BatchNormalization", dims: picture, stored: t{zeros("a", 3), zeros("b", 3), zeros("c", 3), zeros("e", 3)}},
		{op: "InstanceNormalization", dims: picture, stored: t{zeros("a", 3), zeros("b", 3)}},
		{op: "LayerNormalization", dims: d{{2, 3}}, stored: t{zeros("a", 3)}},
		{op: "LRN", dims: picture, attributes: a{"size": 3}},
		{op: "ScatterElements", dims: d{{2, 3}}, stored: t{onnx.NewInts("at", []int64{0, 1, 1}, 1, 3), zeros("new", 1, 3)}},
		{op: "PRelu", dims: d{{2, 3, 4}}, stored: t{zeros("slope", 3, 1)}},
		{op: "Where", dims: d{{2, 1}}, stored: t{zeros("a", 3), zeros("b", 4, 1, 1)}, kind: onnx.TensorProto_BOOL},
		{op: "Sum", dims: d{{2, 1}, {3}, {1, 1, 1}}},
		{op: "Mean", dims: d{{2, 1}, {3}}}, {op: "Max", dims: d{{2, 1}}}, {op: "Min", dims: d{{2, 1}, {2, 3}}},
		{op: "Gemm", dims: d{{2, 3}, {3, 4}}},
		{op: "Gemm", dims: d{{3, 2}, {4, 3}, {4}}, attributes: a{"transA": 1, "transB": 1}},
		{op: "MatMul", dims: d{{2, 3}, {3, 4}}}, {op: "MatMul", dims: d{{3}, {3}}}, {op: "MatMul", dims: d{{3}, {2, 3, 4}}},
		{op: "MatMul", dims: d{{5, 2, 3}, {3}}}, {op: "MatMul", dims: d{{5, 1, 2, 3}, {4, 3, 2}}},
		{op: "GlobalAveragePool", dims: picture}, {op: "GlobalMaxPool", dims: d{{2, 3, 4}}},
		{op: "Reshape", dims: picture, stored: t{ints("to", 0, -1)}}, {op: "Reshape", dims: picture, stored: t{ints("to", 7, 0, 16)}},
		{op: "Reshape", dims: d{{1}}, stored: t{onnx.NewInts("to", nil, 0)}},
		{op: "Reshape", dims: d{{0, 3}}, stored: t{ints("to", 3, 0)}, attributes: a{"allowzero": 1}},
		{op: "Flatten", dims: picture}, {op: "Flatten", dims: picture, attributes: a{"axis": -1}}, {op: "Flatten", dims: picture, attributes: a{"axis": 4}},
		{op: "Transpose", dims: picture}, {op: "Transpose", dims: picture, attributes: a{"perm": []int64{0, 2, 3, 1}}},
		{op: "Squeeze", dims: d{{1, 2, 1}}}, {op: "Squeeze", dims: d{{1, 2, 1}}, stored: t{ints("axes", -1)}}, {op: "Squeeze", dims: d{{1, 1}}},
		{op: "Unsqueeze", dims: d{{2, 3}}, stored: t{ints("axes", 3, 0)}}, {op: "Unsqueeze", dims: d{{}}, stored: t{ints("axes", 0)}},
		{op: "Concat", dims: d{{2, 3}, {2, 1}}, attributes: a{"axis": -1}},
		{op: "Split", dims: d{{2, 6}}, attributes: a{"axis": 1, "num_outputs": 3}, outputs: 3},
		{op: "Split", dims: d{{7}}, attributes: a{"num_outputs": 3}, outputs: 3},
		{op: "Split", dims: d{{2, 6}}, attributes: a{"axis": 1}, stored: t{ints("sizes", 1, 5)}, outputs: 2},
		{op: "Gather", dims: d{{4, 5}}, stored: t{onnx.NewInts("at", []int64{1})}}, {op: "Gather", dims: d{{4, 5}}, stored: t{onnx.NewInts("at", []int64{1, 0, 2, 3, 1, 1}, 2, 3)}, attributes: a{"axis": 1}},
		{op: "Gather", dims: d{{4}}, stored: t{onnx.NewInts("at", []int64{1})}},
		{op: "Expand", dims: d{{3, 1}}, stored: t{ints("to", 2, 1, 4)}},
		{op: "Pad", dims: d{{2, 3}}, stored: t{ints("pads", 0, 1, 2, 3)}}, {op: "Pad", dims: d{{4, 5}}, stored: t{ints("pads", 0, -1, 2, -2)}},
		{op: "Pad", dims: d{{5}}, stored: t{ints("pads", 4, 4)}, attributes: a{"mode": "reflect"}},
		{op: "Pad", dims: d{{2, 3, 4}}, stored: t{ints("pads", 1, 2), absent(), ints("axes", -1)}},
		{op: "Shape", dims: picture}, {op: "Shape", dims: picture, attributes: a{"start": 1, "end": -1}}, {op: "Shape", dims: picture, attributes: a{"start": -99, "end": 99}},
		{op: "ArgMax", dims: d{{2, 3}}, attributes: a{"axis": 1}}, {op: "ArgMax", dims: d{{2, 3}}, attributes: a{"axis": -1, "keepdims": 0}}, {op: "ArgMax", dims: d{{5}}, attributes: a{"keepdims": 0}},
		{op: "Resize", dims: picture, stored: t{absent(), absent(), ints("sizes", 2, 3, 9, 5)}},
		{op: "Resize", dims: picture, stored: t{absent(), onnx.NewFloats("scales", []float32{1, 1, 2, 2}, 4)}},
		{op: "Resize", dims: picture, stored: t{absent(), onnx.NewFloats("scales", []float32{0.7, 1.3}, 2)}, attributes: a{"axes": []int64{3, 2}}},
		{op: "Resize", dims: picture, stored: t{absent(), absent(), ints("sizes", 9, 5)}, attributes: a{"axes": []int64{2, 3}, "keep_aspect_ratio_policy": "not_larger"}},
		{op: "Resize", dims: picture, stored: t{absent(), absent(), ints("sizes", 9, 5)}, attributes: a{"axes": []int64{2, 3}, "keep_aspect_ratio_policy": "not_smaller"}},
		{op: "ConvTranspose", dims: picture, stored: t{zeros("w", 3, 2, 3, 2)}},
		{op: "ConvTranspose", dims: picture, stored: t{zeros("w", 3, 2, 3, 3)}, attributes: a{"strides": []int64{2, 3}, "pads": []int64{1, 0, 1, 1}, "output_padding": []int64{1, 2}, "dilations": []int64{1, 2}}},
		{op: "ConvTranspose", dims: picture, stored: t{zeros("w", 3, 2, 3, 3)}, attributes: a{"strides": []int64{2, 2}, "group": 3, "output_shape": []int64{16, 16}}},
		{op: "ConvTranspose", dims: picture, stored: t{zeros("w", 3, 2, 3, 3)}, attributes: a{"auto_pad": "SAME_UPPER", "strides": []int64{2, 2}}},
		{op: "ConvTranspose", dims: picture, stored: t{zeros("w", 3, 2, 3, 3)}, attributes: a{"auto_pad": "SAME_LOWER", "strides": []int64{2, 3}}},
		{op: "ConvTranspose", dims: picture, stored: t{zeros("w", 3, 2, 3, 3)}, attributes: a{"auto_pad": "VALID", "strides": []int64{2, 3}}},
		{op: "Conv", dims: d{{2, 4, 9}}, stored: t{zeros("w", 6, 2, 3), zeros("b", 6)}, attributes: a{"group": 2, "strides": []int64{2}}},
		{op: "Conv", dims: d{{1, 1, 5, 6, 7}}, stored: t{zeros("w", 2, 1, 2, 2, 3)}},
		{op: "MaxPool", dims: picture, attributes: a{"kernel_shape": []int64{2, 3}}, outputs: 2},
		{op: "LpPool", dims: picture, attributes: a{"kernel_shape": []int64{2, 3}}}, {op: "GlobalLpPool", dims: picture},
		{op: "CastLike", dims: d{{2, 3}}, stored: t{ints("like", 1)}}, {op: "CumSum", dims: d{{2, 3}}, stored: t{onnx.NewInts("axis", []int64{1})}},
		{op: "GroupNormalization", dims: d{{2, 4, 3}}, stored: t{zeros("a", 4), zeros("b", 4)}, attributes: a{"num_groups": 2}, opset: 21},
		{op: "ScatterND", dims: d{{4, 3}}, stored: t{onnx.NewInts("at", []int64{0, 2}, 2, 1), zeros("new", 2, 3)}},
		{op: "QuantizeLinear", dims: d{{2, 3}}, stored: t{onnx.NewFloats("scale", []float32{1})}},
		{op: "Trilu", dims: d{{2, 3, 4}}, attributes: a{"upper": 0}}, {op: "Size", dims: d{{2, 3}}}, {op: "ArgMin", dims: d{{2, 3}}},
		{op: "TopK", dims: d{{2, 5}}, stored: t{ints("k", 3)}, outputs: 2}, {op: "OneHot", dims: d{{2, 3}}, stored: t{ints("depth", 4), zeros("values", 2)}, attributes: a{"axis": 1}, kind: onnx.TensorProto_INT64},
		{op: "Tile", dims: d{{2, 3}}, stored: t{ints("times", 2, 1)}},
		{op: "ReverseSequence", dims: d{{4, 2}}, stored: t{ints("lengths", 1, 3)}}, {op: "ReverseSequence", dims: d{{2, 4, 3}}, stored: t{ints("lengths", 1, 4)}, attributes: a{"batch_axis": 0, "time_axis": 1}},
		{op: "GatherElements", dims: d{{4, 3}}, stored: t{onnx.NewInts("at", []int64{0, 1}, 2, 1)}},
		{op: "GatherND", dims: d{{4, 3, 2}}, stored: t{onnx.NewInts("at", []int64{0, 1, 2, 2}, 2, 2)}},
		{op: "GatherND", dims: d{{2, 3, 2}}, stored: t{onnx.NewInts("at", []int64{0, 1}, 2, 1)}, attributes: a{"batch_dims": 1}},
		{op: "DepthToSpace", dims: d{{1, 8, 2, 3}}, attributes: a{"blocksize": 2}}, {op: "SpaceToDepth", dims: d{{1, 2, 4, 6}}, attributes: a{"blocksize": 2}},
		{op: "Einsum", dims: d{{2, 3}, {3, 4}}, attributes: a{"equation": "ij,jk->ik"}}, {op: "Einsum", dims: d{{2, 3}}, attributes: a{"equation": "ij->"}},
		{op: "Einsum", dims: d{{5, 2, 3}, {3, 4}}, attributes: a{"equation": "...ij,jk->...ik"}}, {op: "Einsum", dims: d{{5, 2, 3}, {1, 3, 4}}, attributes: a{"equation": "...ij, ...jk"}},
		{op: "Einsum", dims: d{{2, 3}}, attributes: a{"equation": "ba"}},
		{op: "AveragePool", dims: picture, attributes: a{"kernel_shape": []int64{3, 3}, "auto_pad": "SAME_LOWER", "strides": []int64{2, 2}}},
		{op: "Attention", dims: d{{2, 4, 3, 6}, {2, 2, 5, 6}, {2, 2, 5, 8}}, opset: 23},
		{op: "Attention", dims: d{{2, 3, 24}, {2, 5, 12}, {2, 5, 16}}, attributes: a{"q_num_heads": 4, "kv_num_heads": 2}, outputs: 3, opset: 23},
		{op: "Attention", dims: d{{2, 4, 3, 6}, {2, 4, 5, 6}, {2, 4, 5, 8}, {3, 7}, {2, 4, 2, 6}, {2, 4, 2, 8}}, outputs: 4, opset: 23},
		{op: "RMSNormalization", dims: d{{2, 3, 4}, {4}}, opset: 23}, {op: "RotaryEmbedding", dims: d{{2, 4, 3, 6}, {2, 3, 3}, {2, 3, 3}}, opset: 23},
	}
	for _, op := range []string{
		"Abs", "Ceil", "Elu", "Erf", "Exp", "Floor", "HardSigmoid", "HardSwish", "Identity", "LeakyRelu", "Log", "LogSoftmax",
		"LpNormalization", "Mish", "Neg", "Reciprocal", "Relu", "Round", "Selu", "Sigmoid", "Sign", "Softmax", "Softplus",
		"Softsign", "Sqrt", "Tanh", "Acos", "Acosh", "Asin", "Asinh", "Atan", "Atanh", "Cosh", "Sinh", "Shrink", "Tan", "ThresholdedRelu", "Celu", "Cos", "Sin", "Hardmax", "IsInf", "IsNaN",
	} {
		cases = append(cases, operatorCase{op: op, dims: d{{2, 3, 4}}})
	}
	for _, op := range []string{"Add", "Div", "Equal", "Greater", "GreaterOrEqual", "Less", "LessOrEqual", "Mul", "Pow", "Sub"} {
		for _, dims := range []d{{{2, 3}, {3}}, {{3}, {2, 3}}, {{2, 1, 4}, {3, 1}}, {{}, {2}}, {{}, {}}, {{0, 2}, {1, 2}}} {
			cases = append(cases, operatorCase{op: op, dims: dims})
		}
	}
	cases = append(cases, operatorCase{op: "Mod", dims: d{{2, 3}, {3}}, attributes: a{"fmod": 1}})
	for _, op := range []string{"And", "Or", "Xor"} {
		cases = append(cases, operatorCase{op: op, dims: d{{2, 3}, {3}}, kind: onnx.TensorProto_BOOL})
	}
	for _, op := range []string{
		"ReduceL1", "ReduceL2", "ReduceLogSum", "ReduceLogSumExp", "ReduceMax", "ReduceMean", "ReduceMin", "ReduceProd",
		"ReduceSum", "ReduceSumSquare",
	} {
		cases = append(cases,
			operatorCase{op: op, dims: picture}, operatorCase{op: op, dims: picture, attributes: a{"keepdims": 0}},
			operatorCase{op: op, dims: picture, stored: t{ints("axes", 2, -1)}, attributes: a{"keepdims": 0}},
			operatorCase{op: op, dims: picture, stored: t{ints("axes", 1)}},
			operatorCase{op: op, dims: picture, attributes: a{"noop_with_empty_axes": 1}})
	}
	for _, s := range [][4][]int64{
		{{1, 2}, {3, 4}}, {{0}, {math.MaxInt64}, {1}}, {{-2}, {-1}, {-1}}, {{-1}, {math.MinInt64}, {3}, {-1}},
		{{5}, {1}, {2}, {-2}}, {{3}, {1}, {0}}, {{0, 1}, {9, 9}, {3, 2}, {3, 4}}, {{-99}, {99}, {2}, {7}}, {{99}, {-99}, {2}, {-3}},
		{{1}, {math.MaxInt64}, {2}, {math.MaxInt64}}, {{6}, {math.MinInt64}, {2}, {math.MinInt64}},
	} {
		c := operatorCase{op: "Slice", dims: picture}
		for i, name := range []string{"starts", "ends", "axes", "steps"} {
			if s[i] != nil {
				c.stored = append(c.stored, ints(name, s[i]...))
			}
		}
		cases = append(cases, c)
	}
	return cases
}

func TestShapesOfOperators(t *testing.T) {
	// These have tests of their own.
	covered := []string{"BlackmanWindow", "HammingWindow", "HannWindow", "ConstantOfShape", "DequantizeLinear", "DynamicQuantizeLinear", "MeanVarianceNormalization", "NonZero", "Range"}
	for _, c := range slices.Concat(operatorCases(), sizedCases()) {
		covered = append(covered, c.op)
		t.Run(strings.ReplaceAll(fmt.Sprintf("%s %v %v", c.op, c.dims, c.attributes), "/", "-"), func(t *testing.T) {
			m, inputs := c.model()
			if unknown := compare(t, m, inputs); (unknown > 0) != c.unknown {
				t.Errorf("%d shapes are unknown", unknown)
			}
		})
	}
	for _, op := range shape.Operators() {
		if !slices.Contains(covered, op) {
			t.Errorf("no case tests %s", op)
		}
	}
}
