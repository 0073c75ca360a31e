package classifier_test

import (
	"context"
	"math"
	"slices"
	"strings"
	"testing"

	"foolscope/engine/attack"
	"foolscope/engine/classifier"
	"foolscope/engine/loss"
	"foolscope/engine/onnx"
	"foolscope/engine/ort"
	"foolscope/engine/pixel"
)

// linearNHWC is a model of known gradient: softmax(W x) for pictures of 2 x 2
// pixels, channels last, and three classes. batch is -1 if any number will do.
func linearNHWC(t *testing.T, batch int64) (*classifier.Classifier, []float32) {
	t.Helper()
	const inputs, classes = 12, 3
	weights := make([]float32, inputs*classes)
	for i := range weights {
		weights[i] = float32((i*7)%11) - 5
	}
	g := onnx.Edit(&onnx.GraphProto{Name: "linear"})
	g.Input = []*onnx.ValueInfoProto{onnx.FloatValue("x", batch, 2, 2, 3)}
	flat := g.Add("Flatten", []string{"x"}, nil)
	scores := g.Add("MatMul", []string{flat, g.Floats("w", weights, inputs, classes)}, nil)
	g.Output = []*onnx.ValueInfoProto{onnx.AnyFloats(g.Add("Softmax", []string{scores}, nil))}
	return open(t, g, `{"preprocessing": {"mean": [0.5, 0.5, 0.5], "std": [0.5, 0.25, 0.125]}}`), weights
}

func open(t *testing.T, g *onnx.Graph, manifest string) *classifier.Classifier {
	t.Helper()
	data, err := onnx.Marshal(&onnx.ModelProto{
		IrVersion: 8, Graph: g.GraphProto, OpsetImport: []*onnx.OperatorSetIdProto{{Version: 17}},
	})
	if err != nil {
		t.Fatal(err)
	}
	c, err := classifier.New(data, []byte(manifest), classifier.Options{})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { c.Close() })
	return c
}

// TestRawGradientOfLinearModel has the closed form W (softmax - onehot) as its
// oracle, for a free batch and for one of two that three inputs do not fill.
func TestRawGradientOfLinearModel(t *testing.T) {
	classes := []int{0, 2, 1}
	var losses []loss.Loss
	for _, class := range classes {
		losses = append(losses, loss.CrossEntropy{Class: class})
	}
	input := ort.NewTensor(3, 2, 2, 3)
	for i := range input.Data {
		input.Data[i] = float32(i%5) / 20
	}
	for _, batch := range []int64{-1, 2} {
		c, weights := linearNHWC(t, batch)
		logits, gradient, err := c.RawGradient(context.Background(), input, losses)
		if err != nil {
			t.Fatal(err)
		}
		for n, class := range classes {
			back := loss.Softmax(logits[n])
			back[class]--
			for i := range 12 {
				want := 0.0
				for k, b := range back {
					want += float64(weights[3*i+k]) * b
				}
				if got := float64(gradient.Data[12*n+i]); math.Abs(got-want) > 1e-5 {
					t.Errorf("batch %d, input %d, element %d: %g instead of %g", batch, n, i, got, want)
				}
			}
		}
	}
}

// TestRawGradientFollowsTheChainRule compares it with the gradient in pixel
// space: one is the other divided by std, channels in order. The two networks
// round differently, so only the smooth one is compared closely. The real ones
// have millions of Relus, of which a few lie within rounding of their kinks:
// SqueezeNet's gradients differ by 1.9e-3 with the kernels for SSE2, and by a
// few 1e-7 with others. With channels out of order they differ by 0.9.
func TestRawGradientFollowsTheChainRule(t *testing.T) {
	g := onnx.Edit(&onnx.GraphProto{Name: "smooth"})
	g.Input = []*onnx.ValueInfoProto{onnx.FloatValue("x", -1, 3, 8, 8)}
	weights := make([]float32, 5*3*9)
	for i := range weights {
		weights[i] = float32(i*31%23-11) / 32
	}
	y := g.Add("Sigmoid", []string{g.Add("Conv", []string{"x", g.Floats("w", weights, 5, 3, 3, 3)}, nil)}, nil)
	y = g.Add("Flatten", []string{g.Add("GlobalAveragePool", []string{y}, nil)}, nil)
	g.Output = []*onnx.ValueInfoProto{onnx.AnyFloats(y)}
	c := open(t, g, `{"preprocessing": {"channel_order": "BGR", "mean": [0.5, 0.4, 0.3], "std": [0.5, 0.25, 0.125]}}`)
	im := pixel.New(8, 8)
	for i := range im.Pix {
		im.Pix[i] = float32(i*5%17) / 17
	}
	chainRule(t, "smooth", c, im, loss.CrossEntropy{Class: 3}, 1e-5)

	paths, classes := photos(t)
	for name := range realModels {
		c := openReal(t, name, classifier.Options{})
		chainRule(t, name, c, openPhoto(t, c, paths[50]), loss.CrossEntropy{Class: (classes[50] + 1) % 1000}, 2e-2)
	}
}

