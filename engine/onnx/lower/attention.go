package lower

import (
	"math"
	"slices"

	"foolscope/engine/onnx"
)

// maxCausal bounds the elements of a stored causal mask.
const maxCausal = 1 << 24

// heads is an Attention node whose queries, keys and values have been taken apart.
type heads struct {
	*lowering
	node *onnx.NodeProto
	// flat says that the node's inputs hold the heads side by side, [batch, length, heads size],
	// and not [batch, heads, length, size].
	flat bool
	// queries and keys count the heads of either.
	queries, keys int64
	// length is that of the queries; past and total are those of the keys kept from
	// before and of all keys.
	length, past, total int64
}

// attention is Softmax(softcap(scale Q K^T + mask)) V for each head (Vaswani et al.,
// 2017, section 3.2), with keys shared by groups of queries (Ainslie et al., 2023).
// Inputs with the lengths of padded keys stay.
func attention(l *lowering, n *onnx.NodeProto) bool {
	h, ok := l.heads(n)
	if !ok {
		return false
	}
	bias, ok := h.bias()
	if !ok {
		return false
	}
	size := h.size(l.shapes[n.Input[0]], h.queries)
	queries := h.apart(n.Input[0], h.queries)
	keys := h.joined(1, 4, 1)
	values := h.joined(2, 5, 2)
	scale := onnx.Float(n, "scale", float32(1/math.Sqrt(float64(size))))
	if group := h.queries / h.keys; group > 1 {
		keys, values = h.repeated(keys, group, size), h.repeated(values, group, h.size(l.shapes[n.Input[2]], h.keys))
	}
	turned := l.Add("Transpose", []string{keys}, onnx.Attributes{"perm": []int64{0, 1, 3, 2}})
	scores := l.Add("MatMul", []string{l.Add("Mul", []string{queries, l.Scalar(scale)}, nil), turned}, nil)
	stages := []string{scores}
	if bias != "" {
		scores = l.Add("Add", []string{scores, bias}, nil)
	}
	stages = append(stages, scores)
	if softcap := onnx.Float(n, "softcap", 0); softcap > 0 {
		bent := l.Add("Tanh", []string{l.Add("Mul", []string{scores, l.Scalar(1 / softcap)}, nil)}, nil)
		scores = l.Add("Mul", []string{bent, l.Scalar(softcap)}, nil)
	}
	stages = append(stages, scores)
	weights := l.Add("Softmax", []string{scores}, onnx.Attributes{"axis": -1})
	stages = append(stages, weights)
	if name := output(n, 3); name != "" {
		mode := onnx.Int(n, "qk_matmul_output_mode", 0)
		if mode < 0 || mode >= int64(len(stages)) {
			return false
		}
		l.same(stages[mode], name)
	}
	if !h.flat {
		l.end(n, "MatMul", []string{weights, values}, nil)
		return true
	}
	y := l.Add("Transpose", []string{l.Add("MatMul", []string{weights, values}, nil)}, onnx.Attributes{"perm": []int64{0, 2, 1, 3}})
	l.end(n, "Reshape", []string{y, l.Ints("side_by_side", 0, 0, -1)}, nil)
	return true
}

// heads reads the sizes of a node; ok is false if they are not known or do not fit.
func (l *lowering) heads(n *onnx.NodeProto) (h *heads, ok bool) {
	if len(n.Input) < 3 || input(n, 6) != "" || (input(n, 4) == "") != (input(n, 5) == "") {
		return nil, false
	}
	q, k, v := l.shapes[n.Input[0]], l.shapes[n.Input[1]], l.shapes[n.Input[2]]
	if len(q) != len(k) || len(q) != len(v) || len(q) != 3 && len(q) != 4 {
		return nil, false
	}
	h = &heads{lowering: l, node: n, flat: len(q) == 3, queries: onnx.Int(n, "q_num_heads", 0), keys: onnx.Int(n, "kv_num_heads", 0)}
	if !h.flat {
		h.queries, h.keys = q[1], k[1]
	}
	h.length, h.total = q[len(q)-2], k[len(k)-2]
	if h.flat {
		h.length, h.total = q[1], k[1]
	}
	if past := input(n, 4); past != "" {
		kept := l.shapes[past]
		if len(kept) != 4 {
			return nil, false
		}
		h.past = kept[2]
		h.total += h.past
	}
	return h, h.queries > 0 && h.keys > 0 && h.queries%h.keys == 0
}

