package autodiff

import (
	"fmt"
	"slices"

	"foolscope/engine/onnx"
	"foolscope/engine/onnx/shape"
)

// builder appends nodes to a graph and knows the shape of every value.
type builder struct {
	graph  *onnx.Graph
	shapes shape.Shapes
	// known holds the values that are known before the network runs.
	known shape.Constants
	// forward are the nodes before those of the backward pass.
	forward []*onnx.NodeProto
	// opset is the version of the operators.
	opset int64
	// needed holds the values whose gradient somebody needs.
	needed map[string]bool
	// partial holds the gradients that have reached a value so far.
	partial map[string][]string
	// added lists the float values that the backward pass computes.
	added []string
	// interleaved remembers which values interleave has made, and how.
	interleaved map[string]interleaving
	// samples maps what sample has taken to its name.
	samples map[string]string
	// sampled says of what sampleAt has taken which elements those are.
	sampled map[string]sampled
	// copied holds what enterBlocks has made before the backward pass.
	copied map[string]bool
	// placed remembers which values place has made, and how.
	placed map[string]placement
	// masked holds the gradients of a Relu's output that are 0 where the Relu is
	// not active.
	masked map[string]bool
	// gelus holds the outputs of what was recognised as a Gelu.
	gelus map[string]composedGelu
	// producers maps values to the first indexed nodes of the graph: see producer.
	producers map[string]*onnx.NodeProto
	indexed   int
	// constants maps a stored constant to its name, so that each is stored once.
	constants map[string]string
}

// producer returns the node that computes a value, or nil. It is for the backward pass,
// which only appends nodes.
func (b *builder) producer(name string) *onnx.NodeProto {
	for ; b.indexed < len(b.graph.Node); b.indexed++ {
		n := b.graph.Node[b.indexed]
		for _, out := range n.Output {
			b.producers[out] = n
		}
	}
	if name == "" {
		return nil
	}
	return b.producers[name]
}

// add appends a node whose output has the shape dims and returns its name.
func (b *builder) add(op string, dims []int64, attributes onnx.Attributes, inputs ...string) string {
	name := b.graph.Add(op, inputs, attributes)
	b.shapes[name] = dims
	b.added = append(b.added, name)
	return name
}

// shape returns the shape of a value. It panics if it is not known: rules
// check first what they cannot take for granted.
func (b *builder) shape(name string) []int64 {
	dims, ok := b.shapes[name]
	if !ok {
		panic("autodiff: the shape of " + name + " is not known")
	}
	return dims
}

// accumulate adds a gradient to those that have reached a value.
func (b *builder) accumulate(value, gradient string) {
	if gradient != "" {
		b.partial[value] = append(b.partial[value], gradient)
	}
}

// collect returns the sum of the gradients that have reached a value, or "".
func (b *builder) collect(value string) string {
	parts := b.mergePlaced(b.mergeInterleaved(b.partial[value]))
	if len(parts) == 0 {
		return ""
	}
	sum := parts[0]
	for _, part := range parts[1:] {
		sum = b.add("Add", b.shape(value), nil, sum, part)
	}
	b.partial[value] = []string{sum}
	return sum
}

// store keeps the tensor that build makes, once for each key.
func (b *builder) store(key string, build func() *onnx.TensorProto) string {
	if name, ok := b.constants[key]; ok {
		return name
	}
	t := build()
	name := b.graph.AddInitializer(t)
	b.shapes[name] = t.Dims
	b.constants[key] = name
	return name
}

// scalar stores a float scalar.
func (b *builder) scalar(value float32) string {
	return b.store(fmt.Sprintf("scalar %x", value), func() *onnx.TensorProto {
		return onnx.NewFloats("scalar", []float32{value})
	})
}

// ints stores a list of integers.
func (b *builder) ints(values ...int64) string {
	return b.store(fmt.Sprintf("ints %v", values), func() *onnx.TensorProto {
		return onnx.NewInts("ints", values, int64(len(values)))
	})
}

// fill makes a value with the same number in each element.
func (b *builder) fill(value float32, dims []int64) string {
	return b.add("Expand", dims, nil, b.scalar(value), b.ints(dims...))
}

// reshape gives a value another shape of the same size, without a node if it
// has that shape already.
func (b *builder) reshape(x string, dims []int64) string {
	if slices.Equal(b.shape(x), dims) {
		return x
	}
	return b.add("Reshape", dims, nil, x, b.ints(dims...))
}

// mul, sub and the like broadcast; the caller passes shapes that fit.
func (b *builder) mul(x, y string) string { return b.binary("Mul", x, y) }