// chainRule compares the two gradients at a picture.
func chainRule(t *testing.T, name string, c *classifier.Classifier, im *pixel.Image, l loss.Loss, tolerance float64) {
	t.Helper()
	ctx := context.Background()
	wantLogits, want, err := attack.GradientOf(ctx, c, im, l)
	if err != nil {
		t.Fatal(err)
	}
	p := c.Info().Preprocessing
	input := ort.NewTensor(1, 3, int64(im.Height), int64(im.Width))
	plane := im.Height * im.Width
	// from is the channel of the picture that becomes channel to.
	from := func(to int) int {
		if p.ChannelOrder == "BGR" {
			return 2 - to
		}
		return to
	}
	for to := range 3 {
		for i, v := range im.Plane(from(to)) {
			input.Data[to*plane+i] = float32((float64(v) - p.Mean[from(to)]) / p.Std[from(to)])
		}
	}
	logits, gradient, err := c.RawGradient(ctx, input, []loss.Loss{l})
	if err != nil {
		t.Fatal(err)
	}
	if d := distance(logits[0], wantLogits); d > 1e-5 {
		t.Errorf("%s: the logits differ by %.2g", name, d)
	}
	pixels := pixel.New(im.Width, im.Height)
	for to := range 3 {
		for i, g := range gradient.Data[to*plane : (to+1)*plane] {
			pixels.Plane(from(to))[i] = g / float32(p.Std[from(to)])
		}
	}
	d := distance(pixels.Pix, want.Pix)
	t.Logf("%s: the gradients differ by %.2g", name, d)
	if d > tolerance {
		t.Errorf("%s: the gradients differ by %.2g", name, d)
	}
}

// distance is the length of a-b relative to that of b.
func distance(a, b []float32) float64 {
	apart, length := 0.0, 0.0
	for i := range a {
		apart += (float64(a[i]) - float64(b[i])) * (float64(a[i]) - float64(b[i]))
		length += float64(b[i]) * float64(b[i])
	}
	return math.Sqrt(apart / length)
}

func TestRawGradientNamesTheShapes(t *testing.T) {
	c, _ := linearNHWC(t, -1)
	_, _, err := c.RawGradient(context.Background(), ort.NewTensor(1, 3, 2, 2), []loss.Loss{loss.CrossEntropy{}})
	if err == nil || !strings.Contains(err.Error(), "[?, 2, 2, 3]") || !strings.Contains(err.Error(), "[1, 3, 2, 2]") {
		t.Errorf("an input of another shape: %v", err)
	}
}

// TestClassesAreCountedByRunning opens a model with an operator whose shape is
// not inferred.
func TestClassesAreCountedByRunning(t *testing.T) {
	g := onnx.Edit(&onnx.GraphProto{Name: "unusual"})
	g.Input = []*onnx.ValueInfoProto{onnx.FloatValue("x", -1, 3, 4, 4)}
	flat := g.Add("Flatten", []string{"x"}, nil)
	g.Output = []*onnx.ValueInfoProto{onnx.AnyFloats(g.Add("Asinh", []string{flat}, nil))}
	c := open(t, g, `{}`)
	if n := c.Info().Classes; n != 48 {
		t.Errorf("%d classes were counted instead of 48", n)
	}
}

// A model without a batch axis takes an array without one.
func TestRawGradientWithoutABatchAxis(t *testing.T) {
	weights := make([]float32, 12*3)
	for i := range weights {
		weights[i] = float32((i*7)%11) - 5
	}
	g := onnx.Edit(&onnx.GraphProto{Name: "linear"})
	g.Input = []*onnx.ValueInfoProto{onnx.FloatValue("x", 3, 2, 2)}
	flat := g.Add("Reshape", []string{"x", g.Ints("flat", 1, 12)}, nil)
	scores := g.Add("MatMul", []string{flat, g.Floats("w", weights, 12, 3)}, nil)
	g.Output = []*onnx.ValueInfoProto{onnx.AnyFloats(g.Add("Reshape", []string{scores, g.Ints("list", 3)}, nil))}
	c := open(t, g, `{"preprocessing": {"mean": [0.5, 0.5, 0.5], "std": [0.5, 0.25, 0.125]}}`)
	input := ort.NewTensor(3, 2, 2)
	for i := range input.Data {
		input.Data[i] = float32(i%5) / 20
	}
	if count := c.RawCount(input.Shape); count != 1 {
		t.Fatalf("it holds %d inputs", count)
	}
	logits, gradient, err := c.RawGradient(t.Context(), input, []loss.Loss{loss.CrossEntropy{Class: 1}})
	if err != nil {
		t.Fatal(err)
	}
	if !slices.Equal(gradient.Shape, input.Shape) {
		t.Errorf("the gradient has the shape %v", gradient.Shape)
	}
	p := loss.Softmax(logits[0])
	for i, got := range gradient.Data {
		var want float64
		for class := range 3 {
			d := float64(p[class])
			if class == 1 {
				d--
			}
			want += float64(weights[i*3+class]) * d
		}
		if math.Abs(float64(got)-want) > 1e-4 {
			t.Errorf("element %d is %g, want %g", i, got, want)
		}
	}
	if _, _, err := c.RawGradient(t.Context(), ort.NewTensor(1, 3, 2, 2), []loss.Loss{loss.CrossEntropy{Class: 1}}); err == nil {
		t.Error("it takes an array with a batch axis")
	}
}
