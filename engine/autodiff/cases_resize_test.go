package autodiff_test

import (
	"fmt"

	"foolscope/engine/onnx"
)

func resizeCases() []graphCase {
	var cases []graphCase
	x := input("x", normal, 1, 2, 4, 6)
	// resized is a Resize by scales or to sizes, whichever is not nil.
	resized := func(name string, scales []float32, sizes []int64, attributes onnx.Attributes) {
		c := graphCase{name: "Resize " + name, values: []value{x}, opset: 19}
		inputs := "x - scales"
		if sizes != nil {
			inputs = "x - - sizes"
			c.values = append(c.values, ints("sizes", sizes...))
		} else {
			c.values = append(c.values, fixed("scales", list(scales...), int64(len(scales))))
		}
		c.nodes = []*onnx.NodeProto{node("Resize", inputs, "y", attributes)}
		cases = append(cases, c)
	}
	scales := map[string][]float32{"up": {1, 1, 2, 3}, "by fractions": {1, 1, 1.6, 2.5}, "down": {1, 1, 0.5, 0.7}}
	for _, how := range []string{"up", "by fractions", "down"} {
		for _, coordinates := range []string{"half_pixel", "asymmetric", "align_corners", "pytorch_half_pixel", "half_pixel_symmetric"} {
			for _, rounding := range []string{"round_prefer_floor", "round_prefer_ceil", "floor", "ceil"} {
				resized(fmt.Sprintf("nearest %s %s %s", how, coordinates, rounding), scales[how], nil,
					onnx.Attributes{"mode": "nearest", "coordinate_transformation_mode": coordinates, "nearest_mode": rounding})
			}
			for _, mode := range []string{"linear", "cubic"} {
				resized(fmt.Sprintf("%s %s %s", mode, how, coordinates), scales[how], nil,
					onnx.Attributes{"mode": mode, "coordinate_transformation_mode": coordinates})
			}
		}
	}
	resized("to sizes", nil, []int64{1, 2, 7, 5}, onnx.Attributes{"mode": "linear"})
	resized("to one pixel", nil, []int64{1, 2, 1, 1}, onnx.Attributes{"mode": "linear", "coordinate_transformation_mode": "pytorch_half_pixel"})
	resized("to sizes, nearest", nil, []int64{1, 2, 7, 5}, nil)
	resized("of some axes", nil, []int64{7, 5}, onnx.Attributes{"mode": "linear", "axes": []int64{2, 3}})
	resized("of equal aspect", nil, []int64{7, 7}, onnx.Attributes{"axes": []int64{2, 3}, "keep_aspect_ratio_policy": "not_larger"})
	resized("cubic, leaving out what lies outside", nil, []int64{1, 2, 7, 5},
		onnx.Attributes{"mode": "cubic", "exclude_outside": 1, "cubic_coeff_a": float32(-0.5)})
	resized("to the same size", nil, []int64{1, 2, 4, 6}, onnx.Attributes{"mode": "linear"})

	old := func(name, op string, opset int64, attributes onnx.Attributes, factors ...float32) {
		cases = append(cases, graphCase{
			name: name, opset: opset, nodes: []*onnx.NodeProto{node(op, "x scales", "y", attributes)},
			values: []value{x, fixed("scales", list(factors...), 4)},
		})
	}
	old("Upsample of opset 9", "Upsample", 9, nil, 1, 1, 2, 3)
	old("Upsample of opset 9, linear", "Upsample", 9, onnx.Attributes{"mode": "linear"}, 1, 1, 2, 2)
	old("Resize of opset 10", "Resize", 10, nil, 1, 1, 2, 1.5)
	old("Resize of opset 10, smaller", "Resize", 10, onnx.Attributes{"mode": "linear"}, 1, 1, 0.5, 0.5)
	scaled := node("Upsample", "x", "y", nil)
	scaled.Attribute = append(scaled.Attribute, &onnx.AttributeProto{
		Name: "scales", Type: onnx.AttributeProto_FLOATS, Floats: []float32{1, 1, 2, 2},
	})
	return append(cases,
		graphCase{name: "Upsample of opset 7", opset: 7, nodes: []*onnx.NodeProto{scaled}, values: []value{x}},
		graphCase{
			name: "Resize of opset 11, to sizes read off another value",
			// As PyTorch writes interpolate(x, size=other.shape[2:]).
			opset: 11,
			nodes: []*onnx.NodeProto{
				node("Shape", "x", "dims", nil), node("Slice", "dims from to", "head", nil), node("Slice", "dims to end", "tail", nil),
				node("Cast", "tail", "floats", onnx.Attributes{"to": int(onnx.TensorProto_FLOAT)}), node("Mul", "floats half", "halves", nil),
				node("Floor", "halves", "whole", nil), node("Cast", "whole", "sides", onnx.Attributes{"to": int(onnx.TensorProto_INT64)}),
				node("Concat", "head sides", "sizes", onnx.Attributes{"axis": 0}),
				node("Resize", "x none none sizes", "y", onnx.Attributes{"mode": "linear", "coordinate_transformation_mode": "align_corners"}),
			},
			values: []value{
				x, ints("from", 0), ints("to", 2), ints("end", 4), fixed("half", list(0.5)), fixed("none", list(), 0),
			},
		},
	)
}

func padCases() []graphCase {
	var cases []graphCase
	for _, mode := range []string{"reflect", "edge", "wrap"} {
		for _, pads := range [][]int64{{0, 0, 1, 2, 0, 0, 3, 1}, {0, 0, 0, 3, 0, 0, 0, 0}, {1, 0, 2, 0, 0, 1, 0, 0}} {
			cases = append(cases, graphCase{
				name: fmt.Sprintf("Pad %s %v", mode, pads), opset: 19,
				nodes:  []*onnx.NodeProto{node("Pad", "x pads", "y", onnx.Attributes{"mode": mode})},
				values: []value{input("x", normal, 2, 2, 4, 5), ints("pads", pads...)},
			})
		}
	}
	return append(cases,
		graphCase{
			name:   "Pad with negative sizes",
			nodes:  []*onnx.NodeProto{node("Pad", "x pads", "y", nil)},
			values: []value{input("x", normal, 4, 5), ints("pads", -1, 2, 1, -2)},
		},
		graphCase{
			name: "Pad of opset 7, reflecting", opset: 7,
			nodes:  []*onnx.NodeProto{node("Pad", "x", "y", onnx.Attributes{"mode": "reflect", "pads": []int64{0, 0, 1, 1, 0, 0, 1, 1}})},
			values: []value{input("x", normal, 1, 2, 3, 4)},
		},
		graphCase{
			name: "Pad as PyTorch writes it: a table of sizes, turned over",
			nodes: []*onnx.NodeProto{
				node("Concat", "sizes zeros", "all", onnx.Attributes{"axis": 0}), node("Reshape", "all pairs", "table", nil),
				node("Slice", "table last first rows back", "turned", nil), node("Transpose", "turned", "columns", onnx.Attributes{"perm": []int64{1, 0}}),
				node("Reshape", "columns list", "pads", nil), node("Pad", "x pads", "y", nil),
			},
			values: []value{
				input("x", normal, 1, 2, 3, 4), ints("sizes", 1, 2, 0, 1), ints("zeros", 0, 0, 0, 0), ints("pairs", -1, 2),
				ints("last", -1), ints("first", -99), ints("rows", 0), ints("back", -1), ints("list", -1),
			},
		},
	)
}
