package autodiff_test

import (
	"fmt"

	"foolscope/engine/onnx"
)

// pooling describes a pooling node; what is absent takes its default.
type pooling struct {
	name                   string
	batch, height, width   int64
	channels               int64
	kernel, stride, pads   []int64
	dilation               []int64
	auto                   string
	ceil, relu, countsPads bool
}

func (p pooling) graph(op string) graphCase {
	attributes := onnx.Attributes{"kernel_shape": p.kernel}
	if p.stride != nil {
		attributes["strides"] = p.stride
	}
	if p.pads != nil {
		attributes["pads"] = p.pads
	}
	if p.dilation != nil {
		attributes["dilations"] = p.dilation
	}
	if p.auto != "" {
		attributes["auto_pad"] = p.auto
	}
	if p.ceil {
		attributes["ceil_mode"] = 1
	}
	if p.countsPads {
		attributes["count_include_pad"] = 1
	}
	c := graphCase{
		name:   op + " " + p.name,
		values: []value{input("x", distinct, max(1, p.batch), max(2, p.channels), p.height, p.width)},
	}
	if p.relu {
		c.nodes = []*onnx.NodeProto{node("Relu", "x", "z", nil), node(op, "z", "y", attributes)}
	} else {
		c.nodes = []*onnx.NodeProto{node(op, "x", "y", attributes)}
	}
	return c
}

func poolCases() []graphCase {
	var cases []graphCase
	for _, p := range []pooling{
		{name: "2x2", height: 4, width: 6, kernel: square(2), stride: square(2)},
		{name: "2x2 odd", height: 5, width: 7, kernel: square(2), stride: square(2)},
		{name: "2x2 batch 2", batch: 2, height: 4, width: 4, kernel: square(2), stride: square(2)},
		{name: "2x2 after Relu", height: 4, width: 6, kernel: square(2), stride: square(2), relu: true},
		{name: "2x2 after Relu odd", height: 5, width: 7, kernel: square(2), stride: square(2), relu: true},
		{name: "2x2 after Relu batch 2", batch: 2, height: 4, width: 4, kernel: square(2), stride: square(2), relu: true},
		{name: "2x2 after Relu, 16 channels", channels: 16, height: 4, width: 5, kernel: square(2), stride: square(2), relu: true},
		{name: "3x3 stride 2, 20 channels", channels: 20, height: 5, width: 4, kernel: square(3), stride: square(2), pads: around(1)},
		{name: "3x2 after Relu", height: 6, width: 4, kernel: []int64{3, 2}, stride: []int64{3, 2}, relu: true},
		{name: "2x2 ceil", height: 5, width: 7, kernel: square(2), stride: square(2), ceil: true},
		{name: "2x2 ceil after Relu", height: 5, width: 7, kernel: square(2), stride: square(2), ceil: true, relu: true},
		{name: "2x2 ceil, nothing left over", height: 4, width: 6, kernel: square(2), stride: square(2), ceil: true, relu: true},
		{name: "stride 1", height: 4, width: 5, kernel: square(2)},
		{name: "3x3 stride 2", height: 7, width: 9, kernel: square(3), stride: square(2)},
		{name: "3x3 stride 2 with pads", height: 6, width: 8, kernel: square(3), stride: square(2), pads: around(1)},
		{name: "3x3 stride 2 with pads after Relu", height: 6, width: 7, kernel: square(3), stride: square(2), pads: around(1), relu: true},
		{name: "3x3 stride 2 ceil", height: 6, width: 8, kernel: square(3), stride: square(2), ceil: true},
		{name: "3x3 stride 2 ceil with pads", height: 6, width: 7, kernel: square(3), stride: square(2), pads: around(1), ceil: true},
		{name: "3x3 stride 2 pads behind", height: 6, width: 6, kernel: square(3), stride: square(2), pads: []int64{0, 0, 1, 1}},
		{name: "3x3 stride 3 with pads", height: 7, width: 7, kernel: square(3), stride: square(3), pads: around(1)},
		{name: "3x3 stride 1 with pads", height: 4, width: 5, kernel: square(3), stride: square(1), pads: around(1)},
		{name: "gaps between windows", height: 8, width: 9, kernel: square(2), stride: square(3)},
		{name: "same upper", height: 5, width: 6, kernel: square(3), stride: square(2), auto: "SAME_UPPER"},
		{name: "same lower", height: 5, width: 6, kernel: square(2), stride: square(2), auto: "SAME_LOWER"},
		{name: "auto valid", height: 5, width: 6, kernel: square(2), stride: square(2), auto: "VALID"},
		{name: "whole picture", height: 3, width: 4, kernel: []int64{3, 4}, stride: square(1)},
		{name: "1x1 stride 2", height: 5, width: 4, kernel: square(1), stride: square(2)},
	} {
		cases = append(cases, p.graph("MaxPool"))
		for _, counts := range []bool{false, true} {
			p.countsPads = counts
			c := p.graph("AveragePool")
			c.name += fmt.Sprintf(" counting pads %v", counts)
			cases = append(cases, c)
			if p.ceil {
				c.name, c.opset = c.name+" of opset 19", 19
				cases = append(cases, c)
			}
		}
	}
	dilated := pooling{name: "dilated", height: 6, width: 7, kernel: square(2), dilation: square(2)}.graph("MaxPool")
	named := pooling{name: "with both outputs", height: 4, width: 5, kernel: square(2)}.graph("MaxPool")
	named.nodes[0].Output = []string{"y", "places"}
	return append(cases, dilated, named,
		unaryPicture("GlobalAveragePool"),
		averages("GlobalAveragePool", nil, 3, 4), averages("GlobalAveragePool", nil, 17, 2),
		averages("ReduceMean", []int64{2, 3}, 3, 4), averages("ReduceMean", []int64{1, 2, 3}, 3, 4), averages("ReduceMean", []int64{3}, 1, 4),
		graphCase{
			name: "MaxPool of a MaxPool",
			nodes: []*onnx.NodeProto{
				node("Relu", "x", "a", nil),
				node("MaxPool", "a", "b", onnx.Attributes{"kernel_shape": square(2), "strides": square(2)}),
				node("MaxPool", "b", "y", onnx.Attributes{"kernel_shape": square(2), "strides": square(2)}),
			},
			values: []value{input("x", distinct, 1, 2, 8, 8)},
		},
		graphCase{
			name: "a maximum that is used twice",
			nodes: []*onnx.NodeProto{
				node("Relu", "x", "a", nil),
				node("MaxPool", "a", "b", onnx.Attributes{"kernel_shape": square(2), "strides": square(2)}),
				node("GlobalAveragePool", "a", "c", nil),
				node("Add", "b c", "y", nil),
			},
			values: []value{input("x", distinct, 1, 2, 4, 6)},
		},
	)
}

// averages are those of a picture of many channels, along axes if there are any.
func averages(op string, axes []int64, height, width int64) graphCase {
	c := graphCase{
		name:   fmt.Sprintf("%s %v of many channels, %d x %d", op, axes, height, width),
		nodes:  []*onnx.NodeProto{node(op, "x", "y", nil)},
		values: []value{input("x", distinct, 2, 16, height, width)},
	}
	if axes != nil {
		c.nodes[0].Input = append(c.nodes[0].Input, "axes")
		c.values = append(c.values, ints("axes", axes...))
	}
	return c
}

func unaryPicture(op string) graphCase {
	return graphCase{
		name:   op,
		nodes:  []*onnx.NodeProto{node(op, "x", "y", nil)},
		values: []value{input("x", distinct, 2, 3, 3, 4)},
	}
}
