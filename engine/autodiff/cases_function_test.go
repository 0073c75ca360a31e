package autodiff_test

import (
	"math"

	"foolscope/engine/onnx"
)

// functionCases are operators of opset 23 that are spelt out before.
func functionCases() []graphCase {
	var cases []graphCase
	add := func(name string, n *onnx.NodeProto, values ...value) {
		cases = append(cases, graphCase{name: name, opset: 23, nodes: []*onnx.NodeProto{n}, values: values})
	}
	flat := onnx.Attributes{"q_num_heads": 4, "kv_num_heads": 2, "is_causal": 1, "softcap": float32(3)}
	q, k, v := input("q", normal, 2, 2, 3, 4), input("k", normal, 2, 2, 4, 4), input("v", normal, 2, 2, 4, 3)
	minus := float32(math.Inf(-1))
	add("Attention", node("Attention", "q k v", "y", nil), q, k, v)
	add("Attention of which the heads are named", node("Attention", "q k v", "y", onnx.Attributes{"q_num_heads": 2, "kv_num_heads": 2}), q, k, v)
	add("Attention, flat, in groups, causal, capped", node("Attention", "q k v", "y", flat), input("q", normal, 1, 3, 8), input("k", normal, 1, 3, 4), input("v", normal, 1, 3, 6))
	add("Attention with a mask that is wanted", node("Attention", "q k v mask", "y", onnx.Attributes{"scale": float32(0.3)}), q, k, v, input("mask", normal, 2, 1, 3, 4))
	add("Attention with a mask of infinities", node("Attention", "q k v mask", "y", onnx.Attributes{"softcap": float32(2)}), q, k, v, fixed("mask", list(0, 1, minus, minus, 0, 0, minus, 0, 1, 1, 1, 0), 3, 4))
	add("Attention with keys from before", node("Attention", "q k v - pk pv", "y keys values", onnx.Attributes{"is_causal": 1}), q, k, v,
		input("pk", normal, 2, 2, 2, 4), input("pv", normal, 2, 2, 2, 3))
	add("Attention of which the keys are wanted", node("Attention", "q k v - pk pv", "o y values", nil), fixed("q", normal, 2, 2, 3, 4), k,
		fixed("v", normal, 2, 2, 4, 3), input("pk", normal, 2, 2, 2, 4), fixed("pv", normal, 2, 2, 2, 3))
	add("Attention of which the scores are wanted", node("Attention", "q k v", "o - - y", onnx.Attributes{"qk_matmul_output_mode": 3}), q, k, fixed("v", normal, 2, 2, 4, 3))
	for _, axis := range []int{-1, 1} {
		add("RMSNormalization "+string(rune('0'+2+axis)), node("RMSNormalization", "x scale", "y", onnx.Attributes{"axis": axis, "epsilon": float32(0.01)}),
			input("x", between(0.5, 3), 2, 3, 4), weight("scale", between(0.5, 2), 4))
	}
	for _, a := range []onnx.Attributes{nil, {"interleaved": 1}} {
		add("RotaryEmbedding", node("RotaryEmbedding", "x cos sin", "y", a), input("x", normal, 2, 2, 3, 4), input("cos", normal, 2, 3, 2), input("sin", normal, 2, 3, 2))
	}
	add("RotaryEmbedding of a part, by a table", node("RotaryEmbedding", "x cos sin at", "y", onnx.Attributes{"num_heads": 2, "rotary_embedding_dim": 4}),
		input("x", normal, 1, 3, 12), weight("cos", normal, 7, 2), weight("sin", normal, 7, 2), places([]int64{1, 3}, 0, 6, 2))
	return cases
}
