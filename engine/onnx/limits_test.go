package onnx_test

import (
	"math"
	"strings"
	"testing"

	"foolscope/engine/onnx"
)

// A Scan whose counts do not fit ended the process; numbers of the wrong type were
// read as 0.
func TestAttributesThatDoNotFit(t *testing.T) {
	graph := func(inputs, outputs int) *onnx.GraphProto {
		g := &onnx.GraphProto{Name: "body"}
		for i := range inputs {
			g.Input = append(g.Input, onnx.AnyFloats("in"+string(rune('a'+i))))
		}
		for i := range outputs {
			name := "out" + string(rune('a'+i))
			g.Node = append(g.Node, onnx.NewNode("Identity", []string{"ina"}, []string{name}, nil))
			g.Output = append(g.Output, onnx.AnyFloats(name))
		}
		return g
	}
	scan := func(scanned, inputs, outputs int, attributes onnx.Attributes) *onnx.NodeProto {
		n := node("Scan", "x x", "last y", attributes)
		onnx.SetAttribute(n, "num_scan_inputs", scanned)
		n.Attribute = append(n.Attribute, &onnx.AttributeProto{Name: "body", Type: onnx.AttributeProto_GRAPH, G: graph(inputs, outputs)})
		return n
	}
	for _, c := range []struct {
		name, want string
		n          *onnx.NodeProto
	}{
		{"a Scan", "", scan(1, 2, 2, nil)},
		{"a Scan over more than there is", "9 are scanned", scan(9, 2, 2, nil)},
		{"a Scan over nothing", "0 are scanned", scan(0, 2, 2, nil)},
		{"a Scan over less than nothing", "-9 are scanned", scan(-9, 2, 2, nil)},
		{"a Scan whose body takes more", "does not fit", scan(1, 3, 2, nil)},
		{"a Scan whose body gives less", "does not fit", scan(1, 2, 1, nil)},
		{"a Scan without a body", "does not fit", node("Scan", "x x", "last y", onnx.Attributes{"num_scan_inputs": 1})},
		{"a Scan with two axes for one value", "scan_input_axes has 2 numbers for 1", scan(1, 2, 2, onnx.Attributes{"scan_input_axes": []int64{0, 0}})},
		{"a Scan with directions for what it does not give", "scan_output_directions has 2 numbers for 1", scan(1, 2, 2, onnx.Attributes{"scan_output_directions": []int64{0, 1}})},
		{"a text for an axis", "axis does not hold a whole number", node("Softmax", "x", "y", onnx.Attributes{"axis": "1"})},
		{"a list for an axis", "axis does not hold a whole number", node("Softmax", "x", "y", onnx.Attributes{"axis": []int64{1}})},
		{"one axis for a list", "axes does not hold a list", node("ReduceMean", "x", "y", onnx.Attributes{"axes": 1})},
		{"a text for a list of axes", "perm does not hold a list", node("Transpose", "x", "y", onnx.Attributes{"perm": "0 1"})},
		{"a whole number for a slope", "alpha does not hold a number with a fraction", node("LeakyRelu", "x", "y", onnx.Attributes{"alpha": 1})},
		{"a number for a text", "mode does not hold a text", node("Resize", "x", "y", onnx.Attributes{"mode": 1})},
		{"a text for a graph", "body does not hold a graph", node("Loop", "x x x", "y", onnx.Attributes{"body": "x"})},
		{"a list for a flag", "keepdims does not hold a whole number", node("ReduceMean", "x", "y", onnx.Attributes{"keepdims": []int64{1}})},
	} {
		t.Run(c.name, func(t *testing.T) {
			m := small()
			m.Graph.Node = []*onnx.NodeProto{c.n}
			err := onnx.Check(m)
			if c.want == "" && err != nil || c.want != "" && (err == nil || !strings.Contains(err.Error(), c.want) || strings.Contains(err.Error(), "\n")) {
				t.Errorf("the error is %v, want one that says %q", err, c.want)
			}
		})
	}
}

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
