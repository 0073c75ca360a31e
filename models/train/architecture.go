package main

import (
	"math"
	"math/rand/v2"

	"foolscope/engine/onnx"
)

// side is the length of the network's input, in pixels.
const side = 128

// architecture returns the untrained network: seven convolutions, two of them
// with a shortcut, that shrink 128 x 128 pixels to 8 x 8 positions, whose mean
// a matrix turns into logits. It normalises pixels itself, so its input is RGB
// in [0,1], [N, 3, 128, 128].
func architecture(classes int, seed uint64) *onnx.ModelProto {
	n := &net{
		graph:  onnx.Edit(&onnx.GraphProto{Name: "roadsigns"}),
		random: rand.New(rand.NewPCG(seed, 0)),
	}
	n.graph.Input = []*onnx.ValueInfoProto{onnx.FloatValue("pixels", -1, 3, side, side)}
	centred := n.graph.Add("Sub", []string{"pixels", n.graph.Scalar(0.5)}, nil)
	x := n.graph.Add("Mul", []string{centred, n.graph.Scalar(4)}, nil)
	x = n.conv(x, 3, 16, 5, 2)
	x = n.conv(x, 16, 32, 3, 2)
	x = n.residual(x, 32)
	x = n.conv(x, 32, 64, 3, 2)
	x = n.residual(x, 64)
	x = n.conv(x, 64, 128, 3, 2)
	x = n.residual(x, 128)
	x = n.graph.Add("GlobalAveragePool", []string{x}, nil)
	x = n.graph.Add("Flatten", []string{x}, onnx.Attributes{"axis": 1})
	n.head(x, 128, classes)
	return &onnx.ModelProto{
		IrVersion: 8, ProducerName: "foolscope", Graph: n.graph.GraphProto,
		OpsetImport: []*onnx.OperatorSetIdProto{{Version: 17}},
	}
}

// net is a network under construction.
type net struct {
	graph  *onnx.Graph
	random *rand.Rand
}

// conv is a convolution with "same" padding, a bias and a ReLU.
func (n *net) conv(x string, in, out, kernel, stride int64) string {
	return n.relu(n.plain(x, in, out, kernel, stride, 1))
}

// residual is a convolution whose result is added to its input. It starts
// small, so that the network begins as a shallow one.
func (n *net) residual(x string, channels int64) string {
	return n.relu(n.graph.Add("Add", []string{n.plain(x, channels, channels, 3, 1, 0.5), x}, nil))
}

// plain is a convolution with random weights after He et al. (2015), times
// gain.
func (n *net) plain(x string, in, out, kernel, stride int64, gain float64) string {
	deviation := gain * math.Sqrt(2/float64(in*kernel*kernel))
	weights := n.graph.Floats("kernel", n.normal(out*in*kernel*kernel, deviation), out, in, kernel, kernel)
	bias := n.graph.Floats("bias", make([]float32, out), out)
	pad := kernel / 2
	return n.graph.Add("Conv", []string{x, weights, bias}, onnx.Attributes{
		"kernel_shape": []int64{kernel, kernel}, "strides": []int64{stride, stride}, "pads": []int64{pad, pad, pad, pad},
	})
}

func (n *net) relu(x string) string { return n.graph.Add("Relu", []string{x}, nil) }

func (n *net) head(x string, in, classes int) {
	weights := n.graph.Floats("kernel", n.normal(int64(in*classes), 0.02), int64(classes), int64(in))
	bias := n.graph.Floats("bias", make([]float32, classes), int64(classes))
	n.graph.Node = append(n.graph.Node, onnx.NewNode("Gemm", []string{x, weights, bias}, []string{"logits"}, onnx.Attributes{"transB": 1}))
	n.graph.Output = []*onnx.ValueInfoProto{onnx.FloatValue("logits", -1, int64(classes))}
}

func (n *net) normal(count int64, deviation float64) []float32 {
	out := make([]float32, count)
	for i := range out {
		out[i] = float32(n.random.NormFloat64() * deviation)
	}
	return out
}
