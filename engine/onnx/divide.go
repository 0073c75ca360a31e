package onnx

import (
	"errors"
	"fmt"
	"slices"
	"strings"
)

// onnxruntime leaves the division of whole numbers to the processor, which ends the
// program at a division by 0, and at that of the least number by -1.

// divisorNode begins the name of a node that fails in place of a division by 0.
const divisorNode = "foolscope:divisor of "

// guardDivisions makes every Div and Mod of whole numbers safe whose divisor is not
// stored in the file, and fails for a stored divisor of 0.
func guardDivisions(g *GraphProto) error {
	var kinds Kinds
	return guardWithin(Edit(g), &kinds, g)
}

func guardWithin(g *Graph, kinds *Kinds, top *GraphProto) error {
	nodes := g.Node
	guarded := false
	for i, n := range nodes {
		for _, inner := range Subgraphs(n) {
			if err := guardWithin(g.Within(inner), kinds, top); err != nil {
				return err
			}
		}
		if !isStandard(n.Domain) || n.OpType != "Div" && (n.OpType != "Mod" || Int(n, "fmod", 0) != 0) {
			if guarded {
				g.Node = append(g.Node, n)
			}
			continue
		}
		needed, err := g.dangerous(n)
		if err != nil {
			return fmt.Errorf("%s: %w", Describe(n), err)
		}
		if needed && *kinds == nil {
			*kinds = KindsOf(top)
		}
		kind := TensorProto_UNDEFINED
		if needed {
			// Both have one type, of which that of one may be known.
			if kind = (*kinds)[n.Input[1]]; kind == TensorProto_UNDEFINED {
				kind = (*kinds)[n.Input[0]]
			}
		}
		if !needed || kind != TensorProto_UNDEFINED && !Whole(kind) {
			if guarded {
				g.Node = append(g.Node, n)
			}
			continue
		}
		if !guarded {
			g.Node, guarded = slices.Clone(nodes[:i]), true
		}
		switch {
		case kind != TensorProto_UNDEFINED:
			g.guard(n, kind)
		case n.OpType == "Mod":
			// Without fmod it is for whole numbers alone.
			g.guard(n, kind)
		default:
			g.guardUntyped(n)
		}
	}
	return nil
}

// FailsByZero reports whether a node stands for a division that fails by 0.
func FailsByZero(n *NodeProto) bool { return strings.HasPrefix(n.Name, divisorNode) }

// dangerous reports whether a divisor may be 0 or -1, if it is a whole number.
func (g *Graph) dangerous(n *NodeProto) (bool, error) {
	t := g.Initializer(n.Input[1])
	if t == nil {
		return true, nil
	}
	values, err := Ints(t)
	if err != nil {
		// Floats, or whole numbers of 32 and 64 bits without a sign.
		return true, nil
	}
	if slices.Contains(values, 0) {
		return false, errors.New("it divides whole numbers by 0")
	}
	return slices.Contains(values, -1), nil
}

// guard replaces a division by one in 64 bits that fails at 0, and takes the number
// itself with the other sign for a division by -1. The kind may be undefined.
func (g *Graph) guard(n *NodeProto, kind TensorProto_DataType) {
	const long = TensorProto_INT64
	cast := func(x string, to TensorProto_DataType) string {
		if kind == long {
			return x
		}
		return g.Add("Cast", []string{x}, Attributes{"to": int(to)})
	}
	number := func(v int64) string { return g.AddInitializer(NewInts("number", []int64{v})) }
	a, b := cast(n.Input[0], long), cast(n.Input[1], long)
	none := g.failAt(n, g.Add("Equal", []string{b, number(0)}, nil))
	b = g.Add("Add", []string{b, none}, nil)
	negates := g.Add("Equal", []string{b, number(-1)}, nil)
	y := g.Add(n.OpType, []string{a, g.Add("Where", []string{negates, number(1), b}, nil)}, nil)
	if n.OpType == "Div" {
		y = g.Add("Where", []string{negates, g.Add("Sub", []string{number(0), a}, nil), y}, nil)
	}
	last := NewNode("Identity", []string{y}, n.Output, nil)
	switch kind {
	case long:
	case TensorProto_UNDEFINED:
		last = NewNode("CastLike", []string{y, n.Input[0]}, n.Output, nil)
	default:
		last = NewNode("Cast", []string{y}, n.Output, Attributes{"to": int(kind)})
	}
	last.Name = n.Name
	g.Node = append(g.Node, last)
}

// failAt adds a whole number 0 that cannot be computed if any of the conditions is true.
func (g *Graph) failAt(n *NodeProto, conditions string) string {
	ones := g.Add("Cast", []string{conditions}, Attributes{"to": int(TensorProto_INT64)})
	count := g.Add("ReduceSum", []string{ones}, Attributes{"keepdims": 0})
	// A list of one element has none at the place 1.
	none := g.Add("Gather", []string{g.Ints("none", 0), count}, nil)
	g.Node[len(g.Node)-1].Name = divisorNode + Describe(n)
	return none
}

// guardUntyped is guard for numbers of which only onnxruntime knows what they are. Floats
// are divided as they were: the guard then changes nothing.
func (g *Graph) guardUntyped(n *NodeProto) {
	const double = TensorProto_DOUBLE
	wide := func(x string) string { return g.Add("Cast", []string{x}, Attributes{"to": int(double)}) }
	number := func(v float64) string { return wide(g.Scalar(float32(v))) }
	like := func(v float32) string { return g.Add("CastLike", []string{g.Scalar(v), n.Input[1]}, nil) }
	a, b := n.Input[0], n.Input[1]
	// A half is none among whole numbers.
	half, zero := wide(like(0.5)), number(0)
	whole := g.Add("Equal", []string{half, zero}, nil)
	divisors := wide(b)
	none := g.failAt(n, g.Add("And", []string{g.Add("Equal", []string{divisors, zero}, nil), whole}, nil))
	whole = g.Add("Equal", []string{g.Add("Add", []string{half, wide(none)}, nil), zero}, nil)
	negates := g.Add("And", []string{g.Add("Equal", []string{divisors, number(-1)}, nil), whole}, nil)
	y := g.Add("Div", []string{a, g.Add("Where", []string{negates, like(1), b}, nil)}, nil)
	negative := g.Add("Sub", []string{like(0), a}, nil)
	last := NewNode("Where", []string{negates, negative, y}, n.Output, nil)
	last.Name = n.Name
	g.Node = append(g.Node, last)
}
