package train

import (
	"context"
	"errors"
	"math"
	"math/rand/v2"
	"testing"

	"foolscope/engine/onnx"
	"foolscope/engine/ort"
)

// smallNet is conv-relu-pool-gemm on 8x8 pictures, two classes.
func smallNet() *onnx.ModelProto {
	random := rand.New(rand.NewPCG(1, 1))
	normal := func(n int) []float32 {
		out := make([]float32, n)
		for i := range out {
			out[i] = float32(random.NormFloat64() * 0.4)
		}
		return out
	}
	g := onnx.Edit(&onnx.GraphProto{Name: "small"})
	g.Input = []*onnx.ValueInfoProto{onnx.FloatValue("pixels", -1, 3, 8, 8)}
	x := g.Add("Conv", []string{"pixels", g.Floats("kernel", normal(4*27), 4, 3, 3, 3), g.Floats("bias", make([]float32, 4), 4)},
		onnx.Attributes{"kernel_shape": []int64{3, 3}, "pads": []int64{1, 1, 1, 1}})
	x = g.Add("GlobalAveragePool", []string{g.Add("Relu", []string{x}, nil)}, nil)
	x = g.Add("Flatten", []string{x}, nil)
	g.Node = append(g.Node, onnx.NewNode("Gemm",
		[]string{x, g.Floats("head", normal(8), 2, 4), g.Floats("head_bias", make([]float32, 2), 2)},
		[]string{"logits"}, onnx.Attributes{"transB": 1}))
	g.Output = []*onnx.ValueInfoProto{onnx.FloatValue("logits", -1, 2)}
	return &onnx.ModelProto{IrVersion: 8, Graph: g.GraphProto, OpsetImport: []*onnx.OperatorSetIdProto{{Version: 17}}}
}

// stripes are pictures with vertical (class 0) or horizontal (class 1) stripes
// under noise: no single pixel tells them apart.
func stripes(step int) Batch {
	const size = 16
	random := rand.New(rand.NewPCG(7, uint64(step)))
	b := Batch{Pictures: ort.NewTensor(size, 3, 8, 8)}
	for i := range size {
		class, phase := i%2, random.IntN(2)
		b.Classes = append(b.Classes, class)
		for c := range 3 {
			for y := range 8 {
				for x := range 8 {
					at := x
					if class == 1 {
						at = y
					}
					value := float32((at+phase)%2) + float32(random.NormFloat64()*0.1)
					b.Pictures.Data[((i*3+c)*8+y)*8+x] = value
				}
			}
		}
	}
	return b
}

var options = Options{Steps: 150, Batch: 16, Classes: 2, Rate: 0.02, Warmup: 5, Average: 0.9}

func TestTrainingLearnsStripes(t *testing.T) {
	var first, last Progress
	trained, err := Run(context.Background(), smallNet(), options, stripes, func(p Progress) {
		if p.Step == 1 {
			first = p
		}
		last = p
	})
	if err != nil {
		t.Fatal(err)
	}
	if last.Step != options.Steps || last.Right < 1 || last.Loss > first.Loss/5 {
		t.Errorf("loss went from %.3f to %.3f, %.0f %% right", first.Loss, last.Loss, 100*last.Right)
	}
	if right := accuracy(t, trained, stripes(10_000)); right < 1 {
		t.Errorf("the averaged weights get %.0f %% of unseen pictures right", 100*right)
	}
}

func accuracy(t *testing.T, m *onnx.ModelProto, b Batch) float64 {
	t.Helper()
	data, err := onnx.Marshal(m)
	if err != nil {
		t.Fatal(err)
	}
	s, err := ort.Open(data, ort.Options{})
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	out, err := s.Run(context.Background(), map[string]ort.Tensor{"pixels": b.Pictures})
	if err != nil {
		t.Fatal(err)
	}
	return judge(out["logits"].Data, b.Classes).Right
}

func TestSameBatchesGiveSameWeights(t *testing.T) {
	short := options
	short.Steps = 5
	var files [2]string
	for i := range files {
		m, err := Run(context.Background(), smallNet(), short, stripes, nil)
		if err != nil {
			t.Fatal(err)
		}
		data, err := onnx.Marshal(m)
		if err != nil {
			t.Fatal(err)
		}
		files[i] = string(data)
	}
	if files[0] != files[1] {
		t.Error("two runs on the same batches differ")
	}
}

func TestCancelEndsTraining(t *testing.T) {
	ctx, cancel := context.WithCancel(context.Background())
	steps := 0
	_, err := Run(ctx, smallNet(), options, stripes, func(Progress) {
		if steps++; steps == 3 {
			cancel()
		}
	})
	if !errors.Is(err, context.Canceled) || steps != 3 {
		t.Errorf("after %d steps the error is %v", steps, err)
	}
}

// TestAdamByHand follows the formulas of the paper for two steps on one weight
// with the gradients 2 and 1.
func TestAdamByHand(t *testing.T) {
	weights := [][]float32{{1}}
	a := newAdam(weights, 0.5)
	a.step(weights, [][]float32{{2}}, []bool{true}, 0.1)
	// Corrected moments 2 and 4: 1*(1-0.05) - 0.1*2/2.
	if want := 0.85; math.Abs(float64(weights[0][0])-want) > 1e-6 {
		t.Errorf("after one step the weight is %v, want %v", weights[0][0], want)
	}
	a.step(weights, [][]float32{{1}}, []bool{true}, 0.1)
	mean := (0.9*0.2 + 0.1*1) / (1 - 0.81)
	square := (0.999*0.004 + 0.001*1) / (1 - 0.998001)
	if want := 0.85*0.95 - 0.1*mean/math.Sqrt(square); math.Abs(float64(weights[0][0])-want) > 1e-5 {
		t.Errorf("after two steps the weight is %v, want %v", weights[0][0], want)
	}
}

func TestRateRisesThenFallsToZero(t *testing.T) {
	o := Options{Steps: 110, Warmup: 10, Rate: 2}
	for _, c := range []struct {
		step int
		want float64
	}{{0, 0.2}, {9, 2}, {10, 2}, {60, 1}, {109, 2 * (1 + math.Cos(math.Pi*0.99)) / 2}} {
		if got := o.rate(c.step); math.Abs(got-c.want) > 1e-9 {
			t.Errorf("rate(%d) = %v, want %v", c.step, got, c.want)
		}
	}
}

func TestLabelsAreSmoothed(t *testing.T) {
	got := Options{Classes: 4, Smoothing: 0.2}.labels([]int{2}).Data
	for i, want := range []float32{0.05, 0.05, 0.85, 0.05} {
		if math.Abs(float64(got[i]-want)) > 1e-6 {
			t.Errorf("labels are %v", got)
		}
	}
}

// TestConstantsAreNotTrained: a scalar that scales pixels is no weight.
func TestConstantsAreNotTrained(t *testing.T) {
	m := smallNet()
	names := trainable(m.Graph)
	if len(names) != 4 {
		t.Fatalf("trainable weights are %v", names)
	}
	m.Graph.Initializer = append(m.Graph.Initializer, onnx.NewFloats("scale", []float32{2}))
	m.Graph.Node = append([]*onnx.NodeProto{onnx.NewNode("Mul", []string{"pixels", "scale"}, []string{"scaled"}, nil)}, m.Graph.Node...)
	m.Graph.Node[1].Input[0] = "scaled"
	if got := trainable(m.Graph); len(got) != len(names) {
		t.Errorf("with a constant, trainable weights are %v", got)
	}
}
