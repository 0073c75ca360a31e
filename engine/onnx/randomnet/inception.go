package randomnet

import "foolscope/engine/onnx"

// InceptionV3 is the network of Szegedy et al., "Rethinking the Inception
// architecture" (2016), as PyTorch exports it: oblong kernels, no padding where
// the size shrinks, average pools that count the padding. The input has at
// least 96 pixels.
func InceptionV3(o Options) *onnx.ModelProto {
	o = o.resolved()
	n := &inception3{newBuilder("inceptionv3", o)}
	c := o.channels
	x := n.unit("input", layer{in: 3, out: c(32), kernel: 3, stride: 2, padding: valid, linear: true})
	x = n.unit(x, layer{in: c(32), out: c(32), kernel: 3, padding: valid})
	x = n.unit(x, layer{in: c(32), out: c(64), kernel: 3})
	x = n.maxPool3(x)
	x = n.unit(x, layer{in: c(64), out: c(80), kernel: 1})
	x = n.unit(x, layer{in: c(80), out: c(192), kernel: 3, padding: valid})
	x = n.maxPool3(x)
	in := c(192)
	for _, pool := range []int64{32, 64, 64}[:o.blocks(3)] {
		x, in = n.blockA(x, in, c(pool))
	}
	x, in = n.reduce(x, in, n.chain(x, in, layer{out: c(384), kernel: 3, stride: 2, padding: valid}),
		n.chain(x, in, layer{out: c(64), kernel: 1}, layer{out: c(96), kernel: 3}, layer{out: c(96), kernel: 3, stride: 2, padding: valid}))
	for _, inner := range []int64{128, 160, 160, 192}[:o.blocks(4)] {
		x, in = n.blockC(x, in, c(inner))
	}
	wide, tall := []int64{1, 7}, []int64{7, 1}
	x, in = n.reduce(x, in, n.chain(x, in, layer{out: c(192), kernel: 1}, layer{out: c(320), kernel: 3, stride: 2, padding: valid}),
		n.chain(x, in, layer{out: c(192), kernel: 1}, layer{out: c(192), oblong: wide}, layer{out: c(192), oblong: tall},
			layer{out: c(192), kernel: 3, stride: 2, padding: valid}))
	for range o.blocks(2) {
		x, in = n.blockE(x, in)
	}
	x = n.dense(n.flatten(n.dropout(n.pooled(x))), "output", in, o.Classes)
	return o.finish(n.builder, "input", x, -1)
}

type inception3 struct{ *builder }

func (n *inception3) unit(x string, l layer) string {
	return n.relu(n.norm(n.conv(x, l), l.out, 1))
}

// branch is a value with its number of channels.
type branch struct {
	value    string
	channels int64
}

// chain applies one unit after the other.
func (n *inception3) chain(x string, in int64, layers ...layer) branch {
	for _, l := range layers {
		l.in = in
		x, in = n.unit(x, l), l.out
	}
	return branch{x, in}
}

func (n *inception3) join(branches ...branch) (string, int64) {
	var values []string
	channels := int64(0)
	for _, b := range branches {
		values, channels = append(values, b.value), channels+b.channels
	}
	return n.concat(1, values...), channels
}

func (n *inception3) maxPool3(x string) string {
	return n.pool("MaxPool", x, window{kernel: 3, stride: 2, padding: valid})
}

func (n *inception3) averaged(x string) string {
	return n.pool("AveragePool", x, window{kernel: 3, stride: 1, counted: true})
}

func (n *inception3) reduce(x string, in int64, branches ...branch) (string, int64) {
	return n.join(append(branches, branch{n.maxPool3(x), in})...)
}

func (n *inception3) blockA(x string, in, pool int64) (string, int64) {
	c := n.channels
	return n.join(
		n.chain(x, in, layer{out: c(64), kernel: 1}),
		n.chain(x, in, layer{out: c(48), kernel: 1}, layer{out: c(64), kernel: 5}),
		n.chain(x, in, layer{out: c(64), kernel: 1}, layer{out: c(96), kernel: 3}, layer{out: c(96), kernel: 3}),
		n.chain(n.averaged(x), in, layer{out: pool, kernel: 1}))
}

func (n *inception3) blockC(x string, in, inner int64) (string, int64) {
	wide, tall, out := []int64{1, 7}, []int64{7, 1}, n.channels(192)
	return n.join(
		n.chain(x, in, layer{out: out, kernel: 1}),
		n.chain(x, in, layer{out: inner, kernel: 1}, layer{out: inner, oblong: wide}, layer{out: out, oblong: tall}),
		n.chain(x, in, layer{out: inner, kernel: 1}, layer{out: inner, oblong: tall}, layer{out: inner, oblong: wide},
			layer{out: inner, oblong: tall}, layer{out: out, oblong: wide}),
		n.chain(n.averaged(x), in, layer{out: out, kernel: 1}))
}

// blockE filters along both axes side by side.
func (n *inception3) blockE(x string, in int64) (string, int64) {
	c := n.channels
	both := func(b branch) branch {
		value, channels := n.join(
			n.chain(b.value, b.channels, layer{out: c(384), oblong: []int64{1, 3}}),
			n.chain(b.value, b.channels, layer{out: c(384), oblong: []int64{3, 1}}))
		return branch{value, channels}
	}
	return n.join(
		n.chain(x, in, layer{out: c(320), kernel: 1}),
		both(n.chain(x, in, layer{out: c(384), kernel: 1})),
		both(n.chain(x, in, layer{out: c(448), kernel: 1}, layer{out: c(384), kernel: 3})),
		n.chain(n.averaged(x), in, layer{out: c(192), kernel: 1}))
}
