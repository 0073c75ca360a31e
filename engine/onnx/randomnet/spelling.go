package randomnet

import "foolscope/engine/onnx"

// The same operation is spelled differently from opset to opset. The methods
// here write the form of the builder's opset.

// op appends a node with a fresh name.
func (b *builder) op(op string, attributes onnx.Attributes, inputs ...string) string {
	return b.node(op, b.fresh(op+"_"), attributes, inputs...)
}

// constant is a node, as PyTorch writes it, and from opset 17 on an
// initializer, as optimizers leave it.
func (b *builder) constant(t *onnx.TensorProto) string {
	name := b.fresh("constant")
	if b.Opset >= 17 {
		t.Name = name
		return b.store(t)
	}
	return b.node("Constant", name, onnx.Attributes{"value": t})
}

func (b *builder) ints(values ...int64) string {
	return b.constant(onnx.NewInts("", values, int64(len(values))))
}

func (b *builder) scalar(v float32) string { return b.constant(onnx.NewFloats("", []float32{v})) }

// clip has bounds as attributes until opset 11.
func (b *builder) clip(x string, low, high float32) string {
	if b.Opset < 11 {
		return b.node("Clip", b.fresh("clip"), onnx.Attributes{"max": high, "min": low}, x)
	}
	return b.node("Clip", b.fresh("clip"), nil, x, b.scalar(low), b.scalar(high))
}

// along is an operator whose axes are an attribute until the opset since.
func (b *builder) along(op, x string, since int64, attributes onnx.Attributes, axes ...int64) string {
	if b.Opset < since {
		if attributes == nil {
			attributes = onnx.Attributes{}
		}
		attributes["axes"] = axes
		return b.op(op, attributes, x)
	}
	return b.op(op, attributes, x, b.ints(axes...))
}

func (b *builder) squeeze(x string, axes ...int64) string {
	return b.along("Squeeze", x, 13, nil, axes...)
}

func (b *builder) unsqueeze(x string, axes ...int64) string {
	return b.along("Unsqueeze", x, 13, nil, axes...)
}

func (b *builder) mean(x string, keep bool, axes ...int64) string {
	kept := 0
	if keep {
		kept = 1
	}
	return b.along("ReduceMean", x, 18, onnx.Attributes{"keepdims": kept}, axes...)
}

// slice takes the elements start, start+step, ... before end along one axis.
func (b *builder) slice(x string, axis, start, end, step int64) string {
	if b.Opset < 10 {
		if step != 1 {
			panic("randomnet: slices have steps from opset 10 on")
		}
		return b.op("Slice", onnx.Attributes{"axes": []int64{axis}, "starts": []int64{start}, "ends": []int64{end}}, x)
	}
	return b.op("Slice", nil, x, b.ints(start), b.ints(end), b.ints(axis), b.ints(step))
}

// split cuts an axis into pieces of the sizes given.
func (b *builder) split(x string, axis int64, sizes ...int64) []string {
	inputs, attributes := []string{x}, onnx.Attributes{"axis": axis}
	if b.Opset < 13 {
		attributes["split"] = sizes
	} else {
		inputs = append(inputs, b.ints(sizes...))
	}
	name := b.fresh("split")
	var pieces []string
	for range sizes {
		pieces = append(pieces, b.fresh(name+"_"))
	}
	n := onnx.NewNode("Split", inputs, pieces, attributes)
	n.Name = name
	b.graph.Node = append(b.graph.Node, n)
	return pieces
}

// pick takes one element of an axis, which disappears.
func (b *builder) pick(x string, axis, index int64) string {
	return b.op("Gather", onnx.Attributes{"axis": axis}, x, b.constant(onnx.NewInts("", []int64{index})))
}

func (b *builder) concat(axis int64, parts ...string) string {
	return b.op("Concat", onnx.Attributes{"axis": axis}, parts...)
}

func (b *builder) transpose(x string, perm ...int64) string {
	return b.op("Transpose", onnx.Attributes{"perm": perm}, x)
}

func (b *builder) reshape(x string, dims ...int64) string {
	return b.op("Reshape", nil, x, b.ints(dims...))
}

// batched reshapes to [batch, dims...], where the batch is read at run time
// unless shapes are static.
func (b *builder) batched(x string, dims ...int64) string {
	if b.Static {
		return b.reshape(x, append([]int64{1}, dims...)...)
	}
	return b.op("Reshape", nil, x, b.shapeList(b.size(x, 0), dims...))
}

// size is the length of an axis, read at run time.
func (b *builder) size(x string, axis int64) string { return b.pick(b.op("Shape", nil, x), 0, axis) }

// shapeList puts a shape together from a computed size and known ones, each on
// its own, as PyTorch does.
func (b *builder) shapeList(first string, rest ...int64) string {
	parts := []string{b.unsqueeze(first, 0)}
	for _, d := range rest {
		parts = append(parts, b.ints(d))
	}
	return b.concat(0, parts...)
}

// softmax was defined on a flattened input until opset 13; along the last axis
// both agree.
func (b *builder) softmax(x string) string { return b.op("Softmax", onnx.Attributes{"axis": -1}, x) }

// probabilitiesAs ends a classifier with the probabilities of scores
// [batch, classes].
func (b *builder) probabilitiesAs(scores, output string) {
	b.node("Softmax", output, onnx.Attributes{"axis": 1}, scores)
}