// size is how many elements each head of an input has.
func (h *heads) size(dims []int64, heads int64) int64 {
	if h.flat {
		return dims[2] / heads
	}
	return dims[3]
}

// apart gives a value the shape [batch, heads, length, size].
func (h *heads) apart(x string, heads int64) string {
	if !h.flat {
		return x
	}
	x = h.Add("Reshape", []string{x, h.Ints("apart", 0, 0, heads, -1)}, nil)
	return h.Add("Transpose", []string{x}, onnx.Attributes{"perm": []int64{0, 2, 1, 3}})
}

// joined is keys or values behind those from before, which an output gives on.
func (h *heads) joined(place, past, present int) string {
	x := h.apart(h.node.Input[place], h.keys)
	if kept := input(h.node, past); kept != "" {
		x = h.Add("Concat", []string{kept, x}, onnx.Attributes{"axis": 2})
	}
	if name := output(h.node, present); name != "" {
		h.same(x, name)
	}
	return x
}

// repeated gives each head of keys or values to a group of queries that follow each other.
func (h *heads) repeated(x string, group, size int64) string {
	x = h.Add("Unsqueeze", []string{x, h.Ints("group", 2)}, nil)
	x = h.Add("Expand", []string{x, h.Ints("times", 1, 1, group, 1, 1)}, nil)
	return h.Add("Reshape", []string{x, h.Ints("repeated", 0, h.queries, -1, size)}, nil)
}

// masked is what onnxruntime adds where no attention goes: the least float, so that all
// keys count alike where none may be seen.
const masked = -math.MaxFloat32

// bias is what is added to the scores, "" if nothing is; ok is false if the mask does not
// fit them.
func (h *heads) bias() (bias string, ok bool) {
	mask := input(h.node, 3)
	if mask != "" {
		dims := h.shapes[mask]
		if len(dims) < 2 || len(dims) > 4 || dims[len(dims)-1] != h.total || dims[len(dims)-2] != h.length ||
			len(dims) > 2 && dims[len(dims)-3] != 1 && dims[len(dims)-3] != h.queries {
			return "", false
		}
		switch h.kinds[mask] {
		case onnx.TensorProto_FLOAT:
			bias = mask
		case onnx.TensorProto_BOOL:
			bias = h.Add("Where", []string{mask, h.Scalar(0), h.Scalar(masked)}, nil)
		default:
			return "", false
		}
	}
	if onnx.Int(h.node, "is_causal", 0) == 0 || h.length == 1 {
		return bias, true
	}
	if h.length*h.total > maxCausal {
		return "", false
	}
	seen := make([]int64, h.length*h.total)
	elements := slices.Repeat([]float32{masked}, len(seen))
	for s := range h.length {
		for t := range min(h.total, h.past+s+1) {
			seen[s*h.total+t] = 1
			elements[s*h.total+t] = 0
		}
	}
	if bias == "" {
		return h.Floats("causal", elements, h.length, h.total), true
	}
	causal := h.Add("Cast", []string{h.AddInitializer(onnx.NewInts("seen", seen, h.length, h.total))}, onnx.Attributes{"to": int(onnx.TensorProto_BOOL)})
	return h.Add("Where", []string{causal, bias, h.Scalar(masked)}, nil), true
}

func output(n *onnx.NodeProto, i int) string {
	if i < len(n.Output) {
		return n.Output[i]
	}
	return ""
}

// same gives a value a further name.
func (l *lowering) same(x, name string) {
	l.Node = append(l.Node, onnx.NewNode("Identity", []string{x}, []string{name}, nil))
}
