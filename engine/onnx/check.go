package onnx

import (
	"cmp"
	"errors"
	"fmt"
	"slices"
	"strings"
)

// Check reports what makes a model unusable here: a version outside the
// supported range, values produced twice or never, a cycle, an operator without
// the inputs that it needs, or a weight whose bytes do not fill its shape.
func Check(m *ModelProto) error {
	if m.Graph == nil || len(m.Graph.Node) == 0 {
		return errors.New("this is not an ONNX model: it has no graph")
	}
	if m.IrVersion < minIR || m.IrVersion > maxIR {
		return fmt.Errorf("the file has ONNX format version %d; versions %d to %d are supported", m.IrVersion, minIR, maxIR)
	}
	if v := Opset(m); v < minOpset || v > maxOpset {
		return fmt.Errorf("the file was written for opset %d; opsets %d to %d are supported, so export it again", v, minOpset, maxOpset)
	}
	if len(m.Graph.Output) == 0 {
		return errors.New("the model has no output")
	}
	if len(m.Functions) > 0 {
		return errors.New("the model's functions have not been put in place of their calls")
	}
	if err := everyGraph(m.Graph, func(g *GraphProto) error { return checkGraph(g, g == m.Graph, Opset(m)) }); err != nil {
		return err
	}
	if err := checkValues(m.Graph, nil); err != nil {
		return err
	}
	return checkNumbers(Edit(m.Graph))
}

// checkNumbers is checkLimits for all nodes of a graph and those within.
func checkNumbers(g *Graph) error {
	constants := map[string]*TensorProto{}
	for _, n := range g.Node {
		if n.OpType == "Constant" && isStandard(n.Domain) {
			if t, err := constant(n); err == nil && t != nil {
				constants[n.Output[0]] = t
			}
		}
	}
	stored := func(name string) *TensorProto {
		if t := constants[name]; t != nil {
			return t
		}
		return g.Initializer(name)
	}
	producers := g.Producers()
	for _, n := range g.Node {
		if err := checkLimits(n, stored, producers); err != nil {
			return err
		}
		for _, inner := range Subgraphs(n) {
			if err := checkNumbers(g.Within(inner)); err != nil {
				return err
			}
		}
	}
	return nil
}

// checkGraph checks what can be said without the graphs around and within.
func checkGraph(g *GraphProto, top bool, opset int64) error {
	if holdsSparse(g) {
		return errors.New("the model stores sparse weights, which are not supported; export it with dense ones")
	}
	stored := map[string]bool{}
	for _, t := range g.Initializer {
		stored[t.Name] = true
		if err := checkTensor(t); err != nil {
			return err
		}
	}
	for _, v := range g.Input {
		if !top && stored[v.Name] {
			return fmt.Errorf("a branch or loop of the model stores a value for its input %q", v.Name)
		}
	}
	for _, n := range g.Node {
		if err := cmp.Or(checkNode(n), checkAttributes(n), checkScan(n, opset)); err != nil {
			return err
		}
		for _, a := range n.Attribute {
			if a.RefAttrName != "" {
				return fmt.Errorf("%s takes its attribute %q from a function, but stands in none", Describe(n), a.Name)
			}
			for _, t := range append(slices.Clone(a.Tensors), a.T) {
				if t == nil {
					continue
				}
				if err := checkTensor(t); err != nil {
					return err
				}
			}
		}
	}
	return nil
}

// holdsSparse reports whether a graph stores tensors of which only a few elements
// are given: a few bytes can stand for gigabytes.
func holdsSparse(g *GraphProto) bool {
	return len(g.SparseInitializer) > 0 || slices.ContainsFunc(g.Node, func(n *NodeProto) bool {
		return slices.ContainsFunc(n.Attribute, func(a *AttributeProto) bool {
			return a.SparseTensor != nil || len(a.SparseTensors) > 0
		})
	})
}

// Opset is the version of the standard operators that m uses, 0 if it names
// none.
func Opset(m *ModelProto) int64 {
	for _, o := range m.OpsetImport {
		if isStandard(o.Domain) {
			return o.Version
		}
	}
	return 0
}

func checkTensor(t *TensorProto) error {
	if t.Segment != nil {
		return fmt.Errorf("weight %q is stored in several parts, which is not supported; export the model again", t.Name)
	}
	if t.DataLocation == TensorProto_EXTERNAL {
		return fmt.Errorf("weight %q lies in a file of its own; open the model from its folder", t.Name)
	}
	count, err := Count(t.Dims)
	if err != nil {
		return fmt.Errorf("weight %q: %w", t.Name, err)
	}
	if len(t.RawData) == 0 {
		typed := typedCount(t)
		if typed < 0 && count > 0 {
			return fmt.Errorf("weight %q holds %v values, which are not supported", t.Name, TensorProto_DataType(t.DataType))
		}
		each := packed(TensorProto_DataType(t.DataType))
		if typed >= 0 && typed != (count+each-1)/each {
			return fmt.Errorf("weight %q is incomplete: %d numbers for the shape %v; download or export the model again", t.Name, typed, t.Dims)
		}
		return nil
	}
	if size, err := byteSize(t); err != nil || size != int64(len(t.RawData)) {
		return fmt.Errorf("weight %q is incomplete: %d bytes for the shape %v; download or export the model again", t.Name, len(t.RawData), t.Dims)
	}
	return nil
}

