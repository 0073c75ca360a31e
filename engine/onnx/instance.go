package onnx

import (
	"slices"

	"google.golang.org/protobuf/proto"
)

// instance copies nodes to another place, where the values that they define get
// fresh names. Weights are shared with the original.
type instance struct {
	fresh func(hint string) string
	// prefix tells the copies apart from those of another place, for people.
	prefix string
	// attributes are what names of attributes stand for: those of the call. Without
	// a call, nil, such names stay.
	attributes map[string]*AttributeProto
}

// names maps what a graph or function calls its values to what they are called
// where it is copied to.
type names struct {
	own   map[string]string
	outer *names
}

func (s *names) resolve(name string) string {
	for at := s; at != nil; at = at.outer {
		if called, ok := at.own[name]; ok {
			return called
		}
	}
	return name
}

func (c *instance) nodes(list []*NodeProto, scope *names) []*NodeProto {
	for _, n := range list {
		for _, name := range n.Output {
			if _, bound := scope.own[name]; name != "" && !bound {
				scope.own[name] = c.fresh(c.prefix + name)
			}
		}
	}
	out := make([]*NodeProto, len(list))
	for i, n := range list {
		out[i] = &NodeProto{OpType: n.OpType, Domain: n.Domain, Overload: n.Overload}
		if n.Name != "" {
			out[i].Name = c.prefix + n.Name
		}
		for _, name := range n.Input {
			out[i].Input = append(out[i].Input, scope.resolve(name))
		}
		for _, name := range n.Output {
			out[i].Output = append(out[i].Output, scope.resolve(name))
		}
		for _, a := range n.Attribute {
			if copied := c.attribute(a, scope); copied != nil {
				out[i].Attribute = append(out[i].Attribute, copied)
			}
		}
	}
	return out
}

// attribute is nil for one that stands for an attribute that the call does not
// give and that has no default.
func (c *instance) attribute(a *AttributeProto, scope *names) *AttributeProto {
	if a.RefAttrName != "" && c.attributes != nil {
		given := c.attributes[a.RefAttrName]
		if given == nil {
			return nil
		}
		// What a call gives may only name values from around the call, which keep
		// their names.
		out := without(given, "name").(*AttributeProto)
		out.Name = a.Name
		return out
	}
	if a.G == nil && len(a.Graphs) == 0 {
		return a
	}
	out := &AttributeProto{Name: a.Name, Type: a.Type}
	if a.G != nil {
		out.G = c.graph(a.G, scope)
	}
	for _, g := range a.Graphs {
		out.Graphs = append(out.Graphs, c.graph(g, scope))
	}
	return out
}

func (c *instance) graph(g *GraphProto, outer *names) *GraphProto {
	scope := &names{map[string]string{}, outer}
	out := &GraphProto{Name: g.Name}
	out.Input = c.values(g.Input, scope)
	out.Initializer = c.stored(g.Initializer, scope)
	out.Node = c.nodes(g.Node, scope)
	for _, v := range g.Output {
		out.Output = append(out.Output, renamed(v, scope.resolve(v.Name)))
	}
	return out
}

// values declares the inputs of a graph.
func (c *instance) values(list []*ValueInfoProto, scope *names) []*ValueInfoProto {
	out := make([]*ValueInfoProto, len(list))
	for i, v := range list {
		if _, bound := scope.own[v.Name]; !bound {
			scope.own[v.Name] = c.fresh(c.prefix + v.Name)
		}
		out[i] = renamed(v, scope.resolve(v.Name))
	}
	return out
}

func (c *instance) stored(list []*TensorProto, scope *names) []*TensorProto {
	out := make([]*TensorProto, len(list))
	for i, t := range list {
		if _, bound := scope.own[t.Name]; !bound {
			scope.own[t.Name] = c.fresh(c.prefix + t.Name)
		}
		out[i] = without(t, "name").(*TensorProto)
		out[i].Name = scope.resolve(t.Name)
	}
	return out
}

func renamed(v *ValueInfoProto, name string) *ValueInfoProto {
	out := without(v, "name").(*ValueInfoProto)
	out.Name = name
	return out
}

// Inline copies the content of a subgraph into g: its weights, and its nodes,
// which are returned and not added. inputs are the values of g that stand for
// the subgraph's inputs. The values behind its outputs are named in outputs.
func (g *Graph) Inline(sub *GraphProto, prefix string, inputs []string) (nodes []*NodeProto, outputs []string) {
	c := &instance{fresh: g.Fresh, prefix: prefix}
	scope := &names{own: map[string]string{}}
	for i, v := range sub.Input {
		scope.own[v.Name] = inputs[i]
	}
	for _, t := range c.stored(sub.Initializer, scope) {
		g.GraphProto.Initializer = append(g.GraphProto.Initializer, t)
		g.initializers[t.Name] = t
	}
	for _, n := range c.nodes(sub.Node, scope) {
		nodes = append(nodes, proto.Clone(n).(*NodeProto))
	}
	for _, v := range sub.Output {
		outputs = append(outputs, scope.resolve(v.Name))
	}
	return nodes, slices.Clip(outputs)
}
