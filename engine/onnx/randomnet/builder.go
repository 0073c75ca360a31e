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
	Options
	graph  *onnx.GraphProto
	random *rand.Rand
	counts map[string]int
}

func newBuilder(name string, o Options) *builder {
	return &builder{
		Options: o,
		graph:   &onnx.GraphProto{Name: name},
		random:  rand.New(rand.NewPCG(o.Seed, 0)),
		counts:  map[string]int{},
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

// draw returns elements that lie evenly between low and high.
func (b *builder) draw(low, high float64, dims ...int64) []float32 {
	n, err := onnx.Count(dims)
	if err != nil {
		panic("randomnet: " + err.Error())
	}
	data := make([]float32, n)
	for i := range data {
		data[i] = float32(low) + float32(high-low)*b.random.Float32()
	}
	return data
}

// uniform stores a tensor with elements drawn evenly from low to high.
func (b *builder) uniform(name string, low, high float64, dims ...int64) string {
	return b.store(onnx.NewFloats(name, b.draw(low, high, dims...), dims...))
}

// spread stores weights of the variance gain/fan, fan being the number of
// inputs that an output sums. A gain of 2 makes up for what a rectifier on
// those inputs has taken away.
func (b *builder) spread(name string, gain float64, fan int64, dims ...int64) string {
	bound := math.Sqrt(3 * gain / float64(fan))
	return b.uniform(name, -bound, bound, dims...)
}

// padding says what a window sees beyond the edge.
type padding int

const (
	// half a kernel on each side, which keeps the size at stride 1.
	half padding = iota
	// valid windows lie within the picture.
	valid
	// same leaves it to the runtime to keep the size at stride 1, as TensorFlow does.
	same
)

func (p padding) set(a onnx.Attributes, kernel []int64) onnx.Attributes {
	switch p {
	case half:
		a["pads"] = []int64{kernel[0] / 2, kernel[1] / 2, kernel[0] / 2, kernel[1] / 2}
	case same:
		a["auto_pad"] = "SAME_UPPER"
	}
	return a
}

// layer describes a convolution. A stride and a number of groups of 0 mean 1.
type layer struct {
	in, out, kernel, stride, group int64
	// oblong is the height and width of a kernel that is not square.
	oblong  []int64
	padding padding
	// linear says that the input has not passed a rectifier.
	linear bool
	// gain replaces the one that follows from linear: see spread.
	gain float64
	bias bool
}

func (b *builder) conv(x string, l layer) string {
	name := b.fresh("conv")
	gain := l.gain
	switch {
	case gain != 0:
	case l.linear:
		gain = 1
	default:
		gain = 2
	}
	kernel := l.oblong
	if kernel == nil {
		kernel = []int64{l.kernel, l.kernel}
	}
	group, stride := max(1, l.group), max(1, l.stride)
	fan := l.in / group * kernel[0] * kernel[1]
	inputs := []string{x, b.spread(name+"_weight", gain, fan, l.out, l.in/group, kernel[0], kernel[1])}
	if l.bias {
		inputs = append(inputs, b.uniform(name+"_bias", -0.05, 0.05, l.out))
	}
	return b.node("Conv", name+"_fwd", l.padding.set(onnx.Attributes{
		"dilations": []int64{1, 1}, "group": group, "kernel_shape": kernel, "strides": []int64{stride, stride},
	}, kernel), inputs...)
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
