package randomnet

import "foolscope/engine/onnx"

// VGG16 is configuration D of Simonyan and Zisserman, "Very deep convolutional
// networks for large-scale image recognition" (2015), as in vgg16-7.onnx and
// vgg16-12.onnx: 138 million weights at full width and size, 553 MB.
func VGG16(o Options) *onnx.ModelProto { return vgg16(o.resolved(), false) }

// VGG16BN has a batch normalization after every convolution, as in
// vgg16-bn-7.onnx.
func VGG16BN(o Options) *onnx.ModelProto { return vgg16(o.resolved(), true) }

func vgg16(o Options, normalized bool) *onnx.ModelProto {
	b := newBuilder("vgg16", o)
	x, in := "data", int64(3)
	for _, stage := range []struct{ channels, layers int64 }{{64, 2}, {128, 2}, {256, 3}, {512, 3}, {512, 3}} {
		out := o.channels(stage.channels)
		for range stage.layers {
			x = b.conv(x, layer{in: in, out: out, kernel: 3, stride: 1, linear: in == 3, bias: true})
			if normalized {
				x = b.norm(x, out, 1)
			}
			x = b.relu(x)
			in = out
		}
		x = b.maxPool(x, 2, 0)
	}
	in *= (o.Size / 32) * (o.Size / 32)
	hidden := o.channels(4096)
	for _, name := range []string{"vgg0_dense0_fwd", "vgg0_dense1_fwd"} {
		x = b.relu(b.dense(b.flatten(x), name, in, hidden))
		x = b.dropout(x)
		in = hidden
	}
	x = b.dense(b.flatten(x), "vgg0_dense2_fwd", in, o.Classes)
	return o.finish(b, "data", x, 1)
}

// dropout gave its ratio as an attribute until opset 12.
func (b *builder) dropout(x string) string {
	name := b.fresh("dropout") + "_fwd"
	if b.Opset < 12 {
		return b.node("Dropout", name, onnx.Attributes{"ratio": float32(0.5)}, x)
	}
	return b.node("Dropout", name, nil, x, b.store(onnx.NewFloats(name+"_ratio", []float32{0.5})))
}
