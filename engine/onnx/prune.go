package onnx

import "slices"

// Prune drops the nodes, weights and declarations that no output needs, and
// puts the nodes in topological order. Inputs stay. It fails on a cycle.
func Prune(g *GraphProto) error {
	sorted, err := Sorted(g)
	if err != nil {
		return err
	}
	needed := map[string]bool{}
	for _, v := range g.Output {
		needed[v.Name] = true
	}
	var kept []*NodeProto
	for _, n := range slices.Backward(sorted) {
		if !slices.ContainsFunc(n.Output, func(name string) bool { return name != "" && needed[name] }) {
			continue
		}
		kept = append(kept, n)
		for _, name := range Reads(n) {
			needed[name] = true
		}
	}
	slices.Reverse(kept)
	g.Node = kept
	g.Initializer = slices.DeleteFunc(slices.Clone(g.Initializer), func(t *TensorProto) bool { return !needed[t.Name] })
	// Declared shapes of inner values may be wrong after an edit, and nothing
	// needs them.
	g.ValueInfo = nil
	return nil
}
