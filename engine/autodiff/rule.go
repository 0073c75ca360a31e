package autodiff

import (
	"errors"

	"foolscope/engine/onnx"
	"foolscope/engine/onnx/shape"
)

// rule turns the gradients of a node's outputs into those of its inputs.
type rule func(c *call) error

// rules maps each operator to its rule.
var rules map[string]rule

// Filled in by init, since the rules reach the table again through findRule.
func init() {
	rules = map[string]rule{
		"Abs":                abs,
		"Add":                add,
		"AveragePool":        averagePool,
		"BatchNormalization": batchNormalization,
		"Cast":               cast,
		"Clip":               clip,
		"Concat":             concat,
		"Conv":               conv,
		"Div":                div,
		"Elu":                elu,
		"Erf":                erf,
		"Exp":                exp,
		"Expand":             expand,
		"Flatten":            reshaped,
		"Gather":             gather,
		"Gelu":               gelu,
		"Gemm":               gemm,
		"GlobalAveragePool":  globalAveragePool,
		"GlobalMaxPool":      globalMaxPool,
		"HardSigmoid":        hardSigmoid,
		"HardSwish":          hardSwish,
		"Identity":           passOn,
		"LRN":                localResponseNormalization,
		"LayerNormalization": layerNormalization,
		"LeakyRelu":          leakyRelu,
		"Log":                log,
		"LogSoftmax":         logSoftmax,
		"MatMul":             matMul,
		"Max":                largest,
		"MaxPool":            maxPool,
		"Min":                smallest,
		"Mul":                mul,
		"Neg":                neg,
		"PRelu":              prelu,
		"Pad":                pad,
		"Pow":                pow,
		"ReduceMax":          reduceMax,
		"ReduceMean":         reduceMean,
		"ReduceSum":          reduceSum,
		"Relu":               relu,
		"Reshape":            reshaped,
		"Sigmoid":            sigmoid,
		"Slice":              slice,
		"Softmax":            softmax,
		"Softplus":           softplus,
		"Split":              split,
		"Sqrt":               sqrt,
		"Squeeze":            reshaped,
		"Sub":                sub,
		"Sum":                add,
		"Tanh":               tanh,
		"Transpose":          transpose,
		"Unsqueeze":          reshaped,
		"Where":              where,
	}
}

// constantOperators have a zero derivative almost everywhere or yield no
// floats: no gradient passes them, and none is missing.
var constantOperators = map[string]bool{
	"ArgMax": true, "ArgMin": true, "Ceil": true, "Equal": true, "Floor": true, "Greater": true,
	"GreaterOrEqual": true, "Less": true, "LessOrEqual": true, "Not": true, "Round": true, "Shape": true,
	"Sign": true, "Size": true, "ConstantOfShape": true,
}

// Operators lists the standard operators that have a rule.
func Operators() []string {
	var out []string
	for op := range rules {
		out = append(out, op)
	}
	return out
}

// differentiable reports whether a gradient can pass n at all.
func differentiable(n *onnx.NodeProto) bool {
	switch {
	case !standard(n):
		return true
	case n.OpType == "Cast":
		// To whole numbers, it rounds.
		return floating[onnx.TensorProto_DataType(onnx.Int(n, "to", 0))]
	}
	return !constantOperators[n.OpType]
}

// derived lists the outputs of n that have a derivative. Further outputs of
// most operators are places or statistics.
func derived(n *onnx.NodeProto) []string {
	if _, ok := findRule(n); ok && n.OpType != "Split" && len(n.Output) > 1 {
		return n.Output[:1]
	}
	return n.Output
}

var floating = map[onnx.TensorProto_DataType]bool{
	onnx.TensorProto_FLOAT: true, onnx.TensorProto_DOUBLE: true,
	onnx.TensorProto_FLOAT16: true, onnx.TensorProto_BFLOAT16: true,
}

func standard(n *onnx.NodeProto) bool { return n.Domain == "" || n.Domain == "ai.onnx" }

func findRule(n *onnx.NodeProto) (rule, bool) {
	if !standard(n) {
		return nil, false
	}
	r, ok := rules[n.OpType]
	return r, ok
}

// call is what a rule works on: one node and the gradients of its outputs.
type call struct {
	*builder
	node *onnx.NodeProto
	// dy holds the gradient of each output, "" where none arrived. A rule for
	// a node with one output finds it in dy[0].
	dy []string
}

// x names input i; it is "" if the input is absent.
func (c *call) x(i int) string {
	if i >= len(c.node.Input) {
		return ""
	}
	return c.node.Input[i]
}

// y names the first output.
func (c *call) y() string { return c.node.Output[0] }

// wants reports whether somebody needs the gradient of input i.
func (c *call) wants(i int) bool { return c.x(i) != "" && c.needed[c.x(i)] }

// give hands on the gradient of input i.
func (c *call) give(i int, gradient string) { c.accumulate(c.x(i), gradient) }

// shaped fails if the shape of an input or output has not been inferred.
func (c *call) shaped() error {
	for _, name := range append(append([]string{}, c.node.Input...), c.y()) {
		if _, ok := c.shapes[name]; !ok && name != "" {
			return errors.New("the shape of its values depends on what the network computes")
		}
	}
	return nil
}

// constant returns input i, if it is known before the network runs.
func (c *call) constant(i int) (shape.Constant, bool) {
	v, ok := c.known[c.x(i)]
	return v, ok && c.x(i) != ""
}

// list returns the integers of input i, if they are known before the network
// runs.
func (c *call) list(i int) ([]int64, bool) {
	if v, ok := c.constant(i); ok {
		return v.Ints, v.Ints != nil
	}
	// A list that is too long to be followed, but stored.
	if t := c.graph.Initializer(c.x(i)); t != nil {
		values, err := onnx.Ints(t)
		return values, err == nil
	}
	return nil, false
}

// number returns the single float of input i, if it is known before the network
// runs.
func (c *call) number(i int) (float32, bool) {
	v, ok := c.constant(i)
	if !ok || len(v.Floats) != 1 {
		return 0, false
	}
	return float32(v.Floats[0]), true
}

// window is the geometry of a convolution or pooling node of two spatial
// dimensions.
func (c *call) window(kernel []int64) (shape.Window, error) {
	x := c.shape(c.x(0))
	if len(x) != 4 {
		return shape.Window{}, errors.New("only pictures (two spatial dimensions) have a gradient here")
	}
	return shape.NewWindow(c.node, x[2:], kernel)
}
