package onnx

import (
	"fmt"
	"math"
	"slices"
)

// Some numbers make onnxruntime divide by 0 or write beside its memory; it does not look
// at all of them itself. What follows holds for all domains, its own among them.

// mostElements bounds a value whose size stands in an attribute, 256 MB.
const mostElements = 1 << 26

// bounds are the numbers that an attribute may hold, by its name.
var bounds = map[string][2]int64{
	"strides": {1, 1 << 14}, "dilations": {1, 1 << 14}, "kernel_shape": {1, 1 << 14}, "pads": {-1 << 30, 1 << 30},
	"group": {1, 1 << 20}, "num_heads": {1, 1 << 16}, "kv_num_heads": {1, 1 << 16}, "q_num_heads": {1, 1 << 16},
	"pooled_shape": {1, 1 << 14}, "output_height": {1, 1 << 14}, "output_width": {1, 1 << 14}, "hidden_size": {1, 1 << 20},
	"num_groups": {1, 1 << 20}, "blocksize": {1, 1 << 14}, "sample_size": {1, 1 << 24}, "num_outputs": {1, 1 << 20},
}

// unbounded are operators of onnxruntime's own that read or write beside their memory
// when they get what does not fit; no image classifier is known to hold them.
var unbounded = []string{
	"AttnLSTM", "CropAndResize", "ExpandDims", "GroupQueryAttention", "MoE", "QMoE", "Range", "RotaryEmbedding", "SparseAttention",
}

// checkLimits fails for a node with numbers that onnxruntime does not survive. stored
// finds a weight.
func checkLimits(n *NodeProto, stored func(name string) *TensorProto, producers map[string]*NodeProto) error {
	for _, a := range n.Attribute {
		limit, ok := bounds[a.Name]
		if !ok || n.OpType == "Pad" {
			continue
		}
		if t := a.Type; t != AttributeProto_INT && t != AttributeProto_INTS && t != AttributeProto_UNDEFINED {
			return fmt.Errorf("%s: its attribute %s does not hold whole numbers; export the model again", Describe(n), a.Name)
		}
		values := a.Ints
		if a.Type == AttributeProto_INT || len(values) == 0 && a.Type == AttributeProto_UNDEFINED {
			values = []int64{a.I}
		}
		for _, v := range values {
			if v < limit[0] || v > limit[1] {
				return fmt.Errorf("%s: %d is out of range for its attribute %s", Describe(n), v, a.Name)
			}
		}
	}
	if n.Domain == "com.microsoft" {
		if slices.Contains(unbounded, n.OpType) || n.OpType == "MatMulNBits" && len(n.Input) > 4 && n.Input[4] != "" {
			return fmt.Errorf("%s: this operator of onnxruntime's own does not check what it gets, and is not supported", Describe(n))
		}
		return nil
	}
	if !isStandard(n.Domain) {
		return nil
	}
	input := func(i int) ([]int64, bool) {
		if i >= len(n.Input) || stored(n.Input[i]) == nil {
			return nil, false
		}
		values, err := Ints(stored(n.Input[i]))
		return values, err == nil
	}
	switch n.OpType {
	case "RandomNormal", "RandomUniform":
		if count, err := Count(IntList(n, "shape")); err != nil || count > mostElements {
			return fmt.Errorf("%s: a value of shape %v takes too much memory", Describe(n), IntList(n, "shape"))
		}
	case "SplitToSequence":
		if parts, ok := input(1); ok && slices.ContainsFunc(parts, func(v int64) bool { return v < 1 }) {
			return fmt.Errorf("%s: it cannot split into parts of the sizes %v", Describe(n), parts)
		}
	case "Trilu":
		if k, ok := input(1); ok && slices.ContainsFunc(k, func(v int64) bool { return v < -math.MaxInt32 || v > math.MaxInt32 }) {
			return fmt.Errorf("%s: its diagonal %v is out of range", Describe(n), k)
		}
	case "Col2Im":
		for i := 1; i < len(n.Input); i++ {
			if sizes, ok := input(i); ok && slices.ContainsFunc(sizes, func(v int64) bool { return v < 1 || v > 1<<14 }) {
				return fmt.Errorf("%s: its sizes %v are out of range", Describe(n), sizes)
			}
		}
	case "MaxUnpool":
		from := producers[input1(n)]
		if from == nil || from.OpType != "MaxPool" || len(from.Output) < 2 || from.Output[1] != input1(n) {
			return fmt.Errorf("%s: its places do not come from a MaxPool, which is not supported", Describe(n))
		}
	}
	return nil
}

func input1(n *NodeProto) string {
	if len(n.Input) < 2 {
		return ""
	}
	return n.Input[1]
}
