package autodiff_test

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"testing"

	"foolscope/engine/autodiff"
	"foolscope/engine/onnx"
	"foolscope/engine/ort"
)

// TestConvolutionsByTiles compares gradients of large convolutions, computed by tiles
// where those fit, with sums in float64: at the corners, and at other elements.
func TestConvolutionsByTiles(t *testing.T) {
	for _, test := range []struct {
		from, to, height, width int64
		tiled                   bool
	}{
		{128, 256, 56, 58, true},
		{256, 256, 40, 40, true},
		{256, 256, 40, 41, false},
		{64, 64, 160, 160, false},
		{264, 256, 40, 40, false},
	} {
		t.Run(fmt.Sprintf("%+v", test), func(t *testing.T) {
			c := graphCase{
				name:  "tiles",
				nodes: []*onnx.NodeProto{node("Conv", "x w", "y", onnx.Attributes{"kernel_shape": square(3), "pads": []int64{1, 1, 1, 1}})},
				values: []value{
					input("x", normal, 1, test.from, test.height, test.width), fixed("w", normal, test.to, test.from, 3, 3),
				},
			}
			feeds := c.feeds()
			weights := feeds["w"].Data
			derived, err := autodiff.Gradient(c.model(feeds, false), c.request())
			if err != nil {
				t.Fatal(err)
			}
			convolutions := 0
			for _, n := range derived.Proto.Graph.Node {
				if n.OpType == "Conv" && slices.Equal(onnx.IntList(n, "kernel_shape"), square(1)) && onnx.Int(n, "group", 1) == 1 {
					convolutions++
				}
			}
			if tiled := convolutions == 32; tiled != test.tiled {
				t.Errorf("computed by tiles: %t, with %d 1x1 convolutions", tiled, convolutions)
			}
			delete(feeds, "w")
			gradient, cotangent := c.gradient(t, feeds, nil)

			at := func(channel, row, column int64) float64 {
				sum := 0.0
				for out := range test.to {
					for i := range int64(3) {
						for j := range int64(3) {
							// The output at y sees the input at y + i - 1 by the tap i.
							y, x := row-i+1, column-j+1
							if y >= 0 && y < test.height && x >= 0 && x < test.width {
								sum += float64(weights[((out*test.from+channel)*3+i)*3+j]) * float64(cotangent[(out*test.height+y)*test.width+x])
							}
						}
					}
				}
				return sum
			}
			var got, want []float32
			look := func(channel, row, column int64) {
				got = append(got, gradient[(channel*test.height+row)*test.width+column])
				want = append(want, float32(at(channel, row, column)))
			}
			random := rand.New(rand.NewPCG(3, 4))
			for _, row := range []int64{0, 1, test.height - 1} {
				for _, column := range []int64{0, 1, test.width - 1} {
					look(random.Int64N(test.from), row, column)
				}
			}
			for range 500 {
				look(random.Int64N(test.from), random.Int64N(test.height), random.Int64N(test.width))
			}
			e := distance(got, want)
			t.Logf("relative error %.2g", e)
			if e > 1e-6 {
				t.Errorf("the gradient is off by %.2g", e)
			}
		})
	}
}

// TestNetworksByTiles compares what a network computes by tiles beside its gradient, with
// and without a Relu behind a convolution, with what onnxruntime makes of the network.
// Behind the Relu, the gradient is that of the convolution for what the Relu lets through.
func TestNetworksByTiles(t *testing.T) {
	values := []value{input("x", normal, 1, 128, 56, 56), fixed("w", normal, 256, 128, 3, 3), fixed("s", normal, 256)}
	conv := node("Conv", "x w s", "a", onnx.Attributes{"kernel_shape": square(3), "pads": []int64{1, 1, 1, 1}})
	results := func(t *testing.T, c graphCase, dy []float32) (y, gradient []float32) {
		feeds := c.feeds()
		whole := c.model(feeds, false)
		derived, err := autodiff.Gradient(whole, c.request())
		if err != nil {
			t.Fatal(err)
		}
		given := map[string]ort.Tensor{"x": feeds["x"]}
		want := run(t, open(t, whole), given)["y"].Data
		given["cotangent"] = ort.Tensor{Shape: []int64{1, 256, 56, 56}, Data: dy}
		out := run(t, open(t, derived.Proto), given)
		if e := distance(out["y"].Data, want); e > 1e-6 {
			t.Errorf("the output is off by %.2g", e)
		}
		return out["y"].Data, out[derived.Gradients["x"]].Data
	}
	cotangent := make([]float32, 256*56*56)
	normal(rand.New(rand.NewPCG(5, 6)), cotangent)
	for _, c := range []graphCase{
		{name: "alone", nodes: []*onnx.NodeProto{conv, node("Identity", "a", "y", nil)}},
		{name: "with a Relu", nodes: []*onnx.NodeProto{conv, node("Relu", "a", "y", nil)}},
		{name: "read twice", nodes: []*onnx.NodeProto{conv, node("Relu", "a", "b", nil), node("Sub", "b a", "y", nil)}},
	} {
		t.Run(c.name, func(t *testing.T) {
			c.values = values
			y, gradient := results(t, c, cotangent)
			passed := slices.Clone(cotangent)
			for i := range passed {
				switch {
				case c.name == "alone":
				case y[i] == 0:
					passed[i] = 0
				case c.name == "read twice":
					passed[i] *= -1
				}
			}
			plain := graphCase{name: c.name, values: values, nodes: []*onnx.NodeProto{conv, node("Identity", "a", "y", nil)}}
			_, want := results(t, plain, passed)
			if e := distance(gradient, want); e > 1e-6 {
				t.Errorf("the gradient is off by %.2g", e)
			}
		})
	}
}
