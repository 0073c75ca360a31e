package classifier

import (
	"fmt"

	"foolscope/engine/onnx"
)

// tiny is what a probability is at least before its logarithm is taken.
const tiny = 1e-30

// toLogits appends what makes logits of the scores called name, which are
// read in a certain way, and returns their name.
func toLogits(g *onnx.Graph, name string, r reading) string {
	logarithm := func(x string) string {
		return g.Add("Log", []string{g.Add("Max", []string{x, g.Scalar(tiny)}, nil)}, nil)
	}
	switch r {
	case probabilities:
		// exp(z) needs no logarithm: z is there already.
		if n := g.Producers()[name]; n != nil && n.OpType == "Exp" {
			return n.Input[0]
		}
		return logarithm(name)
	case shares:
		rest := g.Add("Sub", []string{g.Scalar(1), name}, nil)
		return g.Add("Sub", []string{logarithm(name), logarithm(rest)}, nil)
	}
	return name
}

// asTwo makes two scores of one, [batch, 1]: 0 for the first class, and the score
// for the second.
func asTwo(g *onnx.Graph, name string) string {
	return g.Add("Pad", []string{name, g.Ints("first", 0, 1, 0, 0)}, nil)
}

// remarks say what a person must know about the way that scores were read.
func (n *network) remarks(label func(class int) string) []string {
	var out []string
	switch {
	case n.single:
		out = append(out, fmt.Sprintf("The model gives one score: it is taken for %q, and what it leaves for %q.", label(1), label(0)))
	case n.independent():
		out = append(out, "The model's classes are independent (sigmoid): each has a probability of its own, and they need not add up to 100 %.")
	}
	switch {
	case n.read == probabilities:
		out = append(out, "The model ends in probabilities; their logarithm stands in for the logits, and gradients lose precision where it is very sure.")
	case n.read == shares && n.probed:
		out = append(out, `Its scores stayed between 0 and 1 on the pictures that were tried and are taken for probabilities; if they are logits, say so in the manifest: {"output": {"kind": "logits"}}.`)
	case n.read == shares:
		out = append(out, "Logits are computed from its probabilities, and gradients lose precision where it is very sure.")
	}
	return out
}
