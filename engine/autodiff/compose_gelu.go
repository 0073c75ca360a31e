package autodiff

import (
	"math"
	"slices"

	"foolscope/engine/onnx"
)

// composedGelu is a Gelu that is written as x P with the distribution function
// P of the normal distribution, which takes scaled, x / sqrt 2.
type composedGelu struct{ x, scaled, distribution string }

// composeGelus looks for what exporters write for Gelu before opset 20,
//
//	y = x (1 + erf(x / sqrt 2)) / 2,
//
// whatever the order of the products, makes it x P with P = (1 + erf)/2, and
// remembers it: going back at once takes fewer steps over the values. kept are
// values that have to stay.
func (b *builder) composeGelus(kept ...string) {
	p := &pattern{b, b.graph.Producers(), b.graph.Uses(), kept}
	for _, n := range b.graph.Node {
		x, above, ok := p.gelu(n)
		if !ok {
			continue
		}
		bell, _, _ := p.operand(above, "Add", "Erf")
		scaled := bell.Input[0]
		made := onnx.NewNode("HardSigmoid", bell.Output[:1], nil, onnx.Attributes{"alpha": float32(0.5), "beta": float32(0.5)})
		above.OpType, above.Input, above.Attribute = made.OpType, made.Input, made.Attribute
		n.Input = []string{x, above.Output[0]}
		b.gelus[n.Output[0]] = composedGelu{x, scaled, above.Output[0]}
	}
}

// gelu takes the last product of a Gelu apart: x, and the sum of 1 and the erf.
func (p *pattern) gelu(last *onnx.NodeProto) (x string, above *onnx.NodeProto, ok bool) {
	factors, ok := p.factors(last, true)
	if !ok || len(factors) != 3 {
		return "", nil, false
	}
	var rest []string
	for _, name := range factors {
		switch producer := p.only(name, 1); {
		case p.isNumber(name, 0.5):
		case above == nil && is(producer, "Add") && p.isBell(producer) != "":
			above = producer
		default:
			rest = append(rest, name)
		}
	}
	if above == nil || len(rest) != 1 || p.isBell(above) != rest[0] {
		return "", nil, false
	}
	return rest[0], above, slices.Equal(p.shapes[rest[0]], p.shapes[last.Output[0]])
}

// factors are what a product multiplies, and what products before it do.
func (p *pattern) factors(n *onnx.NodeProto, outermost bool) (names []string, ok bool) {
	if !is(n, "Mul") || len(n.Input) != 2 {
		return nil, false
	}
	if !outermost {
		return n.Input, true
	}
	for _, name := range n.Input {
		if inner, ok := p.factors(p.only(name, 1), false); ok {
			names = append(names, inner...)
		} else {
			names = append(names, name)
		}
	}
	return names, true
}

// isBell returns the x of a sum 1 + erf(x / sqrt 2), or "".
func (p *pattern) isBell(sum *onnx.NodeProto) string {
	bell, one, ok := p.operand(sum, "Add", "Erf")
	if !ok || !p.isNumber(one, 1) {
		return ""
	}
	scaled := p.only(bell.Input[0], 1)
	switch {
	case is(scaled, "Div") && p.isNumber(scaled.Input[1], math.Sqrt2):
		return scaled.Input[0]
	case is(scaled, "Mul") && p.isNumber(scaled.Input[1], math.Sqrt2/2):
		return scaled.Input[0]
	case is(scaled, "Mul") && p.isNumber(scaled.Input[0], math.Sqrt2/2):
		return scaled.Input[1]
	}
	return ""
}

// isNumber reports whether a value is a single number that is known before the
// network runs, to the precision that exporters write.
func (p *pattern) isNumber(name string, want float64) bool {
	c := &call{builder: p.builder, node: &onnx.NodeProto{Input: []string{name}}}
	got, ok := c.number(0)
	return ok && math.Abs(float64(got)-want) < 1e-6
}

// back hands on the gradient: the slope is P + x p, with the density
// p = exp(-x^2/2) / sqrt(2 pi). With u = x / sqrt 2 that is P + u exp(c - u^2)
// for c = -log(pi)/2, which takes no products with constants.
func (g composedGelu) back(b *builder, dy string) {
	bell := b.unary("Exp", b.binary("Sub", b.scalar(float32(-math.Log(math.Pi)/2)), b.mul(g.scaled, g.scaled)))
	b.accumulate(g.x, b.mul(dy, b.binary("Add", g.distribution, b.mul(g.scaled, bell))))
}
