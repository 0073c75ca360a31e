package flow

import (
	"errors"
	"fmt"
	"math"
	"slices"
	"strings"

	"foolscope/engine/onnx"
)

// maxRounds is how often the body of a loop may run. No classifier comes near; a loop
// that would go on is stopped with an error.
const maxRounds = 1 << 16

// maxInnerRounds is maxRounds for a loop within another loop or a branch.
const maxInnerRounds = 1 << 10

// loop writes the rounds of a Loop one behind the other, if it is known how many there
// are. A Loop has the inputs rounds, condition and what goes from round to round; its
// body gets the number of the round, the condition and the same, and gives the
// condition for the next round, the same, and what is to be collected.
func (f *folder) loop(n *onnx.NodeProto) ([]*onnx.NodeProto, bool, error) {
	a := onnx.Attribute(n, "body")
	if a == nil || a.G == nil || len(n.Input) != len(a.G.Input) || len(n.Input) < 2 ||
		len(a.G.Output) < len(n.Input)-1 || len(n.Output) > len(a.G.Output)-1 {
		return nil, false, errors.New("its body does not fit its inputs and outputs")
	}
	rounds, counted := f.rounds(n)
	going, known := true, n.Input[1] == ""
	if !known {
		going, known = f.truth(n.Input[1])
	}
	if counted && known {
		nodes, ok, err := f.unroll(n, a.G, rounds, going)
		if err != nil || ok {
			return nodes, ok, err
		}
	}
	return nil, false, f.bound(a.G, rounds, counted, maxRounds)
}

// rounds is how many rounds a Loop has at most, if that is known.
func (f *folder) rounds(n *onnx.NodeProto) (rounds int64, counted bool) {
	if n.Input[0] == "" {
		return math.MaxInt64, true
	}
	return f.number(n.Input[0])
}

// unroll reports ok = false if the loop has to stay.
func (f *folder) unroll(n *onnx.NodeProto, body *onnx.GraphProto, rounds int64, going bool) (nodes []*onnx.NodeProto, ok bool, err error) {
	nodes = []*onnx.NodeProto{}
	carried := n.Input[2:]
	collected := make([][]string, len(body.Output)-1-len(carried))
	for i := int64(0); i < rounds && going; i++ {
		if !f.afford(body) {
			return nil, false, nil
		}
		round, condition := onnx.NewInts("round", []int64{i}), truthValue(true)
		f.graph.AddInitializer(round)
		f.graph.AddInitializer(condition)
		f.store(round, condition)
		inner, outputs, err := f.inline(body, n, append([]string{round.Name, condition.Name}, carried...))
		if err != nil || inner == nil {
			return nil, err != nil, err
		}
		nodes = append(nodes, inner...)
		if going, ok = f.truth(outputs[0]); !ok {
			return nil, false, nil
		}
		for k, name := range outputs[1+len(carried):] {
			collected[k] = append(collected[k], name)
		}
		carried = outputs[1 : 1+len(carried)]
	}
	end := f.copies(carried[:min(len(carried), len(n.Output))], n.Output[:min(len(carried), len(n.Output))])
	for k, parts := range collected {
		place := len(carried) + k
		if place >= len(n.Output) || n.Output[place] == "" {
			continue
		}
		if len(parts) == 0 {
			return nil, false, nil
		}
		end = append(end, f.stack(parts, n.Output[place])...)
	}
	f.passAll(end)
	return append(nodes, end...), true, nil
}

// stack joins what the rounds have collected along a new first axis.
func (f *folder) stack(parts []string, name string) []*onnx.NodeProto {
	axis := onnx.NewInts("axis", []int64{0}, 1)
	f.graph.AddInitializer(axis)
	f.store(axis)
	var nodes []*onnx.NodeProto
	var rows []string
	for _, part := range parts {
		row := f.graph.Fresh("row")
		rows = append(rows, row)
		nodes = append(nodes, onnx.NewNode("Unsqueeze", []string{part, axis.Name}, []string{row}, nil))
	}
	return append(nodes, onnx.NewNode("Concat", rows, []string{name}, onnx.Attributes{"axis": 0}))
}

