package outline

import (
	"crypto/sha256"
	"fmt"
	"slices"
	"strings"

	"google.golang.org/protobuf/proto"

	"foolscope/engine/onnx"
)

// Exactness says how much is told of stored numbers.
type Exactness int

const (
	// Rounded tells a few floats to 5 digits and of more their shape alone, so
	// that the outline does not depend on how a processor rounds.
	Rounded Exactness = iota
	// Bits tells every bit, by a hash.
	Bits
)

// few is how many stored numbers are written out.
const few = 8

// Of returns the outline of a graph: a line for each input, node and output.
func Of(g *onnx.GraphProto, exactness Exactness) string {
	w := &writer{exactness: exactness, numbers: map[string]int{}}
	w.graph(g, "")
	return w.out.String()
}

type writer struct {
	exactness Exactness
	numbers   map[string]int
	out       strings.Builder
}

// value returns the number of a value, a new one if it has none yet.
func (w *writer) value(name string) string {
	if name == "" {
		return "-"
	}
	number, ok := w.numbers[name]
	if !ok {
		number = len(w.numbers) + 1
		w.numbers[name] = number
	}
	return fmt.Sprintf("%%%d", number)
}

func (w *writer) graph(g *onnx.GraphProto, indent string) {
	stored, shapes := map[string]string{}, map[string]string{}
	for _, t := range g.Initializer {
		stored[t.Name] = w.tensor(t)
	}
	for _, v := range slices.Concat(g.ValueInfo, g.Input, g.Output) {
		if dims, ok := onnx.Dims(v); ok {
			shapes[v.Name] = " " + onnx.ShapeText(dims)
		}
	}
	values := func(names []string) string {
		texts := make([]string, len(names))
		for i, name := range names {
			if texts[i] = stored[name]; texts[i] == "" {
				texts[i] = w.value(name)
			}
		}
		return strings.Join(texts, ", ")
	}
	for _, v := range g.Input {
		if stored[v.Name] == "" {
			fmt.Fprintf(&w.out, "%sinput %s%s\n", indent, w.value(v.Name), shapes[v.Name])
		}
	}
	for _, n := range g.Node {
		made := make([]string, len(n.Output))
		inputs := values(n.Input)
		for i, name := range n.Output {
			made[i] = w.value(name) + shapes[name]
		}
		fmt.Fprintf(&w.out, "%s%s = %s(%s)", indent, strings.Join(made, ", "), onnx.Operator(n), inputs)
		w.attributes(n, indent)
	}
	for _, v := range g.Output {
		fmt.Fprintf(&w.out, "%soutput %s%s\n", indent, values([]string{v.Name}), shapes[v.Name])
	}
}

// attributes ends the line of a node by its attributes in the order of their
// names. Graphs among them follow, further in.
func (w *writer) attributes(n *onnx.NodeProto, indent string) {
	list := slices.Clone(n.Attribute)
	slices.SortFunc(list, func(a, b *onnx.AttributeProto) int { return strings.Compare(a.Name, b.Name) })
	var inner []*onnx.GraphProto
	for _, a := range list {
		fmt.Fprintf(&w.out, " %s=%s", a.Name, w.attribute(a))
		if a.G != nil {
			inner = append(inner, a.G)
		}
	}
	w.out.WriteByte('\n')
	for _, g := range inner {
		w.graph(g, indent+"  ")
	}
}

func (w *writer) attribute(a *onnx.AttributeProto) string {
	switch a.Type {
	case onnx.AttributeProto_FLOAT:
		return w.floats([]float32{a.F})
	case onnx.AttributeProto_INT:
		return fmt.Sprint(a.I)
	case onnx.AttributeProto_STRING:
		return fmt.Sprintf("%q", a.S)
	case onnx.AttributeProto_TENSOR:
		return w.tensor(a.T)
	case onnx.AttributeProto_GRAPH:
		return "graph"
	case onnx.AttributeProto_FLOATS:
		return w.floats(a.Floats)
	case onnx.AttributeProto_INTS:
		return fmt.Sprint(a.Ints)
	case onnx.AttributeProto_STRINGS:
		return fmt.Sprintf("%q", a.Strings)
	}
	return a.Type.String()
}

func (w *writer) floats(list []float32) string {
	texts := make([]string, len(list))
	for i, v := range list {
		if texts[i] = fmt.Sprintf("%.5g", v); w.exactness == Bits {
			texts[i] = fmt.Sprintf("%x", v)
		}
	}
	return "[" + strings.Join(texts, " ") + "]"
}

// tensor describes stored numbers: their kind and shape, and as much of the
// numbers as is to be told.
func (w *writer) tensor(t *onnx.TensorProto) string {
	text := onnx.TensorProto_DataType(t.DataType).String() + onnx.ShapeText(t.Dims)
	count, err := onnx.Count(t.Dims)
	if err == nil && count <= few {
		if ints, err := onnx.Ints(t); err == nil {
			return text + fmt.Sprint(ints)
		}
		if floats, err := onnx.Floats(t); err == nil {
			return text + w.floats(floats)
		}
	}
	whole := onnx.Whole(onnx.TensorProto_DataType(t.DataType))
	if w.exactness == Rounded && !whole {
		return text
	}
	nameless := proto.Clone(t).(*onnx.TensorProto)
	nameless.Name = ""
	data, err := proto.MarshalOptions{Deterministic: true}.Marshal(nameless)
	if err != nil {
		return text + " " + err.Error()
	}
	return fmt.Sprintf("%s#%.8x", text, sha256.Sum256(data))
}
