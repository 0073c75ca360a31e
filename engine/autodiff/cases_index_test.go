package autodiff_test

import (
	"fmt"

	"foolscope/engine/onnx"
)

// places is a stored table of indices.
func places(dims []int64, elements ...int64) value {
	return value{name: "at", dims: dims, ints: elements, stored: true}
}

func indexCases() []graphCase {
	x := input("x", distinct, 2, 3, 4)
	one := func(name, op, inputs string, attributes onnx.Attributes, further ...value) graphCase {
		return graphCase{name: name, nodes: []*onnx.NodeProto{node(op, inputs, "y", attributes)}, values: append([]value{x}, further...)}
	}
	d := func(dims ...int64) []int64 { return dims }
	many := make([]int64, 40)
	for i := range many {
		many[i] = int64(i*7) % 4
	}
	return []graphCase{
		one("Gather of an order", "Gather", "x at", onnx.Attributes{"axis": 2}, places(d(4), 2, 0, 3, 1)),
		one("Gather of a stretch", "Gather", "x at", onnx.Attributes{"axis": -1}, places(d(2), -3, -2)),
		one("Gather of a table", "Gather", "x at", onnx.Attributes{"axis": 1}, places(d(2, 3), 0, 2, 2, 1, 0, -1)),
		one("Gather of many", "Gather", "x at", onnx.Attributes{"axis": 2}, places(d(40), many...)),
		one("Gather of nothing", "Gather", "x at", onnx.Attributes{"axis": 2}, places(d(1, 1), 3)),
		{
			name: "Gather at places that the network computes",
			nodes: []*onnx.NodeProto{
				node("ArgMax", "x", "at", onnx.Attributes{"axis": 1, "keepdims": 0}), node("Gather", "x at", "y", onnx.Attributes{"axis": 1}),
			},
			values: []value{x},
		},
		one("GatherElements", "GatherElements", "x at", onnx.Attributes{"axis": 1}, places(d(2, 2, 3), 0, 1, 2, 2, 2, -1, 0, 0, 0, 1, 1, 1)),
		one("GatherND", "GatherND", "x at", nil, places(d(3, 2), 0, 1, 1, 2, 0, 1)),
		one("GatherND of elements", "GatherND", "x at", nil, places(d(2, 3), 0, 1, 3, 1, 2, 0)),
		{
			name: "TopK", values: []value{x, ints("k", 2)},
			nodes: []*onnx.NodeProto{node("TopK", "x k", "y where", onnx.Attributes{"axis": 2})},
		},
		{
			name: "TopK of the smallest", values: []value{x, ints("k", 2)},
			nodes: []*onnx.NodeProto{node("TopK", "x k", "y where", onnx.Attributes{"axis": 1, "largest": 0})},
		},
		one("ScatterElements", "ScatterElements", "x at new", onnx.Attributes{"axis": 2}, places(d(2, 3, 1), 3, 2, 1, 0, 1, 2), weight("new", normal, 2, 3, 1)),
		one("ScatterElements adding", "ScatterElements", "x at new", onnx.Attributes{"axis": 1, "reduction": "add"},
			places(d(2, 1, 4), 0, 1, 2, 1, 0, 0, 2, 2), weight("new", normal, 2, 1, 4)),
		one("ScatterND", "ScatterND", "x at new", nil, places(d(2, 2), 0, 1, 1, 0), weight("new", normal, 2, 4)),
		one("ScatterND adding", "ScatterND", "x at new", onnx.Attributes{"reduction": "add"}, places(d(2, 2), 0, 1, 0, 1), weight("new", normal, 2, 4)),
		one("Tile", "Tile", "x times", nil, ints("times", 2, 1, 3)),
		one("Tile of one", "Tile", "x times", nil, ints("times", 1, 1, 1)),
		one("Trilu", "Trilu", "x", nil),
		one("Trilu below", "Trilu", "x k", onnx.Attributes{"upper": 0}, value{name: "k", ints: []int64{1}, stored: true}),
		one("CumSum", "CumSum", "x axis", nil, value{name: "axis", ints: []int64{1}, stored: true}),
		one("CumSum, from behind and without the element itself", "CumSum", "x axis", onnx.Attributes{"reverse": 1, "exclusive": 1},
			value{name: "axis", ints: []int64{-1}, stored: true}),
	}
}

func stepCases() []graphCase {
	var cases []graphCase
	for _, s := range [][4]int64{{0, 99, 2, 1}, {1, 99, 2, 1}, {0, 99, 3, 2}, {2, 5, 2, 1}, {-1, -99, -2, 2}, {5, 0, -3, 1}, {3, 4, 5, 2}, {1, 7, 6, 1}} {
		cases = append(cases, graphCase{
			name:  fmt.Sprintf("Slice from %d to %d by %d on axis %d", s[0], s[1], s[2], s[3]),
			nodes: []*onnx.NodeProto{node("Slice", "x from to axis step", "y", nil)},
			values: []value{
				input("x", normal, 2, 7, 6), ints("from", s[0]), ints("to", s[1]), ints("axis", s[3]), ints("step", s[2]),
			},
		})
	}
	part := func(y, row, column string) *onnx.NodeProto {
		return node("Slice", "x "+row+column+" ends axes steps", y, nil)
	}
	cases = append(cases, graphCase{
		// As Swin joins patches, channels last.
		name: "every other row and column, joined",
		nodes: []*onnx.NodeProto{
			part("a", "0", "0"), part("b", "1", "0"), part("c", "0", "1"), part("d", "1", "1"),
			node("Concat", "a b c d", "y", onnx.Attributes{"axis": -1}),
		},
		values: []value{
			input("x", normal, 1, 4, 6, 2), ints("00", 0, 0), ints("10", 1, 0), ints("01", 0, 1), ints("11", 1, 1),
			ints("ends", 99, 99), ints("axes", 1, 2), ints("steps", 2, 2),
		},
	})
	for _, op := range []string{"DepthToSpace", "SpaceToDepth"} {
		for _, mode := range []string{"DCR", "CRD"} {
			attributes := onnx.Attributes{"blocksize": 2}
			if op == "DepthToSpace" {
				attributes["mode"] = mode
			} else if mode == "CRD" {
				continue
			}
			cases = append(cases, graphCase{
				name: op + " " + mode, nodes: []*onnx.NodeProto{node(op, "x", "y", attributes)},
				values: []value{input("x", normal, 2, 8, 4, 2)},
			})
		}
	}
	return cases
}
