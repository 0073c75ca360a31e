package classifier

import (
	"fmt"
	"slices"
	"strings"

	"foolscope/engine/onnx"
	"foolscope/engine/onnx/shape"
)

// findOutput returns the output that holds the scores: the one that the
// manifest names, the only one, or the one that plainly is a list of them, and
// then note says so.
func findOutput(m *onnx.ModelProto, manifest Manifest, inputs map[string][]int64, batch int64) (name, note string, err error) {
	outputs := m.Graph.Output
	if wanted := manifest.Output.Name; wanted != "" {
		for _, v := range outputs {
			if v.Name == wanted {
				return wanted, "", checkKind(v)
			}
		}
		return "", "", fmt.Errorf("the manifest names the output %q, which the model does not have; its outputs are %s", wanted, outputNames(outputs))
	}
	if len(outputs) == 1 {
		return outputs[0].Name, "", checkKind(outputs[0])
	}
	candidates, err := scoreLists(m, manifest, inputs, batch)
	if err != nil {
		return "", "", err
	}
	chosen, err := choose(m.Graph, candidates)
	if err != nil {
		return "", "", err
	}
	return chosen, fmt.Sprintf("The model has %d outputs; the scores are read from %q.", len(outputs), chosen), nil
}

// checkKind fails for an output that holds no floats.
func checkKind(v *onnx.ValueInfoProto) error {
	tensor := v.GetType().GetTensorType()
	if tensor == nil && v.GetType() != nil {
		return fmt.Errorf("its output %q is a list or a table with keys, not an array of scores; export the model without the ZipMap at its end", v.Name)
	}
	kind := onnx.TensorProto_DataType(tensor.GetElemType())
	switch {
	case kind == onnx.TensorProto_STRING:
		return fmt.Errorf("its output %q holds names of classes instead of scores; export the model so that it gives the scores", v.Name)
	case kind != 0 && !floats[kind]:
		return fmt.Errorf("its output %q holds %v values, which are class numbers rather than scores; export the model without the ArgMax at its end", v.Name, kind)
	}
	return nil
}

// floats are the kinds of numbers that are computed as float32.
var floats = map[onnx.TensorProto_DataType]bool{
	onnx.TensorProto_FLOAT: true, onnx.TensorProto_FLOAT16: true, onnx.TensorProto_BFLOAT16: true, onnx.TensorProto_DOUBLE: true,
}

// scoreList is an output with one score a class, as far as can be told.
type scoreList struct {
	name string
	// classes is 0 if that cannot be known without running the model.
	classes int64
}

// scoreLists finds the outputs that can be lists of scores, and those with as
// many classes as the manifest says, if it says so.
func scoreLists(m *onnx.ModelProto, manifest Manifest, inputs map[string][]int64, batch int64) ([]scoreList, error) {
	upgraded, err := onnx.Upgrade(m)
	if err != nil {
		return nil, err
	}
	shapes, err := shape.Infer(upgraded, inputs)
	if err != nil {
		return nil, err
	}
	wanted := int64(max(manifest.Output.Classes, len(manifest.Labels)))
	var found, single []scoreList
	var kinds error
	for _, v := range m.Graph.Output {
		if err := checkKind(v); err != nil {
			if kinds == nil {
				kinds = err
			}
			continue
		}
		dims, known := shapes[v.Name]
		list := scoreList{name: v.Name}
		if known {
			list.classes = scoresIn(dims, batch)
		}
		if !known || list.classes >= 2 && (wanted == 0 || wanted == list.classes) {
			found = append(found, list)
		} else if list.classes == 1 {
			single = append(single, list)
		}
	}
	if len(found) == 0 {
		found = single
	}
	if len(found) > 0 {
		return found, nil
	}
	if kinds != nil {
		return nil, kinds
	}
	return nil, fmt.Errorf("none of its outputs (%s) is a list of scores, one per class; detectors and segmenters are not supported, only image classifiers", outputNames(m.Graph.Output))
}

// scoresIn is the length of the list that a value holds for each of some pictures,
// or 0 if it is not a list. Its first axis counts the pictures, unless there is one
// picture and no such axis.
func scoresIn(dims []int64, batch int64) int64 {
	if len(dims) > 0 && dims[0] == batch && (len(dims) > 1 || batch > 1) {
		dims = dims[1:]
	} else if batch > 1 {
		return 0
	}
	count := int64(1)
	for _, d := range dims {
		if d != 1 && count != 1 {
			return 0
		}
		count *= d
	}
	return count
}

// choose picks one of several lists of scores. Auxiliary heads, which only help
// in training, have as many classes as the real one and stand behind it or say
// what they are; probabilities come from the same values as their logits.
func choose(g *onnx.GraphProto, lists []scoreList) (string, error) {
	source := func(l scoreList) string { name, _ := beforeSoftmax(g, l.name); return name }
	main := slices.DeleteFunc(slices.Clone(lists), func(l scoreList) bool { return strings.Contains(strings.ToLower(l.name), "aux") })
	if len(main) == 0 {
		main = lists
	}
	alike := func(l scoreList) bool {
		return l.classes == main[0].classes && l.classes > 0 || source(l) == source(main[0])
	}
	if !slices.ContainsFunc(main, func(l scoreList) bool { return !alike(l) }) {
		return main[0].name, nil
	}
	named := slices.DeleteFunc(slices.Clone(main), func(l scoreList) bool {
		return !slices.ContainsFunc([]string{"logit", "prob", "score", "class", "softmax", "pred"}, func(word string) bool {
			return strings.Contains(strings.ToLower(l.name), word)
		})
	})
	if len(named) == 1 {
		return named[0].name, nil
	}
	var options []string
	for _, l := range main {
		options = append(options, fmt.Sprintf("%q (%d)", l.name, l.classes))
	}
	return "", fmt.Errorf(`several of its outputs can be scores: %s; name the right one in a manifest NAME.json beside NAME.onnx: {"output": {"name": %q}}`,
		strings.Join(options, ", "), main[0].name)
}

func outputNames(outputs []*onnx.ValueInfoProto) string {
	var names []string
	for _, v := range outputs {
		text := fmt.Sprintf("%q", v.Name)
		if dims, ok := onnx.Dims(v); ok {
			text += " " + onnx.ShapeText(dims)
		}
		names = append(names, text)
	}
	return strings.Join(names, ", ")
}
