package randomnet

import "foolscope/engine/onnx"

// RegNetY is the network of Radosavovic et al., "Designing network design
// spaces" (2020), RegNetY-400MF: groups of 8 channels, squeeze and excitation.
func RegNetY(o Options) *onnx.ModelProto {
	o = o.resolved()
	b := newBuilder("regnet_y_400mf", o)
	in := o.channels(32)
	x := b.relu(b.norm(b.conv("input", layer{in: 3, out: in, kernel: 3, stride: 2, linear: true}), in, 1))
	for _, stage := range []struct{ channels, count int64 }{{48, 1}, {104, 3}, {208, 6}, {440, 6}} {
		out := o.channels(stage.channels)
		for i := range o.blocks(stage.count) {
			stride := int64(1)
			if i == 0 {
				stride = 2
			}
			y := b.relu(b.norm(b.conv(x, layer{in: in, out: out, kernel: 1}), out, 1))
			y = b.relu(b.norm(b.conv(y, layer{in: out, out: out, kernel: 3, stride: stride, group: out / 8}), out, 1))
			y = b.gated(y, out, max(1, in/4), b.pooled, b.relu, b.sigmoid)
			y = b.norm(b.conv(y, layer{in: out, out: out, kernel: 1, gain: 2 * gateGain}), out, residualScale)
			x = b.relu(b.add(b.shortcut(x, in, out, stride), y))
			in = out
		}
	}
	x = b.dense(b.flatten(b.pooled(x)), "output", in, o.Classes)
	return o.finish(b, "input", x, -1)
}
