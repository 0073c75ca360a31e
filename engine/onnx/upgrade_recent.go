package onnx

// Operators whose latest versions onnxruntime 1.24 has no code for, though what they
// compute is what it was. They are spelt out from the opset on that it stops at.

// lpNormalization divides by a norm along one axis; where it is 0, 0 remains.
func (u *upgrader) lpNormalization(n *NodeProto) error {
	g := u.graph
	norm := g.Add(normOf(n), []string{n.Input[0], g.Ints("axis", Int(n, "axis", -1))}, Attributes{"keepdims": 1})
	least := g.Add("Max", []string{norm, g.Scalar(1e-37)}, nil)
	u.keep(NewNode("Div", []string{n.Input[0], least}, n.Output[:1], nil))
	return nil
}

// globalLpPool is a norm over all spatial axes, the second to the last.
func (u *upgrader) globalLpPool(n *NodeProto) error {
	g := u.graph
	x := n.Input[0]
	rank := g.Add("Size", []string{g.Add("Shape", []string{x}, nil)}, nil)
	number := func(v int64) string { return g.AddInitializer(NewInts("number", []int64{v})) }
	axes := g.Add("Range", []string{number(2), rank, number(1)}, nil)
	keep := Attributes{"keepdims": 1}
	switch p := Int(n, "p", 2); p {
	case 1, 2:
		u.keep(NewNode(normOf(n), []string{x, axes}, n.Output[:1], keep))
	default:
		power := g.Add("Pow", []string{g.Add("Abs", []string{x}, nil), g.Scalar(float32(p))}, nil)
		sum := g.Add("ReduceSum", []string{power, axes}, keep)
		u.keep(NewNode("Pow", []string{sum, g.Scalar(1 / float32(p))}, n.Output[:1], nil))
	}
	return nil
}

func normOf(n *NodeProto) string {
	if Int(n, "p", 2) == 1 {
		return "ReduceL1"
	}
	return "ReduceL2"
}

// swish is x sigmoid(alpha x).
func (u *upgrader) swish(n *NodeProto) error {
	x := n.Input[0]
	if alpha := Float(n, "alpha", 1); alpha != 1 {
		x = u.graph.Add("Mul", []string{x, u.graph.Scalar(alpha)}, nil)
	}
	gate := u.graph.Add("Sigmoid", []string{x}, nil)
	u.keep(NewNode("Mul", []string{n.Input[0], gate}, n.Output[:1], nil))
	return nil
}
