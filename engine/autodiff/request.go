package autodiff

import (
	"fmt"
	"slices"
	"strings"

	"foolscope/engine/onnx"
)

// Request says what to differentiate.
type Request struct {
	// Output names the value to differentiate. Empty means the model's first
	// output.
	Output string
	// Targets name the inputs and weights to differentiate with respect to. A
	// weight becomes an input of the gradient model, so that it can change
	// from run to run.
	Targets []string
	// Shapes gives the shape of every input of the model. All dimensions are
	// concrete.
	Shapes map[string][]int64
	// Cotangent names the gradient of what is wanted with respect to the output,
	// which the backward pass begins with: a value of the model that has the
	// output's shape, or, if the model has no such value, a new input. Empty means
	// 1 for each element, which differentiates their sum.
	Cotangent string
}

// Model is a model that computes its own gradient.
type Model struct {
	// Proto has the outputs of the original model, then the gradients. Its
	// inputs are those of the original, then the targets that are weights,
	// then the cotangent.
	Proto *onnx.ModelProto
	// Gradients names, for each target, the output that holds its gradient.
	Gradients map[string]string
	// StraightThrough describes the nodes that round and whose gradient is the
	// straight-through estimate.
	StraightThrough []string
}

// UnsupportedError lists the nodes that stand in the way of a gradient.
type UnsupportedError struct {
	// Nodes describes each node: its operator and its name.
	Nodes []string
	// Operators lists their operators, each once.
	Operators []string
	// Reason is nil if no rule is known for the operators, and otherwise says
	// what about the only node is not supported.
	Reason error
}

func (e *UnsupportedError) Error() string {
	if e.Reason != nil {
		return fmt.Sprintf("%s: %v", e.Nodes[0], e.Reason)
	}
	return fmt.Sprintf("no gradient is known for %d of the model's nodes: %s", len(e.Nodes), strings.Join(e.Nodes, ", "))
}

func (e *UnsupportedError) Unwrap() error { return e.Reason }

// unsupported describes nodes without a rule, given in reverse order.
func unsupported(nodes []*onnx.NodeProto) *UnsupportedError {
	e := &UnsupportedError{}
	for _, n := range slices.Backward(nodes) {
		e.Nodes = append(e.Nodes, onnx.Describe(n))
		if op := onnx.Operator(n); !slices.Contains(e.Operators, op) {
			e.Operators = append(e.Operators, op)
		}
	}
	return e
}
