package flow

import (
	"fmt"
	"slices"

	"foolscope/engine/onnx"
	"foolscope/engine/onnx/shape"
)

// maxUnrolled bounds the nodes that the branches and loops of a model may become
// together.
const maxUnrolled = 20_000

// Fold replaces, in place, each If and Loop of m that comes out the same for every
// one of the given shapes of the inputs. The model must have been upgraded
// (onnx.Upgrade). A loop that never ends is an error. Where the first shapes do not
// fit the model, nothing is replaced; others that do not fit are left aside.
func Fold(m *onnx.ModelProto, inputs ...map[string][]int64) error {
	if !slices.ContainsFunc(m.Graph.Node, func(n *onnx.NodeProto) bool { return len(onnx.Subgraphs(n)) > 0 }) {
		return nil
	}
	f := &folder{graph: onnx.Edit(m.Graph), left: maxUnrolled}
	for i, shapes := range inputs {
		w, err := shape.Begin(m, shapes)
		if err == nil {
			f.walks = append(f.walks, w)
		} else if i == 0 {
			return nil
		}
	}
	sorted, err := onnx.Sorted(m.Graph)
	if err != nil {
		return err
	}
	nodes, err := f.nodes(sorted)
	if err != nil || nodes == nil {
		return err
	}
	m.Graph.Node = nodes
	return onnx.Prune(m.Graph)
}

type folder struct {
	graph *onnx.Graph
	// walks tell what is known, each for other shapes of the inputs.
	walks []*shape.Walk
	// left is how many nodes may still be added.
	left int
}

// nodes folds a list of nodes in topological order. It is nil if the shapes do not fit
// the model.
func (f *folder) nodes(list []*onnx.NodeProto) ([]*onnx.NodeProto, error) {
	out := []*onnx.NodeProto{}
	for _, n := range list {
		folded, ok, err := f.fold(n)
		if err != nil {
			return nil, fmt.Errorf("%s: %w", onnx.Describe(n), err)
		}
		if ok && folded == nil {
			return nil, nil
		}
		if ok {
			out = append(out, folded...)
			continue
		}
		if err := f.boundWithin(n); err != nil {
			return nil, fmt.Errorf("%s: %w", onnx.Describe(n), err)
		}
		if !f.pass(n) {
			return nil, nil
		}
		out = append(out, n)
	}
	return out, nil
}

// pass infers what a node gives. Shapes that turn out not to fit are left aside, but
// for the first ones; then it reports false.
func (f *folder) pass(n *onnx.NodeProto) bool {
	var fit []*shape.Walk
	for i, w := range f.walks {
		if err := w.Node(n); err == nil {
			fit = append(fit, w)
		} else if i == 0 {
			return false
		}
	}
	f.walks = fit
	return true
}

// fold returns what a node becomes; ok is false if it stays as it is.
func (f *folder) fold(n *onnx.NodeProto) (nodes []*onnx.NodeProto, ok bool, err error) {
	if n.Domain != "" && n.Domain != "ai.onnx" {
		return nil, false, nil
	}
	switch n.OpType {
	case "If":
		return f.branch(n)
	case "Loop":
		return f.loop(n)
	}
	return nil, false, nil
}

// branch puts the branch that is taken in place of an If.
func (f *folder) branch(n *onnx.NodeProto) ([]*onnx.NodeProto, bool, error) {
	taken, ok := f.truth(n.Input[0])
	if !ok {
		return nil, false, nil
	}
	name := "else_branch"
	if taken {
		name = "then_branch"
	}
	a := onnx.Attribute(n, name)
	if a == nil || a.G == nil || len(a.G.Output) < len(n.Output) || len(a.G.Input) > 0 || !f.afford(a.G) {
		return nil, false, nil
	}
	nodes, outputs, err := f.inline(a.G, n, nil)
	if err != nil || nodes == nil {
		return nil, true, err
	}
	copies := f.copies(outputs[:len(n.Output)], n.Output)
	f.passAll(copies)
	return append(nodes, copies...), true, nil
}

// afford reports whether the nodes of a graph may still be added, and counts them.
func (f *folder) afford(g *onnx.GraphProto) bool {
	if f.left < 1+len(g.Node) {
		return false
	}
	f.left -= 1 + len(g.Node)
	return true
}

// inline returns the nodes of a graph within n, folded themselves; nil if the shapes
// do not fit.
func (f *folder) inline(g *onnx.GraphProto, n *onnx.NodeProto, inputs []string) (nodes []*onnx.NodeProto, outputs []string, err error) {
	prefix := n.Name
	if prefix == "" {
		prefix = n.Output[0]
	}
	stored := len(f.graph.GraphProto.Initializer)
	nodes, outputs = f.graph.Inline(g, prefix+"/", inputs)
	f.store(f.graph.GraphProto.Initializer[stored:]...)
	nodes, err = f.nodes(nodes)
	return nodes, outputs, err
}

func (f *folder) store(list ...*onnx.TensorProto) {
	for _, t := range list {
		for _, w := range f.walks {
			w.Store(t)
		}
	}
}

// copies give values the names that others know them by.
func (f *folder) copies(from, to []string) []*onnx.NodeProto {
	out := []*onnx.NodeProto{}
	for i, name := range to {
		if name != "" {
			out = append(out, onnx.NewNode("Identity", []string{from[i]}, []string{name}, nil))
		}
	}
	return out
}

func (f *folder) passAll(nodes []*onnx.NodeProto) {
	for _, n := range nodes {
		f.pass(n)
	}
}

// number returns the single number that a value holds for all shapes of the inputs.
func (f *folder) number(name string) (int64, bool) {
	var value int64
	for i, w := range f.walks {
		c, ok := w.Known(name)
		if !ok || len(c.Ints) != 1 || i > 0 && c.Ints[0] != value {
			return 0, false
		}
		value = c.Ints[0]
	}
	return value, true
}

// truth is number for truth values.
func (f *folder) truth(name string) (value, ok bool) {
	v, ok := f.number(name)
	return v != 0, ok
}
