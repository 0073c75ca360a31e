package onnx

import (
	"errors"
	"fmt"
	"slices"

	"google.golang.org/protobuf/proto"
)

// maxExpanded bounds the nodes that the functions of a file may become, and
// maxExpandedBytes the weights that are repeated for it: a few functions that call
// each other twice each stand for billions.
const (
	maxExpanded      = 200_000
	maxExpandedBytes = 256 << 20
)

// inlineFunctions puts, in place of every call of a function that the file
// defines, the nodes of that function. What follows never sees a function, so
// none hides anything from it.
func inlineFunctions(m *ModelProto) error {
	if len(m.Functions) == 0 {
		return nil
	}
	x := &expansion{functions: map[functionKey]*FunctionProto{}, state: map[*FunctionProto]int{}, sizes: map[*FunctionProto]extent{}}
	for _, f := range m.Functions {
		if isStandard(f.Domain) {
			return fmt.Errorf("the model defines a function %q among the standard operators, which is not supported; export it without", f.Name)
		}
		key := functionKey{f.Domain, f.Name, f.Overload}
		if x.functions[key] != nil {
			return fmt.Errorf("the model defines the function %q twice", f.Name)
		}
		x.functions[key] = f
		x.sizes[f] = extentOf(f)
	}
	for _, f := range m.Functions {
		if err := x.finite(f); err != nil {
			return err
		}
		if err := importOpsets(m, f); err != nil {
			return err
		}
	}
	x.fresh = Edit(m.Graph).Fresh
	nodes, err := x.nodes(m.Graph.Node)
	if err != nil {
		return err
	}
	m.Graph.Node, m.Functions = nodes, nil
	return nil
}

type functionKey struct{ domain, name, overload string }

type expansion struct {
	functions map[functionKey]*FunctionProto
	state     map[*FunctionProto]int
	sizes     map[*FunctionProto]extent
	fresh     func(string) string
	// total is what the calls so far have become.
	total extent
	// depth is how many calls this one lies within.
	depth int
}

// extent is how much a function stands for by itself.
type extent struct{ nodes, bytes int }

func extentOf(f *FunctionProto) extent {
	body := &GraphProto{Node: f.Node}
	e := extent{nodes: 1}
	everyGraph(body, func(g *GraphProto) error {
		e.nodes += len(g.Node)
		return nil
	})
	for _, t := range tensors(body) {
		e.bytes += proto.Size(t)
	}
	return e
}

func (x *expansion) called(n *NodeProto) *FunctionProto {
	return x.functions[functionKey{n.Domain, n.OpType, n.Overload}]
}

// finite fails for a function that calls itself, also by way of others.
func (x *expansion) finite(f *FunctionProto) error {
	const (
		waiting = 1 + iota
		seen
	)
	switch x.state[f] {
	case seen:
		return nil
	case waiting:
		return fmt.Errorf("the model's function %q calls itself", f.Name)
	}
	x.state[f] = waiting
	err := everyGraph(&GraphProto{Node: f.Node}, func(g *GraphProto) error {
		for _, n := range g.Node {
			if next := x.called(n); next != nil {
				if err := x.finite(next); err != nil {
					return err
				}
			}
		}
		return nil
	})
	x.state[f] = seen
	return err
}

// importOpsets fails if a function is written for other versions of operators
// than the model, and takes over what only the function needs.
func importOpsets(m *ModelProto, f *FunctionProto) error {
	for _, o := range f.OpsetImport {
		at := slices.IndexFunc(m.OpsetImport, func(have *OperatorSetIdProto) bool {
			return have.Domain == o.Domain || isStandard(have.Domain) && isStandard(o.Domain)
		})
		switch {
		case at < 0 && isStandard(o.Domain), at >= 0 && isStandard(o.Domain) && m.OpsetImport[at].Version != o.Version:
			return fmt.Errorf("the model's function %q is written for opset %d, the model for opset %d; export it with one opset", f.Name, o.Version, Opset(m))
		case at < 0:
			m.OpsetImport = append(m.OpsetImport, o)
		}
	}
	return nil
}

// nodes replaces the calls in a list of nodes, also in the graphs within them.
func (x *expansion) nodes(list []*NodeProto) ([]*NodeProto, error) {
	var out []*NodeProto
	for _, n := range list {
		for _, g := range Subgraphs(n) {
			inner, err := x.nodes(g.Node)
			if err != nil {
				return nil, err
			}
			g.Node = inner
		}
		f := x.called(n)
		if f == nil {
			out = append(out, n)
			continue
		}
		body, err := x.call(n, f)
		if err != nil {
			if x.depth == 0 { // calls within calls have names that no file has
				err = fmt.Errorf("%s: %w", Describe(n), err)
			}
			return nil, err
		}
		out = append(out, body...)
	}
	return out, nil
}

// call returns the nodes that a call of a function stands for.
func (x *expansion) call(n *NodeProto, f *FunctionProto) ([]*NodeProto, error) {
	x.total.nodes += x.sizes[f].nodes
	x.total.bytes += x.sizes[f].bytes
	if x.total.nodes > maxExpanded || x.total.bytes > maxExpandedBytes {
		return nil, errors.New("the model's functions become too many nodes; export it without functions")
	}
	if len(n.Input) > len(f.Input) || len(n.Output) > len(f.Output) {
		return nil, fmt.Errorf("the model's function %q takes %d inputs and gives %d outputs, which the call does not fit", f.Name, len(f.Input), len(f.Output))
	}
	c := &instance{fresh: x.fresh, prefix: f.Name + "/", attributes: map[string]*AttributeProto{}}
	if n.Name != "" {
		c.prefix = n.Name + "/"
	}
	for _, a := range slices.Concat(f.AttributeProto, n.Attribute) {
		c.attributes[a.Name] = a
	}
	scope := &names{own: map[string]string{"": ""}}
	for i, name := range f.Input {
		scope.own[name] = ""
		if i < len(n.Input) {
			scope.own[name] = n.Input[i]
		}
	}
	// What an input or another output is called already gets a copy.
	var copies []*NodeProto
	for i, name := range f.Output {
		if i >= len(n.Output) || n.Output[i] == "" {
			continue
		}
		if _, bound := scope.own[name]; bound {
			copies = append(copies, NewNode("Identity", []string{name}, []string{n.Output[i]}, nil))
			continue
		}
		scope.own[name] = n.Output[i]
	}
	body := c.nodes(f.Node, scope)
	for _, n := range copies {
		n.Input[0] = scope.resolve(n.Input[0])
		if n.Input[0] == "" {
			return nil, fmt.Errorf("the model's function %q gives an input that the call does not have", f.Name)
		}
	}
	x.depth++
	defer func() { x.depth-- }()
	return x.nodes(append(body, copies...))
}

func isStandard(domain string) bool { return domain == "" || domain == "ai.onnx" }
