package onnx

import "slices"

// Subgraphs lists the graphs that a node holds in its attributes: the branches
// of an If, the body of a Loop or a Scan.
func Subgraphs(n *NodeProto) []*GraphProto {
	var out []*GraphProto
	for _, a := range n.Attribute {
		if a.G != nil {
			out = append(out, a.G)
		}
		out = append(out, a.Graphs...)
	}
	return out
}

// Reads lists the values that a node reads: its inputs, and what its subgraphs
// take from the graphs around them.
func Reads(n *NodeProto) []string {
	graphs := Subgraphs(n)
	if len(graphs) == 0 {
		return n.Input
	}
	out := slices.Clone(n.Input)
	for _, g := range graphs {
		out = append(out, captured(g)...)
	}
	return out
}

// captured lists the values that a graph uses without defining them.
func captured(g *GraphProto) []string {
	own := map[string]bool{"": true}
	for _, name := range defined(g) {
		own[name] = true
	}
	var out []string
	use := func(name string) {
		if !own[name] {
			own[name] = true
			out = append(out, name)
		}
	}
	for _, n := range g.Node {
		for _, name := range Reads(n) {
			use(name)
		}
	}
	for _, v := range g.Output {
		use(v.Name)
	}
	return out
}

// defined lists the values that a graph defines itself, its subgraphs' apart.
func defined(g *GraphProto) []string {
	var out []string
	for _, v := range g.Input {
		out = append(out, v.Name)
	}
	for _, t := range g.Initializer {
		out = append(out, t.Name)
	}
	for _, n := range g.Node {
		out = append(out, n.Output...)
	}
	return out
}

// everyGraph calls do with a graph and all graphs within it, outer ones first,
// until one is an error.
func everyGraph(g *GraphProto, do func(*GraphProto) error) error {
	if err := do(g); err != nil {
		return err
	}
	for _, n := range g.Node {
		for _, sub := range Subgraphs(n) {
			if err := everyGraph(sub, do); err != nil {
				return err
			}
		}
	}
	return nil
}
