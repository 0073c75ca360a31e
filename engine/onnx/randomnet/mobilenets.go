package randomnet

import "foolscope/engine/onnx"

// MobileNetV1 is the network of Howard et al., "MobileNets" (2017), as
// TensorFlow models are converted: padding left to the runtime, activations
// bounded by 6, a convolution as head, Squeeze, Softmax.
func MobileNetV1(o Options) *onnx.ModelProto {
	o = o.resolved()
	b := newBuilder("mobilenet_v1", o)
	unit := func(x string, l layer) string {
		l.padding = same
		return b.relu6(b.norm(b.conv(x, l), l.out, 1))
	}
	in := o.channels(32)
	x := unit("input:0", layer{in: 3, out: in, kernel: 3, stride: 2, linear: true})
	for _, row := range []struct{ channels, count, stride int64 }{{64, 1, 1}, {128, 2, 2}, {256, 2, 2}, {512, 6, 2}, {1024, 2, 2}} {
		out := o.channels(row.channels)
		for i := range o.blocks(row.count) {
			stride := int64(1)
			if i == 0 {
				stride = row.stride
			}
			x = unit(x, layer{in: in, out: in, kernel: 3, stride: stride, group: in})
			x = unit(x, layer{in: in, out: out, kernel: 1})
			in = out
		}
	}
	x = b.conv(b.tensorflowPool(x), layer{in: in, out: o.Classes, kernel: 1, bias: true})
	b.probabilitiesAs(b.squeeze(x, 2, 3), "predictions:0")
	return o.finish(b, "input:0", "predictions:0", 1)
}

// MobileNetV3 is the small network of Howard et al., "Searching for MobileNetV3"
// (2019), as PyTorch exports it: hard activations, composed before they were
// operators.
func MobileNetV3(o Options) *onnx.ModelProto {
	o = o.resolved()
	b := newBuilder("mobilenet_v3_small", o)
	in := o.channels(16)
	x := b.hardSwish(b.norm(b.conv("input", layer{in: 3, out: in, kernel: 3, stride: 2, linear: true}), in, 1))
	for _, row := range []struct {
		kernel, wide, channels int64
		squeezed, hard         bool
		stride                 int64
	}{
		{3, 16, 16, true, false, 2}, {3, 72, 24, false, false, 2}, {3, 88, 24, false, false, 1}, {5, 96, 40, true, true, 2},
		{5, 240, 40, true, true, 1}, {5, 240, 40, true, true, 1}, {5, 120, 48, true, true, 1}, {5, 144, 48, true, true, 1},
		{5, 288, 96, true, true, 2}, {5, 576, 96, true, true, 1}, {5, 576, 96, true, true, 1},
	} {
		v := inverted{in: in, wide: o.channels(row.wide), out: o.channels(row.channels), kernel: row.kernel, stride: row.stride, active: b.relu, smooth: row.hard}
		if row.hard {
			v.active = b.hardSwish
		}
		if row.squeezed {
			v.gate = func(x string, channels int64) string {
				return b.gated(x, channels, max(8, channels/4), b.pooled, b.relu, b.hardSigmoid)
			}
		}
		x, in = b.inverted(x, v), v.out
	}
	wide, features := o.channels(576), o.channels(1024)
	x = b.hardSwish(b.norm(b.conv(x, layer{in: in, out: wide, kernel: 1, linear: true}), wide, 1))
	x = b.hardSwish(b.dense(b.flatten(b.pooled(x)), "hidden", wide, features))
	x = b.dense(b.dropout(x), "output", features, o.Classes)
	return o.finish(b, "input", x, -1)
}
