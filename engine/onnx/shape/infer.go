package shape

import (
	"fmt"
	"maps"
	"slices"

	"foolscope/engine/onnx"
)

// Shapes holds the shape of each value whose shape is known.
type Shapes map[string][]int64

// Infer returns the shapes of m's values for the given shapes of its inputs.
// The model must have been upgraded (onnx.Upgrade). Values behind an operator
// that the package does not know are absent from the result; a shape that
// contradicts an operator is an error.
func Infer(m *onnx.ModelProto, inputs map[string][]int64) (Shapes, error) {
	shapes, _, err := Evaluate(m, inputs)
	return shapes, err
}

// Evaluate is Infer that also returns what networks compute shapes with, stored
// and computed values.
func Evaluate(m *onnx.ModelProto, inputs map[string][]int64) (Shapes, Constants, error) {
	in := &inference{shapes: Shapes{}, constants: Constants{}}
	if err := in.walk(m, inputs); err != nil {
		return nil, nil, err
	}
	return in.shapes, in.constants, nil
}

func (in *inference) walk(m *onnx.ModelProto, inputs map[string][]int64) error {
	if err := in.begin(m, inputs); err != nil {
		return err
	}
	sorted, err := onnx.Sorted(m.Graph)
	if err != nil {
		return err
	}
	for _, n := range sorted {
		if err := in.node(n); err != nil {
			return fmt.Errorf("%s: %w", onnx.Describe(n), err)
		}
	}
	return nil
}

// begin takes note of what is there before the first node.
func (in *inference) begin(m *onnx.ModelProto, inputs map[string][]int64) error {
	for _, v := range onnx.FeedInputs(m.Graph) {
		dims, ok := inputs[v.Name]
		if !ok {
			return fmt.Errorf("the shape of the input %q is not given", v.Name)
		}
		if _, err := onnx.Count(dims); err != nil {
			return fmt.Errorf("the input %q: %w", v.Name, err)
		}
		in.shapes[v.Name] = present(dims)
	}
	for _, name := range slices.Sorted(maps.Keys(inputs)) {
		if !in.known(name) {
			return fmt.Errorf("the model has no input %q", name)
		}
	}
	for _, t := range m.Graph.Initializer {
		in.store(t)
	}
	return nil
}

func (in *inference) store(t *onnx.TensorProto) {
	in.shapes[t.Name] = present(t.Dims)
	if c, ok := read(t); ok {
		in.constants[t.Name] = c
	}
}

// present makes a list that may be nil an empty one: nil stands for unknown.
func present(list []int64) []int64 {
	if list == nil {
		return []int64{}
	}
	return list
}

// inference is the state of one walk through a graph.
type inference struct {
	shapes    Shapes
	constants Constants
}

// rule computes the shapes of a node's outputs; nil means unknown. Its inputs
// are known unless they are optional and absent.
type rule func(in *inference, n *onnx.NodeProto) ([][]int64, error)

func (in *inference) node(n *onnx.NodeProto) error {
	if n.Domain != "" && n.Domain != "ai.onnx" {
		return nil
	}
	if len(onnx.Subgraphs(n)) > 0 {
		in.control(n)
		return nil
	}
	apply, ok := rules[n.OpType]
	if !ok || len(n.Input) == 0 {
		return nil
	}
	for _, name := range n.Input {
		if name != "" && !in.known(name) {
			return nil
		}
	}
	out, err := apply(in, n)
	if err != nil {
		return err
	}
	for i, dims := range out {
		if dims == nil || i >= len(n.Output) || n.Output[i] == "" {
			continue
		}
		if _, err := onnx.Count(dims); err != nil {
			if !slices.ContainsFunc(dims, func(d int64) bool { return d < 0 }) {
				// In a branch, which may hold what does not fit, this is still too large.
				in.shapes[n.Output[i]] = dims
			}
			return fmt.Errorf("%w (the input may be too small for this network)", err)
		}
		in.shapes[n.Output[i]] = dims
	}
	in.fold(n)
	return nil
}

// known reports whether a shape is known; a scalar's is an empty list.
func (in *inference) known(name string) bool {
	_, ok := in.shapes[name]
	return ok
}

// input returns the shape of input i, or nil if it is absent.
func (in *inference) input(n *onnx.NodeProto, i int) []int64 {
	if i >= len(n.Input) || n.Input[i] == "" {
		return nil
	}
	return in.shapes[n.Input[i]]
}

// constant returns input i; ok is false if it is absent or not known.
func (in *inference) constant(n *onnx.NodeProto, i int) (c Constant, ok bool) {
	if i >= len(n.Input) || n.Input[i] == "" {
		return Constant{}, false
	}
	c, ok = in.constants[n.Input[i]]
	return c, ok
}

// list returns the integers that input i holds; ok is false if it is absent or
// its values are not known.
func (in *inference) list(n *onnx.NodeProto, i int) (values []int64, ok bool) {
	c, ok := in.constant(n, i)
	return c.Ints, ok && c.whole()
}

// Axis makes a possibly negative axis positive; an axis outside the rank is an
// error.
func Axis(axis int64, rank int) (int, error) {
	given := axis
	if axis < 0 {
		axis += int64(rank)
	}
	if axis < 0 || axis >= int64(rank) {
		return 0, fmt.Errorf("axis %d does not fit a value of %d dimensions", given, rank)
	}
	return int(axis), nil
}
