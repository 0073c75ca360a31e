package shape

import (
	"errors"
	"fmt"
	"slices"

	"foolscope/engine/onnx"
)

// rules maps each operator to its rule.
var rules = map[string]rule{}

func init() {
	for _, op := range []string{
		"Abs", "Acos", "Acosh", "Asin", "Asinh", "Atan", "Atanh", "Cast", "CastLike", "Ceil", "Celu", "Cos", "Cosh", "Elu", "Erf",
		"Exp", "Floor", "Gelu", "HardSigmoid", "HardSwish", "Identity", "IsInf", "IsNaN", "LeakyRelu", "Log", "Mish", "Neg",
		"Not", "Reciprocal", "Relu", "Round", "Selu", "Shrink", "Sigmoid", "Sign",
		"Sin", "Sinh", "Softplus", "Softsign", "Sqrt", "Tan", "Tanh", "ThresholdedRelu",
	} {
		rules[op] = sameAsFirst
	}
	for _, op := range []string{"Hardmax", "LogSoftmax", "LpNormalization", "Softmax"} {
		rules[op] = alongAxis(sameAsFirst)
	}
	for _, op := range []string{
		"Add", "And", "Div", "Equal", "Greater", "GreaterOrEqual", "Less", "LessOrEqual", "Max", "Mean", "Min",
		"Mod", "Mul", "Or", "Pow", "Sub", "Sum", "Where", "Xor",
	} {
		rules[op] = broadcast
	}
	for _, op := range []string{
		"ReduceL1", "ReduceL2", "ReduceLogSum", "ReduceLogSumExp", "ReduceMax", "ReduceMean", "ReduceMin", "ReduceProd",
		"ReduceSum", "ReduceSumSquare",
	} {
		rules[op] = reduce
	}
	rules["PRelu"] = stretchedToFirst
	rules["LayerNormalization"], rules["RMSNormalization"] = alongAxis(stretchedToFirst), alongAxis(stretchedToFirst)
	rules["Attention"], rules["RotaryEmbedding"] = attention, sameAsFirst
	rules["Conv"], rules["ConvTranspose"] = conv, convTranspose
	rules["MaxPool"], rules["AveragePool"] = pool, pool
	rules["BatchNormalization"] = batchNormalization
	rules["LpPool"], rules["GlobalLpPool"] = pool, globalPool
	rules["GlobalAveragePool"], rules["GlobalMaxPool"] = globalPool, globalPool
	rules["Gemm"], rules["MatMul"] = gemm, matMul
	rules["Reshape"], rules["Flatten"], rules["Transpose"] = reshape, flatten, transpose
	rules["Squeeze"], rules["Unsqueeze"] = squeeze, unsqueeze
	rules["Concat"], rules["Split"], rules["Slice"] = concat, split, slice
	rules["Gather"], rules["Expand"], rules["Pad"] = gather, expand, pad
	rules["Shape"], rules["ConstantOfShape"] = shapeOf, constantOfShape
	rules["ArgMax"], rules["ArgMin"], rules["TopK"] = argMax, argMax, topK
	rules["Size"], rules["Range"], rules["NonZero"], rules["OneHot"] = sizeOf, count, nonZeroOf, oneHot
	rules["GatherElements"], rules["GatherND"], rules["Tile"] = gatherElements, gatherND, tile
	rules["ScatterElements"], rules["ScatterND"], rules["CumSum"], rules["Trilu"] = scatterElements, scatterND, cumSum, trilu
	rules["Clip"], rules["LRN"], rules["InstanceNormalization"] = clip, lrn, instanceNormalization
	rules["GroupNormalization"], rules["MeanVarianceNormalization"] = groupNormalization, meanVarianceNormalization
	rules["QuantizeLinear"], rules["DequantizeLinear"] = quantize, quantize
	rules["DepthToSpace"], rules["SpaceToDepth"] = depthToSpace, spaceToDepth
	rules["Resize"], rules["Einsum"] = resize, einsum
	rules["ReverseSequence"] = reverseSequence
	rules["DynamicQuantizeLinear"] = dynamicQuantize
	rules["Div"], rules["Mod"] = divide, divide
	for _, op := range []string{"HannWindow", "HammingWindow", "BlackmanWindow"} {
		rules[op] = windowFunction
	}
	rules["AffineGrid"], rules["GridSample"], rules["MaxRoiPool"], rules["RoiAlign"] = affineGrid, gridSample, regionPool, regionPool
	rules["Multinomial"], rules["RandomNormalLike"], rules["RandomUniformLike"], rules["Bernoulli"] = multinomial, sameAsFirst, sameAsFirst, sameAsFirst
}

func sameAsFirst(in *inference, n *onnx.NodeProto) ([][]int64, error) {
	return [][]int64{in.input(n, 0)}, nil
}

// alongAxis is a rule for an operator that works along or from an axis of its first
// input, the last unless it says.
func alongAxis(next rule) rule {
	return func(in *inference, n *onnx.NodeProto) ([][]int64, error) {
		if _, err := Axis(onnx.Int(n, "axis", -1), len(in.input(n, 0))); err != nil {
			return nil, err
		}
		return next(in, n)
	}
}

