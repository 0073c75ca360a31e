package onnx

import "fmt"

// attributeKinds are the types of attributes that have one type wherever a standard
// operator has them, by name. onnxruntime looks at types, too, but not at those of
// operators that are rewritten before it sees them.
var attributeKinds = map[string]AttributeProto_AttributeType{
	"allowzero": AttributeProto_INT, "axis": AttributeProto_INT, "batch_axis": AttributeProto_INT,
	"end": AttributeProto_INT, "exclude_outside": AttributeProto_INT, "keepdims": AttributeProto_INT,
	"noop_with_empty_axes": AttributeProto_INT, "start": AttributeProto_INT, "to": AttributeProto_INT, "training_mode": AttributeProto_INT,
	"transA": AttributeProto_INT, "transB": AttributeProto_INT, "num_scan_inputs": AttributeProto_INT,
	"axes": AttributeProto_INTS, "ends": AttributeProto_INTS, "output_padding": AttributeProto_INTS, "perm": AttributeProto_INTS,
	"split": AttributeProto_INTS, "starts": AttributeProto_INTS,
	"alpha": AttributeProto_FLOAT, "beta": AttributeProto_FLOAT, "epsilon": AttributeProto_FLOAT, "gamma": AttributeProto_FLOAT,
	"momentum": AttributeProto_FLOAT, "ratio": AttributeProto_FLOAT,
	"approximate": AttributeProto_STRING, "auto_pad": AttributeProto_STRING, "equation": AttributeProto_STRING, "mode": AttributeProto_STRING,
	"body": AttributeProto_GRAPH, "then_branch": AttributeProto_GRAPH, "else_branch": AttributeProto_GRAPH,
}

var kindWords = map[AttributeProto_AttributeType]string{
	AttributeProto_INT: "a whole number", AttributeProto_INTS: "a list of whole numbers", AttributeProto_FLOAT: "a number with a fraction",
	AttributeProto_STRING: "a text", AttributeProto_GRAPH: "a graph",
}

// checkAttributes fails if an attribute of a standard operator holds what belongs to
// another type. Old exporters leave the type out.
func checkAttributes(n *NodeProto) error {
	if !isStandard(n.Domain) {
		return nil
	}
	for _, a := range n.Attribute {
		if kind, ok := attributeKinds[a.Name]; ok && a.Type != kind && a.Type != AttributeProto_UNDEFINED && a.RefAttrName == "" {
			return fmt.Errorf("%s: its attribute %s does not hold %s; export the model again", Describe(n), a.Name, kindWords[kind])
		}
	}
	return nil
}

// checkScan fails if the counts of a Scan do not fit each other: onnxruntime reads
// beside its lists then. A Scan of opset 8 has lengths as its first input.
func checkScan(n *NodeProto, opset int64) error {
	if n.OpType != "Scan" || !isStandard(n.Domain) {
		return nil
	}
	inputs := int64(len(n.Input))
	if opset < 9 {
		inputs--
	}
	scanned := Int(n, "num_scan_inputs", 0)
	states := inputs - scanned
	collected := int64(len(n.Output)) - states
	body := Attribute(n, "body")
	if body == nil || body.G == nil || scanned < 1 || states < 0 || collected < 0 ||
		int64(len(body.G.Input)) != inputs || len(body.G.Output) != len(n.Output) {
		return fmt.Errorf("%s: its body does not fit its inputs and outputs, of which %d are scanned; export the model again", Describe(n), scanned)
	}
	for name, want := range map[string]int64{
		"directions": scanned, "scan_input_directions": scanned, "scan_input_axes": scanned,
		"scan_output_directions": collected, "scan_output_axes": collected,
	} {
		if a := Attribute(n, name); a != nil && int64(len(a.Ints)) != want {
			return fmt.Errorf("%s: its attribute %s has %d numbers for %d values; export the model again", Describe(n), name, len(a.Ints), want)
		}
	}
	return nil
}
