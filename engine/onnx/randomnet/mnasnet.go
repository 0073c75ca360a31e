package randomnet

import "foolscope/engine/onnx"

// MNASNet is the network of Tan et al., "MnasNet" (2019), as PyTorch exports it:
// the head takes a mean without a pool.
func MNASNet(o Options) *onnx.ModelProto {
	o = o.resolved()
	b := newBuilder("mnasnet1_0", o)
	in := o.channels(32)
	x := b.relu(b.norm(b.conv("input", layer{in: 3, out: in, kernel: 3, stride: 2, linear: true}), in, 1))
	x, in = b.stages(x, in, []stage{
		{1, 16, 1, 1, 3}, {3, 24, 3, 2, 3}, {3, 40, 3, 2, 5}, {6, 80, 3, 2, 5}, {6, 96, 2, 1, 3}, {6, 192, 4, 2, 5}, {6, 320, 1, 1, 3},
	}, inverted{active: b.relu})
	features := o.channels(1280)
	x = b.relu(b.norm(b.conv(x, layer{in: in, out: features, kernel: 1, linear: true}), features, 1))
	x = b.dense(b.mean(x, false, 2, 3), "output", features, o.Classes)
	return o.finish(b, "input", x, -1)
}
