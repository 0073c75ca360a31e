package autodiff

import (
	"fmt"
	"slices"

	"foolscope/engine/onnx"
)

// matMul multiplies values of two or more dimensions.
func (b *builder) matMul(x, y string) string {
	from, to := b.shape(x), b.shape(y)
	long := from
	if len(to) > len(from) {
		long = to
	}
	dims := slices.Clone(long)
	for i := range len(dims) - 2 {
		if j := i - len(dims) + len(from); j >= 0 && from[j] != 1 {
			dims[i] = from[j]
		}
		if j := i - len(dims) + len(to); j >= 0 && to[j] != 1 {
			dims[i] = to[j]
		}
	}
	dims[len(dims)-2], dims[len(dims)-1] = from[len(from)-2], to[len(to)-1]
	return b.add("MatMul", dims, nil, x, y)
}

// keepBiasesApart gives stored rows that are added to stacks of products as many
// dimensions as those have. Else onnxruntime, where all shapes are known, makes a
// Gemm of both, which takes longer than a product and a sum: it copies the row to
// each line first, on one thread.
func (b *builder) keepBiasesApart() {
	producers := b.graph.Producers()
	for _, n := range b.graph.Node {
		if !is(n, "Add") || len(n.Input) != 2 {
			continue
		}
		for i, name := range n.Input {
			row, product := b.graph.Initializer(name), n.Input[1-i]
			rank := len(b.shapes[product])
			if row == nil || len(row.Dims) != 1 || !is(producers[product], "MatMul") || rank < 3 {
				continue
			}
			values, err := onnx.Floats(row)
			if err != nil || row.DataType != int32(onnx.TensorProto_FLOAT) {
				continue
			}
			dims := slices.Repeat([]int64{1}, rank)
			dims[rank-1] = row.Dims[0]
			n.Input[i] = b.store(fmt.Sprintf("apart %s %d", name, rank), func() *onnx.TensorProto { return onnx.NewFloats(name, values, dims...) })
		}
	}
}

// swapLast transposes each matrix of a stack.
func (b *builder) swapLast(x string) string {
	rank := len(b.shape(x))
	order := make([]int64, rank)
	for i := range order {
		order[i] = int64(i)
	}
	order[rank-1], order[rank-2] = order[rank-2], order[rank-1]
	return b.transpose(x, order...)
}

// matMul: with Y = A B, dA = dY B' and dB = A' dY, summed over stretched
// dimensions.
func matMul(c *call) error {
	x, y, dy := c.x(0), c.x(1), c.dy[0]
	dims := slices.Clone(c.shape(dy))
	// A vector on the left is a row, one on the right is a column.
	if d := c.shape(y); len(d) == 1 {
		y, dims = c.reshape(y, []int64{d[0], 1}), append(dims, 1)
	}
	if d := c.shape(x); len(d) == 1 {
		x, dims = c.reshape(x, []int64{1, d[0]}), slices.Insert(dims, len(dims)-1, 1)
	}
	dy = c.reshape(dy, dims)
	a, b := c.shape(x), c.shape(y)
	switch {
	case c.wants(0) && len(a) == 2 && len(b) == 2:
		// Gemm reads a matrix either way, also one that is not stored.
		c.giveLike(0, c.add("Gemm", a, onnx.Attributes{"transB": 1}, dy, y))
	case c.wants(0):
		c.giveLike(0, c.unbroadcast(c.matMul(dy, c.swapLast(y)), a))
	}
	if !c.wants(1) {
		return nil
	}
	if len(b) == 2 && len(a) > 2 {
		// One matrix for the whole stack: a single product sums over it.
		rows := product(a[:len(a)-1])
		stacked := c.reshape(x, []int64{rows, a[len(a)-1]})
		c.giveLike(1, c.matMul(c.swapLast(stacked), c.reshape(dy, []int64{rows, b[1]})))
		return nil
	}
	c.giveLike(1, c.unbroadcast(c.matMul(c.swapLast(x), dy), b))
	return nil
}

// gemm: Y = alpha op(A) op(B) + beta C, where op may transpose.
func gemm(c *call) error {
	alpha, beta := onnx.Float(c.node, "alpha", 1), onnx.Float(c.node, "beta", 1)
	transA, transB := onnx.Int(c.node, "transA", 0), onnx.Int(c.node, "transB", 0)
	product := func(x, y string, tx, ty int64, dims []int64) string {
		return c.add("Gemm", dims, onnx.Attributes{"alpha": alpha, "transA": tx, "transB": ty}, x, y)
	}
	a, b := c.x(0), c.x(1)
	if c.wants(0) {
		if transA == 0 {
			c.give(0, product(c.dy[0], b, 0, 1-transB, c.shape(a)))
		} else {
			c.give(0, product(b, c.dy[0], transB, 1, c.shape(a)))
		}
	}
	if c.wants(1) {
		if transB == 0 {
			c.give(1, product(a, c.dy[0], 1-transA, 0, c.shape(b)))
		} else {
			c.give(1, product(c.dy[0], a, 1, transA, c.shape(b)))
		}
	}
	if c.wants(2) {
		scaled := c.dy[0]
		if beta != 1 {
			scaled = c.mul(scaled, c.scalar(beta))
		}
		c.giveUnbroadcast(2, scaled)
	}
	return nil
}
