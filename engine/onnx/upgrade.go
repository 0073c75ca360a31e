package onnx

import (
	"fmt"
	"slices"
)

// UpgradedOpset is the lowest opset of an upgraded model. It is the first in
// which every reduction takes its axes as an input, so that code which builds
// graphs knows one form of each operator.
const UpgradedOpset = 18

// Upgrade returns a copy of m in which every operator has its form of
// UpgradedOpset (or of the file's own opset, if that is newer), constants are
// initializers, weights are not inputs, all floats are float32, Dropout is gone, and
// normalization goes by the stored statistics. The copy computes what m computes
// at inference, in float32 even where the file asks for less.
func Upgrade(m *ModelProto) (*ModelProto, error) {
	out := Copy(m)
	out.Graph.Input = FeedInputs(out.Graph)
	u := &upgrader{graph: Edit(out.Graph), from: Opset(m)}
	out.Graph.Node = u.withoutCopies(out.Graph.Node)
	if err := u.nodes(); err != nil {
		return nil, err
	}
	out.IrVersion = max(m.IrVersion, 8)
	if u.from < UpgradedOpset {
		for _, o := range out.OpsetImport {
			if isStandard(o.Domain) {
				o.Version = UpgradedOpset
			}
		}
	}
	if err := Prune(out.Graph); err != nil {
		return nil, err
	}
	if err := widen(out.Graph); err != nil {
		return nil, err
	}
	if err := guardDivisions(out.Graph); err != nil {
		return nil, err
	}
	return out, checkValues(out.Graph, nil)
}

type upgrader struct {
	graph *Graph
	from  int64
}

// upgrades are the operators whose form changed, each with the opset that
// brought the new form.
var upgrades = map[string]struct {
	since int64
	apply func(*upgrader, *NodeProto) error
}{
	"BatchNormalization": {14, (*upgrader).batchNormalization},
	"Clip":               {11, (*upgrader).clip},
	"Hardmax":            {13, (*upgrader).softmax},
	"LogSoftmax":         {13, (*upgrader).softmax},
	"Pad":                {11, (*upgrader).pad},
	"ReduceL1":           {18, axesToInput},
	"ReduceL2":           {18, axesToInput},
	"ReduceLogSum":       {18, axesToInput},
	"ReduceLogSumExp":    {18, axesToInput},
	"ReduceMax":          {18, axesToInput},
	"ReduceMean":         {18, axesToInput},
	"ReduceMin":          {18, axesToInput},
	"ReduceProd":         {18, axesToInput},
	"ReduceSum":          {13, axesToInput},
	"ReduceSumSquare":    {18, axesToInput},
	"Resize":             {11, (*upgrader).resize},
	"Slice":              {10, (*upgrader).slice},
	"Softmax":            {13, (*upgrader).softmax},
	"Split":              {18, (*upgrader).split},
	"Squeeze":            {13, axesToInput},
	"TopK":               {10, (*upgrader).topK},
	"Unsqueeze":          {13, axesToInput},
	"Upsample":           {10, (*upgrader).upsample},
}

// nodes brings all nodes of the graph into their form.
func (u *upgrader) nodes() error {
	old := u.graph.Node
	u.graph.Node = nil
	for _, n := range old {
		if err := u.node(n); err != nil {
			return fmt.Errorf("%s: %w", Describe(n), err)
		}
	}
	return nil
}

// gives reports whether a value is an output of the graph.
func (u *upgrader) gives(name string) bool {
	return slices.ContainsFunc(u.graph.Output, func(v *ValueInfoProto) bool { return v.Name == name })
}

// spelled are the operators that are spelt out from an opset on.
var spelled = map[string]struct {
	since int64
	apply func(*upgrader, *NodeProto) error
}{
	"GlobalLpPool":    {22, (*upgrader).globalLpPool},
	"LpNormalization": {22, (*upgrader).lpNormalization},
	"Swish":           {24, (*upgrader).swish},
}

