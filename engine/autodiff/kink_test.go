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
// in either layout of onnxruntime.
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
		x := slices.Concat(c.inside, c.stops)
		for _, channels := range []int{1, 16, 24} {
			t.Run(fmt.Sprintf("%s, %d channels", c.name, channels), func(t *testing.T) {
				h := handCase{name: "kink", want: map[string][]float32{"x": nil}}
				var entries, slopes []float32
				for range channels {
					entries = append(entries, x...)
					for i := range x {
						slope := float32(0)
						if i < len(c.inside) {
							slope = 1
						}
						slopes = append(slopes, slope)
						h.seed = append(h.seed, 1)
					}
				}
				h.want["x"] = slopes
				h.values = []value{input("x", list(entries...), 1, int64(channels), 1, int64(len(x)))}
				inputs := "x"
				if c.op == "Clip" {
					inputs = "x low high"
					h.values = append(h.values, fixed("low", list(c.low)), fixed("high", list(c.high)))
				}
				h.nodes = []*onnx.NodeProto{node(c.op, inputs, "y", nil)}
				h.run(t)
			})
		}
	}
}
