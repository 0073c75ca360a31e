package onnx

import "fmt"

// A file that was exported while the network was being trained normalises by the
// statistics of the very pictures that it is given, and drops values at random. A
// classifier that people ask about single pictures does neither; so Upgrade sets
// such nodes to inference, and InTraining tells.

// InTraining describes the nodes that the file wants to run as in training.
func InTraining(m *ModelProto) []string {
	var out []string
	stored := Edit(m.Graph)
	everyGraph(m.Graph, func(g *GraphProto) error {
		constants := map[string]*TensorProto{}
		for _, n := range g.Node {
			if n.OpType == "Constant" && isStandard(n.Domain) && len(n.Output) == 1 {
				constants[n.Output[0]], _ = constant(n)
			}
			if trains(n, Opset(m), func(name string) *TensorProto {
				if t := constants[name]; t != nil {
					return t
				}
				return stored.Initializer(name)
			}) {
				out = append(out, Describe(n))
			}
		}
		return nil
	})
	return out
}

// TrainingRemark is a sentence for people about a model that wants to run as in
// training, empty for others.
func TrainingRemark(m *ModelProto) string {
	nodes := InTraining(m)
	if len(nodes) == 0 {
		return ""
	}
	which := nodes[0]
	if len(nodes) > 1 {
		which = fmt.Sprintf("%d nodes, such as %s", len(nodes), nodes[0])
	}
	return fmt.Sprintf("The model was exported in training mode (%s); here it runs and is differentiated as at inference, with its stored statistics.", which)
}

func trains(n *NodeProto, opset int64, value func(name string) *TensorProto) bool {
	if !isStandard(n.Domain) {
		return false
	}
	switch n.OpType {
	case "BatchNormalization":
		if opset >= 14 {
			return Int(n, "training_mode", 0) != 0
		}
		// Until then, it was the number of outputs that said so.
		return len(n.Output) > 1 && n.Output[1] != ""
	case "Dropout":
		if opset < 12 || len(n.Input) < 3 || n.Input[2] == "" {
			return false
		}
		t := value(n.Input[2])
		if t == nil {
			return true
		}
		values, err := Ints(t)
		return err != nil || len(values) != 1 || values[0] != 0
	}
	return false
}

// inference makes a BatchNormalization go by the stored statistics; the outputs that
// training would bring up to date are those statistics.
func (u *upgrader) inference(n *NodeProto) *NodeProto {
	RemoveAttribute(n, "training_mode")
	outputs := n.Output
	n.Output = outputs[:1]
	for i, name := range outputs[1:] {
		if statistic := 3 + i%2; name != "" && statistic < len(n.Input) {
			u.keep(NewNode("Identity", []string{n.Input[statistic]}, []string{name}, nil))
		}
	}
	return n
}

// dropout drops nothing: its mask is true everywhere.
func (u *upgrader) dropout(n *NodeProto) {
	u.keep(NewNode("Identity", n.Input[:1], n.Output[:1], nil))
	if len(n.Output) > 1 && n.Output[1] != "" {
		all := &TensorProto{Dims: []int64{1}, DataType: int32(TensorProto_BOOL), Int32Data: []int32{1}}
		shape := u.graph.Add("Shape", n.Input[:1], nil)
		u.keep(NewNode("ConstantOfShape", []string{shape}, []string{n.Output[1]}, Attributes{"value": all}))
	}
}
