package onnx_test

import (
	"bytes"
	"strings"
	"testing"

	"google.golang.org/protobuf/encoding/protowire"

	"foolscope/engine/onnx"
)

// A file of a few megabytes can hold so many empty messages that they would fill the
// memory. It is refused before any of them is made.
func TestFilesWithTooManyPartsAreRefused(t *testing.T) {
	// many repeats an empty field within fields that lie within each other.
	many := func(count int, numbers ...protowire.Number) []byte {
		last := len(numbers) - 1
		data := bytes.Repeat(protowire.AppendBytes(protowire.AppendTag(nil, numbers[last], protowire.BytesType), nil), count)
		for i := last - 1; i >= 0; i-- {
			data = protowire.AppendBytes(protowire.AppendTag(nil, numbers[i], protowire.BytesType), data)
		}
		return data
	}
	model := encode(t, small())
	for _, test := range []struct {
		name    string
		numbers []protowire.Number
	}{
		{"opset_import", []protowire.Number{8}},
		{"metadata_props", []protowire.Number{14}},
		{"functions", []protowire.Number{25}},
		{"nodes of a function", []protowire.Number{25, 7}},
		{"nodes", []protowire.Number{7, 1}},
		{"initializers", []protowire.Number{7, 5}},
		{"outputs", []protowire.Number{7, 12}},
		{"value_info", []protowire.Number{7, 13}},
		{"dimensions", []protowire.Number{7, 13, 2, 1, 2, 1}},
		{"inputs of a node", []protowire.Number{7, 1, 1}},
		{"attributes of a node", []protowire.Number{7, 1, 5}},
		{"strings of an attribute", []protowire.Number{7, 1, 5, 9}},
		{"nodes of a branch", []protowire.Number{7, 1, 5, 6, 1}},
		{"external data", []protowire.Number{7, 5, 13}},
		{"strings of a tensor", []protowire.Number{7, 5, 6}},
	} {
		t.Run(test.name, func(t *testing.T) {
			data := append(bytes.Clone(model), many(3_000_000, test.numbers...)...)
			allocated := testing.AllocsPerRun(1, func() {
				_, err := onnx.Read(data)
				if err == nil || !strings.Contains(err.Error(), "more than two million parts") {
					t.Errorf("the error is %v", err)
				}
			})
			if allocated > 1000 {
				t.Errorf("it made %.0f things", allocated)
			}
		})
	}
	// Nothing is made of what this package does not know, such as training_info.
	data := append(bytes.Clone(model), many(3_000_000, 20)...)
	if _, err := onnx.Read(data); err != nil {
		t.Errorf("training_info: %v", err)
	}
}
