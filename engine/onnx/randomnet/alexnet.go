package randomnet

import "foolscope/engine/onnx"

// AlexNet is the network of Krizhevsky et al., "ImageNet classification with
// deep convolutional neural networks" (2012), as in bvlcalexnet-9.onnx: two
// groups, responses normalised before they are pooled.
func AlexNet(o Options) *onnx.ModelProto { return alexNet(o.resolved(), false) }

// CaffeNet pools before it normalises, as in caffenet-9.onnx.
func CaffeNet(o Options) *onnx.ModelProto { return alexNet(o.resolved(), true) }

func alexNet(o Options, poolFirst bool) *onnx.ModelProto {
	b := newBuilder("alexnet", o)
	shrink := func(x string) string {
		if poolFirst {
			return b.responseNorm(b.caffePool(x))
		}
		return b.caffePool(b.responseNorm(x))
	}
	first, second, third := o.channels(96), o.channels(256), o.channels(384)
	x := b.relu(b.conv("data_0", layer{in: 3, out: first, kernel: 11, stride: 4, padding: valid, linear: true, bias: true}))
	x = shrink(x)
	x = b.relu(b.conv(x, layer{in: first, out: second, kernel: 5, group: 2, bias: true}))
	x = shrink(x)
	x = b.relu(b.conv(x, layer{in: second, out: third, kernel: 3, bias: true}))
	x = b.relu(b.conv(x, layer{in: third, out: third, kernel: 3, group: 2, bias: true}))
	x = b.relu(b.conv(x, layer{in: third, out: second, kernel: 3, group: 2, bias: true}))
	x = b.caffePool(x)

	side := (o.Size-11)/4 + 1
	for range 3 {
		side = (side-2)/2 + 1
	}
	in, hidden := second*side*side, o.channels(4096)
	x = b.reshape(x, 1, in)
	for _, name := range []string{"fc6_1", "fc7_1"} {
		x = b.dropout(b.relu(b.dense(x, name, in, hidden)))
		in = hidden
	}
	b.probabilitiesAs(b.dense(x, "fc8_1", in, o.Classes), "prob_1")
	return o.finish(b, "data_0", "prob_1", 1)
}
