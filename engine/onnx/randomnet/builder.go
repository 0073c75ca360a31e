package randomnet

import (
	"fmt"
	"math"
	"math/rand/v2"

	"foolscope/engine/onnx"
)

// builder appends layers to a graph; each method returns the name of the
// layer's output.
type builder struct {
	graph  *onnx.GraphProto
	opset  int64
	random *rand.Rand
	counts map[string]int
}

func newBuilder(name string, o Options) *builder {
	return &builder{
		graph:  &onnx.GraphProto{Name: name},
		opset:  o.Opset,
		random: rand.New(rand.NewPCG(o.Seed, 0)),
		counts: map[string]int{},
	}
}

// fresh numbers the names of a kind: conv0, conv1, ...
func (b *builder) fresh(kind string) string {
	n := b.counts[kind]
	b.counts[kind]++
	return fmt.Sprintf("%s%d", kind, n)
}

func (b *builder) node(op, output string, attributes onnx.Attributes, inputs ...string) string {
	n := onnx.NewNode(op, inputs, []string{output}, attributes)
	n.Name = output
	b.graph.Node = append(b.graph.Node, n)
	return output
}

func (b *builder) store(t *onnx.TensorProto) string {
	b.graph.Initializer = append(b.graph.Initializer, t)
	return t.Name
}

// uniform stores a tensor with entries drawn evenly from low to high.
func (b *builder) uniform(name string, low, high float64, dims ...int64) string {
	n, err := onnx.Count(dims)
	if err != nil {
		panic("randomnet: " + err.Error())
	}
	data := make([]float32, n)
	for i := range data {
		data[i] = float32(low) + float32(high-low)*b.random.Float32()
	}
	return b.store(onnx.NewFloats(name, data, dims...))
}

// spread stores weights of the variance gain/fan, fan being the number of
// inputs that an output sums. A gain of 2 makes up for what a rectifier on
// those inputs has taken away.
func (b *builder) spread(name string, gain float64, fan int64, dims ...int64) string {
	bound := math.Sqrt(3 * gain / float64(fan))
	return b.uniform(name, -bound, bound, dims...)
}

// layer describes a convolution.
type layer struct {
	in, out, kernel, stride, group int64
	// linear says that the input has not passed a rectifier.
	linear bool
	bias   bool
}

// conv pads by half the kernel, as all these networks do.
func (b *builder) conv(x string, l layer) string {
	name := b.fresh("conv")
	gain := 2.0
	if l.linear {
		gain = 1
	}
	group := max(1, l.group)
	fan := l.in / group * l.kernel * l.kernel
	inputs := []string{x, b.spread(name+"_weight", gain, fan, l.out, l.in/group, l.kernel, l.kernel)}
	if l.bias {
		inputs = append(inputs, b.uniform(name+"_bias", -0.05, 0.05, l.out))
	}
	pad := l.kernel / 2
	return b.node("Conv", name+"_fwd", onnx.Attributes{
		"dilations": []int64{1, 1}, "group": group, "kernel_shape": []int64{l.kernel, l.kernel},
		"pads": []int64{pad, pad, pad, pad}, "strides": []int64{l.stride, l.stride},
	}, inputs...)
}

// norm is a batch normalization whose scales lie around scale.
func (b *builder) norm(x string, channels int64, scale float64) string {
	name := b.fresh("batchnorm")
	return b.node("BatchNormalization", name+"_fwd",
		onnx.Attributes{"epsilon": float32(1e-5), "momentum": float32(0.9)},
		x,
		b.uniform(name+"_gamma", 0.9*scale, 1.1*scale, channels),
		b.uniform(name+"_beta", -0.1, 0.1, channels),
		b.uniform(name+"_running_mean", -0.1, 0.1, channels),
		b.uniform(name+"_running_var", 0.8, 1.2, channels))
}

func (b *builder) relu(x string) string { return b.node("Relu", b.fresh("relu")+"_fwd", nil, x) }

func (b *builder) add(x, y string) string {
	return b.node("Add", b.fresh("plus")+"_fwd", nil, x, y)
}

func (b *builder) maxPool(x string, kernel, pad int64) string {
	return b.node("MaxPool", b.fresh("pool")+"_fwd", onnx.Attributes{
		"kernel_shape": []int64{kernel, kernel}, "pads": []int64{pad, pad, pad, pad}, "strides": []int64{2, 2},
	}, x)
}

func (b *builder) flatten(x string) string {
	return b.node("Flatten", b.fresh("flatten"), nil, x)
}

// dense is a fully connected layer under the output name given.
func (b *builder) dense(x, output string, in, out int64) string {
	name := b.fresh("dense")
	return b.node("Gemm", output, onnx.Attributes{"alpha": float32(1), "beta": float32(1), "transA": 0, "transB": 1},
		x, b.spread(name+"_weight", 2, in, out, in), b.uniform(name+"_bias", -0.05, 0.05, out))
}