// checkNode fails if a standard operator lacks outputs, or inputs that it
// cannot do without.
func checkNode(n *NodeProto) error {
	if !isStandard(n.Domain) {
		return nil
	}
	if !slices.ContainsFunc(n.Output, func(name string) bool { return name != "" }) {
		return fmt.Errorf("%s has no output", Describe(n))
	}
	least, ok := leastInputs[n.OpType]
	if !ok {
		least = 1
	}
	if len(n.Input) < least || slices.Contains(n.Input[:least], "") {
		return fmt.Errorf("%s lacks an input: it needs at least %d", Describe(n), least)
	}
	if slices.Contains(variadic, n.OpType) && slices.Contains(n.Input, "") {
		return fmt.Errorf("%s lacks one of its %d inputs", Describe(n), len(n.Input))
	}
	return nil
}

// variadic operators take any number of inputs, all of them given.
var variadic = []string{"Concat", "Max", "Mean", "Min", "Sum"}

// leastInputs is how many inputs an operator must have, where that is not 1.
var leastInputs = map[string]int{
	"Constant": 0, "Loop": 0, "Optional": 0, "RandomNormal": 0, "RandomUniform": 0, "SequenceEmpty": 0,
	"Add": 2, "And": 2, "Conv": 2, "ConvTranspose": 2, "Div": 2, "Equal": 2, "Expand": 2, "Gather": 2, "Gemm": 2,
	"Greater": 2, "GreaterOrEqual": 2, "LayerNormalization": 2, "Less": 2, "LessOrEqual": 2, "MatMul": 2, "Mod": 2,
	"Mul": 2, "Or": 2, "PRelu": 2, "Pow": 2, "Reshape": 2, "Sub": 2, "Xor": 2,
	"CastLike": 2, "CumSum": 2, "DequantizeLinear": 2, "GatherElements": 2, "GatherND": 2, "QuantizeLinear": 2,
	"GroupNormalization": 3, "InstanceNormalization": 3, "OneHot": 3, "Range": 3, "ScatterElements": 3, "ScatterND": 3,
	"Where": 3, "BatchNormalization": 5,
}

// scope holds the names of a graph, and leads to those of the graph around it.
type scope struct {
	names map[string]bool
	outer *scope
}

func (s *scope) has(name string) bool {
	for at := s; at != nil; at = at.outer {
		if at.names[name] {
			return true
		}
	}
	return name == ""
}

// checkValues fails if a value has no origin or two. Graphs within g see the values
// around them, and may not call theirs the same.
func checkValues(g *GraphProto, outer *scope) error {
	known := &scope{map[string]bool{}, outer}
	for _, v := range g.Input {
		if outer.has(v.Name) {
			return fmt.Errorf("a branch or loop of the model calls its input %q, as a value outside is called", v.Name)
		}
		known.names[v.Name] = true
	}
	for _, t := range g.Initializer {
		known.names[t.Name] = true
	}
	for _, n := range g.Node {
		for _, out := range n.Output {
			if out != "" && known.has(out) {
				return fmt.Errorf("two nodes or inputs of the model are called %q", out)
			}
			known.names[out] = true
		}
	}
	for _, n := range g.Node {
		for _, in := range n.Input {
			if !known.has(in) {
				return fmt.Errorf("%s needs the value %q, which nothing in the model produces", Describe(n), in)
			}
		}
		for _, inner := range Subgraphs(n) {
			if err := checkValues(inner, known); err != nil {
				return fmt.Errorf("%s: %w", Describe(n), err)
			}
		}
	}
	for _, v := range g.Output {
		if !known.has(v.Name) {
			return fmt.Errorf("nothing in the model produces its output %q", v.Name)
		}
	}
	_, err := Sorted(g)
	return err
}

// Describe names a node for a person: its operator and, if it has one, its
// name or that of its first output; that alone if it says the operator.
func Describe(n *NodeProto) string {
	if of, ok := strings.CutPrefix(n.Name, divisorNode); ok {
		return of
	}
	name := n.Name
	if name == "" && len(n.Output) > 0 {
		if name = n.Output[0]; name == n.OpType || strings.HasPrefix(name, n.OpType+"_") {
			return name // which says the operator already
		}
	}
	return fmt.Sprintf("%s (%s)", Operator(n), name)
}

// Operator names the operator of a node, with its domain unless it is a
// standard one.
func Operator(n *NodeProto) string {
	if isStandard(n.Domain) {
		return n.OpType
	}
	return n.Domain + "." + n.OpType
}
