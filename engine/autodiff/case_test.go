package autodiff_test

import (
	"hash/fnv"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"foolscope/engine/autodiff"
	"foolscope/engine/onnx"
	"foolscope/engine/ort"
)

// graphCase is a small graph whose gradients a test checks. Its output is
// called "y".
type graphCase struct {
	name   string
	nodes  []*onnx.NodeProto
	values []value
	// opset is that of the graph; 0 means 18.
	opset int64
}

// value is something that the nodes read and none of them computes.
type value struct {
	name string
	dims []int64
	draw draw
	// ints, if not nil, are the elements of an integer value.
	ints []int64
	// stored values stand in the file, the others are fed.
	stored bool
	// target says that the gradient with respect to this value is checked.
	target bool
}

// input is an input to differentiate with respect to.
func input(name string, d draw, dims ...int64) value {
	return value{name: name, dims: dims, draw: d, target: true}
}

// weight is a stored value to differentiate with respect to.
func weight(name string, d draw, dims ...int64) value {
	return value{name: name, dims: dims, draw: d, target: true, stored: true}
}

// fixed is a stored value that nobody differentiates with respect to.
func fixed(name string, d draw, dims ...int64) value {
	return value{name: name, dims: dims, draw: d, stored: true}
}

// ints is a stored list of integers.
func ints(name string, elements ...int64) value {
	return value{name: name, dims: []int64{int64(len(elements))}, ints: elements, stored: true}
}

// node writes a node down with the names of its inputs and outputs separated
// by spaces; a dash is an absent one.
func node(op, inputs, outputs string, attributes onnx.Attributes) *onnx.NodeProto {
	split := func(s string) []string {
		names := strings.Fields(s)
		for i, name := range names {
			if name == "-" {
				names[i] = ""
			}
		}
		return names
	}
	return onnx.NewNode(op, split(inputs), split(outputs), attributes)
}

// A draw fills a value.
type draw func(r *rand.Rand, elements []float32)

// normal draws from the standard normal distribution.
func normal(r *rand.Rand, elements []float32) {
	for i := range elements {
		elements[i] = float32(r.NormFloat64())
	}
}

// between draws evenly.
func between(low, high float64) draw {
	return func(r *rand.Rand, elements []float32) {
		for i := range elements {
			elements[i] = float32(low + (high-low)*r.Float64())
		}
	}
}

// awayFrom draws evenly from -3 to 3, but keeps off the points where an operator
// has a kink.
func awayFrom(kinks ...float64) draw {
	return func(r *rand.Rand, elements []float32) {
		near := func(x float64) bool {
			return slices.ContainsFunc(kinks, func(kink float64) bool { return max(x-kink, kink-x) < 3*step })
		}
		for i := range elements {
			x := 6*r.Float64() - 3
			for near(x) {
				x = 6*r.Float64() - 3
			}
			elements[i] = float32(x)
		}
	}
}

// distinct draws values far enough from one another, and from 0, that no small
// change alters their order or signs.
func distinct(r *rand.Rand, elements []float32) {
	for i, at := range r.Perm(len(elements)) {
		elements[i] = (float32(at) - float32(len(elements)/2) + 0.5) * 6 * step
	}
}

// list gives the elements themselves.
func list(given ...float32) draw {
	return func(_ *rand.Rand, elements []float32) {
		if len(given) != len(elements) {
			panic("the elements do not fill the shape")
		}
		copy(elements, given)
	}
}

// feeds draws all float values, the same ones for the same case.
func (c graphCase) feeds() map[string]ort.Tensor {
	h := fnv.New64a()
	h.Write([]byte(c.name))
	random := rand.New(rand.NewPCG(h.Sum64(), 0))
	out := map[string]ort.Tensor{}
	for _, v := range c.values {
		if v.ints == nil {
			x := ort.NewTensor(v.dims...)
			v.draw(random, x.Data)
			out[v.name] = x
		}
	}
	return out
}

// model builds the graph. If free, the stored targets are inputs, so that a
// test can change them.
func (c graphCase) model(feeds map[string]ort.Tensor, free bool) *onnx.ModelProto {
	g := &onnx.GraphProto{Name: "case", Output: []*onnx.ValueInfoProto{onnx.AnyFloats("y")}}
	for _, n := range c.nodes {
		g.Node = append(g.Node, onnx.NewNode(n.OpType, n.Input, n.Output, nil))
		g.Node[len(g.Node)-1].Attribute = n.Attribute
		g.Node[len(g.Node)-1].Domain = n.Domain
	}
	for _, v := range c.values {
		switch {
		case v.ints != nil:
			g.Initializer = append(g.Initializer, onnx.NewInts(v.name, v.ints, v.dims...))
		case v.stored && !(free && v.target):
			g.Initializer = append(g.Initializer, onnx.NewFloats(v.name, feeds[v.name].Data, v.dims...))
		default:
			g.Input = append(g.Input, onnx.FloatValue(v.name, v.dims...))
		}
	}
	opset := c.opset
	if opset == 0 {
		opset = 18
	}
	return &onnx.ModelProto{IrVersion: 8, OpsetImport: []*onnx.OperatorSetIdProto{{Version: opset}}, Graph: g}
}

// request asks for the gradients with respect to all targets, with a cotangent that
// the test feeds.
func (c graphCase) request() autodiff.Request {
	r := autodiff.Request{Output: "y", Cotangent: "cotangent", Shapes: map[string][]int64{}}
	for _, v := range c.values {
		if v.target {
			r.Targets = append(r.Targets, v.name)
		}
		if !v.stored {
			r.Shapes[v.name] = v.dims
		}
	}
	return r
}

// open starts a session that ends with the test.
func open(t testing.TB, m *onnx.ModelProto) *ort.Session {
	t.Helper()
	data, err := onnx.Marshal(m)
	if err != nil {
		t.Fatal(err)
	}
	s, err := ort.Open(data, ort.Options{Threads: 1})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { s.Close() })
	return s
}
