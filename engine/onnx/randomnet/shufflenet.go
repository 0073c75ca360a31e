package randomnet

import "foolscope/engine/onnx"

// ShuffleNetV1 is the network of Zhang et al., "ShuffleNet" (2018), with two
// groups, in the spelling of shufflenet-9.onnx: shapes of one picture.
func ShuffleNetV1(o Options) *onnx.ModelProto {
	o = o.resolved()
	const groups = 2
	b := newBuilder("shufflenet", o)
	in, side := o.channels(24), o.Size/4
	x := b.relu(b.norm(b.conv("data_0", layer{in: 3, out: in, kernel: 3, stride: 2, linear: true}), in, 1))
	x = b.maxPool(x, 3, 1)
	for i, count := range []int64{4, 8, 4} {
		out := o.channels(200 << i)
		inner := out / 4
		for j := range o.blocks(count) {
			first := layer{in: in, out: inner, kernel: 1, group: groups}
			if i == 0 && j == 0 {
				first.group = 1
			}
			y := b.relu(b.norm(b.conv(x, first), inner, 1))
			y = b.reshape(y, 1, groups, inner/groups, side, side)
			y = b.reshape(b.transpose(y, 0, 2, 1, 3, 4), 1, inner, side, side)
			if j > 0 {
				y = b.norm(b.conv(y, layer{in: inner, out: inner, kernel: 3, group: inner}), inner, 1)
				y = b.norm(b.conv(y, layer{in: inner, out: out, kernel: 1, group: groups, linear: true}), out, residualScale)
				x = b.relu(b.op("Sum", nil, x, y))
				continue
			}
			side /= 2
			y = b.norm(b.conv(y, layer{in: inner, out: inner, kernel: 3, stride: 2, group: inner}), inner, 1)
			y = b.norm(b.conv(y, layer{in: inner, out: out - in, kernel: 1, group: groups, linear: true}), out-in, 1)
			x = b.relu(b.concat(1, b.pool("AveragePool", x, window{kernel: 3, stride: 2}), y))
			in = out
		}
	}
	x = b.pool("AveragePool", x, window{kernel: side, stride: 1, padding: valid})
	x = b.dense(b.reshape(x, 1, in), "fc_1", in, o.Classes)
	b.probabilitiesAs(x, "softmax_1")
	return o.finish(b, "data_0", "softmax_1", 1)
}

// ShuffleNetV2 is the network of Ma et al., "ShuffleNet V2" (2018), as PyTorch
// exports it: every size is read off a shape and divided, unless shapes are
// static; halves are slices before opset 11 and pieces of a Split after.
func ShuffleNetV2(o Options) *onnx.ModelProto {
	o = o.resolved()
	b := newBuilder("shufflenet_v2", o)
	unit := func(x string, in, out int64) string {
		return b.relu(b.norm(b.conv(x, layer{in: in, out: out, kernel: 1}), out, 1))
	}
	deep := func(x string, channels, stride int64) string {
		return b.norm(b.conv(x, layer{in: channels, out: channels, kernel: 3, stride: stride, group: channels}), channels, 1)
	}
	// Nothing but a normalization lies between a depthwise convolution and what
	// follows it.
	project := func(x string, in, out int64) string {
		return b.relu(b.norm(b.conv(x, layer{in: in, out: out, kernel: 1, linear: true}), out, 1))
	}
	in, side := o.channels(24), o.Size/4
	x := b.relu(b.norm(b.conv("input", layer{in: 3, out: in, kernel: 3, stride: 2, linear: true}), in, 1))
	x = b.maxPool(x, 3, 1)
	for i, count := range []int64{4, 8, 4} {
		out := o.channels(116 << i)
		half := out / 2
		side /= 2
		left := project(deep(x, in, 2), in, half)
		x = b.shuffled(b.concat(1, left, project(deep(unit(x, in, half), half, 2), half, half)), out, side)
		for range o.blocks(count) - 1 {
			parts := b.halves(x, half)
			y := project(deep(unit(parts[1], half, half), half, 1), half, half)
			x = b.shuffled(b.concat(1, parts[0], y), out, side)
		}
		in = out
	}
	features := o.channels(1024)
	x = unit(x, in, features)
	x = b.dense(b.mean(x, false, 2, 3), "output", features, o.Classes)
	return o.finish(b, "input", x, -1)
}

func (b *builder) halves(x string, half int64) []string {
	if b.Opset < 11 {
		return []string{b.slice(x, 1, 0, half, 1), b.slice(x, 1, half, 2*half, 1)}
	}
	return b.split(x, 1, half, half)
}

// shuffled deals the channels of two halves out in turns.
func (b *builder) shuffled(x string, channels, side int64) string {
	if b.Static {
		x = b.reshape(x, 1, 2, channels/2, side, side)
		return b.reshape(b.transpose(x, 0, 2, 1, 3, 4), 1, channels, side, side)
	}
	batch, height, width := b.size(x, 0), b.size(x, 2), b.size(x, 3)
	each := b.op("Div", nil, b.size(x, 1), b.constant(onnx.NewInts("", []int64{2})))
	one := func(size string) string { return b.unsqueeze(size, 0) }
	apart := b.concat(0, one(batch), b.ints(2), one(each), one(height), one(width))
	together := b.concat(0, one(batch), b.ints(-1), one(height), one(width))
	x = b.transpose(b.op("Reshape", nil, x, apart), 0, 2, 1, 3, 4)
	return b.op("Reshape", nil, x, together)
}
