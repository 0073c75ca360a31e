package autodiff_test

import (
	"fmt"

	"foolscope/engine/onnx"
)

func matrixCases() []graphCase {
	var cases []graphCase
	for transA := range 2 {
		for transB := range 2 {
			a, b := []int64{3, 4}, []int64{4, 2}
			if transA == 1 {
				a = []int64{4, 3}
			}
			if transB == 1 {
				b = []int64{2, 4}
			}
			cases = append(cases, graphCase{
				name: fmt.Sprintf("Gemm transA %d transB %d", transA, transB),
				nodes: []*onnx.NodeProto{node("Gemm", "a b c", "y", onnx.Attributes{
					"transA": transA, "transB": transB, "alpha": float32(0.7), "beta": float32(1.3),
				})},
				values: []value{input("a", normal, a...), weight("b", normal, b...), weight("c", normal, 2)},
			})
		}
	}
	for _, dims := range [][]int64{{}, {1}, {1, 2}, {3, 1}, {3, 2}} {
		cases = append(cases, graphCase{
			name:   fmt.Sprintf("Gemm adding %v", dims),
			nodes:  []*onnx.NodeProto{node("Gemm", "a b c", "y", onnx.Attributes{"beta": float32(0.5)})},
			values: []value{input("a", normal, 3, 4), input("b", normal, 4, 2), input("c", normal, dims...)},
		})
	}
	cases = append(cases, graphCase{
		name:   "Gemm adding nothing",
		nodes:  []*onnx.NodeProto{node("Gemm", "a b", "y", nil)},
		values: []value{input("a", normal, 2, 3), weight("b", normal, 3, 2)},
	})
	for _, c := range [][2][]int64{
		{{2, 3}, {3, 4}},
		{{1, 3}, {3, 1}},
		{{2, 3, 4}, {4, 2}},
		{{2, 2, 3, 4}, {4, 2}},
		{{3, 4}, {2, 4, 2}},
		{{2, 3, 4}, {2, 4, 2}},
		{{2, 3, 4}, {1, 4, 2}},
		{{1, 3, 4}, {2, 4, 2}},
		{{2, 1, 3, 4}, {3, 4, 2}},
		{{1, 2, 2, 3}, {3, 1, 3, 2}},
	} {
		cases = append(cases, graphCase{
			name:   fmt.Sprintf("MatMul %v %v", c[0], c[1]),
			nodes:  []*onnx.NodeProto{node("MatMul", "a b", "y", nil)},
			values: []value{input("a", normal, c[0]...), weight("b", normal, c[1]...)},
		})
	}
	return append(cases, graphCase{
		name:   "MatMul of a value with itself",
		nodes:  []*onnx.NodeProto{node("MatMul", "a a", "y", nil)},
		values: []value{input("a", normal, 3, 3)},
	})
}
