package main

import (
	"fmt"
	"math"
	"math/rand/v2"
	"strings"

	"google.golang.org/protobuf/encoding/protowire"

	"foolscope/engine/onnx"
	"foolscope/engine/onnx/randomnet"
)

const (
	side    = 8
	classes = 5
)

// linear is a small classifier of pictures of 8 x 8, whose nodes may come between "input" and "picture", which has the
// same shape.
func linear(chance *rand.Rand, between ...*onnx.NodeProto) *onnx.ModelProto {
	weights := make([]float32, 3*side*side*classes)
	for i := range weights {
		weights[i] = float32(chance.NormFloat64()) / 4
	}
	nodes := append(between,
		onnx.NewNode("Flatten", []string{"picture"}, []string{"flat"}, nil),
		onnx.NewNode("MatMul", []string{"flat", "weights"}, []string{"scores"}, nil))
	return model(nodes, onnx.NewFloats("weights", weights, 3*side*side, classes))
}

func model(nodes []*onnx.NodeProto, weights ...*onnx.TensorProto) *onnx.ModelProto {
	return &onnx.ModelProto{
		IrVersion: 8, OpsetImport: []*onnx.OperatorSetIdProto{{Version: 17}},
		Graph: &onnx.GraphProto{
			Name: "net", Node: nodes, Initializer: weights,
			Input:  []*onnx.ValueInfoProto{onnx.FloatValue("input", 1, 3, side, side)},
			Output: []*onnx.ValueInfoProto{onnx.FloatValue("scores", 1, classes)},
		},
	}
}

func node(op string, attributes onnx.Attributes, output string, inputs ...string) *onnx.NodeProto {
	return onnx.NewNode(op, inputs, []string{output}, attributes)
}

// computed is a value that only a run computes: a number of the network's own input, which is the same in each.
func computed(name string, value int64) []*onnx.NodeProto {
	return []*onnx.NodeProto{
		node("ReduceMax", onnx.Attributes{"keepdims": int64(0)}, name+".max", "input"),
		node("Mul", nil, name+".zero", name+".max", "zero"),
		node("Cast", onnx.Attributes{"to": int64(onnx.TensorProto_INT64)}, name+".int", name+".zero"),
		node("Constant", onnx.Attributes{"value": onnx.NewInts("", []int64{value}, 1)}, name+".wanted"),
		node("Add", nil, name, name+".int", name+".wanted"),
	}
}

// back brings something of any shape back into the picture as a zero.
func back(from string) []*onnx.NodeProto {
	return []*onnx.NodeProto{
		node("Cast", onnx.Attributes{"to": int64(onnx.TensorProto_FLOAT)}, "back.float", from),
		node("ReduceMean", onnx.Attributes{"keepdims": int64(0)}, "back.mean", "back.float"),
		node("Mul", nil, "back.zero", "back.mean", "zero"),
		node("Add", nil, "picture", "input", "back.zero"),
	}
}

// with is a classifier that computes something besides, out of nodes that give "harm".
func with(chance *rand.Rand, nodes ...*onnx.NodeProto) *onnx.ModelProto {
	m := linear(chance, append(nodes, back("harm")...)...)
	m.Graph.Initializer = append(m.Graph.Initializer, onnx.NewFloats("zero", []float32{0}))
	return m
}

// chain is a network of many nodes, one behind the other.
func chain(chance *rand.Rand, op string, length int) *onnx.ModelProto {
	var nodes []*onnx.NodeProto
	from := "input"
	for i := range length {
		to := fmt.Sprint("link", i)
		if i == length-1 {
			to = "picture"
		}
		nodes = append(nodes, node(op, nil, to, from))
		from = to
	}
	return linear(chance, nodes...)
}

// nested has a branch in a branch in a branch.
func nested(chance *rand.Rand, depth int) *onnx.ModelProto {
	inner := &onnx.GraphProto{Name: "branch", Output: []*onnx.ValueInfoProto{onnx.AnyFloats("out")}, Node: []*onnx.NodeProto{node("Identity", nil, "out", "input")}}
	var top *onnx.NodeProto
	for i := range depth {
		top = onnx.NewNode("If", []string{"yes"}, []string{"out"}, nil)
		for _, name := range []string{"then_branch", "else_branch"} {
			top.Attribute = append(top.Attribute, &onnx.AttributeProto{Name: name, G: inner, Type: onnx.AttributeProto_GRAPH})
			if i > 8 {
				// Two of each would be 2^depth when they are written.
				top.Attribute[0].G = &onnx.GraphProto{Name: "empty", Output: inner.Output, Node: []*onnx.NodeProto{node("Identity", nil, "out", "input")}}
			}
		}
		inner = &onnx.GraphProto{Name: "branch", Output: inner.Output, Node: []*onnx.NodeProto{top}}
	}
	top.Output = []string{"picture"}
	m := linear(chance, top)
	m.Graph.Initializer = append(m.Graph.Initializer, &onnx.TensorProto{Name: "yes", DataType: int32(onnx.TensorProto_BOOL), RawData: []byte{1}})
	return m
}

