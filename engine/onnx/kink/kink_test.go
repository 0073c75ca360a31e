package kink_test

import (
	"context"
	"math"
	"strings"
	"testing"

	"foolscope/engine/onnx"
	"foolscope/engine/onnx/kink"
	"foolscope/engine/ort"
)

// network applies nodes, each a function of its graph and the value before it,
// to an input "x".
func network(nodes ...func(g *onnx.Graph, x string) string) *onnx.ModelProto {
	g := onnx.Edit(&onnx.GraphProto{Name: "kinks"})
	x := "x"
	g.Input = []*onnx.ValueInfoProto{onnx.FloatValue("x", 1, 1, 2, 4)}
	for _, node := range nodes {
		x = node(g, x)
	}
	g.Output = []*onnx.ValueInfoProto{onnx.AnyFloats(x)}
	return &onnx.ModelProto{IrVersion: 8, Graph: g.GraphProto, OpsetImport: []*onnx.OperatorSetIdProto{{Version: 18}}}
}

func apply(op string, attributes onnx.Attributes) func(*onnx.Graph, string) string {
	return func(g *onnx.Graph, x string) string { return g.Add(op, []string{x}, attributes) }
}

func clip(g *onnx.Graph, x string) string {
	return g.Add("Clip", []string{x, g.Scalar(-1), g.Scalar(6)}, nil)
}

func pool(kernel, stride int64) func(*onnx.Graph, string) string {
	return apply("MaxPool", onnx.Attributes{"kernel_shape": []int64{kernel, kernel}, "strides": []int64{stride, stride}})
}

// The distances are differences of the numbers given, divided by the root of
// the mean of the squares of the argument.
func TestNearestKink(t *testing.T) {
	relu, identity := apply("Relu", nil), apply("Identity", nil)
	rms := func(x ...float64) float64 {
		sum := 0.0
		for _, v := range x {
			sum += v * v
		}
		return math.Sqrt(sum / float64(len(x)))
	}
	for _, c := range []struct {
		name string
		m    *onnx.ModelProto
		x    []float32
		want float64
	}{
		{"none", network(apply("Sigmoid", nil)), []float32{0, 0, 0, 0, 0, 0, 0, 0}, math.Inf(1)},
		{"Relu", network(relu), []float32{4, -2, 3, -.25, 5, 6, 7, 8}, .25 / rms(4, 2, 3, .25, 5, 6, 7, 8)},
		{"Relu at its kink", network(relu), []float32{4, -2, 3, 0, 5, 6, 7, 8}, 0},
		{"Clip", network(clip), []float32{-2, 5.5, 2, 3, 4, 4, 4, 4}, .5 / rms(2, 5.5, 2, 3, 4, 4, 4, 4)},
		{"HardSwish", network(apply("HardSwish", nil)), []float32{0, 0, 0, 0, 0, 0, 2, -5}, 1 / rms(0, 0, 0, 0, 0, 0, 2, 5)},
		{"HardSigmoid", network(apply("HardSigmoid", onnx.Attributes{"alpha": float32(.5), "beta": float32(.5)})),
			[]float32{0, 0, 0, 0, 0, 0, .75, -3}, .25 / rms(0, 0, 0, 0, 0, 0, .75, 3)},
		{"pool", network(pool(2, 2)), []float32{1, 2, -7, -8, 4, 9, -5, -5.5}, .5 / rms(1, 2, 7, 8, 4, 9, 5, 5.5)},
		{"pool that ties", network(pool(2, 2)), []float32{1, 2, 7, 8, 4, 9, 8, 5}, 0},
		// The second window has nothing but the zeros of the Relu.
		{"pool of zeros", network(relu, pool(2, 2)), []float32{5, 6, -7, -8, 5, 5, -7, -6}, 1 / rms(5, 6, 5, 5, 0, 0, 0, 0)},
		{"Relu of a Relu", network(relu, identity, relu), []float32{4, -2, 3, -1, 5, 6, 7, 8}, 1 / rms(4, 2, 3, 1, 5, 6, 7, 8)},
		// Two windows of the first pool have the 9 as their maximum; a 7 comes next.
		{"pool of a pool", network(pool(2, 1), apply("MaxPool", onnx.Attributes{"kernel_shape": []int64{1, 2}, "strides": []int64{1, 2}})),
			[]float32{1, 9, 2, 0, 4, 2, 7, 1}, 2 / rms(1, 9, 2, 0, 4, 2, 7, 1)},
	} {
		f, err := kink.New(c.m)
		if err != nil {
			t.Errorf("%s: %v", c.name, err)
			continue
		}
		got, err := f.Nearest(context.Background(), map[string]ort.Tensor{"x": {Shape: []int64{1, 1, 2, 4}, Data: c.x}})
		if err != nil || !(got.Distance == c.want || math.Abs(got.Distance-c.want) < 1e-6) {
			t.Errorf("%s: %+v, %v, not %g", c.name, got, err, c.want)
		}
		if err := f.Close(); err != nil {
			t.Error(err)
		}
	}
}

func TestWhatIsNotKnownIsNoSmoothNetwork(t *testing.T) {
	_, err := kink.New(network(apply("Floor", nil)))
	if err == nil || !strings.Contains(err.Error(), "Floor") {
		t.Errorf("error %v", err)
	}
}
