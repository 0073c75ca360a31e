package autodiff

import (
	"errors"
	"maps"
	"slices"
	"strings"

	"foolscope/engine/onnx"
	"foolscope/engine/onnx/shape"
)

// rule turns the gradients of a node's outputs into those of its inputs.
type rule func(c *call) error

// Operators lists the standard operators of which is known whether a gradient
// passes them, by name.
func Operators() []Operator {
	out := slices.Collect(maps.Values(table))
	slices.SortFunc(out, func(a, b Operator) int { return strings.Compare(a.Name, b.Name) })
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
	op, ok := table[n.OpType]
	return !ok || op.rule != nil
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
	op := table[n.OpType]
	return op.rule, op.rule != nil
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

// number returns the single number of input i, if it is known before the network
// runs.
func (c *call) number(i int) (float32, bool) {
	v, ok := c.constant(i)
	switch {
	case ok && len(v.Floats) == 1:
		return float32(v.Floats[0]), true
	case ok && len(v.Ints) == 1:
		return float32(v.Ints[0]), true
	}
	return 0, false
}

// window is the geometry of a convolution or pooling node. One spatial
// dimension counts as the width of a picture of height 1; see picture.
func (c *call) window(kernel []int64) (shape.Window, error) {
	x := c.shape(c.x(0))
	if len(x) != 3 && len(x) != 4 {
		return shape.Window{}, errors.New("only one or two spatial dimensions have a gradient here")
	}
	w, err := shape.NewWindow(c.node, x[2:], kernel)
	return flatWindow(w), err
}

// flatWindow puts a dimension of 1 before a single one.
func flatWindow(w shape.Window) shape.Window {
	if len(w.In) != 1 {
		return w
	}
	before := func(first int64, list []int64) []int64 { return append([]int64{first}, list...) }
	return shape.Window{
		Kernel: before(1, w.Kernel), Strides: before(1, w.Strides), Dilations: before(1, w.Dilations),
		Begin: before(0, w.Begin), End: before(0, w.End), In: before(1, w.In), Out: before(1, w.Out),
	}
}

// picture gives a value the shape [batch, channels, height, width]: one spatial
// dimension becomes the width.
func (b *builder) picture(x string) string {
	if dims := b.shape(x); len(dims) == 3 {
		return b.reshape(x, []int64{dims[0], dims[1], 1, dims[2]})
	}
	return x
}

// giveLike hands on the gradient of input i, which may lack or have in excess
// dimensions of 1.
func (c *call) giveLike(i int, gradient string) {
	c.give(i, c.reshape(gradient, c.shape(c.x(i))))
}
