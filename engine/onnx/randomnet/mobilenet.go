package randomnet

import "foolscope/engine/onnx"

// MobileNetV2 is the network of Sandler et al., "MobileNetV2: inverted
// residuals and linear bottlenecks" (2018). From opset 10 on it has the form
// of mobilenetv2-10.onnx and mobilenetv2-12.onnx (exported by PyTorch: batch
// normalizations folded, Clip, a head that computes its own shape, any batch
// size), at opset 7 that of mobilenetv2-7.onnx (exported by MXNet:
// BatchNormalization, Relu, a convolution as head, batch size 1).
func MobileNetV2(o Options) *onnx.ModelProto {
	o = o.resolved()
	m := &mobileNet{builder: newBuilder("mobilenetv2", o), mxnet: o.Opset == 7}
	input, batch := "input", int64(-1)
	if m.mxnet {
		input, batch = "data", 1
	}
	in := o.channels(32)
	x := m.active(m.unit(input, layer{in: 3, out: in, kernel: 3, stride: 2, linear: true}, 1))
	for _, stage := range []struct{ expansion, channels, count, stride int64 }{
		{1, 16, 1, 1}, {6, 24, 2, 2}, {6, 32, 3, 2}, {6, 64, 4, 2}, {6, 96, 3, 1}, {6, 160, 3, 2}, {6, 320, 1, 1},
	} {
		out := o.channels(stage.channels)
		for i := range m.blocks(stage.count) {
			stride := int64(1)
			if i == 0 {
				stride = stage.stride
			}
			x = m.invertedResidual(x, in, out, stage.expansion, stride)
			in = out
		}
	}
	features := o.channels(1280)
	x = m.active(m.unit(x, layer{in: in, out: features, kernel: 1, stride: 1, linear: true}, 1))
	if m.mxnet {
		x = m.mxnetHead(x, features, o.Classes)
	} else {
		x = m.torchHead(x, features, o.Classes)
	}
	return o.finish(m.builder, input, x, batch)
}

type mobileNet struct {
	*builder
	mxnet bool
}

// invertedResidual widens, filters each channel by itself, and narrows. Its
// last convolution is followed by no activation.
func (m *mobileNet) invertedResidual(x string, in, out, expansion, stride int64) string {
	y, wide := x, in*expansion
	if expansion != 1 || m.mxnet {
		y = m.active(m.unit(y, layer{in: in, out: wide, kernel: 1, stride: 1, linear: true}, 1))
	}
	y = m.active(m.unit(y, layer{in: wide, out: wide, kernel: 3, stride: stride, group: wide}, 1))
	if stride != 1 || in != out {
		return m.unit(y, layer{in: wide, out: out, kernel: 1, stride: 1}, 1)
	}
	return m.add(x, m.unit(y, layer{in: wide, out: out, kernel: 1, stride: 1}, residualScale))
}

// unit is a convolution with its normalization, folded or not.
func (m *mobileNet) unit(x string, l layer, scale float64) string {
	if m.mxnet {
		return m.norm(m.conv(x, l), l.out, scale)
	}
	l.bias = true
	return m.conv(x, l)
}

// active bounds values by 0 and, in PyTorch's form, 6.
func (m *mobileNet) active(x string) string {
	if m.mxnet {
		return m.relu(x)
	}
	return m.clip(x, 0, 6)
}

func (m *mobileNet) mxnetHead(x string, features, classes int64) string {
	x = m.node("GlobalAveragePool", "pool0_fwd", nil, x)
	x = m.conv(x, layer{in: features, out: classes, kernel: 1, stride: 1})
	return m.node("Reshape", "mobilenetv20_output_flatten0_reshape0", nil,
		x, m.store(onnx.NewInts("reshape_attr_tensor", []int64{0, -1}, 2)))
}

// torchHead flattens all but the batch, whose size it reads at run time.
func (m *mobileNet) torchHead(x string, features, classes int64) string {
	pooled := m.node("GlobalAveragePool", "pooled", nil, x)
	dims := m.node("Shape", "dims", nil, x)
	batch := m.unsqueeze(m.pick(dims, 0, 0), 0)
	shape := m.node("Concat", "flat_dims", onnx.Attributes{"axis": 0}, batch, m.ints(-1))
	flat := m.node("Reshape", "flat", nil, pooled, shape)
	return m.dense(flat, "output", features, classes)
}
