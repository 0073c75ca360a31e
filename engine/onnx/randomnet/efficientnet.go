package randomnet

import "foolscope/engine/onnx"

var efficientStages = []stage{
	{1, 16, 1, 1, 3}, {6, 24, 2, 2, 3}, {6, 40, 2, 2, 5}, {6, 80, 3, 2, 3}, {6, 112, 3, 1, 5}, {6, 192, 4, 2, 5}, {6, 320, 1, 1, 3},
}

// EfficientNet is EfficientNet-B0 of Tan and Le, "EfficientNet" (2019), as
// PyTorch exports it: SiLU as a product, squeeze and excitation by means.
func EfficientNet(o Options) *onnx.ModelProto {
	o = o.resolved()
	b := newBuilder("efficientnet_b0", o)
	in, features := o.channels(32), o.channels(1280)
	x := b.silu(b.norm(b.conv("input", layer{in: 3, out: in, kernel: 3, stride: 2, linear: true}), in, 1))
	x, in = b.stages(x, in, efficientStages, inverted{active: b.silu, smooth: true, gate: func(x string, channels int64) string {
		return b.gated(x, channels, max(4, channels/24), b.meanOver, b.silu, b.sigmoid)
	}})
	x = b.silu(b.norm(b.conv(x, layer{in: in, out: features, kernel: 1, linear: true}), features, 1))
	x = b.dense(b.flatten(b.pooled(x)), "output", features, o.Classes)
	return o.finish(b, "input", x, -1)
}

// EfficientNetLite is EfficientNet-Lite0 as TensorFlow models are converted, like
// efficientnet-lite4-11.onnx: pictures with channels last, padding left to the
// runtime, activations bounded by 6, a product of matrices as head, Softmax.
func EfficientNetLite(o Options) *onnx.ModelProto {
	o = o.resolved()
	b := newBuilder("efficientnet_lite0", o)
	in, features := o.channels(32), o.channels(1280)
	x := b.transpose("images:0", 0, 3, 1, 2)
	x = b.relu6(b.norm(b.conv(x, layer{in: 3, out: in, kernel: 3, stride: 2, padding: same, linear: true}), in, 1))
	x, in = b.stages(x, in, efficientStages, inverted{active: b.relu6, padding: same})
	x = b.relu6(b.norm(b.conv(x, layer{in: in, out: features, kernel: 1, padding: same, linear: true}), features, 1))
	x = b.tensorflowPool(x)
	x = b.squeeze(x, 2, 3)
	x = b.linear(x, features, o.Classes, true)
	b.probabilitiesAs(x, "Softmax:0")
	return o.model(b, "Softmax:0", 1, onnx.FloatValue("images:0", 1, o.Size, o.Size, 3))
}

// tensorflowPool averages over all that is left of the picture.
func (b *builder) tensorflowPool(x string) string {
	return b.pool("AveragePool", x, window{kernel: b.Size / 32, stride: 1, padding: valid})
}
