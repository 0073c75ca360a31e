package autodiff

import (
	"fmt"
	"slices"

	"foolscope/engine/onnx"
	"foolscope/engine/onnx/flow"
	"foolscope/engine/onnx/lower"
	"foolscope/engine/onnx/shape"
)

// Gradient returns a copy of m that also computes the gradients asked for. An
// operator without a rule on the way is an *UnsupportedError that lists every
// such node; so is a form of an operator that its rule does not know.
func Gradient(m *onnx.ModelProto, r Request) (*Model, error) {
	m = onnx.Copy(m)
	if r.Output == "" {
		r.Output = m.Graph.Output[0].Name
	}
	ends := m.Graph.Output
	if !declares(ends, r.Output) {
		ends = append(ends, onnx.AnyFloats(r.Output))
	}
	m.Graph.Output = ends
	if _, computed := onnx.Edit(m.Graph).Producers()[r.Cotangent]; computed {
		// As an output for the time being, so that it is not dropped as unused.
		m.Graph.Output = append(slices.Clone(ends), onnx.AnyFloats(r.Cotangent))
	}
	upgraded, err := onnx.Upgrade(m)
	if err != nil {
		return nil, err
	}
	if err := flow.Fold(upgraded, r.Shapes); err != nil {
		return nil, err
	}
	upgraded = lower.Lower(upgraded, r.Shapes)
	upgraded.Graph.Output = ends
	if err := foldBatchNormalizations(upgraded.Graph, append(slices.Clone(r.Targets), r.Cotangent)); err != nil {
		return nil, err
	}
	b, err := newBuilder(upgraded, r)
	if err != nil {
		return nil, err
	}
	b.squareByProducts(r.Targets)
	kept := append(slices.Clone(r.Targets), r.Cotangent)
	b.composeLayerNormalizations(kept...)
	b.foldScales(kept...)
	b.composeGelus(kept...)
	b.keepBiasesApart()
	b.sampleBeforeConvolving(kept...)
	b.divideBeforeStrides(kept...)
	b.forward = slices.Clone(b.graph.Node)
	active, err := b.activeNodes(r)
	if err != nil {
		return nil, err
	}
	if err := b.begin(r); err != nil {
		return nil, err
	}
	b.producers, b.indexed = map[string]*onnx.NodeProto{}, 0
	for _, n := range slices.Backward(active) {
		if err := b.backward(n); err != nil {
			return nil, &UnsupportedError{Nodes: []string{onnx.Describe(n)}, Operators: []string{onnx.Operator(n)}, Reason: err}
		}
	}
	b.tileForward(kept...)
	out := &Model{Proto: upgraded, Gradients: map[string]string{}}
	for _, n := range active {
		if n.OpType == "QuantizeLinear" {
			out.StraightThrough = append(out.StraightThrough, onnx.Describe(n))
		}
	}
	for _, target := range r.Targets {
		name := b.output(target)
		out.Gradients[target] = name
		upgraded.Graph.Output = append(upgraded.Graph.Output, onnx.FloatValue(name, b.shapes[target]...))
	}
	for name, dims := range r.Shapes {
		for _, v := range upgraded.Graph.Input {
			if v.Name == name {
				v.Type = onnx.FloatValue(name, dims...).Type
			}
		}
	}
	if err := onnx.Prune(upgraded.Graph); err != nil {
		return nil, err
	}
	b.declareShapes()
	return out, nil
}

// declareShapes writes the shapes of the backward pass into the file. Not every
// operator's shape can be inferred by onnxruntime, which needs them to keep
// values in the layout of its convolutions.
func (b *builder) declareShapes() {
	computed := b.graph.Producers()
	for _, name := range b.added {
		if computed[name] != nil {
			b.graph.ValueInfo = append(b.graph.ValueInfo, onnx.FloatValue(name, b.shapes[name]...))
		}
	}
}

// begin gives the output its gradient, the cotangent.
func (b *builder) begin(r Request) error {
	dims, ok := b.shapes[r.Output]
	if !ok {
		return fmt.Errorf("the shape of the output %q is not known; it may depend on what the network computes", r.Output)
	}
	if r.Cotangent == "" {
		b.accumulate(r.Output, b.fill(1, dims))
		return nil
	}
	if have, ok := b.shapes[r.Cotangent]; !ok {
		b.graph.Input = append(b.graph.Input, onnx.FloatValue(r.Cotangent, dims...))
		b.shapes[r.Cotangent] = dims
	} else if !slices.Equal(have, dims) {
		return fmt.Errorf("the cotangent %q has the shape %v, the output %v", r.Cotangent, have, dims)
	}
	b.accumulate(r.Output, r.Cotangent)
	return nil
}

func declares(values []*onnx.ValueInfoProto, name string) bool {
	return slices.ContainsFunc(values, func(v *onnx.ValueInfoProto) bool { return v.Name == name })
}

// backward asks the rule of n for the gradients of its inputs.
func (b *builder) backward(n *onnx.NodeProto) error {
	c := &call{builder: b, node: n, dy: make([]string, len(n.Output))}
	any := false
	for i, name := range n.Output {
		c.dy[i] = b.collect(name)
		any = any || c.dy[i] != ""
	}
	if !any {
		return nil
	}
	if err := c.shaped(); err != nil {
		return err
	}
	if g, ok := b.gelus[n.Output[0]]; ok {
		g.back(b, c.dy[0])
		return nil
	}
	apply, _ := findRule(n)
	return apply(c)
}

// output returns the name under which the gradient of a target leaves the
// graph; a target that no gradient reached has gradient zero.
func (b *builder) output(target string) string {
	gradient := b.collect(target)
	if gradient == "" {
		gradient = b.fill(0, b.shapes[target])
	}
	name := b.graph.Fresh("gradient:" + target)
	b.graph.Node = append(b.graph.Node, onnx.NewNode("Identity", []string{gradient}, []string{name}, nil))
	return name
}

// maxElements bounds the size of a value, 1 GB: gradients keep them all.
const maxElements = 1 << 28

func newBuilder(m *onnx.ModelProto, r Request) (*builder, error) {
	shapes, known, err := shape.Evaluate(m, r.Shapes)
	if err != nil {
		return nil, err
	}
	for name, dims := range shapes {
		if count, err := onnx.Count(dims); err != nil || count > maxElements {
			return nil, fmt.Errorf("the value %q would have %d elements; choose a smaller input or fewer pictures at a time", name, count)
		}
	}
	b := &builder{
		graph: onnx.Edit(m.Graph), shapes: shapes, known: known, opset: onnx.Opset(m),
		needed: map[string]bool{}, partial: map[string][]string{},
		interleaved: map[string]interleaving{}, samples: map[string]string{}, sampled: map[string]sampled{}, copied: map[string]bool{}, placed: map[string]placement{}, masked: map[string]bool{}, gelus: map[string]composedGelu{},
		constants: map[string]string{}, producers: map[string]*onnx.NodeProto{},
	}
	for _, target := range r.Targets {
		if _, ok := shapes[target]; !ok {
			return nil, fmt.Errorf("the model has no input or weight %q", target)
		}
		if b.graph.Initializer(target) != nil {
			b.graph.RemoveInitializer(target)
			b.graph.Input = append(b.graph.Input, onnx.FloatValue(target, shapes[target]...))
		}
	}
	return b, nil
}
