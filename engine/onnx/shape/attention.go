package shape

import (
	"fmt"

	"foolscope/engine/onnx"
)

// attention: queries, keys and values [batch, heads, length, size], or flat, [batch,
// length, heads size], and keys and values from before, which are never flat. It gives its
// result in the form of the queries, all keys, all values, and scores.
func attention(in *inference, n *onnx.NodeProto) ([][]int64, error) {
	q, k, v := in.input(n, 0), in.input(n, 1), in.input(n, 2)
	if len(q) != len(k) || len(q) != len(v) || len(q) != 3 && len(q) != 4 {
		return nil, fmt.Errorf("queries, keys and values of shapes %v, %v and %v do not fit together", q, k, v)
	}
	flat := len(q) == 3
	queries, keys := onnx.Int(n, "q_num_heads", 0), onnx.Int(n, "kv_num_heads", 0)
	if flat {
		if queries <= 0 || keys <= 0 {
			return nil, fmt.Errorf("it needs the number of heads (q_num_heads, kv_num_heads) for queries of shape %v", q)
		}
		q, k, v = apart(q, queries), apart(k, keys), apart(v, keys)
	}
	if q[1]%max(k[1], 1) != 0 || k[1] != v[1] || q[3] != k[3] || k[2] != v[2] || q[0] != k[0] || q[0] != v[0] {
		return nil, fmt.Errorf("queries, keys and values of shapes %v, %v and %v do not fit together", q, k, v)
	}
	total := k[2]
	if past := in.input(n, 4); len(past) == 4 {
		total += past[2]
	}
	y := []int64{q[0], q[1], q[2], v[3]}
	if flat {
		y = []int64{q[0], q[2], q[1] * v[3]}
	}
	return [][]int64{y, {k[0], k[1], total, k[3]}, {v[0], v[1], total, v[3]}, {q[0], q[1], q[2], total}}, nil
}

// apart is the shape of a flat value whose heads are taken apart.
func apart(x []int64, heads int64) []int64 { return []int64{x[0], heads, x[1], x[2] / heads} }
