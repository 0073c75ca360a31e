package shape_test

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"testing"

	"foolscope/engine/onnx"
	"foolscope/engine/onnx/shape"
)

// TestRandomWindows compares the sizes of windows of all kinds with those that
// onnxruntime computes. All windows of one picture share a run.
func TestRandomWindows(t *testing.T) {
	random := rand.New(rand.NewPCG(4, 4))
	from := func(low, high int64) int64 { return low + random.Int64N(high-low+1) }
	pair := func(low, high int64) []int64 { return []int64{from(low, high), from(low, high)} }
	for range 12 {
		x := []int64{1, 2, from(4, 12), from(4, 12)}
		var nodes []*onnx.NodeProto
		var stored []*onnx.TensorProto
		for i := range 25 {
			op := []string{"Conv", "MaxPool", "AveragePool"}[i%3]
			kernel := pair(1, 4)
			attributes := onnx.Attributes{"kernel_shape": kernel, "strides": pair(1, 3)}
			switch random.IntN(5) {
			case 0:
				attributes["auto_pad"] = []string{"SAME_UPPER", "SAME_LOWER", "VALID"}[random.IntN(3)]
			case 1, 2, 3:
				// Pooling must have pads below the kernel.
				attributes["pads"] = []int64{from(0, kernel[0]-1), from(0, kernel[1]-1), from(0, kernel[0]-1), from(0, kernel[1]-1)}
			}
			if op != "AveragePool" && attributes["auto_pad"] == nil && random.IntN(3) == 0 {
				attributes["dilations"] = pair(1, 2)
			}
			inputs := []string{"x"}
			if op == "Conv" {
				w := zeros(fmt.Sprint("w", i), 3, 2, kernel[0], kernel[1])
				stored = append(stored, w)
				inputs = append(inputs, w.Name)
			} else if random.IntN(2) == 0 {
				attributes["ceil_mode"] = 1
			}
			n := onnx.NewNode(op, inputs, []string{fmt.Sprint("out", i)}, attributes)
			w, err := shape.NewWindow(n, x[2:], kernel)
			if err != nil {
				continue // Larger than the picture.
			}
			if attributes["ceil_mode"] != nil && lastInPads(w) {
				// onnxruntime 1.24 itself is not sure whether it counts.
				continue
			}
			nodes = append(nodes, n)
		}
		// All are needed, or they would be pruned.
		m := graph(map[string][]int64{"x": x}, stored, nodes...)
		m.Graph.Output = nil
		for _, n := range nodes {
			m.Graph.Output = append(m.Graph.Output, &onnx.ValueInfoProto{Name: n.Output[0]})
		}
		if unknown := compare(t, m, map[string][]int64{"x": x}); unknown > 0 || len(nodes) < 15 {
			t.Errorf("%v: %d of %d shapes are unknown", x, unknown, len(nodes))
		}
	}
}

// lastInPads reports whether rounding the size up adds a window that starts
// behind the picture.
func lastInPads(w shape.Window) bool {
	for i, size := range w.In {
		room := size + w.Begin[i] + w.End[i] - w.Extent(i)
		if (room+w.Strides[i]-1)/w.Strides[i]*w.Strides[i] >= size+w.Begin[i] {
			return true
		}
	}
	return false
}

func TestWindow(t *testing.T) {
	for _, c := range []struct {
		name       string
		attributes onnx.Attributes
		want       shape.Window
	}{
		{"pads as given", onnx.Attributes{"pads": []int64{1, 0, 2, 1}}, shape.Window{
			Begin: []int64{1, 0}, End: []int64{2, 1}, Out: []int64{8, 7},
		}},
		{"same upper puts the odd pad behind", onnx.Attributes{"auto_pad": "SAME_UPPER", "strides": []int64{2, 2}}, shape.Window{
			Begin: []int64{1, 0}, End: []int64{1, 1}, Out: []int64{4, 4},
		}},
		{"same lower puts it before", onnx.Attributes{"auto_pad": "SAME_LOWER", "strides": []int64{2, 2}}, shape.Window{
			Begin: []int64{1, 1}, End: []int64{1, 0}, Out: []int64{4, 4},
		}},
		{"valid has none", onnx.Attributes{"auto_pad": "VALID", "pads": []int64{9, 9, 9, 9}}, shape.Window{
			Begin: []int64{0, 0}, End: []int64{0, 0}, Out: []int64{5, 6},
		}},
		{"rounded up", onnx.Attributes{"ceil_mode": 1, "strides": []int64{3, 3}}, shape.Window{
			Begin: []int64{0, 0}, End: []int64{0, 0}, Out: []int64{3, 3},
		}},
		{"rounded up, but for a window that starts behind the picture", onnx.Attributes{
			"ceil_mode": 1, "strides": []int64{4, 5}, "pads": []int64{0, 1, 2, 2},
		}, shape.Window{
			Begin: []int64{0, 1}, End: []int64{2, 2}, Out: []int64{2, 2},
		}},
		{"dilated", onnx.Attributes{"dilations": []int64{3, 1}}, shape.Window{
			Begin: []int64{0, 0}, End: []int64{0, 0}, Out: []int64{1, 6},
		}},
	} {
		w, err := shape.NewWindow(onnx.NewNode("Conv", nil, nil, c.attributes), []int64{7, 8}, []int64{3, 3})
		if err != nil || !slices.Equal(w.Begin, c.want.Begin) || !slices.Equal(w.End, c.want.End) || !slices.Equal(w.Out, c.want.Out) {
			t.Errorf("%s: the window is %+v, the error %v", c.name, w, err)
		}
	}
}
