package classifier

import (
	"foolscope/engine/autodiff"
	"foolscope/engine/onnx"
)

// excluded is subtracted from a logit to take it out of a maximum. It exceeds
// any logit.
const excluded = 1e30

// gradientModel returns the network with the gradient of a loss with respect
// to its input, for one batch size. The gradient is the last output.
//
// Two further inputs, [batch, classes], choose the loss of each picture: t is
// one-hot for a cross-entropy, o for a margin, and either is zero where it is
// not wanted. The derivatives of the losses with respect to the logits z, with
// p their softmax, are written out, because that keeps them exact where the
// network is very sure: of the usual p - t nothing is left for the class y
// itself as soon as p_y rounds to 1.
//
//	cross-entropy: p_k for k != y, and -(sum over k != y of p_k) for y
//	margin: 1 for y, and -1 for the largest of the others
func (n *network) gradientModel(batch int64) (*autodiff.Model, error) {
	m := onnx.Copy(n.proto)
	g := onnx.Edit(m.Graph)
	for _, name := range []string{entropyName, marginName} {
		g.Input = append(g.Input, onnx.FloatValue(name, batch, n.classes))
	}
	binary := func(op, x, y string) string { return g.Add(op, []string{x, y}, nil) }
	along := func(op, x string) string {
		return g.Add(op, []string{x, g.Ints("axes", 1)}, onnx.Attributes{"keepdims": 1})
	}
	p := g.Add("Softmax", []string{logitsName}, onnx.Attributes{"axis": 1})
	others := binary("Sub", binary("Mul", p, along("ReduceSum", entropyName)), binary("Mul", p, entropyName))
	entropy := binary("Sub", others, binary("Mul", entropyName, along("ReduceSum", others)))

	remaining := binary("Sub", logitsName, binary("Mul", marginName, g.Scalar(excluded)))
	tops := g.Add("Cast", []string{binary("Equal", remaining, along("ReduceMax", remaining))},
		onnx.Attributes{"to": int(onnx.TensorProto_FLOAT)})
	rival := binary("Div", tops, along("ReduceSum", tops))
	margin := binary("Sub", marginName, binary("Mul", rival, along("ReduceSum", marginName)))

	g.Node = append(g.Node, onnx.NewNode("Add", []string{entropy, margin}, []string{seedName}, nil))
	shapes := n.shapes(batch)
	shapes[entropyName] = []int64{batch, n.classes}
	shapes[marginName] = []int64{batch, n.classes}
	return autodiff.Gradient(m, autodiff.Request{
		Output: logitsName, Targets: []string{n.feed}, Seed: seedName, Shapes: shapes,
	})
}
