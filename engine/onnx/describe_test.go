package onnx_test

import (
	"testing"

	"foolscope/engine/onnx"
)

func TestNodesAreDescribed(t *testing.T) {
	for _, c := range []struct{ name, output, want string }{
		{"first", "y", "Relu (first)"},
		{"", "y", "Relu (y)"},
		{"", "Relu_1", "Relu_1"},
		{"", "Relu", "Relu"},
		{"", "Relu6", "Relu (Relu6)"},
	} {
		n := onnx.NewNode("Relu", []string{"x"}, []string{c.output}, nil)
		n.Name = c.name
		if got := onnx.Describe(n); got != c.want {
			t.Errorf("a node %q that gives %q is described as %q, want %q", c.name, c.output, got, c.want)
		}
	}
}
