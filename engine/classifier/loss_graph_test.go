package classifier_test

import (
	"context"
	"math"
	"slices"
	"testing"

	"foolscope/engine/loss"
	"foolscope/engine/onnx"
	"foolscope/engine/ort"
	"foolscope/engine/pixel"
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
		{"logit", loss.Logit{Class: 2}, []float32{1, 3, 2, 0}, []float32{0, 0, 1, 0}},
		{"ratio", loss.DLR{Class: 3}, []float32{1, 5, 2, 0}, []float32{5. / 16, -1. / 16, 0, -0.25}},
		{"binary, of classes that exclude each other", loss.BinaryCrossEntropy{Class: 0}, []float32{0, 0, -200, 200}, []float32{-0.5, 0.5, 0, 1}},
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

// own is a loss that the classifier does not know.
type own struct{ loss.Loss }

// TestLossesFromOutside has the slope inside the graph as its oracle. Of five pictures,
// four run together; a network of two at a time gets its last run filled up.
func TestLossesFromOutside(t *testing.T) {
	for _, batch := range []int64{-1, 2} {
		c, _ := linearNHWC(t, batch)
		var images []*pixel.Image
		var known, mixed []loss.Loss
		for i := range 5 {
			im := pixel.New(2, 2)
			for k := range im.Pix {
				im.Pix[k] = float32((k+5*i)%7) / 7
			}
			images, known = append(images, im), append(known, loss.CrossEntropy{Class: i % 2})
			mixed = append(mixed, known[i])
			if i != 1 {
				mixed[i] = own{known[i]}
			}
		}
		wantLogits, want, err := c.Gradient(context.Background(), images, known)
		if err != nil {
			t.Fatal(err)
		}
		gotLogits, got, err := c.Gradient(context.Background(), images, mixed)
		if err != nil {
			t.Fatal(err)
		}
		for i := range images {
			if !slices.Equal(gotLogits[i], wantLogits[i]) {
				t.Errorf("picture %d: scores %v, want %v", i, gotLogits[i], wantLogits[i])
			}
			if d := distance(got[i].Pix, want[i].Pix); d > 1e-5 {
				t.Errorf("batch %d, picture %d: the gradient is off by %.2g", batch, i, d)
			}
		}
	}
}
