package autodiff_test

import (
	"fmt"
	"math"
	"slices"
	"testing"

	"foolscope/engine/onnx"
)

// TestGradientStopsExactlyAtKinks checks the neighbours of every bound: the
// derivative is 0 at it and behind it, and whole one float32 value before it,
// in either layout of onnxruntime, and behind a convolution or not.
func TestGradientStopsExactlyAtKinks(t *testing.T) {
	up := func(x float32) float32 { return math.Nextafter32(x, float32(math.Inf(1))) }
	down := func(x float32) float32 { return math.Nextafter32(x, float32(math.Inf(-1))) }
	// Far below any activation that matters, yet not denormal.
	const tiny = 1e-25
	for _, c := range []struct {
		name          string
		op            string
		low, high     float32
		inside, stops []float32
	}{
		{"Relu", "Relu", 0, 0, []float32{tiny, 1, 1e9}, []float32{0, -tiny, -1, -1e9}},
		{"Clip to [0,6]", "Clip", 0, 6, []float32{tiny, 1e-6, 3, down(6)}, []float32{0, -tiny, -7, 6, up(6), 1e9}},
		{"Clip to [0,1]", "Clip", 0, 1, []float32{tiny, 0.5, down(1)}, []float32{0, -1, 1, up(1), 2}},
		{"Clip to [0,5.3]", "Clip", 0, 5.3, []float32{tiny, 5, down(5.3)}, []float32{0, 5.3, up(5.3), 6}},
		{"Clip to [0,0.001]", "Clip", 0, 0.001, []float32{tiny, down(0.001)}, []float32{0, 0.001, 1}},
		{"Clip to [-1,1]", "Clip", -1, 1, []float32{up(-1), 0, down(1)}, []float32{-1, down(-1), 1, up(1)}},
		{"Clip to [-0.3,70000]", "Clip", -0.3, 70000, []float32{up(-0.3), 0, down(70000)}, []float32{-0.3, 70000, 1e6}},
	} {
		for _, network := range []struct {
			channels int
			behind   bool
		}{{1, false}, {16, false}, {24, false}, {1, true}, {16, true}, {24, true}} {
			channels := network.channels
			x := slices.Concat(c.inside, c.stops)
			if network.behind && x[0] == tiny {
				// Sums hold gradients back where activations are below 2^-67.
				x[0] = 1e-19
			}
			t.Run(fmt.Sprintf("%s, %d channels, behind a convolution: %t", c.name, channels, network.behind), func(t *testing.T) {
				h := handCase{name: "kink", want: map[string][]float32{"x": nil}}
				var elements, slopes []float32
				for range channels {
					elements = append(elements, x...)
					for i := range x {
						cotangent := []float32{1, -3e10, 1e-30}[len(h.cotangent)%3]
						h.cotangent = append(h.cotangent, cotangent)
						if i < len(c.inside) {
							slopes = append(slopes, cotangent)
						} else {
							slopes = append(slopes, 0)
						}
					}
				}
				h.want["x"] = slopes
				h.values = []value{input("x", list(elements...), 1, int64(channels), 1, int64(len(x)))}
				inputs := "x"
				if c.op == "Clip" {
					inputs = "x low high"
					h.values = append(h.values, fixed("low", list(c.low)), fixed("high", list(c.high)))
				}
				h.nodes = []*onnx.NodeProto{node(c.op, inputs, "y", nil)}
				if network.behind {
					same := make([]float32, channels*channels)
					for i := range channels {
						same[i*channels+i] = 1
					}
					h.values = append(h.values, fixed("same", list(same...), int64(channels), int64(channels), 1, 1))
					h.nodes = []*onnx.NodeProto{node(c.op, inputs, "a", nil), node("Conv", "a same", "y", nil)}
				}
				h.run(t)
			})
		}
	}
}