func (b *builder) binary(op, x, y string) string {
	dims, err := shape.Broadcast(b.shape(x), b.shape(y))
	if err != nil {
		panic("autodiff: " + op + ": " + err.Error())
	}
	return b.add(op, dims, nil, x, y)
}

func (b *builder) unary(op, x string) string { return b.add(op, b.shape(x), nil, x) }

// sum adds up along axes, which stay as dimensions of 1.
func (b *builder) sum(x string, axes ...int64) string { return b.reduce("ReduceSum", x, axes) }

// mean averages along axes, which stay as dimensions of 1.
func (b *builder) mean(x string, axes ...int64) string { return b.reduce("ReduceMean", x, axes) }

// reduce joins the elements along axes, which stay as dimensions of 1.
func (b *builder) reduce(op, x string, axes []int64) string {
	if len(axes) == 0 {
		// Without axes, an operator would join all elements.
		return x
	}
	dims := slices.Clone(b.shape(x))
	for _, a := range axes {
		dims[a] = 1
	}
	return b.add(op, dims, onnx.Attributes{"keepdims": 1}, x, b.ints(axes...))
}

// unbroadcast sums a gradient over the dimensions along which a value of shape
// dims was stretched.
func (b *builder) unbroadcast(gradient string, dims []int64) string {
	from := b.shape(gradient)
	lead := len(from) - len(dims)
	var axes []int64
	for i := range from {
		if i < lead || (dims[i-lead] == 1 && from[i] != 1) {
			axes = append(axes, int64(i))
		}
	}
	if len(axes) > 0 {
		gradient = b.sum(gradient, axes...)
	}
	return b.reshape(gradient, dims)
}

// slice cuts a value: for each axis the start, the end (exclusive) and the step.
func (b *builder) slice(x string, cuts ...cut) string {
	dims := append([]int64{}, b.shape(x)...)
	var starts, ends, axes, steps []int64
	for _, c := range cuts {
		if c.start == 0 && c.end == dims[c.axis] && c.step == 1 {
			continue
		}
		starts, ends = append(starts, c.start), append(ends, c.end)
		axes, steps = append(axes, int64(c.axis)), append(steps, c.step)
		dims[c.axis] = (c.end - c.start + c.step - 1) / c.step
	}
	if len(axes) == 0 {
		return x
	}
	return b.add("Slice", dims, nil, x, b.ints(starts...), b.ints(ends...), b.ints(axes...), b.ints(steps...))
}

// cut is a part of one axis: start, start+step, ... below end.
type cut struct {
	axis             int
	start, end, step int64
}

// reverse flips the elements along axes.
func (b *builder) reverse(x string, axes ...int64) string {
	dims := b.shape(x)
	var starts, ends, flipped, steps []int64
	for _, a := range axes {
		if dims[a] == 1 {
			continue
		}
		flipped = append(flipped, a)
		starts, ends, steps = append(starts, -1), append(ends, -dims[a]-1), append(steps, -1)
	}
	if len(flipped) == 0 {
		return x
	}
	return b.add("Slice", dims, nil, x, b.ints(starts...), b.ints(ends...), b.ints(flipped...), b.ints(steps...))
}

// transpose reorders the axes.
func (b *builder) transpose(x string, order ...int64) string {
	from := b.shape(x)
	dims := make([]int64, len(from))
	for i, axis := range order {
		dims[i] = from[axis]
	}
	return b.add("Transpose", dims, onnx.Attributes{"perm": order}, x)
}

// concat joins values along an axis.
func (b *builder) concat(axis int, parts ...string) string {
	if len(parts) == 1 {
		return parts[0]
	}
	dims := append([]int64{}, b.shape(parts[0])...)
	for _, part := range parts[1:] {
		dims[axis] += b.shape(part)[axis]
	}
	return b.add("Concat", dims, onnx.Attributes{"axis": axis}, parts...)
}

// pad surrounds a value with zeros.
func (b *builder) pad(x string, begin, end []int64) string {
	dims := append([]int64{}, b.shape(x)...)
	any := false
	for i := range dims {
		dims[i] += begin[i] + end[i]
		any = any || begin[i] != 0 || end[i] != 0
	}
	if !any {
		return x
	}
	return b.add("Pad", dims, nil, x, b.ints(append(append([]int64{}, begin...), end...)...))
}

func product(dims []int64) int64 {
	n := int64(1)
	for _, d := range dims {
		n *= d
	}
	return n
}
