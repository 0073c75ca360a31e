package classifier

import (
	"slices"
	"strconv"

	"foolscope/engine/onnx"
)

// withoutTables returns a model whose outputs are scores where the file gives
// tables, names of classes or the largest few of them, as converters of scikit-learn and
// Custom Vision write them, and the names of the classes that these hold, if any.
// It returns m itself if there is nothing to do.
func withoutTables(m *onnx.ModelProto) (*onnx.ModelProto, []string) {
	producers := onnx.Edit(m.Graph).Producers()
	var labels []string
	// scores maps an output to the value that it is made of.
	scores := map[string]string{}
	// largest holds the outputs that are the largest scores in their order, or
	// their classes: which class has which score is lost.
	largest := map[string]bool{}
	plain := false
	for _, v := range m.Graph.Output {
		if n := producers[v.Name]; n != nil && n.OpType == "ZipMap" && len(n.Input) > 0 {
			scores[v.Name] = n.Input[0]
			labels = namesIn(n)
			continue
		}
		largest[v.Name] = isOfLargest(producers, v.Name)
		plain = plain || checkKind(v) == nil && !largest[v.Name]
	}
	if len(scores) == 0 && !plain {
		for _, v := range m.Graph.Output {
			if from, names := chosenFrom(m.Graph, producers, v.Name); from != "" {
				scores[v.Name], labels = from, names
				break
			}
		}
	}
	unused := func(v *onnx.ValueInfoProto) bool {
		return scores[v.Name] == "" && (largest[v.Name] || len(scores) > 0 && checkKind(v) != nil)
	}
	if len(scores) == 0 && !slices.ContainsFunc(m.Graph.Output, unused) {
		return m, nil
	}
	m = onnx.Copy(m)
	m.Graph.Output = slices.DeleteFunc(m.Graph.Output, unused)
	m.Graph.Node = slices.DeleteFunc(m.Graph.Node, func(n *onnx.NodeProto) bool {
		return slices.ContainsFunc(n.Output, func(name string) bool { return scores[name] != "" })
	})
	for i, v := range m.Graph.Output {
		if from := scores[v.Name]; from != "" {
			m.Graph.Node = append(m.Graph.Node, onnx.NewNode("Identity", []string{from}, []string{v.Name}, nil))
			m.Graph.Output[i] = onnx.AnyFloats(v.Name)
		}
	}
	return m, labels
}

// isOfLargest reports whether an output is what a TopK gives.
func isOfLargest(producers map[string]*onnx.NodeProto, output string) bool {
	for n := producers[output]; n != nil && len(n.Input) > 0; n = producers[n.Input[0]] {
		switch n.OpType {
		case "TopK":
			return true
		case "Identity", "Cast", "Reshape", "Squeeze", "Unsqueeze", "Flatten":
		default:
			return false
		}
	}
	return false
}

// chosenFrom goes back from a class, its number or its name, to the scores of
// which it has the largest.
func chosenFrom(g *onnx.GraphProto, producers map[string]*onnx.NodeProto, class string) (scores string, names []string) {
	for n := producers[class]; n != nil && len(n.Input) > 0; {
		from := n.Input[0]
		switch n.OpType {
		case "ArgMax", "TopK":
			return from, names
		case "ArrayFeatureExtractor", "Gather":
			// A list of names, and the number of one of them.
			if len(n.Input) < 2 {
				return "", nil
			}
			names, from = stored(g, from), n.Input[1]
		case "LabelEncoder":
			names = namesIn(n)
		case "Identity", "Cast", "Reshape", "Squeeze", "Unsqueeze", "Flatten":
		default:
			return "", nil
		}
		n = producers[from]
	}
	return "", nil
}

// namesIn are the names of classes that a node holds as attributes.
func namesIn(n *onnx.NodeProto) []string {
	for _, key := range []string{"classlabels_strings", "values_strings", "classes_strings"} {
		if a := onnx.Attribute(n, key); a != nil && len(a.Strings) > 0 {
			return texts(a.Strings)
		}
	}
	numbers := onnx.IntList(n, "classlabels_int64s")
	var names []string
	counted := true
	for i, number := range numbers {
		counted = counted && number == int64(i)
		names = append(names, strconv.FormatInt(number, 10))
	}
	if counted {
		return nil // Their own numbers are no names.
	}
	return names
}

// stored are the texts that a graph stores under a name.
func stored(g *onnx.GraphProto, name string) []string {
	for _, t := range g.Initializer {
		if t.Name == name && t.DataType == int32(onnx.TensorProto_STRING) {
			return texts(t.StringData)
		}
	}
	return nil
}

func texts(list [][]byte) []string {
	out := make([]string, len(list))
	for i, text := range list {
		out[i] = string(text)
	}
	return out
}
