package train

import (
	"slices"

	"foolscope/engine/onnx"
)

// weights are the values being trained, and their running mean.
type weights struct {
	names  []string
	shapes [][]int64
	values [][]float32
	means  [][]float32
	// kernels is true for what multiplies the input, false for biases.
	kernels []bool
}

func readWeights(g *onnx.GraphProto, names []string) (*weights, error) {
	w := &weights{names: names}
	graph := onnx.Edit(g)
	for _, name := range names {
		t := graph.Initializer(name)
		values, err := onnx.Floats(t)
		if err != nil {
			return nil, err
		}
		w.shapes = append(w.shapes, t.Dims)
		w.values = append(w.values, slices.Clone(values))
		w.means = append(w.means, slices.Clone(values))
		w.kernels = append(w.kernels, len(t.Dims) > 1)
	}
	return w, nil
}

// average moves the means towards the values. Early on they follow closely, so
// that the random start is soon forgotten.
func (w *weights) average(keep float64, step int) {
	keep = min(keep, float64(1+step)/float64(10+step))
	for i, mean := range w.means {
		for j, v := range w.values[i] {
			mean[j] += float32(1-keep) * (v - mean[j])
		}
	}
}

// write returns a copy of m that holds the means.
func (w *weights) write(m *onnx.ModelProto) *onnx.ModelProto {
	out := onnx.Copy(m)
	for i, name := range w.names {
		for at, t := range out.Graph.Initializer {
			if t.Name == name {
				out.Graph.Initializer[at] = onnx.NewFloats(name, w.means[i], w.shapes[i]...)
			}
		}
	}
	return out
}
