package ort

import (
	"fmt"
	"math"
	"slices"

	"foolscope/engine/onnx"
)

// probeSide is the side of the picture that the probe's networks take.
const probeSide = 16

// probeNetwork is a small network that a provider computes for a trial.
type probeNetwork struct {
	model []byte
	// whole is true if no operator may be left to the CPU.
	whole bool
}

// probeNetworks are what a provider has to compute as the CPU does: a
// classifier, all of it, and what gradients are made of, as much of it as the
// provider takes.
func probeNetworks() []probeNetwork {
	return []probeNetwork{{probeModel(probeClassifier), true}, {probeModel(probeGradient), false}}
}

// probePicture is what the networks are fed.
func probePicture() Tensor {
	return Tensor{Shape: []int64{1, 3, probeSide, probeSide}, Data: wave(3 * probeSide * probeSide)}
}

// probeClassifier is two convolutions and a linear layer for ten classes.
func probeClassifier(g *onnx.Graph, x string) string {
	y := g.Add("Conv", []string{x, probeWeights(g, 8, 3, 3, 3), probeWeights(g, 8)}, onnx.Attributes{"pads": []int64{1, 1, 1, 1}})
	y = g.Add("Relu", []string{y}, nil)
	y = g.Add("MaxPool", []string{y}, onnx.Attributes{"kernel_shape": []int64{2, 2}, "strides": []int64{2, 2}})
	y = g.Add("Conv", []string{y, probeWeights(g, 16, 8, 3, 3), probeWeights(g, 16)}, onnx.Attributes{"pads": []int64{1, 1, 1, 1}, "strides": []int64{2, 2}})
	y = g.Add("Relu", []string{y}, nil)
	y = g.Add("GlobalAveragePool", []string{y}, nil)
	y = g.Add("Reshape", []string{y, g.Ints("shape", 1, 16)}, nil)
	return g.Add("Gemm", []string{y, probeWeights(g, 16, 10), probeWeights(g, 10)}, nil)
}

// probeGradient masks and spreads as the gradient of a ReLU before a
// convolution with stride 2 does, and masks by a sum, too; the
// enormous numbers are those of such masks and sums.
func probeGradient(g *onnx.Graph, x string) string {
	pads := onnx.Attributes{"pads": []int64{1, 1, 1, 1}}
	each := func(x string, factor float64, more ...string) string {
		factors := slices.Repeat([]float32{float32(factor)}, 8)
		return g.Add("Conv", append([]string{x, g.Floats("factors", factors, 8, 1, 1, 1)}, more...), onnx.Attributes{"group": 8})
	}
	y := g.Add("Conv", []string{x, probeWeights(g, 8, 3, 3, 3)}, pads)
	active := g.Add("Relu", []string{y}, nil)
	mask := g.Add("HardSigmoid", []string{active}, onnx.Attributes{"alpha": float32(math.Ldexp(1, 100)), "beta": float32(0)})
	y = g.Add("Conv", []string{active, probeWeights(g, 8, 8, 3, 3)}, onnx.Attributes{"pads": []int64{1, 1, 1, 1}, "strides": []int64{2, 2}})
	y = g.Add("Resize", []string{y, "", g.Floats("scales", []float32{1, 1, 2, 2}, 4)}, onnx.Attributes{
		"mode": "nearest", "nearest_mode": "floor", "coordinate_transformation_mode": "asymmetric",
	})
	y = g.Add("Mul", []string{y, mask}, nil)
	y = g.Add("Conv", []string{y, probeWeights(g, 8, 8, 3, 3)}, pads)
	high := slices.Repeat([]float32{float32(math.Ldexp(1, 60))}, 8)
	additive := g.Add("Relu", []string{each(active, -math.Ldexp(1, 127), g.Floats("high", high, 8))}, nil)
	y = g.Add("Add", []string{y, each(additive, 1)}, nil)
	y = g.Add("Add", []string{each(additive, -1), y}, nil)
	return g.Add("Conv", []string{y, probeWeights(g, 3, 8, 3, 3)}, pads)
}

// probeModel wraps what build adds to a graph that takes one picture.
func probeModel(build func(g *onnx.Graph, x string) string) []byte {
	graph := &onnx.GraphProto{Name: "probe", Input: []*onnx.ValueInfoProto{onnx.FloatValue("x", 1, 3, probeSide, probeSide)}}
	y := build(onnx.Edit(graph), "x")
	graph.Output = []*onnx.ValueInfoProto{onnx.AnyFloats(y)}
	model, err := onnx.Marshal(&onnx.ModelProto{IrVersion: 8, OpsetImport: []*onnx.OperatorSetIdProto{{Version: 17}}, Graph: graph})
	if err != nil {
		panic(fmt.Sprintf("ort: the probe's network: %v", err))
	}
	return model
}

// probeWeights stores weights of either sign without a pattern.
func probeWeights(g *onnx.Graph, dims ...int64) string {
	n, _ := count(dims)
	return g.Floats("weights", wave(int(n)), dims...)
}

// wave returns numbers in [-0.3,0.3].
func wave(n int) []float32 {
	out := make([]float32, n)
	for i := range out {
		out[i] = float32(0.3 * math.Sin(float64(i*i%251)))
	}
	return out
}
