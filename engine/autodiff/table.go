package autodiff

import "slices"

//go:generate go test . -run TestOperatorsAreDocumented -update

// Status says how good the gradient of an operator is.
type Status int

const (
	// Exact is the derivative wherever the operator is defined.
	Exact Status = iota
	// AlmostEverywhere is the derivative except at kinks and steps, where there
	// is none; a derivative of one side, or 0, stands in there.
	AlmostEverywhere
	// StraightThrough passes a gradient on where the operator rounds, as if it
	// did not: the true derivative is 0 almost everywhere.
	StraightThrough
	// ShapeOnly is for operators of which only shapes depend on, so that no
	// gradient is missing.
	ShapeOnly
	// NotDifferentiable is for operators whose derivative is 0 almost everywhere,
	// or that give no floats: no gradient passes them.
	NotDifferentiable
)

func (s Status) String() string {
	return [...]string{"exact", "exact almost everywhere", "straight-through", "shape only", "not differentiable"}[s]
}

// Operator is a line of the table.
type Operator struct {
	Name   string
	Status Status
	// Note says which forms there are, or what is done where there is a choice.
	Note string

	rule rule
}

// table lists what is known of each standard operator. Filled in by init, since
// the rules reach the table again through findRule.
var table map[string]Operator

func init() {
	table = map[string]Operator{}
	for _, op := range slices.Concat(
		elementwiseOperators(), activationOperators(), layoutOperators(), windowOperators(), reductionOperators(), passiveOperators(),
	) {
		table[op.Name] = op
	}
}

func elementwiseOperators() []Operator {
	return []Operator{
		{"Abs", AlmostEverywhere, "0 at 0", abs},
		{"Acos", Exact, "", acos},
		{"Add", Exact, "", add},
		{"Asin", Exact, "", asin},
		{"Atan", Exact, "", atan},
		{"Atanh", Exact, "", atanh},
		{"Cast", Exact, "between floats; all of them are computed as float32", passOn},
		{"Cos", Exact, "", cos},
		{"Cosh", Exact, "", cosh},
		{"DequantizeLinear", StraightThrough, "one scale, or one per channel", dequantizeLinear},
		{"Div", Exact, "", div},
		{"DynamicQuantizeLinear", StraightThrough, "the scale that suits the picture counts as given", nil},
		{"Einsum", Exact, "any number of inputs; no letter twice in an input", einsum},
		{"Erf", Exact, "", erf},
		{"Exp", Exact, "", exp},
		{"Gemm", Exact, "", gemm},
		{"Identity", Exact, "", passOn},
		{"Log", Exact, "", log},
		{"MatMul", Exact, "stacks of matrices, and vectors", matMul},
		{"Max", AlmostEverywhere, "inputs that tie share", largest},
		{"Mean", Exact, "", mean},
		{"Min", AlmostEverywhere, "inputs that tie share", smallest},
		{"Mod", AlmostEverywhere, "of floats", mod},
		{"Mul", Exact, "", mul},
		{"Neg", Exact, "", neg},
		{"Pow", Exact, "the exponent's gradient for positive bases", pow},
		{"QuantizeLinear", StraightThrough, "0 where it saturates; one scale, or one per channel", quantizeLinear},
		{"Reciprocal", Exact, "", reciprocal},
		{"Sin", Exact, "", sin},
		{"Sinh", Exact, "", sinh},
		{"Sqrt", Exact, "", sqrt},
		{"Sub", Exact, "", sub},
		{"Sum", Exact, "", add},
		{"Tan", Exact, "", tan},
		{"Where", Exact, "", where},
	}
}

func activationOperators() []Operator {
	return []Operator{
		{"Celu", Exact, "", celu},
		{"Clip", AlmostEverywhere, "0 at the bounds", clip},
		{"Elu", AlmostEverywhere, "", elu},
		{"Gelu", Exact, "exact and by tanh", gelu},
		{"HardSigmoid", AlmostEverywhere, "", hardSigmoid},
		{"HardSwish", AlmostEverywhere, "", hardSwish},
		{"LeakyRelu", AlmostEverywhere, "", leakyRelu},
		{"LogSoftmax", Exact, "", logSoftmax},
		{"Mish", Exact, "", mish},
		{"PRelu", AlmostEverywhere, "", prelu},
		{"Relu", AlmostEverywhere, "0 at 0", relu},
		{"Selu", AlmostEverywhere, "", selu},
		{"Shrink", AlmostEverywhere, "", shrink},
		{"Sigmoid", Exact, "", sigmoid},
		{"Softmax", Exact, "", softmax},
		{"Softplus", Exact, "", softplus},
		{"Softsign", Exact, "", softsign},
		{"Tanh", Exact, "", tanh},
		{"ThresholdedRelu", AlmostEverywhere, "", thresholdedRelu},
	}
}

