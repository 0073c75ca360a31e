package randomnet

import "foolscope/engine/onnx"

// mixed are the channels of an Inception block's branches: 1x1, 3x3, 5x5 and
// pool, with those of the 1x1 convolutions before the second and the third. A
// pool of 0 channels passes its input on, and then the block halves the size.
type mixed struct{ one, before3, three, before5, five, pool int64 }

// GoogLeNet is the network of Szegedy et al., "Going deeper with convolutions"
// (2015), as in googlenet-9.onnx and inception-v1-9.onnx: LRN, pools that round
// up, a Softmax at the end.
func GoogLeNet(o Options) *onnx.ModelProto {
	o = o.resolved()
	g := &inception{newBuilder("googlenet", o), false}
	stem, in := o.channels(64), o.channels(192)
	x := g.unit("data_0", layer{in: 3, out: stem, kernel: 7, stride: 2, linear: true})
	x = g.responseNorm(g.caffePool(x))
	x = g.unit(x, layer{in: stem, out: stem, kernel: 1})
	x = g.unit(x, layer{in: stem, out: in, kernel: 3})
	x = g.caffePool(g.responseNorm(x))
	for i, stage := range [][]mixed{
		{{64, 96, 128, 16, 32, 32}, {128, 128, 192, 32, 96, 64}},
		{{192, 96, 208, 16, 48, 64}, {160, 112, 224, 24, 64, 64}, {128, 128, 256, 24, 64, 64}, {112, 144, 288, 32, 64, 64}, {256, 160, 320, 32, 128, 128}},
		{{256, 160, 320, 32, 128, 128}, {384, 192, 384, 48, 128, 128}},
	} {
		if i > 0 {
			x = g.caffePool(x)
		}
		for _, m := range stage[:o.blocks(int64(len(stage)))] {
			x, in = g.block(x, in, m)
		}
	}
	return g.head(x, in)
}

// InceptionV2 is the network of Ioffe and Szegedy, "Batch normalization" (2015),
// as in inception-v2-9.onnx: a normalization of Caffe after every convolution,
// two 3x3 kernels for a 5x5 one, average pools in the blocks.
func InceptionV2(o Options) *onnx.ModelProto {
	o = o.resolved()
	g := &inception{newBuilder("inceptionv2", o), true}
	stem, in := o.channels(64), o.channels(192)
	x := g.unit("data_0", layer{in: 3, out: stem, kernel: 7, stride: 2, linear: true})
	x = g.caffePool(x)
	x = g.unit(x, layer{in: stem, out: stem, kernel: 1})
	x = g.unit(x, layer{in: stem, out: in, kernel: 3})
	x = g.caffePool(x)
	for _, stage := range [][]mixed{
		{{64, 64, 64, 64, 96, 32}, {64, 64, 96, 64, 96, 64}, {0, 128, 160, 64, 96, 0}},
		{{224, 64, 96, 96, 128, 128}, {192, 96, 128, 96, 128, 128}, {0, 128, 192, 192, 256, 0}},
		{{352, 192, 320, 160, 224, 128}, {352, 192, 320, 192, 224, 128}},
	} {
		last := stage[len(stage)-1]
		for _, m := range append(stage[:o.blocks(int64(len(stage)-1))], last) {
			x, in = g.block(x, in, m)
		}
	}
	return g.head(x, in)
}

type inception struct {
	*builder
	normalized bool
}

func (g *inception) unit(x string, l layer) string {
	l.bias = true
	x = g.conv(x, l)
	if g.normalized {
		x = g.caffeNorm(x, l.out, 1)
	}
	return g.relu(x)
}

// block puts the branches side by side.
func (g *inception) block(x string, in int64, m mixed) (string, int64) {
	stride := int64(1)
	if m.pool == 0 {
		stride = 2
	}
	var branches []string
	width := int64(0)
	end := func(y string, channels int64) {
		branches, width = append(branches, y), width+channels
	}
	if m.one > 0 {
		one := g.channels(m.one)
		end(g.unit(x, layer{in: in, out: one, kernel: 1}), one)
	}
	narrow, three := g.channels(m.before3), g.channels(m.three)
	y := g.unit(x, layer{in: in, out: narrow, kernel: 1})
	end(g.unit(y, layer{in: narrow, out: three, kernel: 3, stride: stride}), three)

	narrow, five := g.channels(m.before5), g.channels(m.five)
	y = g.unit(x, layer{in: in, out: narrow, kernel: 1})
	if g.normalized {
		y = g.unit(y, layer{in: narrow, out: five, kernel: 3})
		y = g.unit(y, layer{in: five, out: five, kernel: 3, stride: stride})
	} else {
		y = g.unit(y, layer{in: narrow, out: five, kernel: 5})
	}
	end(y, five)
	if m.pool == 0 {
		end(g.caffePool(x), in)
		return g.concat(1, branches...), width
	}
	kind := "MaxPool"
	if g.normalized {
		kind = "AveragePool"
	}
	pool := g.channels(m.pool)
	end(g.unit(g.pool(kind, x, window{kernel: 3, stride: 1}), layer{in: in, out: pool, kernel: 1}), pool)
	return g.concat(1, branches...), width
}

func (g *inception) head(x string, in int64) *onnx.ModelProto {
	x = g.pool("AveragePool", x, window{kernel: g.Size / 32, stride: 1, padding: valid})
	x = g.dense(g.reshape(g.dropout(x), 1, in), "classifier_1", in, g.Classes)
	g.probabilitiesAs(x, "prob_1")
	return g.finish(g.builder, "data_0", "prob_1", 1)
}
