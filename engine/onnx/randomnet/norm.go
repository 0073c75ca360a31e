package randomnet

import (
	"math"

	"foolscope/engine/onnx"
)

// epsilon keeps a normalization from dividing by 0.
const epsilon = float32(1e-5)

// norm is a batch normalization whose scales lie around scale.
func (b *builder) norm(x string, channels int64, scale float64) string {
	name := b.fresh("batchnorm")
	gamma := b.draw(0.9*scale, 1.1*scale, channels)
	beta := b.draw(-0.1, 0.1, channels)
	mean := b.draw(-0.1, 0.1, channels)
	variance := b.draw(0.8, 1.2, channels)
	if before := b.producer(x); b.Folded && before != nil && before.OpType == "Conv" {
		factor := make([]float32, channels)
		for i := range factor {
			factor[i] = gamma[i] / float32(math.Sqrt(float64(variance[i]+epsilon)))
			beta[i] -= mean[i] * factor[i]
		}
		b.fold(before, factor, beta)
		return x
	}
	return b.node("BatchNormalization", name+"_fwd", onnx.Attributes{"epsilon": epsilon, "momentum": float32(0.9)}, x,
		b.store(onnx.NewFloats(name+"_gamma", gamma, channels)),
		b.store(onnx.NewFloats(name+"_beta", beta, channels)),
		b.store(onnx.NewFloats(name+"_running_mean", mean, channels)),
		b.store(onnx.NewFloats(name+"_running_var", variance, channels)))
}

// fold multiplies the channels that a convolution gives, and adds to them.
func (b *builder) fold(conv *onnx.NodeProto, factor, offset []float32) {
	weight := b.floats(conv.Input[1])
	each := len(weight) / len(factor)
	for i := range weight {
		weight[i] *= factor[i/each]
	}
	b.replace(conv.Input[1], weight)
	if len(conv.Input) == 2 {
		name := conv.Output[0] + "_bias"
		conv.Input = append(conv.Input, b.store(onnx.NewFloats(name, offset, int64(len(offset)))))
		return
	}
	bias := b.floats(conv.Input[2])
	for i := range bias {
		bias[i] = bias[i]*factor[i] + offset[i]
	}
	b.replace(conv.Input[2], bias)
}

func (b *builder) producer(x string) *onnx.NodeProto {
	for _, n := range b.graph.Node {
		if n.Output[0] == x {
			return n
		}
	}
	return nil
}

func (b *builder) stored(name string) *onnx.TensorProto {
	for _, t := range b.graph.Initializer {
		if t.Name == name {
			return t
		}
	}
	panic("randomnet: " + name + " is not stored")
}

func (b *builder) floats(name string) []float32 {
	data, err := onnx.Floats(b.stored(name))
	if err != nil {
		panic("randomnet: " + err.Error())
	}
	return data
}

func (b *builder) replace(name string, data []float32) {
	t := b.stored(name)
	t.RawData = onnx.NewFloats(name, data, t.Dims...).RawData
}

// caffeNorm is a batch normalization of Caffe, which leaves scale and offset to
// a layer of its own: exporters write them as Mul and Add of unsqueezed lists.
func (b *builder) caffeNorm(x string, channels int64, scale float64) string {
	name := b.fresh("caffe_norm")
	x = b.node("BatchNormalization", name+"_fwd", onnx.Attributes{"epsilon": epsilon}, x,
		b.uniform(name+"_gamma", 1, 1, channels), b.uniform(name+"_beta", 0, 0, channels),
		b.uniform(name+"_mean", -0.1, 0.1, channels), b.uniform(name+"_var", 0.8, 1.2, channels))
	factor := b.unsqueeze(b.uniform(name+"_scale", 0.9*scale, 1.1*scale, channels), 1, 2)
	offset := b.unsqueeze(b.uniform(name+"_offset", -0.1, 0.1, channels), 1, 2)
	return b.op("Add", nil, b.op("Mul", nil, x, factor), offset)
}

// responseNorm is local response normalization. The zoo's alpha of 1e-4 fits
// activations of hundreds; these are about 1.
func (b *builder) responseNorm(x string) string {
	return b.op("LRN", onnx.Attributes{"size": 5, "alpha": float32(0.5), "beta": float32(0.75), "bias": float32(1)}, x)
}

// layerNorm normalises the last axis: one operator from opset 17 on.
func (b *builder) layerNorm(x string, width int64) string {
	name := b.fresh("layernorm")
	gamma := b.uniform(name+"_gamma", 0.9, 1.1, width)
	beta := b.uniform(name+"_beta", -0.1, 0.1, width)
	if b.Opset >= 17 {
		return b.node("LayerNormalization", name, onnx.Attributes{"axis": -1, "epsilon": epsilon}, x, gamma, beta)
	}
	centred := b.op("Sub", nil, x, b.mean(x, true, -1))
	variance := b.mean(b.op("Pow", nil, centred, b.scalar(2)), true, -1)
	deviation := b.op("Sqrt", nil, b.op("Add", nil, variance, b.scalar(epsilon)))
	return b.op("Add", nil, b.op("Mul", nil, b.op("Div", nil, centred, deviation), gamma), beta)
}
