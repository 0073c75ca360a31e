package randomnet

import "foolscope/engine/onnx"

// ResNet18v2 is the network of He et al., "Identity mappings in deep residual
// networks" (2016), as in resnet18-v2-7.onnx: normalization and rectifier stand
// before each convolution.
func ResNet18v2(o Options) *onnx.ModelProto {
	return resNet(o.resolved(), "resnetv22", residual{body: preactivated, expansion: 1, layers: []int64{2, 2, 2, 2}, before: true})
}

// ResNeXt50 is the network of Xie et al., "Aggregated residual transformations"
// (2017), with 32 groups of 4 channels at full width.
func ResNeXt50(o Options) *onnx.ModelProto {
	o = o.resolved()
	return resNet(o, "resnext50", residual{body: late(o.channels(32), false), expansion: 4, layers: []int64{3, 4, 6, 3}, inner: 2})
}

// WideResNet50 is the network of Zagoruyko and Komodakis, "Wide residual
// networks" (2016), with twice the channels inside the blocks.
func WideResNet50(o Options) *onnx.ModelProto {
	return resNet(o.resolved(), "wide_resnet50_2", residual{body: late(1, false), expansion: 4, layers: []int64{3, 4, 6, 3}, inner: 2})
}

// SEResNet50 is the network of Hu et al., "Squeeze-and-excitation networks"
// (2018), in the spelling of PyTorch: fully connected layers, whose result is
// viewed as a picture of one pixel and expanded.
func SEResNet50(o Options) *onnx.ModelProto {
	return resNet(o.resolved(), "se_resnet50", residual{body: late(1, true), expansion: 4, layers: []int64{3, 4, 6, 3}})
}

// preactivated shares the first activation with the shortcut where that has a
// convolution. No normalization follows the sum, so the last convolution is
// kept small.
func preactivated(b *builder, x string, in, inner, out, stride int64) string {
	y := b.relu(b.norm(x, in, 1))
	if in != out || stride != 1 {
		x = b.conv(y, layer{in: in, out: out, kernel: 1, stride: stride})
	}
	y = b.conv(y, layer{in: in, out: inner, kernel: 3, stride: stride})
	y = b.conv(b.relu(b.norm(y, inner, 1)), layer{in: inner, out: out, kernel: 3, gain: 2 * residualScale * residualScale})
	return b.add(x, y)
}

// late is a bottleneck that takes its stride in the second convolution, as
// PyTorch's do, and has it in groups; its result can be squeezed and excited.
func late(groups int64, excited bool) block {
	return func(b *builder, x string, in, inner, out, stride int64) string {
		y := b.relu(b.norm(b.conv(x, layer{in: in, out: inner, kernel: 1}), inner, 1))
		y = b.relu(b.norm(b.conv(y, layer{in: inner, out: inner, kernel: 3, stride: stride, group: groups}), inner, 1))
		y = b.norm(b.conv(y, layer{in: inner, out: out, kernel: 1}), out, residualScale)
		if excited {
			y = b.excite(y, out)
		}
		return b.relu(b.add(b.shortcut(x, in, out, stride), y))
	}
}
