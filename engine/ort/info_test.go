package ort

import (
	"os"
	"testing"
)

// FuzzDescribe looks for bytes that panic or that yield an impossible shape.
func FuzzDescribe(f *testing.F) {
	// A graph with the input x of shape [N, 3] and the output y of no shape.
	f.Add([]byte("\x08\x08\x3a\x27\x5a\x14\x0a\x01x\x12\x0f\x0a\x0d\x08\x01\x12\x09\x0a\x03\x12\x01N\x0a\x02\x08\x03\x62\x0f\x0a\x01y\x12\x0a\x0a\x08\x08\x07\x12\x04\x0a\x02\x08\x05"))
	if model, err := os.ReadFile("../../../shared/testdata/models/squeezenet1.1.onnx"); err == nil {
		f.Add(model[:4096])
	}
	f.Fuzz(func(t *testing.T, model []byte) {
		inputs, outputs, err := describe(model)
		if err != nil && inputs != nil {
			t.Error("an error came with a result")
		}
		for _, info := range append(inputs, outputs...) {
			for _, d := range info.Shape {
				if d < -1 {
					t.Errorf("%s has the shape %v", info.Name, info.Shape)
				}
			}
		}
	})
}
