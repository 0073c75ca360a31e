package randomnet

import "foolscope/engine/onnx"

// gateGain makes up for a gate that is about one half open.
const gateGain = 4

// gated multiplies each channel with a gate in [0,1] that a small network
// computes from all their means, in convolutions of size 1.
func (b *builder) gated(x string, channels, inner int64, mean, active, gate func(string) string) string {
	y := b.conv(mean(x), layer{in: channels, out: inner, kernel: 1, linear: true, bias: true})
	y = b.conv(active(y), layer{in: inner, out: channels, kernel: 1, bias: true})
	return b.op("Mul", nil, x, gate(y))
}

// meanOver is a mean over height and width that is not a pool.
func (b *builder) meanOver(x string) string { return b.mean(x, true, 2, 3) }

// excite is the same with fully connected layers, and a gate that takes the
// shape of what it gates before they are multiplied.
func (b *builder) excite(x string, channels int64) string {
	inner := max(1, channels/16)
	means := b.batched(b.pooled(x), channels)
	linear := func(y string, in, out int64) string {
		name := b.fresh("excite")
		return b.node("Gemm", name, onnx.Attributes{"transB": 1}, y, b.spread(name+"_weight", 2, in, out, in), b.uniform(name+"_bias", -0.05, 0.05, out))
	}
	y := linear(b.relu(linear(means, channels, inner)), inner, channels)
	y = b.batched(b.sigmoid(y), channels, 1, 1)
	return b.op("Mul", nil, x, b.op("Expand", nil, y, b.op("Shape", nil, x)))
}
