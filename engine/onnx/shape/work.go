package shape

import "foolscope/engine/onnx"

// Multiplications is how many a network of the given shapes needs for its
// convolutions and its products of matrices, which is nearly all that it does.
// Operators whose shapes are not known count as none.
func Multiplications(g *onnx.GraphProto, shapes Shapes) int64 {
	var sum int64
	for _, n := range g.Node {
		if len(n.Input) < 2 || len(n.Output) == 0 {
			continue
		}
		x, weights, y := shapes[n.Input[0]], shapes[n.Input[1]], shapes[n.Output[0]]
		if len(x) < 2 || len(weights) < 2 || len(y) < 2 {
			continue
		}
		switch n.OpType {
		case "Conv":
			sum += product(y) * product(weights[1:])
		case "ConvTranspose":
			sum += product(x) * product(weights[1:])
		case "MatMul":
			sum += product(y) * x[len(x)-1]
		case "Gemm":
			inner := x[1]
			if onnx.Int(n, "transA", 0) != 0 {
				inner = x[0]
			}
			sum += product(y) * inner
		}
	}
	return sum
}

// Largest is the number of elements of the largest value that a network of the
// given shapes computes.
func Largest(g *onnx.GraphProto, shapes Shapes) int64 {
	var most int64
	for _, n := range g.Node {
		for _, name := range n.Output {
			if dims, ok := shapes[name]; ok {
				most = max(most, product(dims))
			}
		}
	}
	return most
}
