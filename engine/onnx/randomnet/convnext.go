package randomnet

import "foolscope/engine/onnx"

// ConvNeXt is ConvNeXt-T of Liu et al., "A ConvNet for the 2020s" (2022), as
// PyTorch exports it: depthwise 7x7 kernels, then a perceptron with channels
// last, whose result is scaled a channel.
func ConvNeXt(o Options) *onnx.ModelProto {
	o = o.resolved()
	b := newBuilder("convnext_tiny", o)
	in := o.channels(96)
	x := b.conv("input", layer{in: 3, out: in, kernel: 4, stride: 4, padding: valid, linear: true, bias: true})
	x = b.layerNorm2D(x, in)
	for i, count := range []int64{3, 3, 9, 3} {
		if out := o.channels(96 << i); i > 0 {
			x = b.layerNorm2D(x, in)
			x = b.conv(x, layer{in: in, out: out, kernel: 2, stride: 2, padding: valid, linear: true, bias: true})
			in = out
		}
		for range o.blocks(count) {
			y := b.conv(x, layer{in: in, out: in, kernel: 7, group: in, linear: true, bias: true})
			y = b.layerNorm(b.transpose(y, 0, 2, 3, 1), in)
			y = b.transpose(b.perceptron(y, in, 4*in), 0, 3, 1, 2)
			y = b.op("Mul", nil, b.uniform(b.fresh("layer_scale"), 0.4, 0.6, in, 1, 1), y)
			x = b.add(y, x)
		}
	}
	x = b.flatten(b.layerNorm2D(b.pooled(x), in))
	return o.finish(b, "input", b.dense(x, "output", in, o.Classes), -1)
}

// layerNorm2D normalises the channels of each pixel.
func (b *builder) layerNorm2D(x string, channels int64) string {
	return b.transpose(b.layerNorm(b.transpose(x, 0, 2, 3, 1), channels), 0, 3, 1, 2)
}
