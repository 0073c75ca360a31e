package randomnet

import "foolscope/engine/onnx"

// DenseNet121 is the network of Huang et al., "Densely connected convolutional
// networks" (2017), as in densenet-9.onnx: normalizations of Caffe before the
// convolutions, a convolution as head, scores of shape [1, classes, 1, 1].
func DenseNet121(o Options) *onnx.ModelProto {
	o = o.resolved()
	b := newBuilder("densenet121", o)
	active := func(x string, channels int64) string { return b.relu(b.caffeNorm(x, channels, 1)) }
	in, growth := o.channels(64), o.channels(32)
	x := active(b.conv("data_0", layer{in: 3, out: in, kernel: 7, stride: 2, linear: true}), in)
	x = b.maxPool(x, 3, 1)
	for i, count := range []int64{6, 12, 24, 16} {
		if i > 0 {
			x = b.conv(active(x, in), layer{in: in, out: in / 2, kernel: 1})
			x = b.pool("AveragePool", x, window{kernel: 2, stride: 2, padding: valid})
			in /= 2
		}
		for range o.blocks(count) {
			y := b.conv(active(x, in), layer{in: in, out: 4 * growth, kernel: 1})
			y = b.conv(active(y, 4*growth), layer{in: 4 * growth, out: growth, kernel: 3})
			x = b.concat(1, x, y)
			in += growth
		}
	}
	x = b.conv(b.pooled(active(x, in)), layer{in: in, out: o.Classes, kernel: 1, bias: true})
	return b.pixelScores("data_0", x)
}

// pixelScores ends a model whose scores are a picture of one pixel.
func (b *builder) pixelScores(input, output string) *onnx.ModelProto {
	m := b.finish(b, input, output, 1)
	m.Graph.Output[0] = onnx.FloatValue(output, 1, b.Classes, 1, 1)
	return m
}
