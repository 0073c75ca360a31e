package kink

import (
	"context"
	"fmt"
	"math"
	"slices"

	"foolscope/engine/onnx"
	"foolscope/engine/ort"
)

// Clear is the distance at which no kernel of onnxruntime decides otherwise
// than another. In the networks of randomnet, what kernels for SSE2, AVX2 and
// AVX-512 make of an element differs by up to 6e-6 of the root mean square of
// its value, and a pool compares two of them.
const Clear = 2e-5

// Kink is a place where the slope of a network jumps.
type Kink struct {
	// Node describes the operator.
	Node string
	// Distance is how much an element of its argument would have to change for
	// it to decide otherwise, in root mean squares of that argument. It is
	// infinite where the network has no kink.
	Distance float64
}

// Finder runs a network and looks for kinks. It must be closed.
type Finder struct {
	session *ort.Session
	nodes   []*onnx.NodeProto
	// constants are the stored arguments of the nodes.
	constants map[string]ort.Tensor
	// stops are the numbers at which a value rests exactly, as the output of a
	// Relu does at 0, whatever the rounding.
	stops map[string][]float32
	// repeats marks values that may hold one and the same element several
	// times: overlapping windows have their maximum in common.
	repeats map[string]bool
}

// New opens a network. It fails where the network has an operator with kinks
// that the package does not know.
func New(m *onnx.ModelProto) (*Finder, error) {
	m, err := onnx.Upgrade(m)
	if err != nil {
		return nil, err
	}
	f := &Finder{constants: map[string]ort.Tensor{}, stops: map[string][]float32{}, repeats: map[string]bool{}}
	g := onnx.Edit(m.Graph)
	fed := map[string]bool{}
	for _, v := range g.Input {
		fed[v.Name] = true
	}
	var watched []string
	for _, n := range g.Node {
		if unknown[n.OpType] {
			return nil, fmt.Errorf("the kinks of %s are not known", onnx.Describe(n))
		}
		f.note(g, n)
		if operators[n.OpType] == nil {
			continue
		}
		f.nodes = append(f.nodes, n)
		for _, name := range n.Input {
			if name != "" && g.Initializer(name) == nil && !fed[name] && !slices.Contains(watched, name) {
				watched = append(watched, name)
			}
		}
	}
	for _, name := range watched {
		if !slices.ContainsFunc(g.Output, func(v *onnx.ValueInfoProto) bool { return v.Name == name }) {
			g.Output = append(g.Output, onnx.AnyFloats(name))
		}
	}
	data, err := onnx.Marshal(m)
	if err != nil {
		return nil, err
	}
	f.session, err = ort.Open(data, ort.Options{})
	return f, err
}

// note keeps the stored arguments of a node, and where its output stops.
func (f *Finder) note(g *onnx.Graph, n *onnx.NodeProto) {
	for _, name := range n.Input {
		if t := g.Initializer(name); t != nil && operators[n.OpType] != nil {
			if data, err := onnx.Floats(t); err == nil {
				f.constants[name] = ort.Tensor{Shape: t.Dims, Data: data}
			}
		}
	}
	switch n.OpType {
	case "Relu":
		f.stops[n.Output[0]] = []float32{0}
	case "Clip":
		low, high := f.bounds(n, nil)
		f.stops[n.Output[0]] = []float32{low, high}
	case "AveragePool", "LRN":
		// Zeros among zeros stay zeros.
		if slices.Contains(f.stops[n.Input[0]], 0) {
			f.stops[n.Output[0]] = []float32{0}
		}
	case "Concat", "Flatten", "Identity", "MaxPool", "Reshape", "Slice", "Split", "Squeeze", "Transpose", "Unsqueeze":
		for _, name := range n.Input {
			for _, out := range n.Output {
				f.stops[out] = append(f.stops[out], f.stops[name]...)
				f.repeats[out] = f.repeats[out] || f.repeats[name] || n.OpType == "MaxPool"
			}
		}
	}
}

// Nearest runs the network and returns the kink that lies nearest.
func (f *Finder) Nearest(ctx context.Context, feeds map[string]ort.Tensor) (Kink, error) {
	nearest := Kink{Distance: math.Inf(1)}
	values, err := f.session.Run(ctx, feeds)
	if err != nil {
		return nearest, err
	}
	for _, from := range []map[string]ort.Tensor{feeds, f.constants} {
		for name, t := range from {
			values[name] = t
		}
	}
	for _, n := range f.nodes {
		x := values[n.Input[0]]
		distance, err := operators[n.OpType](f, n, values)
		if err != nil {
			return nearest, fmt.Errorf("%s: %w", onnx.Describe(n), err)
		}
		if size := rootMeanSquare(x.Data); distance > 0 {
			distance /= size
		}
		if !(distance >= nearest.Distance) {
			nearest = Kink{onnx.Describe(n), distance}
		}
	}
	return nearest, nil
}

// Close releases the network.
func (f *Finder) Close() error { return f.session.Close() }

func rootMeanSquare(x []float32) float64 {
	sum := 0.0
	for _, v := range x {
		sum += float64(v) * float64(v)
	}
	return math.Sqrt(sum / float64(len(x)))
}