func batchNormalization(in *inference, n *onnx.NodeProto) ([][]int64, error) {
	x := in.input(n, 0)
	if len(x) < 2 {
		return nil, fmt.Errorf("it needs pictures with channels, not %v", x)
	}
	for i := 1; i < len(n.Input); i++ {
		if s := in.input(n, i); !slices.Equal(s, x[1:2]) {
			return nil, fmt.Errorf("its statistics of shape %v do not fit %d channels", s, x[1])
		}
	}
	return [][]int64{x}, nil
}

// stretchedToFirst serves operators whose further inputs stretch to the shape
// of the first, but not the other way.
func stretchedToFirst(in *inference, n *onnx.NodeProto) ([][]int64, error) {
	x := in.input(n, 0)
	for i := 1; i < len(n.Input); i++ {
		common, err := Broadcast(x, in.input(n, i))
		if err != nil {
			return nil, err
		}
		if !slices.Equal(common, x) {
			return nil, fmt.Errorf("an input of shape %v does not fit one of shape %v", in.input(n, i), x)
		}
	}
	return [][]int64{x}, nil
}

func broadcast(in *inference, n *onnx.NodeProto) ([][]int64, error) {
	out := []int64{}
	for i := range n.Input {
		var err error
		if out, err = Broadcast(out, in.input(n, i)); err != nil {
			return nil, err
		}
	}
	return [][]int64{out}, nil
}

// Broadcast returns the common shape of two values after numpy's rule: shapes
// are aligned at the end, and a dimension of 1 stretches.
func Broadcast(a, b []int64) ([]int64, error) {
	if len(a) < len(b) {
		a, b = b, a
	}
	out := slices.Clone(a)
	for i := range b {
		j := len(a) - len(b) + i
		switch {
		case out[j] == 1:
			out[j] = b[i]
		case b[i] != 1 && b[i] != out[j]:
			return nil, fmt.Errorf("the shapes %v and %v do not fit together", a, b)
		}
	}
	return out, nil
}

func reduce(in *inference, n *onnx.NodeProto) ([][]int64, error) {
	x := in.input(n, 0)
	axes, err := ReduceAxes(n, len(x), func(i int) ([]int64, bool) { return in.list(n, i) })
	if err != nil {
		return nil, err
	}
	keep := onnx.Int(n, "keepdims", 1) != 0
	out := []int64{}
	for i, d := range x {
		switch {
		case !slices.Contains(axes, i):
			out = append(out, d)
		case keep:
			out = append(out, 1)
		}
	}
	return [][]int64{out}, nil
}

// ReduceAxes returns the axes that a reduction node removes, all of them if it
// names none. list reads the integers that an input of the node holds.
func ReduceAxes(n *onnx.NodeProto, rank int, list func(input int) ([]int64, bool)) ([]int, error) {
	given, ok := list(1)
	if !ok && len(n.Input) > 1 && n.Input[1] != "" {
		return nil, errors.New("its axes are computed while the network runs, which is not supported")
	}
	if len(given) == 0 {
		if onnx.Int(n, "noop_with_empty_axes", 0) != 0 {
			return nil, nil
		}
		given = make([]int64, rank)
		for i := range given {
			given[i] = int64(i)
		}
	}
	axes := make([]int, len(given))
	for i, a := range given {
		var err error
		if axes[i], err = Axis(a, rank); err != nil {
			return nil, err
		}
	}
	return axes, nil
}

func gemm(in *inference, n *onnx.NodeProto) ([][]int64, error) {
	a, b := in.input(n, 0), in.input(n, 1)
	if len(a) != 2 || len(b) != 2 {
		return nil, fmt.Errorf("it needs two matrices, not %v and %v", a, b)
	}
	rows, inner := a[0], a[1]
	if onnx.Int(n, "transA", 0) != 0 {
		rows, inner = inner, rows
	}
	height, columns := b[0], b[1]
	if onnx.Int(n, "transB", 0) != 0 {
		height, columns = columns, height
	}
	if inner != height {
		return nil, fmt.Errorf("it gets %d values where its weights need %d (the input may have the wrong size)", inner, height)
	}
	out := []int64{rows, columns}
	if sum, err := Broadcast(out, in.input(n, 2)); err != nil || !slices.Equal(sum, out) {
		return nil, fmt.Errorf("what it adds, of shape %v, does not fit its product of shape %v", in.input(n, 2), out)
	}
	return [][]int64{out}, nil
}

func matMul(in *inference, n *onnx.NodeProto) ([][]int64, error) {
	a, b := slices.Clone(in.input(n, 0)), slices.Clone(in.input(n, 1))
	if len(a) == 0 || len(b) == 0 {
		return nil, errors.New("it needs matrices, not scalars")
	}
	dropRow, dropColumn := len(a) == 1, len(b) == 1
	if dropRow {
		a = []int64{1, a[0]}
	}
	if dropColumn {
		b = []int64{b[0], 1}
	}
	if a[len(a)-1] != b[len(b)-2] {
		return nil, fmt.Errorf("the shapes %v and %v do not fit together", a, b)
	}
	out, err := Broadcast(a[:len(a)-2], b[:len(b)-2])
	if err != nil {
		return nil, err
	}
	if !dropRow {
		out = append(out, a[len(a)-2])
	}
	if !dropColumn {
		out = append(out, b[len(b)-1])
	}
	return [][]int64{out}, nil
}
