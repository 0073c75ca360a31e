package randomnet

import "foolscope/engine/onnx"

// ResNet18 is the 18-layer network of He et al., "Deep residual learning for
// image recognition" (2016), as in resnet18-v1-7.onnx.
func ResNet18(o Options) *onnx.ModelProto {
	return resNet(o.resolved(), "resnetv15", residual{body: basicBlock, expansion: 1, layers: []int64{2, 2, 2, 2}})
}

// ResNet50 is the 50-layer network of the same paper, as in resnet50-v1-7.onnx
// and resnet50-v1-12.onnx.
func ResNet50(o Options) *onnx.ModelProto {
	return resNet(o.resolved(), "resnetv17", residual{body: bottleneck, expansion: 4, layers: []int64{3, 4, 6, 3}})
}

// residualScale is the scale of the last normalization of a block. Below 1, it
// keeps the sum of many blocks from growing.
const residualScale = 0.4

// block is one residual block from in to out channels; the body works with
// out/expansion channels.
type block func(b *builder, x string, in, inner, out, stride int64) string

// residual describes a network of residual blocks.
type residual struct {
	body      block
	expansion int64
	layers    []int64
	// inner scales the channels in a block, 0 means 1.
	inner int64
	// before says that blocks start with their normalization, so that the last
	// one needs another.
	before bool
}

func resNet(o Options, name string, r residual) *onnx.ModelProto {
	b := newBuilder(name, o)
	in := o.channels(64)
	x := b.conv("data", layer{in: 3, out: in, kernel: 7, stride: 2, linear: true})
	x = b.maxPool(b.relu(b.norm(x, in, 1)), 3, 1)
	for stage, count := range r.layers {
		inner := o.channels(64 << stage)
		out := inner * r.expansion
		for i := range o.blocks(count) {
			stride := int64(1)
			if i == 0 && stage > 0 {
				stride = 2
			}
			x = r.body(b, x, in, inner*max(1, r.inner), out, stride)
			in = out
		}
	}
	if r.before {
		x = b.relu(b.norm(x, in, 1))
	}
	x = b.node("GlobalAveragePool", "pool1_fwd", nil, x)
	x = b.dense(b.flatten(x), name+"_dense0_fwd", in, o.Classes)
	return o.finish(b, "data", x, -1)
}

func basicBlock(b *builder, x string, in, inner, out, stride int64) string {
	y := b.conv(x, layer{in: in, out: inner, kernel: 3, stride: stride})
	y = b.relu(b.norm(y, inner, 1))
	y = b.norm(b.conv(y, layer{in: inner, out: out, kernel: 3, stride: 1}), out, residualScale)
	return b.relu(b.add(b.shortcut(x, in, out, stride), y))
}

// bottleneck takes its stride in the first convolution, as the zoo's files do,
// where only the convolutions of size 1 have a bias.
func bottleneck(b *builder, x string, in, inner, out, stride int64) string {
	y := b.conv(x, layer{in: in, out: inner, kernel: 1, stride: stride, bias: true})
	y = b.relu(b.norm(y, inner, 1))
	y = b.relu(b.norm(b.conv(y, layer{in: inner, out: inner, kernel: 3, stride: 1}), inner, 1))
	y = b.conv(y, layer{in: inner, out: out, kernel: 1, stride: 1, bias: true})
	y = b.norm(y, out, residualScale)
	return b.relu(b.add(b.shortcut(x, in, out, stride), y))
}

// shortcut is the identity, or a convolution where a block changes the shape.
func (b *builder) shortcut(x string, in, out, stride int64) string {
	if in == out && stride == 1 {
		return x
	}
	// Variance is kept, not doubled: the sum of both branches is rectified.
	return b.norm(b.conv(x, layer{in: in, out: out, kernel: 1, stride: stride, linear: true}), out, 1)
}
