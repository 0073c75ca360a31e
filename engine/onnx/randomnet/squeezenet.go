package randomnet

import "foolscope/engine/onnx"

// SqueezeNet is version 1.0 of Iandola et al., "SqueezeNet" (2016), as in
// squeezenet1.0-9.onnx: pools that round up, a convolution as head, Softmax over
// the second of four axes.
func SqueezeNet(o Options) *onnx.ModelProto {
	o = o.resolved()
	b := newBuilder("squeezenet", o)
	in := o.channels(96)
	x := b.relu(b.conv("data_0", layer{in: 3, out: in, kernel: 7, stride: 2, padding: valid, linear: true, bias: true}))
	for _, stage := range [][]int64{{16, 16, 32}, {32, 48, 48, 64}, {64}} {
		x = b.caffePool(x)
		for _, narrow := range stage {
			squeezed, side := o.channels(narrow), o.channels(4*narrow)
			x = b.relu(b.conv(x, layer{in: in, out: squeezed, kernel: 1, bias: true}))
			one := b.relu(b.conv(x, layer{in: squeezed, out: side, kernel: 1, bias: true}))
			three := b.relu(b.conv(x, layer{in: squeezed, out: side, kernel: 3, bias: true}))
			x, in = b.concat(1, one, three), 2*side
		}
	}
	x = b.relu(b.conv(b.dropout(x), layer{in: in, out: o.Classes, kernel: 1, bias: true}))
	return b.pixelScores("data_0", b.op("Softmax", onnx.Attributes{"axis": 1}, b.pooled(x)))
}
