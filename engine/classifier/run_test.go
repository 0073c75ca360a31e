package classifier

import (
	"context"
	"math"
	"strings"
	"testing"

	"foolscope/engine/attack"
	"foolscope/engine/loss"
	"foolscope/engine/onnx"
	"foolscope/engine/pixel"
)

// dense is a classifier of one dense layer on pictures of 4 x 4 pixels, of the
// given widths.
func dense(t *testing.T, widths ...int64) *Classifier {
	t.Helper()
	g := onnx.Edit(&onnx.GraphProto{Name: "dense"})
	g.Input = []*onnx.ValueInfoProto{onnx.FloatValue("x", -1, 3, 4, 4)}
	at, inputs := g.Add("Flatten", []string{"x"}, nil), int64(48)
	for _, width := range widths {
		weights := make([]float32, inputs*width)
		for i := range weights {
			weights[i] = float32(i*31%23-11) / 64
		}
		at = g.Add("Relu", []string{g.Add("MatMul", []string{at, g.Floats("w", weights, inputs, width)}, nil)}, nil)
		inputs = width
	}
	g.Output = []*onnx.ValueInfoProto{onnx.AnyFloats(at)}
	return openGraph(t, g)
}

// openGraph opens a graph without any preparation of pictures.
func openGraph(t *testing.T, g *onnx.Graph) *Classifier {
	t.Helper()
	data, err := onnx.Marshal(&onnx.ModelProto{
		IrVersion: 8, Graph: g.GraphProto, OpsetImport: []*onnx.OperatorSetIdProto{{Version: 17}},
	})
	if err != nil {
		t.Fatal(err)
	}
	c, err := New(data, []byte(`{"preprocessing": {}}`), Options{})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { c.Close() })
	return c
}

// TestManyPicturesAreDividedIntoRuns compares them with one picture at a time,
// for numbers that fill the runs and numbers that do not. All that is added
// up is a multiple of a power of 2, which float32 holds: no order of summation
// moves a Relu across its kink.
func TestManyPicturesAreDividedIntoRuns(t *testing.T) {
	c, ctx := dense(t, 20, 5), context.Background()
	for _, count := range []int{1, gradientBatch, 2*gradientBatch + 3, 2*inferenceBatch + 1} {
		images, losses := make([]*pixel.Image, count), make([]loss.Loss, count)
		for n := range images {
			images[n], losses[n] = pixel.New(4, 4), loss.CrossEntropy{Class: n % 5}
			for i := range images[n].Pix {
				images[n].Pix[i] = float32((i+n)*7%17) / 16
			}
		}
		all, err := c.Logits(ctx, images)
		if err != nil || len(all) != count {
			t.Fatalf("%d lists of scores for %d pictures, %v", len(all), count, err)
		}
		logits, gradients, err := c.Gradient(ctx, images, losses)
		if err != nil || len(logits) != count || len(gradients) != count {
			t.Fatalf("%d lists of scores and %d gradients for %d pictures, %v", len(logits), len(gradients), count, err)
		}
		for n := range images {
			one, gradient, err := attack.GradientOf(ctx, c, images[n], losses[n])
			if err != nil {
				t.Fatal(err)
			}
			for k := range one {
				if apart(one[k], all[n][k]) || apart(one[k], logits[n][k]) {
					t.Errorf("picture %d of %d, class %d: %g alone, %g and %g among others", n, count, k, one[k], all[n][k], logits[n][k])
				}
			}
			for i, want := range gradient.Pix {
				if apart(want, gradients[n].Pix[i]) {
					t.Fatalf("picture %d of %d, element %d: the gradient is %g alone and %g among others", n, count, i, want, gradients[n].Pix[i])
				}
			}
		}
	}
	if len(c.gradients) != 2 {
		t.Errorf("there are %d gradient networks, want 2: for a run of %d and for one", len(c.gradients), gradientBatch)
	}
}

