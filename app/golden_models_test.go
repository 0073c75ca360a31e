package main

import (
	"math"
	"math/rand/v2"
	"os"
	"path/filepath"
	"testing"

	"foolscope/engine/onnx"
	"foolscope/engine/pixel"
)

// goldenInputs writes the models and pictures of the golden commands into a
// folder. Weights are multiples of 1/64, so that processors differ by little
// more than their softmax, and no two classes are ever close.
func goldenInputs(t *testing.T, folder string) {
	t.Helper()
	random := rand.New(rand.NewPCG(16, 0))
	weights := func(count int, largest float64) []float32 {
		out := make([]float32, count)
		for i := range out {
			out[i] = float32(math.Round(random.NormFloat64()*largest*64) / 64)
		}
		return out
	}
	const elements = 3 * side * side
	linear := func(op string, classes int) func(*onnx.Graph) string {
		return func(g *onnx.Graph) string {
			g.Input = []*onnx.ValueInfoProto{onnx.FloatValue("pixels", -1, 3, side, side)}
			flat := g.Add("Flatten", []string{"pixels"}, nil)
			scores := g.Add("MatMul", []string{flat, g.Floats("w", weights(elements*classes, 0.1), elements, int64(classes))}, nil)
			if op == "" {
				return scores
			}
			return g.Add(op, []string{scores}, nil)
		}
	}
	convolution := func(g *onnx.Graph) string {
		g.Input = []*onnx.ValueInfoProto{onnx.FloatValue("pixels", -1, 3, side, side)}
		x := g.Add("Conv", []string{"pixels", g.Floats("k", weights(6*3*9, 0.5), 6, 3, 3, 3), g.Floats("b", weights(6, 0.5), 6)},
			onnx.Attributes{"kernel_shape": []int64{3, 3}, "pads": []int64{1, 1, 1, 1}})
		x = g.Add("Relu", []string{x}, nil)
		x = g.Add("Conv", []string{x, g.Floats("d", weights(6*9, 0.5), 6, 1, 3, 3)},
			onnx.Attributes{"kernel_shape": []int64{3, 3}, "strides": []int64{2, 2}, "group": 6})
		x = g.Add("Flatten", []string{g.Add("Relu", []string{x}, nil)}, nil)
		x = g.Add("Gemm", []string{x, g.Floats("w", weights(6*49*5, 0.1), 6*49, 5), g.Floats("c", weights(5, 0.5), 5)}, nil)
		return g.Add("Softmax", []string{x}, onnx.Attributes{"axis": 1})
	}
	for _, m := range []struct {
		name, manifest string
		build          func(*onnx.Graph) string
	}{
		{"linear", `{"name": "linear", "labels": ["north", "east", "south", "west"], "preprocessing": {"mean": [0.5, 0.5, 0.5], "std": [0.5, 0.5, 0.5]}}`, linear("", 4)},
		{"convolution", `{"name": "convolution", "preprocessing": {"mean": [0.5, 0.5, 0.5], "std": [0.5, 0.25, 0.125]}}`, convolution},
		{"shares", `{"name": "shares", "labels": ["sun", "rain", "wind"], "preprocessing": {"mean": [0.5, 0.5, 0.5], "std": [1, 1, 1]}}`, linear("Sigmoid", 3)},
		{"odd", `{"name": "odd", "preprocessing": {"mean": [0.5, 0.5, 0.5], "std": [0.5, 0.5, 0.5]}}`, linear("Asinh", 4)},
	} {
		if err := os.Rename(writeModel(t, m.build), filepath.Join(folder, m.name+".onnx")); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(filepath.Join(folder, m.name+".json"), []byte(m.manifest+"\n"), 0o666); err != nil {
			t.Fatal(err)
		}
	}
	noise(t, filepath.Join(folder, "noise.png"), 1)
	noise(t, filepath.Join(folder, "again", "noise.png"), 2)
	draw := func(name string, width, height int, level func(x, y, channel int) int) {
		im := pixel.New(width, height)
		for channel := range 3 {
			for y := range height {
				for x := range width {
					im.Pix[(channel*height+y)*width+x] = float32(level(x, y, channel)) / 255
				}
			}
		}
		if err := pixel.WritePNG(filepath.Join(folder, name), im); err != nil {
			t.Fatal(err)
		}
	}
	draw("ramp.png", side, side, func(x, y, channel int) int { return []int{9 * x, 15 * y, 200 - 5*x - 3*y}[channel] })
	draw("wide.png", 40, 24, func(x, y, channel int) int { return (x*x + 7*y + 90*channel) % 256 })
}
