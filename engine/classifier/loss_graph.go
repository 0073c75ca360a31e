package classifier

import (
	"errors"

	"foolscope/engine/autodiff"
	"foolscope/engine/onnx"
)

// hard is what logits are multiplied with to make a softmax of them that is 1 at
// the largest: any two logits of a magnitude above 1e-15 that differ at all are
// then too far apart, and none below 1e14 overflows.
const hard = 1 << 80

// excluded is added to a logit, multiplied with hard, to take it out of a softmax.
const excluded = -3e38

// gradientModel returns the network with the gradient of a loss with respect
// to its input, for one batch size. The gradient is the last output.
//
// Each picture has a loss of its own: a cross-entropy, a margin, or any other whose
// derivative with respect to the logits z is given. The derivatives of the first
// two are written out: that keeps them exact where the network is very sure, as of
// the usual softmax(z) - 1 nothing is left for the class itself as soon as its
// probability rounds to 1. With p the softmax of z, and r that of the others alone,
// made hard, they are
//
//	cross-entropy: p_k for k other than the class, -(sum of these p_k) for the class
//	margin: -r_k for k other than the class, and their sum for the class
//
// Both are q_k for the others and -(sum of q_k) for the class, with
//
//	q = others * softmax(hardness z + shift)
//
// and four further inputs say which: hardness [batch, 1] and, of shape
// [batch, classes], shift, others, and the class as one-hot vector; see choose.
// With neither hardness, shift nor class, q is others / classes, whatever z is: so
// any other derivative is fed.
//
// Where classes are independent, a fifth input, binary [batch, 1], is 1 for the
// binary cross-entropy. Its derivatives are
//
//	sigmoid(z_k) for k other than the class, -sigmoid(-z_k) for the class
func (n *network) gradientModel(batch int64) (*autodiff.Model, error) {
	m := onnx.Copy(n.proto)
	g := onnx.Edit(m.Graph)
	shapes := n.shapes(batch)
	names := []string{hardnessName, shiftName, othersName, className}
	if n.independent() {
		names = append(names, binaryName)
	}
	for _, name := range names {
		shapes[name] = []int64{batch, n.classes}
		if name == hardnessName || name == binaryName {
			shapes[name] = []int64{batch, 1}
		}
		g.Input = append(g.Input, onnx.FloatValue(name, shapes[name]...))
	}
	binary := func(op, x, y string) string { return g.Add(op, []string{x, y}, nil) }
	scores := binary("Add", binary("Mul", logitsName, hardnessName), shiftName)
	q := binary("Mul", g.Add("Softmax", []string{scores}, onnx.Attributes{"axis": 1}), othersName)
	sum := g.Add("ReduceSum", []string{q, g.Ints("axes", 1)}, onnx.Attributes{"keepdims": 1})
	cotangent := binary("Sub", q, binary("Mul", className, sum))
	if n.independent() {
		unary := func(op, x string) string { return g.Add(op, []string{x}, nil) }
		other := binary("Mul", othersName, unary("Sigmoid", logitsName))
		own := binary("Mul", className, unary("Sigmoid", unary("Neg", logitsName)))
		cotangent = binary("Add", binary("Mul", binary("Sub", g.Scalar(1), binaryName), cotangent), binary("Mul", binaryName, binary("Sub", other, own)))
	}
	g.Node = append(g.Node, onnx.NewNode("Identity", []string{cotangent}, []string{cotangentName}, nil))
	out, err := autodiff.Gradient(m, autodiff.Request{
		Output: logitsName, Targets: []string{n.feed}, Cotangent: cotangentName, Shapes: shapes,
	})
	if unconnected := (*autodiff.UnconnectedError)(nil); errors.As(err, &unconnected) {
		return nil, errUnconnected
	}
	return out, err
}

// errUnconnected is why there is no gradient though every operator has one.
var errUnconnected = errors.New("the model's scores do not depend on the picture, or only through operators that let no gradient pass, such as rounding; attacks without a gradient may still work")