func (u *upgrader) node(n *NodeProto) error {
	if !isStandard(n.Domain) {
		u.keep(n)
		return nil
	}
	for _, inner := range Subgraphs(n) {
		within := &upgrader{graph: u.graph.Within(inner), from: u.from}
		if err := within.nodes(); err != nil {
			return err
		}
		if err := Prune(inner); err != nil {
			return err
		}
	}
	switch n.OpType {
	case "Constant":
		if t, err := constant(n); err != nil {
			return err
		} else if t != nil && !(u.graph.outer != nil && u.gives(n.Output[0])) {
			u.store(t, n.Output[0])
			return nil
		}
	case "Dropout":
		u.dropout(n)
		return nil
	case "BatchNormalization":
		n = u.inference(n)
	case "Split":
		// onnxruntime 1.24 crashes at parts without a name.
		for i, name := range n.Output {
			if name == "" {
				n.Output[i] = u.graph.Fresh("part")
			}
		}
	}
	if up, ok := upgrades[n.OpType]; ok && u.from < up.since {
		return up.apply(u, n)
	}
	if s, ok := spelled[n.OpType]; ok && u.from >= s.since {
		return s.apply(u, n)
	}
	u.keep(n)
	return nil
}

// withoutCopies drops the nodes that only give a stored value another name, as
// PyTorch writes weights down that are equal, and returns the others, reading
// the value itself.
func (u *upgrader) withoutCopies(nodes []*NodeProto) []*NodeProto {
	copied, within := map[string]string{}, map[string]bool{}
	for _, n := range nodes {
		for _, name := range Reads(n)[len(n.Input):] {
			within[name] = true
		}
	}
	kept := slices.DeleteFunc(slices.Clone(nodes), func(n *NodeProto) bool {
		if n.OpType != "Identity" || n.Domain != "" || len(n.Input) != 1 || len(n.Output) != 1 || u.graph.Initializer(n.Input[0]) == nil ||
			u.gives(n.Output[0]) || within[n.Output[0]] {
			return false
		}
		copied[n.Output[0]] = n.Input[0]
		return true
	})
	for _, n := range kept {
		for i, name := range n.Input {
			if original, ok := copied[name]; ok {
				n.Input[i] = original
			}
		}
	}
	return kept
}

func (u *upgrader) keep(n *NodeProto) { u.graph.Node = append(u.graph.Node, n) }

// store makes the output of a Constant node an initializer of the same name.
func (u *upgrader) store(t *TensorProto, name string) {
	t.Name = name
	u.graph.GraphProto.Initializer = append(u.graph.GraphProto.Initializer, t)
	u.graph.initializers[name] = t
}

// constant returns the value of a Constant node, or nil for the kinds that no
// classifier computes with (strings, sparse tensors).
func constant(n *NodeProto) (*TensorProto, error) {
	for _, a := range n.Attribute {
		switch a.Name {
		case "value":
			if a.T == nil {
				return nil, fmt.Errorf("its value is missing")
			}
			return &TensorProto{
				Dims: a.T.Dims, DataType: a.T.DataType, FloatData: a.T.FloatData, Int32Data: a.T.Int32Data,
				Int64Data: a.T.Int64Data, RawData: a.T.RawData, DoubleData: a.T.DoubleData, Uint64Data: a.T.Uint64Data,
			}, nil
		case "value_float":
			return NewFloats("", []float32{a.F}), nil
		case "value_floats":
			return NewFloats("", a.Floats, int64(len(a.Floats))), nil
		case "value_int":
			return NewInts("", []int64{a.I}), nil
		case "value_ints":
			return NewInts("", a.Ints, int64(len(a.Ints))), nil
		}
	}
	return nil, nil
}

// input appends an integer list as a further input of n, leaving gaps empty,
// so that it stands at the given place.
func (u *upgrader) input(n *NodeProto, place int, values []int64) {
	u.inputName(n, place, u.graph.Ints(n.OpType+"_input", values...))
}

func (u *upgrader) inputName(n *NodeProto, place int, name string) {
	n.Input = slices.Clone(n.Input)
	for len(n.Input) <= place {
		n.Input = append(n.Input, "")
	}
	n.Input[place] = name
}

// moveList turns a list attribute into the input at place.
func (u *upgrader) moveList(n *NodeProto, name string, place int) {
	if a := Attribute(n, name); a != nil {
		u.input(n, place, a.Ints)
		RemoveAttribute(n, name)
	}
}
