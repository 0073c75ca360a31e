package autodiff_test

import (
	"context"
	"math"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"testing"

	"foolscope/engine/autodiff"
	"foolscope/engine/onnx"
	"foolscope/engine/onnx/kink"
	"foolscope/engine/onnx/randomnet"
	"foolscope/engine/ort"
)

// networkTolerance bounds the relative error of whole networks. Their slope
// changes at millions of kinks, so a difference is never as exact as for one
// rule.
const networkTolerance = 4e-3

// networkSteps are the distances tried: at the long ones a difference meets
// kinks, at the short ones rounding. The best counts.
var networkSteps = []float32{1e-4, 5e-5, 2e-5, 1e-5}

type builder func(randomnet.Options) *onnx.ModelProto

func TestGradientOfNetworks(t *testing.T) {
	for _, c := range []struct {
		name  string
		build builder
		opset int64
		batch int64
	}{
		{"VGG16-7", randomnet.VGG16, 7, 1},
		{"VGG16-12", randomnet.VGG16, 12, 1},
		{"ResNet18-7", randomnet.ResNet18, 7, 1},
		{"ResNet18-12, batch 2", randomnet.ResNet18, 12, 2},
		{"ResNet50-7", randomnet.ResNet50, 7, 1},
		{"ResNet50-12", randomnet.ResNet50, 12, 1},
		{"MobileNetV2-7", randomnet.MobileNetV2, 7, 1},
		{"MobileNetV2-10", randomnet.MobileNetV2, 10, 1},
		{"MobileNetV2-12, batch 2", randomnet.MobileNetV2, 12, 2},
	} {
		t.Run(c.name, func(t *testing.T) {
			m := c.build(randomnet.Options{Seed: 5, Size: 64, Width: 0.25, Classes: 10, Opset: c.opset})
			checkNetwork(t, m, 1, m.Graph.Output[0].Name, c.batch, 3, 64, 64)
		})
	}
}

func TestGradientOfNetworksAtFullSize(t *testing.T) {
	if testing.Short() {
		t.Skip("takes long")
	}
	for name, build := range map[string]builder{
		"ResNet50": randomnet.ResNet50, "MobileNetV2": randomnet.MobileNetV2,
	} {
		t.Run(name, func(t *testing.T) {
			m := build(randomnet.Options{Seed: 5})
			checkNetwork(t, m, 1, m.Graph.Output[0].Name, 1, 3, 224, 224)
		})
	}
}

func TestGradientOfTrainedNetworks(t *testing.T) {
	for _, c := range []struct {
		file string
		// scale is the standard deviation of the input.
		scale float32
		dims  []int64
	}{
		{"mobilenet_v1_0.75_224", 0.5, []int64{1, 3, 224, 224}},
		{"mobilenet_v1_0.75_224", 0.5, []int64{2, 3, 224, 224}},
		{"squeezenet1.1", 60, []int64{1, 3, 224, 224}},
	} {
		t.Run(c.file, func(t *testing.T) {
			if testing.Short() && c.dims[0] > 1 {
				t.Skip("takes long")
			}
			path := filepath.Join("../../../shared/testdata/models", c.file+".onnx")
			if _, err := os.Stat(path); err != nil {
				t.Skipf("the test data is absent: %v", err)
			}
			m, err := onnx.ReadFile(path)
			if err != nil {
				t.Fatal(err)
			}
			checkNetwork(t, m, c.scale, logits(m), c.dims...)
		})
	}
}

// logits names what a final Softmax normalises, or else the output.
func logits(m *onnx.ModelProto) string {
	out := m.Graph.Output[0].Name
	if n := onnx.Edit(m.Graph).Producers()[out]; n.OpType == "Softmax" {
		return n.Input[0]
	}
	return out
}

// checkNetwork compares the gradient at a random input with differences.
func checkNetwork(t *testing.T, m *onnx.ModelProto, scale float32, output string, dims ...int64) {
	t.Helper()
	name := onnx.FeedInputs(m.Graph)[0].Name
	gradient, err := autodiff.Gradient(m, autodiff.Request{
		Output: output, Targets: []string{name}, Cotangent: "cotangent", Shapes: map[string][]int64{name: dims},
	})
	if err != nil {
		t.Fatal(err)
	}
	backward := open(t, gradient.Proto)
	m = onnx.Copy(m)
	m.Graph.Output = []*onnx.ValueInfoProto{onnx.AnyFloats(output)}
	forward := open(t, m)

	random := rand.New(rand.NewPCG(1, 1))
	x := ort.NewTensor(dims...)
	wider(normal, scale)(random, x.Data)
	feeds := map[string]ort.Tensor{name: x}
	cotangent := ort.NewTensor(run(t, forward, feeds)[output].Shape...)
	normal(random, cotangent.Data)
	loss := func() float64 { return dot(run(t, forward, feeds)[output].Data, cotangent.Data) }
	results := run(t, backward, map[string]ort.Tensor{name: x, "cotangent": cotangent})
	compareAlong(t, x.Data, results[gradient.Gradients[name]].Data, scale, loss, random)
}

