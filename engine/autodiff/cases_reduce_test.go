package autodiff_test

import (
	"fmt"

	"foolscope/engine/onnx"
)

func reduceCases() []graphCase {
	var cases []graphCase
	add := func(name string, opset int64, values []value, nodes ...*onnx.NodeProto) {
		cases = append(cases, graphCase{name: name, opset: opset, nodes: nodes, values: values})
	}
	x := input("x", distinct, 2, 3, 4)
	for _, op := range []string{
		"ReduceSum", "ReduceMean", "ReduceMax", "ReduceMin", "ReduceL1", "ReduceL2", "ReduceSumSquare", "ReduceLogSum", "ReduceLogSumExp",
	} {
		x := x
		if op == "ReduceLogSum" {
			x.draw = between(0.5, 2)
		}
		for keep := range 2 {
			for _, axes := range [][]int64{{0}, {1}, {-1}, {0, 2}, {2, 1}, {0, 1, 2}} {
				add(fmt.Sprintf("%s %v keepdims %d", op, axes, keep), 18, []value{x, ints("axes", axes...)},
					node(op, "x axes", "y", onnx.Attributes{"keepdims": keep}))
			}
			add(fmt.Sprintf("%s of all keepdims %d", op, keep), 18, []value{x},
				node(op, "x", "y", onnx.Attributes{"keepdims": keep}))
		}
		add(op+" of none", 18, []value{x}, node(op, "x", "y", onnx.Attributes{"noop_with_empty_axes": 1}))
		add(op+" of opset 11", 11, []value{x}, node(op, "x", "y", onnx.Attributes{"axes": []int64{1, -1}, "keepdims": 0}))
	}
	for _, op := range []string{"Softmax", "LogSoftmax"} {
		for _, axis := range []int{0, 1, -1} {
			add(fmt.Sprintf("%s axis %d", op, axis), 18, []value{input("x", normal, 2, 3, 4)},
				node(op, "x", "y", onnx.Attributes{"axis": axis}))
		}
		add(op, 18, []value{input("x", normal, 3, 5)}, node(op, "x", "y", nil))
		add(op+" of opset 7", 7, []value{input("x", normal, 2, 3, 2, 1)}, node(op, "x", "y", nil))
		add(op+" of opset 11, all axes from 2 on", 11, []value{input("x", normal, 2, 2, 3, 2)},
			node(op, "x", "y", onnx.Attributes{"axis": 2}))
	}
	return cases
}