// bound makes sure that a loop that stays ends.
func (f *folder) bound(body *onnx.GraphProto, rounds int64, counted bool, most int) error {
	if counted && rounds <= int64(most) {
		return nil
	}
	if counted && f.always(body) {
		if rounds > math.MaxInt64/2 {
			return errors.New("it never ends, since its condition is always true")
		}
		return fmt.Errorf("it would run its body %d times; more than %d are not supported", rounds, most)
	}
	if !slices.ContainsFunc(body.Node, func(n *onnx.NodeProto) bool { return strings.HasPrefix(n.Name, roundsNode) }) {
		stopAfter(f.graph, body, most)
	}
	return nil
}

// boundWithin is bound for the loops within the graphs of a node.
func (f *folder) boundWithin(n *onnx.NodeProto) error {
	for _, g := range onnx.Subgraphs(n) {
		within := f.graph.Within(g)
		for _, inner := range g.Node {
			if err := f.boundWithin(inner); err != nil {
				return err
			}
			a := onnx.Attribute(inner, "body")
			if inner.OpType != "Loop" || a == nil || a.G == nil || len(inner.Input) == 0 || len(a.G.Input) < 2 || len(a.G.Output) == 0 {
				continue
			}
			rounds, counted := f.rounds(inner)
			if t := within.Initializer(inner.Input[0]); t != nil {
				if values, err := onnx.Ints(t); err == nil && len(values) == 1 {
					rounds, counted = values[0], true
				}
			}
			if err := f.bound(a.G, rounds, counted, maxInnerRounds); err != nil {
				return fmt.Errorf("%s: %w", onnx.Describe(inner), err)
			}
		}
	}
	return nil
}

// always reports whether the condition of a body is true by what is stored in it or
// handed to it.
func (f *folder) always(body *onnx.GraphProto) bool {
	within := f.graph.Within(body)
	producers := within.Producers()
	name := body.Output[0].Name
	for range body.Node {
		n := producers[name]
		if n == nil || n.OpType != "Identity" && n.OpType != "Cast" {
			break
		}
		name = n.Input[0]
	}
	if name == body.Input[1].Name {
		return true
	}
	if n := producers[name]; n != nil && n.OpType == "Constant" {
		if a := onnx.Attribute(n, "value"); a != nil && a.T != nil {
			v, err := onnx.Ints(a.T)
			return err == nil && len(v) == 1 && v[0] != 0
		}
	}
	if t := within.Initializer(name); t != nil {
		v, err := onnx.Ints(t)
		return err == nil && len(v) == 1 && v[0] != 0
	}
	v, ok := f.truth(name)
	return ok && v
}

// roundsNode begins the name of a node that fails when a loop runs too often.
const roundsNode = "foolscope:rounds of "

// stopAfter lets the body of a loop fail at a round: it reads, along with the
// condition, an element of a list that has as many as there may be rounds.
func stopAfter(outer *onnx.Graph, body *onnx.GraphProto, rounds int) {
	g := outer.Within(body)
	list := make([]byte, rounds)
	for i := range list {
		list[i] = 1
	}
	allowed := g.AddInitializer(&onnx.TensorProto{
		Name: "rounds", Dims: []int64{int64(rounds)}, DataType: int32(onnx.TensorProto_BOOL), RawData: list,
	})
	may := g.Add("Gather", []string{allowed, body.Input[0].Name}, nil)
	g.Node[len(g.Node)-1].Name = roundsNode + may
	scalar := g.Add("Reshape", []string{body.Output[0].Name, g.Ints("scalar")}, nil)
	body.Output[0] = &onnx.ValueInfoProto{Name: g.Add("And", []string{scalar, may}, nil), Type: body.Output[0].Type}
}

func truthValue(v bool) *onnx.TensorProto {
	t := &onnx.TensorProto{Name: "condition", DataType: int32(onnx.TensorProto_BOOL), RawData: []byte{0}}
	if v {
		t.RawData[0] = 1
	}
	return t
}
