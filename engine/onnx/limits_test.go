package onnx_test

import (
	"math"
	"strings"
	"testing"

	"foolscope/engine/onnx"
)

// Each of these would end the program within onnxruntime, or take all memory.
func TestNumbersThatAreRefused(t *testing.T) {
	foreign := func(op, inputs string, attributes onnx.Attributes) *onnx.NodeProto {
		n := node(op, inputs, "y", attributes)
		n.Domain = "com.microsoft"
		return n
	}
	const huge = int64(1) << 62
	two := func(v int64) []int64 { return []int64{v, v} }
	for _, c := range []struct {
		name, want string
		n          *onnx.NodeProto
	}{
		{"Col2Im without a stride", "strides", node("Col2Im", "x ok ok", "y", onnx.Attributes{"strides": two(0)})},
		{"Col2Im of no size", "sizes [0]", node("Col2Im", "x none ok", "y", nil)},
		{"Col2Im of a huge block", "out of range", node("Col2Im", "x ok many", "y", nil)},
		{"ConvTranspose in no group", "group", node("ConvTranspose", "x x", "y", onnx.Attributes{"group": 0})},
		{"Conv in groups below 0", "group", node("Conv", "x x", "y", onnx.Attributes{"group": -1})},
		{"Conv in a text of groups", "group does not hold whole numbers", node("Conv", "x x", "y", onnx.Attributes{"group": "one"})},
		{"MaxPool without a stride", "strides", node("MaxPool", "x", "y", onnx.Attributes{"kernel_shape": two(2), "strides": two(0)})},
		{"MaxPool of nothing", "kernel_shape", node("MaxPool", "x", "y", onnx.Attributes{"kernel_shape": two(0)})},
		{"FusedConv without a stride", "strides", foreign("FusedConv", "x x", onnx.Attributes{"strides": two(0)})},
		{"FusedConv in no group", "group", foreign("FusedConv", "x x", onnx.Attributes{"group": 0})},
		{"NhwcMaxPool without a stride", "strides", foreign("NhwcMaxPool", "x", onnx.Attributes{"strides": two(0)})},
		{"QLinearAveragePool without a stride", "strides", foreign("QLinearAveragePool", "x x x x x", onnx.Attributes{"strides": two(0)})},
		{"no heads", "num_heads", foreign("Attention", "x x x", onnx.Attributes{"num_heads": 0})},
		{"2^62 heads", "num_heads", foreign("MultiHeadAttention", "x x x", onnx.Attributes{"num_heads": huge})},
		{"a crop", "not supported", foreign("CropAndResize", "x x x ok", nil)},
		{"a mixture of experts", "not supported", foreign("MoE", "x x x", nil)},
		{"weights in another order", "not supported", foreign("MatMulNBits", "x x x x ok", nil)},
		{"parts of no length", "sizes [0]", node("SplitToSequence", "x none", "y", nil)},
		{"parts below 0", "sizes [-1]", node("SplitToSequence", "x below", "y", nil)},
		{"a diagonal at -2^63", "diagonal", node("Trilu", "x least", "y", nil)},
		{"places of nobody knows where", "MaxPool", node("MaxUnpool", "x ok", "y", onnx.Attributes{"kernel_shape": two(2)})},
		{"2^32 random numbers", "memory", node("RandomNormal", "", "y", onnx.Attributes{"shape": []int64{65536, 65536}})},
		{"random numbers of no shape", "memory", node("RandomUniform", "", "y", onnx.Attributes{"shape": []int64{-1}})},
		{"a billion samples", "sample_size", node("Multinomial", "x", "y", onnx.Attributes{"sample_size": int64(1e9)})},
		{"regions of 40000", "pooled_shape", node("MaxRoiPool", "x x", "y", onnx.Attributes{"pooled_shape": two(40000)})},
	} {
		t.Run(c.name, func(t *testing.T) {
			m := small()
			g := m.Graph
			list := func(name string, v int64) *onnx.TensorProto { return onnx.NewInts(name, []int64{v}, 1) }
			g.Initializer = append(g.Initializer, list("ok", 2), list("none", 0), list("below", -1), list("many", 1<<40), list("least", math.MinInt64))
			g.Node = []*onnx.NodeProto{c.n}
			if err := onnx.Check(m); err == nil || !strings.Contains(err.Error(), c.want) {
				t.Errorf("the error is %v, want one that says %q", err, c.want)
			}
		})
	}
}
