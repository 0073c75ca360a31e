package randomnet

import "foolscope/engine/onnx"

// linear applies a matrix to the last axis, as PyTorch and TensorFlow spell it.
func (b *builder) linear(x string, in, out int64, bias bool) string {
	name := b.fresh("linear")
	x = b.node("MatMul", name+"_product", nil, x, b.spread(name+"_weight", 1, in, in, out))
	if !bias {
		return x
	}
	return b.node("Add", name+"_sum", nil, x, b.uniform(name+"_bias", -0.05, 0.05, out))
}

// perceptron is the part of a transformer's block that works on each token.
func (b *builder) perceptron(x string, in, hidden int64) string {
	return b.linear(b.gelu(b.linear(x, in, hidden, true)), hidden, in, true)
}

// heads describes an attention: how many heads, how many channels each has.
type heads struct{ count, width int64 }

func (h heads) all() int64 { return h.count * h.width }

// scale keeps the products of queries and keys at the size of one.
func (b *builder) scaled(x string, width int64) string {
	return b.op("Mul", nil, x, b.scalar(inverseRoot(width)))
}

// attention is that of PyTorch: queries, keys and values come from one product
// and are gathered from an axis of three. From opset 23 on, the rest is an operator, of
// which PyTorch names the heads though an axis has them.
func (b *builder) attention(x string, tokens int64, h heads) string {
	all := b.batched(b.linear(x, h.all(), 3*h.all(), true), tokens, 3, h.count, h.width)
	all = b.transpose(all, 2, 0, 3, 1, 4)
	query, key, value := b.pick(all, 0, 0), b.pick(all, 0, 1), b.pick(all, 0, 2)
	if b.Opset >= 23 {
		named := onnx.Attributes{"q_num_heads": h.count, "kv_num_heads": h.count, "scale": inverseRoot(h.width)}
		mixed := b.batched(b.transpose(b.op("Attention", named, query, key, value), 0, 2, 1, 3), tokens, h.all())
		return b.linear(mixed, h.all(), h.all(), true)
	}
	scores := b.op("MatMul", nil, b.scaled(query, h.width), b.transpose(key, 0, 1, 3, 2))
	mixed := b.op("MatMul", nil, b.softmax(scores), value)
	mixed = b.batched(b.transpose(mixed, 0, 2, 1, 3), tokens, h.all())
	return b.linear(mixed, h.all(), h.all(), true)
}

// einsumAttention computes the same: the product is split, and sums over named
// axes replace the products of matrices.
func (b *builder) einsumAttention(x string, tokens int64, h heads) string {
	all := b.linear(x, h.all(), 3*h.all(), true)
	var apart []string
	for _, part := range b.split(all, -1, h.all(), h.all(), h.all()) {
		apart = append(apart, b.transpose(b.batched(part, tokens, h.count, h.width), 0, 2, 1, 3))
	}
	scores := b.op("Einsum", onnx.Attributes{"equation": "bhid,bhjd->bhij"}, apart[0], apart[1])
	mixed := b.op("Einsum", onnx.Attributes{"equation": "bhij,bhjd->bhid"}, b.softmax(b.scaled(scores, h.width)), apart[2])
	mixed = b.batched(b.transpose(mixed, 0, 2, 1, 3), tokens, h.all())
	return b.linear(mixed, h.all(), h.all(), true)
}
