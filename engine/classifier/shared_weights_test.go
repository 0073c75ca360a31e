package classifier

import (
	"context"
	"math"
	"testing"

	"foolscope/engine/loss"
	"foolscope/engine/onnx"
	"foolscope/engine/pixel"
)

// TestSharedMatrices compares networks of one dense layer, whose matrix is large
// enough to be shared, with sums in float64: the margin's gradient is the
// difference of two of its rows.
func TestSharedMatrices(t *testing.T) {
	const side, inputs, classes = 64, 3 * 64 * 64, 100
	weight := func(class, i int) float32 { return float32((class*31+i*7)%23-11) / 256 }
	for _, operator := range []string{"Gemm", "MatMul"} {
		t.Run(operator, func(t *testing.T) {
			g := onnx.Edit(&onnx.GraphProto{Name: "dense"})
			g.Input = []*onnx.ValueInfoProto{onnx.FloatValue("x", -1, 3, side, side)}
			flat := g.Add("Flatten", []string{"x"}, nil)
			weights := make([]float32, inputs*classes)
			dims, attributes := []int64{inputs, classes}, onnx.Attributes{}
			for class := range classes {
				for i := range inputs {
					if operator == "Gemm" {
						weights[class*inputs+i] = weight(class, i)
					} else {
						weights[i*classes+class] = weight(class, i)
					}
				}
			}
			if operator == "Gemm" {
				dims, attributes = []int64{classes, inputs}, onnx.Attributes{"transB": 1}
			}
			scores := g.Add(operator, []string{flat, g.Floats("w", weights, dims...)}, attributes)
			g.Output = []*onnx.ValueInfoProto{onnx.AnyFloats(scores)}
			c := openGraph(t, g)
			if len(c.network.shared) != 1 {
				t.Fatalf("%d matrices are shared, want 1", len(c.network.shared))
			}
			images := []*pixel.Image{pixel.New(side, side), pixel.New(side, side)}
			for n, im := range images {
				for i := range im.Pix {
					im.Pix[i] = float32((i+n)*5%17) / 17
				}
			}
			aims := []int{3, 50}
			losses := []loss.Loss{loss.Margin{Class: aims[0]}, loss.Margin{Class: aims[1]}}
			logits, gradients, err := c.Gradient(context.Background(), images, losses)
			if err != nil {
				t.Fatal(err)
			}
			for n, im := range images {
				for class := range classes {
					want := 0.0
					for i, x := range im.Pix {
						want += float64(x) * float64(weight(class, i))
					}
					if got := float64(logits[n][class]); math.Abs(got-want) > 1e-3 {
						t.Fatalf("picture %d: score %d is %g instead of %g", n, class, got, want)
					}
				}
				without := append([]float32{}, logits[n]...)
				without[aims[n]] = float32(math.Inf(-1))
				rival := loss.Argmax(without)
				for i, got := range gradients[n].Pix {
					if want := weight(aims[n], i) - weight(rival, i); math.Abs(float64(got-want)) > 1e-6 {
						t.Fatalf("picture %d: element %d of the gradient is %g instead of %g", n, i, got, want)
					}
				}
			}
		})
	}
}