func TestPicturesOfAHeavyNetworkRunAlone(t *testing.T) {
	c, inputs := dense(t, 20, 5), make([][]float32, gradientBatch+1)
	for heavy, want := range map[bool][2]int{false: {1, 2}, true: {len(inputs), len(inputs)}} {
		c.network.heavy = heavy
		if got := [2]int{len(c.network.batches(inputs, inferenceBatch)), len(c.network.gradientBatches(inputs))}; got != want {
			t.Errorf("heavy %t: %d inferences and %d gradients for %d pictures, want %d", heavy, got[0], got[1], len(inputs), want)
		}
	}
}

func TestLargeValuesMakeANetworkHeavy(t *testing.T) {
	for _, test := range []struct {
		elements int64
		want     bool
	}{
		{heavyValue - 16, false},
		{heavyValue, true},
	} {
		g := onnx.Edit(&onnx.GraphProto{Name: "wide"})
		g.Input = []*onnx.ValueInfoProto{onnx.FloatValue("x", -1, 3, 4, 4)}
		channels := test.elements / 16
		at := g.Add("Conv", []string{"x", g.Floats("w", make([]float32, channels*3), channels, 3, 1, 1)}, nil)
		at = g.Add("Flatten", []string{g.Add("GlobalAveragePool", []string{at}, nil)}, nil)
		g.Output = []*onnx.ValueInfoProto{onnx.AnyFloats(at)}
		if got := openGraph(t, g).network.heavy; got != test.want {
			t.Errorf("%d elements are heavy: %t, want %t", test.elements, got, test.want)
		}
	}
}

func TestNumbersOfClasses(t *testing.T) {
	for _, test := range []struct {
		batch, classes int64
		want           string
	}{
		{-1, 1, ""},
		{-1, 2, ""},
		{-1, maxScores, ""},
		{-1, maxScores + 1, "more than"},
		{8, maxScores / 8, ""},
		{8, maxScores/8 + 1, "more than"},
	} {
		g := onnx.Edit(&onnx.GraphProto{Name: "classes"})
		g.Input = []*onnx.ValueInfoProto{onnx.FloatValue("x", test.batch, 3, 4, 4)}
		mean := g.Add("Flatten", []string{g.Add("ReduceMean", []string{"x", g.Ints("axes", 1, 2, 3)}, nil)}, nil)
		g.Output = []*onnx.ValueInfoProto{onnx.AnyFloats(g.Add("Tile", []string{mean, g.Ints("repeats", 1, test.classes)}, nil))}
		model, err := onnx.Marshal(&onnx.ModelProto{IrVersion: 8, Graph: g.GraphProto, OpsetImport: []*onnx.OperatorSetIdProto{{Version: 18}}})
		if err != nil {
			t.Fatal(err)
		}
		c, err := New(model, nil, Options{})
		switch {
		case err == nil:
			c.Close()
			if test.want != "" {
				t.Errorf("%+v: it is accepted", test)
			}
		case test.want == "" || !strings.Contains(err.Error(), test.want):
			t.Errorf("%+v: %v", test, err)
		}
	}
}

// apart is true of numbers that differ by more than rounding.
func apart(a, b float32) bool {
	return math.Abs(float64(a)-float64(b)) > 1e-5*(1+math.Abs(float64(a)))
}

// TestALargeMatrixIsNoReasonToRefuse opens a layer with as many weights as the
// first dense one of VGG16, nearly.
func TestALargeMatrixIsNoReasonToRefuse(t *testing.T) {
	if testing.Short() {
		t.Skip("it takes half a gigabyte")
	}
	c := dense(t, maxElements/48+1, 3)
	if logits, _, err := attack.GradientOf(context.Background(), c, pixel.New(4, 4), loss.CrossEntropy{}); err != nil || len(logits) != 3 {
		t.Errorf("%d scores, %v", len(logits), err)
	}
}
