package onnx

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"google.golang.org/protobuf/proto"
	"google.golang.org/protobuf/reflect/protoreflect"
)

// Graph is a graph under construction: a GraphProto with an index of its
// names. Edits go through its methods, so that the index stays true.
type Graph struct {
	*GraphProto
	initializers map[string]*TensorProto
	names        map[string]bool
	serial       int
	// outer is the graph around a branch or the body of a loop.
	outer *Graph
}

// Edit indexes g for editing, in place.
func Edit(g *GraphProto) *Graph {
	e := &Graph{GraphProto: g, initializers: map[string]*TensorProto{}, names: map[string]bool{"": true}}
	for _, t := range g.Initializer {
		e.initializers[t.Name] = t
		e.names[t.Name] = true
	}
	everyGraph(g, func(g *GraphProto) error {
		for _, name := range defined(g) {
			e.names[name] = true
		}
		for _, v := range g.Output {
			e.names[v.Name] = true
		}
		for _, n := range g.Node {
			for _, name := range n.Input {
				e.names[name] = true
			}
		}
		return nil
	})
	return e
}

// Copy returns a copy of m whose messages may be edited. The bytes of the
// weights are shared with m: they are large and never changed in place.
func Copy(m *ModelProto) *ModelProto {
	out := proto.Clone(without(m, "graph")).(*ModelProto)
	out.Graph = proto.Clone(without(m.Graph, "initializer")).(*GraphProto)
	out.Graph.Initializer = slices.Clone(m.Graph.Initializer)
	return out
}

// without returns a message that shares all fields with m but one.
func without(m proto.Message, field protoreflect.Name) proto.Message {
	from := m.ProtoReflect()
	to := from.New()
	from.Range(func(f protoreflect.FieldDescriptor, v protoreflect.Value) bool {
		if f.Name() != field {
			to.Set(f, v)
		}
		return true
	})
	return to.Interface()
}

// Fresh returns a name that nothing in the graph has, starting with hint.
func (g *Graph) Fresh(hint string) string {
	name := hint
	for g.names[name] {
		g.serial++
		name = fmt.Sprintf("%s_%d", hint, g.serial)
	}
	g.names[name] = true
	return name
}

// Within indexes a graph inside g, whose names and g's stay apart.
func (g *Graph) Within(inner *GraphProto) *Graph {
	e := &Graph{GraphProto: inner, initializers: map[string]*TensorProto{}, names: g.names, outer: g}
	for _, t := range inner.Initializer {
		e.initializers[t.Name] = t
	}
	return e
}

// Initializer returns the stored tensor called name, also one of the graphs around
// g, or nil.
func (g *Graph) Initializer(name string) *TensorProto {
	for at := g; at != nil; at = at.outer {
		if t := at.initializers[name]; t != nil {
			return t
		}
	}
	return nil
}

// AddInitializer stores a tensor under a fresh name that starts with its own,
// and returns that name.
func (g *Graph) AddInitializer(t *TensorProto) string {
	t.Name = g.Fresh(t.Name)
	g.GraphProto.Initializer = append(g.GraphProto.Initializer, t)
	g.initializers[t.Name] = t
	return t.Name
}

// RemoveInitializer forgets a stored tensor.
func (g *Graph) RemoveInitializer(name string) {
	delete(g.initializers, name)
	g.GraphProto.Initializer = slices.DeleteFunc(g.GraphProto.Initializer, func(t *TensorProto) bool { return t.Name == name })
}

// Add appends a node with one output and returns the output's fresh name.
func (g *Graph) Add(op string, inputs []string, attributes Attributes) string {
	return g.AddMulti(op, inputs, 1, attributes)[0]
}

// AddMulti appends a node with several outputs and returns their fresh names.
func (g *Graph) AddMulti(op string, inputs []string, outputs int, attributes Attributes) []string {
	names := make([]string, outputs)
	for i := range names {
		names[i] = g.Fresh(op)
	}
	g.Node = append(g.Node, NewNode(op, inputs, names, attributes))
	return names
}

// Floats stores a float tensor and returns its name.
func (g *Graph) Floats(hint string, data []float32, dims ...int64) string {
	return g.AddInitializer(NewFloats(hint, data, dims...))
}

// Ints stores a one-dimensional int64 tensor and returns its name.
func (g *Graph) Ints(hint string, data ...int64) string {
	return g.AddInitializer(NewInts(hint, data, int64(len(data))))
}

// Scalar stores a float scalar and returns its name.
func (g *Graph) Scalar(value float32) string {
	return g.Floats("scalar", []float32{value})
}

// Producers maps each value to the node that computes it.
func (g *Graph) Producers() map[string]*NodeProto {
	out := make(map[string]*NodeProto)
	for _, n := range g.Node {
		for _, name := range n.Output {
			if name != "" {
				out[name] = n
			}
		}
	}
	return out
}

// Uses counts how often each value is read by a node or is an output.
func (g *Graph) Uses() map[string]int {
	out := make(map[string]int)
	for _, n := range g.Node {
		for _, name := range Reads(n) {
			out[name]++
		}
	}
	for _, v := range g.Output {
		out[v.Name]++
	}
	return out
}

// FeedInputs lists the inputs that must be fed: those that are not stored in
// the file as well (files of format version 3 list every weight as an input).
func FeedInputs(g *GraphProto) []*ValueInfoProto {
	stored := make(map[string]bool, len(g.Initializer))
	for _, t := range g.Initializer {
		stored[t.Name] = true
	}
	var out []*ValueInfoProto
	for _, v := range g.Input {
		if !stored[v.Name] {
			out = append(out, v)
		}
	}
	return out
}

// AnyFloats declares a float output without a shape.
func AnyFloats(name string) *ValueInfoProto {
	return &ValueInfoProto{Name: name, Type: &TypeProto{TensorType: &TypeProto_Tensor{ElemType: int32(TensorProto_FLOAT)}}}
}

// FloatValue declares a float input or output; a dimension of -1 is free.
func FloatValue(name string, dims ...int64) *ValueInfoProto {
	shape := &TensorShapeProto{}
	for i, d := range dims {
		dim := &TensorShapeProto_Dimension{Value: &TensorShapeProto_Dimension_DimValue{DimValue: d}}
		if d < 0 {
			dim.Value = &TensorShapeProto_Dimension_DimParam{DimParam: fmt.Sprintf("dim_%d", i)}
		}
		shape.Dim = append(shape.Dim, dim)
	}
	return &ValueInfoProto{Name: name, Type: &TypeProto{TensorType: &TypeProto_Tensor{ElemType: int32(TensorProto_FLOAT), Shape: shape}}}
}

// Dims returns the declared shape of a value, free dimensions as -1; ok is
// false if none is declared.
func Dims(v *ValueInfoProto) (dims []int64, ok bool) {
	shape := v.GetType().GetTensorType().GetShape()
	if shape == nil {
		return nil, false
	}
	for _, d := range shape.Dim {
		if value, fixed := d.Value.(*TensorShapeProto_Dimension_DimValue); fixed && value.DimValue > 0 {
			dims = append(dims, value.DimValue)
		} else {
			dims = append(dims, -1)
		}
	}
	return dims, true
}

// ShapeText writes a shape for a person: [?, 3, 224, 224], with ? for a free
// dimension.
func ShapeText(dims []int64) string {
	parts := make([]string, len(dims))
	for i, d := range dims {
		parts[i] = "?"
		if d >= 0 {
			parts[i] = strconv.FormatInt(d, 10)
		}
	}
	return "[" + strings.Join(parts, ", ") + "]"
}
