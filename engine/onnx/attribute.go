package onnx

import (
	"fmt"
	"maps"
	"slices"
)

// Attribute returns the attribute of a node, or nil.
func Attribute(n *NodeProto, name string) *AttributeProto {
	for _, a := range n.Attribute {
		if a.Name == name {
			return a
		}
	}
	return nil
}

// Int returns an integer attribute, or fallback.
func Int(n *NodeProto, name string, fallback int64) int64 {
	if a := Attribute(n, name); a != nil {
		return a.I
	}
	return fallback
}

// Float returns a float attribute, or fallback.
func Float(n *NodeProto, name string, fallback float32) float32 {
	if a := Attribute(n, name); a != nil {
		return a.F
	}
	return fallback
}

// Text returns a string attribute, or fallback.
func Text(n *NodeProto, name, fallback string) string {
	if a := Attribute(n, name); a != nil {
		return string(a.S)
	}
	return fallback
}

// IntList returns a list attribute, or nil.
func IntList(n *NodeProto, name string) []int64 {
	if a := Attribute(n, name); a != nil {
		return a.Ints
	}
	return nil
}

// Attributes are the attributes of a new node: values of type int, int64,
// float32, string, []int64 or *TensorProto by name.
type Attributes map[string]any

// NewNode returns a node with one or more outputs. It panics if an attribute
// has another type.
func NewNode(op string, inputs, outputs []string, attributes Attributes) *NodeProto {
	n := &NodeProto{OpType: op, Input: inputs, Output: outputs}
	// In sorted order, so that the same graph has the same bytes.
	for _, name := range slices.Sorted(maps.Keys(attributes)) {
		SetAttribute(n, name, attributes[name])
	}
	return n
}

// SetAttribute sets or replaces an attribute; see Attributes for the types.
func SetAttribute(n *NodeProto, name string, value any) {
	a := &AttributeProto{Name: name}
	switch v := value.(type) {
	case int:
		a.Type, a.I = AttributeProto_INT, int64(v)
	case int64:
		a.Type, a.I = AttributeProto_INT, v
	case float32:
		a.Type, a.F = AttributeProto_FLOAT, v
	case string:
		a.Type, a.S = AttributeProto_STRING, []byte(v)
	case []int64:
		a.Type, a.Ints = AttributeProto_INTS, v
	case *TensorProto:
		a.Type, a.T = AttributeProto_TENSOR, v
	default:
		panic(fmt.Sprintf("onnx: attribute %s has type %T", name, value))
	}
	RemoveAttribute(n, name)
	n.Attribute = append(n.Attribute, a)
}

// RemoveAttribute drops an attribute if it is there.
func RemoveAttribute(n *NodeProto, name string) {
	kept := n.Attribute[:0:0]
	for _, a := range n.Attribute {
		if a.Name != name {
			kept = append(kept, a)
		}
	}
	n.Attribute = kept
}
