package autodiff_test

import (
	"math"
	"math/rand/v2"
	"testing"

	"foolscope/engine/autodiff"
	"foolscope/engine/onnx"
	"foolscope/engine/onnx/randomnet"
	"foolscope/engine/ort"
)

// However a quantized network is spelt, its straight-through gradient is the same, and
// near that of the network before it was quantized.
func TestQuantizedSpellingsHaveTheSameGradient(t *testing.T) {
	for name, build := range map[string]builder{
		"ResNet18": randomnet.ResNet18, "VGG16": randomnet.VGG16, "MobileNetV1": randomnet.MobileNetV1,
	} {
		t.Run(name, func(t *testing.T) {
			m := build(randomnet.Options{Seed: 3, Size: 32, Width: 0.2, Depth: 0.5, Classes: 5, Opset: 13, Folded: true, Static: true})
			input, dims := onnx.FeedInputs(m.Graph)[0].Name, []int64{1, 3, 32, 32}
			x := ort.NewTensor(dims...)
			random := rand.New(rand.NewPCG(5, 6))
			for i := range x.Data {
				x.Data[i] = float32(random.NormFloat64())
			}
			gradient := func(m *onnx.ModelProto) []float32 {
				g, err := autodiff.Gradient(m, autodiff.Request{Output: logits(m), Targets: []string{input}, Cotangent: "cotangent", Shapes: map[string][]int64{input: dims}})
				if err != nil {
					t.Fatal(err)
				}
				cotangent := ort.Tensor{Shape: []int64{1, 5}, Data: []float32{1, -1, 0.5, 0, 2}}
				return run(t, open(t, g.Proto), map[string]ort.Tensor{input: x, "cotangent": cotangent})[g.Gradients[input]].Data
			}
			floats := gradient(m)
			pairs := gradient(randomnet.Quantize(m, randomnet.QDQ))
			whole := gradient(randomnet.Quantize(m, randomnet.Integers))
			dynamic := gradient(randomnet.Quantize(m, randomnet.Dynamic))
			if c := cosine(whole, pairs); c < 0.98 {
				t.Errorf("the cosine of the spellings is %v", c)
			}
			if c := cosine(pairs, floats); c < 0.5 {
				t.Errorf("the cosine of QDQ and floats is %v", c)
			}
			if c := cosine(dynamic, floats); c < 0.8 {
				t.Errorf("the cosine of dynamic rounding and floats is %v", c)
			}
		})
	}
}

func cosine(a, b []float32) float64 {
	return dot(a, b) / math.Sqrt(dot(a, a)*dot(b, b))
}
