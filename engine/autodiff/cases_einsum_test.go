package autodiff_test

import (
	"fmt"

	"foolscope/engine/onnx"
)

func einsumCases() []graphCase {
	var cases []graphCase
	for _, c := range []struct {
		equation string
		dims     [][]int64
	}{
		{"ij,jk->ik", [][]int64{{2, 3}, {3, 4}}},
		{"ij,jk", [][]int64{{2, 3}, {3, 4}}},
		{"bhid,bhjd->bhij", [][]int64{{1, 2, 3, 4}, {1, 2, 5, 4}}},
		{"bhij,bhjd->bhid", [][]int64{{1, 2, 3, 5}, {1, 2, 5, 4}}},
		{"bij,bjk->bik", [][]int64{{2, 3, 4}, {2, 4, 2}}},
		{"bij,jk->bik", [][]int64{{2, 3, 4}, {4, 2}}},
		{"...ij,...jk->...ik", [][]int64{{2, 3, 4}, {1, 4, 2}}},
		{"...ij,jk->...ik", [][]int64{{2, 2, 3, 4}, {4, 2}}},
		{"bchw,cd->bdhw", [][]int64{{1, 3, 2, 2}, {3, 4}}},
		{"i,j->ij", [][]int64{{3}, {4}}},
		{"ij->ji", [][]int64{{2, 3}}},
		{"ij->i", [][]int64{{2, 3}}},
		{"ij->", [][]int64{{2, 3}}},
		{"nc -> nc", [][]int64{{2, 3}}},
		{"ij,ik->jk", [][]int64{{2, 3}, {2, 4}}},
		{"ij,jk,kl->il", [][]int64{{2, 3}, {3, 2}, {2, 4}}},
		{"ij,kl->il", [][]int64{{2, 3}, {2, 4}}},
	} {
		one := graphCase{name: fmt.Sprintf("Einsum %s %v", c.equation, c.dims)}
		inputs := ""
		for i, dims := range c.dims {
			name := string(rune('a' + i))
			inputs += " " + name
			one.values = append(one.values, input(name, normal, dims...))
		}
		one.nodes = []*onnx.NodeProto{node("Einsum", inputs, "y", onnx.Attributes{"equation": c.equation})}
		cases = append(cases, one)
	}
	for _, dims := range [][2][]int64{{{3}, {3, 4}}, {{2, 3}, {3}}, {{3}, {3}}, {{2, 2, 3}, {3}}, {{3}, {2, 3, 4}}} {
		cases = append(cases, graphCase{
			name:   fmt.Sprintf("MatMul with a vector, %v %v", dims[0], dims[1]),
			nodes:  []*onnx.NodeProto{node("MatMul", "a b", "y", nil)},
			values: []value{input("a", normal, dims[0]...), weight("b", normal, dims[1]...)},
		})
	}
	return cases
}
