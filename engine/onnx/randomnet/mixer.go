package randomnet

import "foolscope/engine/onnx"

// MLPMixer is the network of Tolstikhin et al., "MLP-Mixer" (2021), S/16: layers
// that mix the tokens take turns with layers that mix the channels.
func MLPMixer(o Options) *onnx.ModelProto {
	o = o.resolved()
	const patch = 16
	b := newBuilder("mixer_s16", o)
	width, tokens := o.channels(512), (o.Size/patch)*(o.Size/patch)
	x := b.conv("input", layer{in: 3, out: width, kernel: patch, stride: patch, padding: valid, linear: true, bias: true})
	x = b.transpose(b.batched(x, width, tokens), 0, 2, 1)
	for range o.blocks(8) {
		y := b.transpose(b.layerNorm(x, width), 0, 2, 1)
		y = b.perceptron(y, tokens, o.channels(256))
		x = b.op("Add", nil, x, b.transpose(y, 0, 2, 1))
		x = b.op("Add", nil, x, b.perceptron(b.layerNorm(x, width), width, 4*width))
	}
	x = b.mean(b.layerNorm(x, width), false, 1)
	return o.finish(b, "input", b.dense(x, "output", width, o.Classes), -1)
}
