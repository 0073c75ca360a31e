package classifier

import (
	"context"
	"fmt"

	"foolscope/engine/loss"
	"foolscope/engine/onnx"
	"foolscope/engine/ort"
)

// RawGradient is Gradient for those who prepared the model's own input: no
// preprocessing comes before it, and the gradient is with respect to input, in
// its shape. A final softmax is cut as ever. Each call builds a network, so
// this is for single gradients.
func (c *Classifier) RawGradient(ctx context.Context, input ort.Tensor, losses []loss.Loss) (logits [][]float32, gradient ort.Tensor, err error) {
	s, n, err := c.rawSession(input.Shape)
	if err != nil {
		return nil, gradient, err
	}
	defer s.Close()
	batch := len(losses)
	if c.RawCount(input.Shape) != batch {
		panic("classifier: inputs and losses differ in number")
	}
	session := func(int64) (*ort.Session, error) { return s, nil }
	inputs := rows(input.Data, batch)
	objectives, err := n.objectives(losses, func(chosen []int) ([][]float32, error) {
		// Only the gradient network takes such inputs; with empty objectives it gives scores.
		scores, _, err := n.differentiate(ctx, session, pick(inputs, chosen), make([]objective, len(chosen)), false)
		return scores, err
	})
	if err != nil {
		return nil, gradient, err
	}
	logits, gradients, err := n.differentiate(ctx, session, inputs, objectives, false)
	if err != nil {
		return nil, gradient, err
	}
	gradient = ort.NewTensor(input.Shape...)
	each := len(gradient.Data) / batch
	for i, g := range gradients {
		copy(gradient.Data[i*each:], g)
	}
	return logits, gradient, nil
}

// RawCount is how many inputs an array of the model's own input holds: its first
// dimension, or one for a model without a batch axis.
func (c *Classifier) RawCount(shape []int64) int {
	if !c.network.batched || len(shape) == 0 {
		return 1
	}
	return int(shape[0])
}

// rawSession opens the gradient network for inputs of the given shape.
func (c *Classifier) rawSession(shape []int64) (*ort.Session, *network, error) {
	c.mutex.Lock()
	defer c.mutex.Unlock()
	if c.closed {
		return nil, nil, ort.ErrClosed
	}
	n, err := c.network.bare(shape)
	if err != nil {
		return nil, nil, err
	}
	m, err := n.gradientModel(n.fixedBatch)
	if err != nil {
		return nil, nil, err
	}
	s, err := c.open(m.Proto, "gradient")
	return s, n, err
}

// bare returns the network without its preprocessing, for inputs of the given
// shape.
func (n *network) bare(shape []int64) (*network, error) {
	declared, _ := onnx.Dims(n.own)
	fits := len(shape) == len(declared)
	for i := 0; fits && i < len(shape); i++ {
		// A model of fixed batch size runs as often as it must.
		fits = shape[i] > 0 && (i == 0 && n.batched || declared[i] < 0 || declared[i] == shape[i])
	}
	if !fits {
		return nil, fmt.Errorf("the model's input %q has the shape %s, which the array's %s does not fit",
			n.own.Name, onnx.ShapeText(declared), onnx.ShapeText(shape))
	}
	out := *n
	out.feed, out.dims = n.own.Name, shape[1:]
	out.fixedBatch = max(1, n.fixedBatch)
	out.proto = onnx.Copy(n.proto)
	g := out.proto.Graph
	// The preprocessing ends in a node that computes the model's own input.
	// What comes before it is left without a use, and dropped with the input.
	kept := g.Node[:0:0]
	for _, node := range g.Node {
		if node.Output[0] != out.feed {
			kept = append(kept, node)
		}
	}
	g.Node = kept
	if !n.batched {
		edit := onnx.Edit(g)
		one := edit.Fresh(out.feed)
		first := onnx.NewNode("Reshape", []string{one, edit.Ints("shape", shape...)}, []string{out.feed}, nil)
		g.Node = append([]*onnx.NodeProto{first}, g.Node...)
		out.feed, out.dims = one, shape
		g.Input[0] = onnx.FloatValue(out.feed, append([]int64{1}, out.dims...)...)
		return &out, onnx.Prune(g)
	}
	g.Input[0] = onnx.FloatValue(out.feed, append([]int64{-1}, out.dims...)...)
	return &out, onnx.Prune(g)
}