// external keeps its weights in another file.
func external(chance *rand.Rand, location string, offset, length string) *onnx.ModelProto {
	m := linear(chance, node("Identity", nil, "picture", "input"))
	w := m.Graph.Initializer[0]
	w.RawData, w.FloatData, w.DataLocation = nil, nil, onnx.TensorProto_EXTERNAL
	for key, value := range map[string]string{"location": location, "offset": offset, "length": length} {
		if value != "" {
			w.ExternalData = append(w.ExternalData, &onnx.StringStringEntryProto{Key: key, Value: value})
		}
	}
	return m
}

// function puts nodes into a function of the file's own, which is called where "harm" is needed.
func function(chance *rand.Rand, operator string, attribute func(*onnx.NodeProto)) *onnx.ModelProto {
	inside := node(operator, nil, "y", "x")
	attribute(inside)
	m := with(chance, &onnx.NodeProto{OpType: "Own", Domain: "own", Input: []string{"input"}, Output: []string{"harm"}})
	m.OpsetImport = append(m.OpsetImport, &onnx.OperatorSetIdProto{Domain: "own", Version: 1})
	// A function: name, inputs, outputs, nodes, opsets, domain.
	var f []byte
	text := func(field protowire.Number, value string) {
		f = protowire.AppendTag(f, field, protowire.BytesType)
		f = protowire.AppendString(f, value)
	}
	text(1, "Own")
	text(4, "x")
	text(5, "y")
	text(7, string(encoded(inside)))
	text(9, string(encoded(&onnx.OperatorSetIdProto{Version: 17})))
	text(10, "own")
	m.ProtoReflect().SetUnknown(protowire.AppendBytes(protowire.AppendTag(nil, 25, protowire.BytesType), f))
	return m
}

// ugly is what names may hold: orders to a terminal, formulas, what HTML and CSV take for their own, other directions.
func ugly(chance *rand.Rand) string {
	parts := []string{
		"\x1b[31m", "\x1b]0;title\x07", "\a", "\b\b", "\r\n", "\x00", "\u202e", "\u2066", "=1+1", "=HYPERLINK(\"http://127.0.0.1/\",\"x\")",
		"@SUM(A1)", "+1|cmd", "<script>alert(1)</script>", "<img src=x onerror=alert(1)>", "&quot;", "\"'`", ",;\t", "\u0085", "\u200b", "%s%n",
		"../../", strings.Repeat("long ", 400), "\ufeff", "no entry",
	}
	var out strings.Builder
	for range 1 + chance.IntN(4) {
		out.WriteString(parts[chance.IntN(len(parts))])
	}
	return out.String()
}

// edited changes a good network where a parser sees nothing wrong.
func edited(chance *rand.Rand) *onnx.ModelProto {
	family := randomnet.Families[chance.IntN(len(randomnet.Families))]
	m := family.Build(randomnet.Options{Seed: chance.Uint64(), Size: 32, Classes: 5, Width: 0.1, Depth: 0.2, Opset: family.Opsets[0]})
	values := []int64{0, -1, 1, 2, 3, 7, 1 << 20, 1 << 31, 1<<31 - 1, 1 << 62, math.MinInt64, math.MaxInt64}
	value := func() int64 { return values[chance.IntN(len(values))] }
	g := m.Graph
	for range 1 + chance.IntN(4) {
		n := g.Node[chance.IntN(len(g.Node))]
		other := g.Node[chance.IntN(len(g.Node))]
		switch chance.IntN(7) {
		case 0:
			n.OpType = other.OpType
		case 1:
			if len(n.Attribute) > 0 {
				a := n.Attribute[chance.IntN(len(n.Attribute))]
				a.I, a.F = value(), float32(value())
				if len(a.Ints) > 0 {
					a.Ints[chance.IntN(len(a.Ints))] = value()
				}
			}
		case 2:
			if len(n.Input) > 0 && len(other.Output) > 0 {
				n.Input[chance.IntN(len(n.Input))] = other.Output[0]
			}
		case 3:
			n.Domain = []string{"com.microsoft", "own", "ai.onnx.ml", "com.microsoft.nchwc"}[chance.IntN(4)]
		case 4:
			w := g.Initializer[chance.IntN(len(g.Initializer))]
			if len(w.Dims) > 0 {
				w.Dims[chance.IntN(len(w.Dims))] = value()
			}
		case 5:
			w := g.Initializer[chance.IntN(len(g.Initializer))]
			for i := range min(len(w.RawData), 64) {
				w.RawData[i] = 0xff
			}
		case 6:
			n.Attribute = append(n.Attribute, other.Attribute...)
		}
	}
	return m
}
