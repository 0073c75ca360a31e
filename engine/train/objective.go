package train

import (
	"fmt"

	"foolscope/engine/autodiff"
	"foolscope/engine/onnx"
	"foolscope/engine/ort"
)

// Names of the values that training adds to a model.
const (
	labelsName = "the labels"
	seedName   = "the slope of the loss"
)

// objective computes the cross-entropy of a batch and its gradient with
// respect to the weights.
type objective struct {
	session       *ort.Session
	input, output string
	weights       []string
	gradients     map[string]string
}

// newObjective builds the gradient graph of a model with one input and logits
// as its first output.
func newObjective(m *onnx.ModelProto, weights []string, batch, classes int64) (*objective, error) {
	inputs := onnx.FeedInputs(m.Graph)
	if len(inputs) != 1 {
		return nil, fmt.Errorf("a model to train has one input, not %d", len(inputs))
	}
	dims, ok := onnx.Dims(inputs[0])
	if !ok || len(dims) == 0 {
		return nil, fmt.Errorf("the shape of the input %q is not declared", inputs[0].Name)
	}
	dims[0] = batch
	o := &objective{input: inputs[0].Name, output: m.Graph.Output[0].Name, weights: weights}
	m = onnx.Copy(m)
	g := onnx.Edit(m.Graph)
	g.Input = append(g.Input, onnx.FloatValue(labelsName, batch, classes))
	// The derivative of the mean cross-entropy with respect to the logits:
	// (softmax - label) / batch.
	p := g.Add("Softmax", []string{o.output}, onnx.Attributes{"axis": 1})
	excess := g.Add("Sub", []string{p, labelsName}, nil)
	g.Node = append(g.Node, onnx.NewNode("Mul", []string{excess, g.Scalar(1 / float32(batch))}, []string{seedName}, nil))
	gradient, err := autodiff.Gradient(m, autodiff.Request{
		Output: o.output, Targets: weights, Cotangent: seedName,
		Shapes: map[string][]int64{o.input: dims, labelsName: {batch, classes}},
	})
	if err != nil {
		return nil, err
	}
	o.gradients = gradient.Gradients
	data, err := onnx.Marshal(gradient.Proto)
	if err != nil {
		return nil, err
	}
	o.session, err = ort.Open(data, ort.Options{})
	return o, err
}