func layoutOperators() []Operator {
	return []Operator{
		{"Concat", Exact, "", concat},
		{"CumSum", Exact, "", cumSum},
		{"DepthToSpace", Exact, "DCR and CRD", depthToSpace},
		{"Dropout", Exact, "at inference, where it does nothing", passOn},
		{"Expand", Exact, "", expand},
		{"Flatten", Exact, "", reshaped},
		{"Gather", Exact, "any indices, also computed ones", gather},
		{"GatherElements", Exact, "", gatherElements},
		{"GatherND", Exact, "without batch dimensions", gatherND},
		{"Pad", Exact, "constant, reflect, edge, wrap; also negative", pad},
		{"Reshape", Exact, "", reshaped},
		{"Resize", Exact, "nearest, linear and cubic, in all coordinate modes but cropping; without antialiasing", resize},
		{"ReverseSequence", Exact, "", reverseSequence},
		{"ScatterElements", Exact, "reductions none and add", scatterElements},
		{"ScatterND", Exact, "reductions none and add", scatterND},
		{"Slice", Exact, "any steps", slice},
		{"SpaceToDepth", Exact, "", spaceToDepth},
		{"Split", Exact, "", split},
		{"Squeeze", Exact, "", reshaped},
		{"Tile", Exact, "", tile},
		{"TopK", AlmostEverywhere, "of the values", topK},
		{"Transpose", Exact, "", transpose},
		{"Trilu", Exact, "", trilu},
		{"Unsqueeze", Exact, "", reshaped},
		{"Upsample", Exact, "as Resize, which replaced it", resize},
	}
}

func windowOperators() []Operator {
	return []Operator{
		{"AveragePool", Exact, "one or two spatial dimensions", averagePool},
		{"BatchNormalization", Exact, "at inference; folded into a convolution before it", batchNormalization},
		{"Conv", Exact, "one or two spatial dimensions", conv},
		{"ConvTranspose", Exact, "one or two spatial dimensions", convTranspose},
		{"GlobalAveragePool", Exact, "", globalAveragePool},
		{"GlobalLpPool", AlmostEverywhere, "", globalLpPool},
		{"GlobalMaxPool", AlmostEverywhere, "elements that tie share", globalMaxPool},
		{"GroupNormalization", Exact, "", groupNormalization},
		{"InstanceNormalization", Exact, "", instanceNormalization},
		{"LRN", Exact, "", localResponseNormalization},
		{"LayerNormalization", Exact, "", layerNormalization},
		{"LpNormalization", AlmostEverywhere, "", lpNormalization},
		{"LpPool", AlmostEverywhere, "one or two spatial dimensions", lpPool},
		{"MaxPool", AlmostEverywhere, "one or two spatial dimensions; the first of elements that tie", maxPool},
		{"MeanVarianceNormalization", Exact, "", meanVarianceNormalization},
	}
}

func reductionOperators() []Operator {
	return []Operator{
		{"ReduceL1", AlmostEverywhere, "", reduceL1},
		{"ReduceL2", AlmostEverywhere, "0 at 0", reduceL2},
		{"ReduceLogSum", Exact, "", reduceLogSum},
		{"ReduceLogSumExp", Exact, "", reduceLogSumExp},
		{"ReduceMax", AlmostEverywhere, "elements that tie share", reduceMax},
		{"ReduceMean", Exact, "", reduceMean},
		{"ReduceMin", AlmostEverywhere, "elements that tie share", reduceMin},
		{"ReduceSum", Exact, "", reduceSum},
		{"ReduceSumSquare", Exact, "", reduceSumSquare},
	}
}

// passiveOperators let no gradient pass, and none is missing.
func passiveOperators() []Operator {
	var out []Operator
	for _, name := range []string{"ConstantOfShape", "EyeLike", "Shape", "Size"} {
		out = append(out, Operator{Name: name, Status: ShapeOnly})
	}
	for _, name := range []string{
		"And", "ArgMax", "ArgMin", "BitShift", "BitwiseAnd", "BitwiseNot", "BitwiseOr", "BitwiseXor", "Ceil", "Equal", "Floor", "Greater", "GreaterOrEqual", "Hardmax", "IsInf", "IsNaN", "Less",
		"LessOrEqual", "NonZero", "Not", "OneHot", "Or", "Range", "Round", "Sign", "Xor",
	} {
		out = append(out, Operator{Name: name, Status: NotDifferentiable})
	}
	return append(out, Operator{Name: "Constant", Status: ShapeOnly, Note: "stored as a weight"})
}
