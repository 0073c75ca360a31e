package classifier_test

import (
	"context"
	"math"
	"testing"

	"foolscope/engine/loss"
	"foolscope/engine/onnx"
	"foolscope/engine/ort"
)

// TestGradientOfLosses reads the derivatives of losses with respect to the logits
// off a network whose logits are its first inputs.
func TestGradientOfLosses(t *testing.T) {
	const classes = 4
	picks := make([]float32, 12*classes)
	for k := range classes {
		picks[k*classes+k] = 1
	}
	g := onnx.Edit(&onnx.GraphProto{Name: "picks"})
	g.Input = []*onnx.ValueInfoProto{onnx.FloatValue("x", -1, 2, 2, 3)}
	flat := g.Add("Flatten", []string{"x"}, nil)
	g.Output = []*onnx.ValueInfoProto{onnx.AnyFloats(g.Add("MatMul", []string{flat, g.Floats("w", picks, 12, classes)}, nil))}
	c := open(t, g, `{"output": {"kind": "logits"}}`)

	sure := float32(math.Exp(-40))
	for _, test := range []struct {
		name   string
		loss   loss.Loss
		logits []float32
		want   []float32
	}{
		{"cross-entropy", loss.CrossEntropy{Class: 1}, []float32{0, 0, 0, 0}, []float32{0.25, -0.75, 0.25, 0.25}},
		{"cross-entropy, very sure", loss.CrossEntropy{Class: 0}, []float32{40, 0, -200, -200}, []float32{-sure, sure, 0, 0}},
		{"cross-entropy, very wrong", loss.CrossEntropy{Class: 3}, []float32{90, 0, 0, -90}, []float32{1, 0, 0, -1}},
		{"margin", loss.Margin{Class: 2}, []float32{1, 3, 2, 0}, []float32{0, -1, 1, 0}},
		{"margin of the largest", loss.Margin{Class: 1}, []float32{1, 3, 2, 0}, []float32{0, 1, -1, 0}},
		{"margin, two rivals", loss.Margin{Class: 3}, []float32{2, 1, 2, 5}, []float32{-0.5, 0, -0.5, 1}},
		{"margin, all alike", loss.Margin{Class: 0}, []float32{0, 0, 0, 0}, []float32{1, -1. / 3, -1. / 3, -1. / 3}},
		{
			"margin, neighbours", loss.Margin{Class: 0},
			[]float32{7, 1e-6, math.Nextafter32(1e-6, 1), 0}, []float32{1, 0, -1, 0},
		},
		{"margin, huge logits", loss.Margin{Class: 0}, []float32{9e12, 8e12, -9e12, 7.9e12}, []float32{1, -1, 0, 0}},
		{"margin, negative logits", loss.Margin{Class: 1}, []float32{-9e12, -2, -3, -9e12}, []float32{0, 1, -1, 0}},
	} {
		t.Run(test.name, func(t *testing.T) {
			x := ort.NewTensor(1, 2, 2, 3)
			copy(x.Data, test.logits)
			_, gradient, err := c.RawGradient(context.Background(), x, []loss.Loss{test.loss})
			if err != nil {
				t.Fatal(err)
			}
			for k, want := range test.want {
				if got := gradient.Data[k]; math.Abs(float64(got-want)) > 1e-6*math.Abs(float64(want)) {
					t.Errorf("class %d: %v, want %v", k, got, want)
				}
			}
		})
	}
}
