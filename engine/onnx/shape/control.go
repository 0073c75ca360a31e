package shape

import (
	"maps"
	"slices"

	"foolscope/engine/onnx"
)

// control infers the shapes within the branches of an If and the body of a Loop,
// as far as they do not depend on which branch is taken, and how often. Branches may
// hold what does not fit, since they need not be taken: then no more of them is known.
func (in *inference) control(n *onnx.NodeProto) {
	switch n.OpType {
	case "If":
		in.branches(n)
	case "Loop":
		in.body(n)
	}
}

func (in *inference) branches(n *onnx.NodeProto) {
	type result struct {
		dims  []int64
		known bool
	}
	agreed := make([]result, len(n.Output))
	for k, g := range onnx.Subgraphs(n) {
		in.forget(g)
		in.within(g)
		// At once, as the next branch may use the same names.
		for i := range agreed {
			var here result
			if i < len(g.Output) {
				here.dims, here.known = in.shapes[g.Output[i].Name]
			}
			if k == 0 {
				agreed[i] = here
			} else {
				agreed[i].known = agreed[i].known && here.known && slices.Equal(agreed[i].dims, here.dims)
			}
		}
	}
	for i, name := range n.Output {
		if agreed[i].known && name != "" {
			in.shapes[name] = agreed[i].dims
		}
	}
}

// body tries whether what a loop hands from round to round keeps its shape.
func (in *inference) body(n *onnx.NodeProto) {
	g := onnx.Subgraphs(n)[0]
	if len(g.Input) < 2 || len(n.Input) != len(g.Input) || len(g.Output) < len(g.Input)-1 {
		return
	}
	in.forget(g)
	try := &inference{shapes: maps.Clone(in.shapes), constants: maps.Clone(in.constants)}
	for _, to := range []*inference{try, in} {
		to.shapes[g.Input[0].Name], to.shapes[g.Input[1].Name] = []int64{}, []int64{}
	}
	for i, name := range n.Input[2:] {
		if dims, ok := in.shapes[name]; ok {
			try.shapes[g.Input[2+i].Name] = dims
		}
	}
	try.within(g)
	for i := range n.Input[2:] {
		before, known := try.shapes[g.Input[2+i].Name]
		after, still := try.shapes[g.Output[1+i].Name]
		if !known || !still || !slices.Equal(before, after) {
			in.within(g)
			return
		}
	}
	in.shapes, in.constants = try.shapes, try.constants
	for i := range n.Input[2:] {
		if i < len(n.Output) && n.Output[i] != "" {
			in.shapes[n.Output[i]] = in.shapes[g.Output[1+i].Name]
		}
	}
}

// forget drops what is known of the values of a graph: another one, beside it, may
// have given others the same names.
func (in *inference) forget(g *onnx.GraphProto) {
	drop := func(name string) {
		delete(in.shapes, name)
		delete(in.constants, name)
	}
	for _, v := range g.Input {
		drop(v.Name)
	}
	for _, t := range g.Initializer {
		drop(t.Name)
	}
	for _, n := range g.Node {
		for _, name := range n.Output {
			drop(name)
		}
	}
}

// within infers the shapes in a graph, as far as they fit.
func (in *inference) within(g *onnx.GraphProto) {
	for _, t := range g.Initializer {
		in.store(t)
	}
	sorted, err := onnx.Sorted(g)
	if err != nil {
		return
	}
	for _, n := range sorted {
		if in.node(n) != nil {
			return
		}
	}
}

// Walk is an inference that goes through a graph step by step, for those who change
// the graph meanwhile.
type Walk struct{ in *inference }

// Begin takes note of the inputs and weights of m.
func Begin(m *onnx.ModelProto, inputs map[string][]int64) (*Walk, error) {
	in := &inference{shapes: Shapes{}, constants: Constants{}}
	return &Walk{in}, in.begin(m, inputs)
}

// Node infers the outputs of a node whose inputs have been.
func (w *Walk) Node(n *onnx.NodeProto) error { return w.in.node(n) }

// Store takes note of a further weight.
func (w *Walk) Store(t *onnx.TensorProto) { w.in.store(t) }

// Known returns a value that is known before the network runs.
func (w *Walk) Known(name string) (Constant, bool) {
	c, ok := w.in.constants[name]
	return c, ok
}