// compareAlong compares slopes along directions of which one half follows the
// gradient's signs, so that the slopes are large, and the other is random.
func compareAlong(t *testing.T, x, gradient []float32, scale float32, loss func() float64, random *rand.Rand) {
	t.Helper()
	origin := slices.Clone(x)
	best := math.Inf(1)
	for _, step := range networkSteps {
		var errors []float64
		for range 3 {
			direction := make([]float32, len(x))
			slope := 0.0
			for i, g := range gradient {
				direction[i] = float32(random.NormFloat64())
				if i%2 == 0 {
					direction[i] = float32(math.Copysign(1, float64(g)))
				}
				slope += float64(g) * float64(direction[i])
			}
			at := func(distance float32) float64 {
				for i := range x {
					x[i] = origin[i] + distance*direction[i]
				}
				return loss()
			}
			distance := step * scale
			measured := (at(distance) - at(-distance)) / (2 * float64(distance))
			errors = append(errors, math.Abs(measured-slope)/math.Abs(slope))
		}
		copy(x, origin)
		slices.Sort(errors)
		best = min(best, errors[1])
	}
	t.Logf("the relative error is %.2g", best)
	if best > networkTolerance {
		t.Errorf("the gradient is off by %.2g", best)
	}
}

// TestGradientOfAllWeights differentiates with respect to every weight at
// once, as training does.
func TestGradientOfAllWeights(t *testing.T) {
	m := randomnet.ResNet18(randomnet.Options{Seed: 5, Size: 32, Width: 0.25, Classes: 10})
	request := autodiff.Request{Cotangent: "cotangent", Shapes: map[string][]int64{"data": {2, 3, 32, 32}}}
	var statistics []string
	for _, n := range m.Graph.Node {
		if n.OpType == "BatchNormalization" {
			statistics = append(statistics, n.Input[3:]...)
		}
	}
	random := rand.New(rand.NewPCG(1, 1))
	x := ort.NewTensor(2, 3, 32, 32)
	normal(random, x.Data)
	cotangent := ort.NewTensor(2, 10)
	normal(random, cotangent.Data)
	feeds := map[string]ort.Tensor{"data": x}
	free := onnx.Copy(m)
	free.Graph.Initializer = nil
	var all []float32
	for _, w := range m.Graph.Initializer {
		if slices.Contains(statistics, w.Name) {
			free.Graph.Initializer = append(free.Graph.Initializer, w)
			continue
		}
		elements, err := onnx.Floats(w)
		if err != nil {
			t.Fatal(err)
		}
		all = append(all, elements...)
		feeds[w.Name] = ort.Tensor{Shape: w.Dims, Data: elements}
		request.Targets = append(request.Targets, w.Name)
		free.Graph.Input = append(free.Graph.Input, onnx.FloatValue(w.Name, w.Dims...))
	}
	gradient, err := autodiff.Gradient(m, request)
	if err != nil {
		t.Fatal(err)
	}
	feeds["cotangent"] = cotangent
	results := run(t, open(t, gradient.Proto), feeds)
	delete(feeds, "cotangent")
	var slopes []float32
	for _, target := range request.Targets {
		slopes = append(slopes, results[gradient.Gradients[target]].Data...)
	}
	forward := open(t, free)
	loss := func() float64 {
		rest := all
		for _, target := range request.Targets {
			rest = rest[copy(feeds[target].Data, rest):]
		}
		return dot(run(t, forward, feeds)[m.Graph.Output[0].Name].Data, cotangent.Data)
	}
	compareAlong(t, all, slopes, 1, loss, random)
}

// Pictures of a batch have nothing to do with one another. They keep off kinks,
// as batches of another size add up in another order.
func TestBatchGivesTheGradientsOfItsPictures(t *testing.T) {
	m := randomnet.MobileNetV2(randomnet.Options{Seed: 5, Size: 64, Width: 0.125, Depth: 0.34, Classes: 10})
	finder, err := kink.New(m)
	if err != nil {
		t.Fatal(err)
	}
	defer finder.Close()
	const size = 3 * 64 * 64
	random := rand.New(rand.NewPCG(1, 1))
	x := ort.NewTensor(3, 3, 64, 64)
	alone := func(i int) ort.Tensor {
		return ort.Tensor{Shape: []int64{1, 3, 64, 64}, Data: x.Data[i*size : (i+1)*size]}
	}
	for i := range 3 {
		drawClear(t, finder, random, map[string]ort.Tensor{"input": alone(i)}, "input")
	}
	gradients := func(x ort.Tensor) []float32 {
		return evaluate(t, m, autodiff.Request{
			Targets: []string{"input"}, Shapes: map[string][]int64{"input": x.Shape},
		}, map[string]ort.Tensor{"input": x})["input"]
	}
	together := gradients(x)
	for i := range 3 {
		e := distance(together[i*size:(i+1)*size], gradients(alone(i)))
		t.Logf("picture %d: alone, its gradient differs by %.2g", i, e)
		if e > 1e-5 {
			t.Errorf("picture %d: alone, its gradient differs by %.2g", i, e)
		}
	}
}

// drawClear draws an input until it is clear of kinks.
func drawClear(t *testing.T, finder *kink.Finder, random *rand.Rand, feeds map[string]ort.Tensor, name string) {
	t.Helper()
	for range 100 {
		normal(random, feeds[name].Data)
		found, err := finder.Nearest(context.Background(), feeds)
		if err != nil {
			t.Fatal(err)
		}
		if found.Distance >= kink.Clear {
			return
		}
	}
	t.Fatal("every input that was drawn lies near a kink")
}
