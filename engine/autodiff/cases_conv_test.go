package autodiff_test

import (
	"fmt"
	"math/rand/v2"

	"foolscope/engine/onnx"
)

// geometry describes a convolution; what is 0 or absent takes its default.
type geometry struct {
	name              string
	batch, in, out    int64
	height, width     int64
	kernel            []int64
	stride, dilation  []int64
	pads              []int64
	group             int64
	auto              string
	bias, onlyPicture bool
}

func (g geometry) graph() graphCase {
	group := max(1, g.group)
	attributes := onnx.Attributes{"kernel_shape": g.kernel, "group": group}
	if g.stride != nil {
		attributes["strides"] = g.stride
	}
	if g.dilation != nil {
		attributes["dilations"] = g.dilation
	}
	if g.pads != nil {
		attributes["pads"] = g.pads
	}
	if g.auto != "" {
		attributes["auto_pad"] = g.auto
	}
	weights := weight
	if g.onlyPicture {
		weights = fixed
	}
	c := graphCase{name: g.name, values: []value{
		input("x", normal, max(1, g.batch), g.in, g.height, g.width),
		weights("w", normal, g.out, g.in/group, g.kernel[0], g.kernel[1]),
	}}
	inputs := "x w"
	if g.bias {
		inputs += " b"
		c.values = append(c.values, weights("b", normal, g.out))
	}
	c.nodes = []*onnx.NodeProto{node("Conv", inputs, "y", attributes)}
	return c
}

func square(n int64) []int64 { return []int64{n, n} }

func around(n int64) []int64 { return []int64{n, n, n, n} }

// convolutionCases cover every branch of the rule: stride 1, phases of strided
// convolutions, depthwise ones, and dilated ones with strides.
func convolutionCases() []graphCase {
	var cases []graphCase
	for _, g := range []geometry{
		{name: "1x1", in: 2, out: 3, height: 4, width: 5, kernel: square(1), bias: true},
		{name: "1x1 with pads", in: 2, out: 2, height: 3, width: 3, kernel: square(1), pads: around(1)},
		{name: "1x1 stride 2", in: 2, out: 3, height: 5, width: 6, kernel: square(1), stride: square(2), bias: true},
		{name: "1x1 stride 3 with pads", in: 1, out: 2, height: 4, width: 7, kernel: square(1), stride: square(3), pads: []int64{1, 2, 0, 1}},
		{name: "2x2", in: 2, out: 2, height: 5, width: 4, kernel: square(2)},
		{name: "2x2 stride 2", in: 2, out: 2, height: 5, width: 6, kernel: square(2), stride: square(2)},
		{name: "2x2 stride 3", in: 1, out: 2, height: 8, width: 7, kernel: square(2), stride: square(3)},
		{name: "3x3 same", in: 3, out: 2, height: 6, width: 5, kernel: square(3), pads: around(1), bias: true},
		{name: "3x3 of few channels, in blocks", batch: 2, in: 3, out: 16, height: 6, width: 4, kernel: square(3), pads: around(1), onlyPicture: true},
		{name: "5x3 of few channels, in blocks with unequal pads", in: 1, out: 17, height: 8, width: 6, kernel: []int64{5, 3}, pads: []int64{1, 0, 3, 2}},
		{name: "3x3 of few channels, odd sides", in: 3, out: 16, height: 5, width: 6, kernel: square(3), pads: around(1), onlyPicture: true},
		{name: "3x3 of few channels, wide pads", in: 3, out: 16, height: 6, width: 6, kernel: square(3), pads: around(3), onlyPicture: true},
		{name: "3x3 valid", in: 2, out: 3, height: 5, width: 6, kernel: square(3)},
		{name: "3x3 one output", in: 1, out: 1, height: 3, width: 3, kernel: square(3)},
		{name: "3x3 batch 2", batch: 2, in: 2, out: 2, height: 4, width: 4, kernel: square(3), pads: around(1), bias: true},
		{name: "3x3 stride 2", in: 2, out: 3, height: 8, width: 8, kernel: square(3), stride: square(2), pads: around(1), bias: true},
		{name: "3x3 stride 2 odd", in: 2, out: 2, height: 7, width: 9, kernel: square(3), stride: square(2), pads: around(1)},
		{name: "3x3 stride 2 batch 2", batch: 2, in: 2, out: 2, height: 6, width: 5, kernel: square(3), stride: square(2), pads: around(1)},
		{name: "3x3 stride 2 asymmetric", in: 2, out: 2, height: 8, width: 7, kernel: square(3), stride: square(2), pads: []int64{0, 0, 1, 1}},
		{name: "3x3 stride 3", in: 2, out: 2, height: 9, width: 8, kernel: square(3), stride: square(3)},
		{name: "3x3 stride 4, wider than the kernel", in: 1, out: 2, height: 9, width: 11, kernel: square(3), stride: square(4), pads: around(1)},
		{name: "strides differ", in: 2, out: 2, height: 7, width: 8, kernel: square(3), stride: []int64{1, 2}, pads: around(1)},
		{name: "kernel sides differ", in: 2, out: 2, height: 6, width: 9, kernel: []int64{1, 5}, pads: []int64{0, 2, 0, 2}},
		{name: "kernel sides and strides differ", in: 2, out: 2, height: 9, width: 7, kernel: []int64{5, 2}, stride: []int64{3, 2}, pads: []int64{2, 0, 1, 1}},
		{name: "asymmetric pads", in: 2, out: 2, height: 5, width: 6, kernel: square(3), pads: []int64{2, 0, 1, 2}},
		{name: "pads beyond the kernel", in: 2, out: 2, height: 4, width: 5, kernel: square(3), pads: []int64{3, 4, 3, 3}},
		{name: "pads beyond the kernel, stride 2", in: 2, out: 2, height: 4, width: 5, kernel: square(2), stride: square(2), pads: []int64{3, 2, 2, 3}},
		{name: "5x5 stride 2", in: 2, out: 2, height: 9, width: 8, kernel: square(5), stride: square(2), pads: around(2)},
		{name: "7x7 stride 2", in: 2, out: 2, height: 11, width: 12, kernel: square(7), stride: square(2), pads: around(3)},
		{name: "7x7", in: 1, out: 2, height: 8, width: 7, kernel: square(7), pads: around(3)},
		{name: "same upper", in: 2, out: 2, height: 5, width: 6, kernel: square(2), auto: "SAME_UPPER"},
		{name: "same upper stride 2", in: 2, out: 2, height: 8, width: 7, kernel: square(3), stride: square(2), auto: "SAME_UPPER", bias: true},
		{name: "same lower stride 2", in: 2, out: 2, height: 8, width: 7, kernel: square(3), stride: square(2), auto: "SAME_LOWER"},
		{name: "same upper, kernel below stride", in: 1, out: 2, height: 7, width: 7, kernel: square(1), stride: square(2), auto: "SAME_UPPER"},
		{name: "auto valid", in: 2, out: 2, height: 6, width: 6, kernel: square(3), stride: square(2), auto: "VALID"},
		{name: "dilated", in: 2, out: 2, height: 7, width: 8, kernel: square(3), dilation: square(2), pads: around(2)},
		{name: "dilations differ", in: 2, out: 2, height: 8, width: 7, kernel: []int64{3, 2}, dilation: []int64{2, 3}, pads: []int64{1, 0, 2, 1}},
		{name: "dilated stride 2", in: 2, out: 2, height: 9, width: 10, kernel: square(3), stride: square(2), dilation: square(2), pads: around(2)},
		{name: "dilated stride 2 groups", in: 4, out: 4, height: 9, width: 8, kernel: square(3), stride: square(2), dilation: square(2), pads: around(1), group: 2},
		{name: "groups", in: 4, out: 6, height: 5, width: 5, kernel: square(3), pads: around(1), group: 2, bias: true},
		{name: "groups stride 2", in: 6, out: 3, height: 6, width: 7, kernel: square(3), stride: square(2), pads: around(1), group: 3},
		{name: "groups batch 2", batch: 2, in: 4, out: 4, height: 4, width: 5, kernel: square(3), stride: square(2), pads: around(1), group: 2},
		{name: "groups 1x1", in: 4, out: 2, height: 3, width: 4, kernel: square(1), group: 2},
		{name: "depthwise", in: 4, out: 4, height: 5, width: 6, kernel: square(3), pads: around(1), group: 4, bias: true},
		{name: "depthwise batch 2", batch: 2, in: 3, out: 3, height: 5, width: 4, kernel: square(3), pads: around(1), group: 3},
		{name: "depthwise stride 2", in: 4, out: 4, height: 8, width: 8, kernel: square(3), stride: square(2), pads: around(1), group: 4},
		{name: "depthwise stride 2 odd", in: 3, out: 3, height: 7, width: 9, kernel: square(3), stride: square(2), pads: around(1), group: 3},
		{name: "depthwise stride 2 asymmetric", in: 3, out: 3, height: 8, width: 7, kernel: square(3), stride: square(2), pads: []int64{0, 0, 1, 1}, group: 3},
		{name: "depthwise 5x5 stride 2", in: 3, out: 3, height: 9, width: 8, kernel: square(5), stride: square(2), pads: around(2), group: 3},
		{name: "depthwise stride 3 batch 2", batch: 2, in: 2, out: 2, height: 8, width: 7, kernel: square(3), stride: square(3), group: 2},
		{name: "depthwise same upper stride 2", in: 3, out: 3, height: 8, width: 7, kernel: square(3), stride: square(2), auto: "SAME_UPPER", group: 3},
		{name: "depthwise dilated", in: 3, out: 3, height: 7, width: 7, kernel: square(3), dilation: square(2), pads: around(2), group: 3},
		{name: "depthwise dilated stride 2", in: 3, out: 3, height: 9, width: 8, kernel: square(3), stride: square(2), dilation: square(2), pads: around(2), group: 3},
		{name: "depthwise doubling the channels", in: 3, out: 6, height: 6, width: 5, kernel: square(3), stride: square(2), pads: around(1), group: 3},
		// Stored kernels may take other ways than kernels that change.
		{name: "picture only 3x3", in: 3, out: 4, height: 6, width: 6, kernel: square(3), pads: around(1), onlyPicture: true, bias: true},
		{name: "picture only 3x3 stride 2", in: 3, out: 4, height: 8, width: 7, kernel: square(3), stride: square(2), pads: around(1), onlyPicture: true},
		{name: "picture only 7x7 stride 2", in: 3, out: 4, height: 13, width: 12, kernel: square(7), stride: square(2), pads: around(3), onlyPicture: true},
		{name: "picture only 1x1 stride 2", in: 4, out: 8, height: 8, width: 8, kernel: square(1), stride: square(2), onlyPicture: true},
		{name: "many channels", in: 16, out: 24, height: 5, width: 4, kernel: square(3), pads: around(1), bias: true},
		{name: "many channels stride 2", in: 24, out: 16, height: 6, width: 5, kernel: square(3), stride: square(2), pads: around(1), bias: true},
		{name: "many channels depthwise stride 2", in: 20, out: 20, height: 6, width: 5, kernel: square(3), stride: square(2), pads: around(1), group: 20, bias: true},
		{name: "many channels 1x1 stride 2", in: 16, out: 8, height: 5, width: 4, kernel: square(1), stride: square(2)},
		{name: "7x7 stride 2 of few channels, in blocks", batch: 2, in: 3, out: 16, height: 12, width: 16, kernel: square(7), stride: square(2), pads: around(3), onlyPicture: true},
		{name: "7x7 stride 2 of few channels, odd phases", in: 3, out: 16, height: 14, width: 16, kernel: square(7), stride: square(2), pads: around(3), onlyPicture: true},
		{name: "many channels 7x7 stride 2 batch 2", batch: 2, in: 16, out: 4, height: 6, width: 7, kernel: square(7), stride: square(2), pads: around(3), onlyPicture: true},
		{name: "many channels stride 3, asymmetric", in: 17, out: 4, height: 7, width: 8, kernel: square(2), stride: square(3), pads: []int64{1, 0, 0, 2}},
		{name: "many channels pads beyond the kernel", in: 16, out: 4, height: 4, width: 4, kernel: square(3), stride: square(2), pads: around(4)},
		{name: "many channels groups stride 2", in: 32, out: 4, height: 6, width: 5, kernel: square(3), stride: square(2), pads: around(1), group: 2},
		{name: "many channels depthwise stride 5", in: 16, out: 16, height: 12, width: 10, kernel: square(3), stride: square(5), pads: around(1), group: 16},
		{name: "picture only depthwise stride 2", in: 8, out: 8, height: 8, width: 8, kernel: square(3), stride: square(2), pads: around(1), group: 8, onlyPicture: true},
	} {
		cases = append(cases, g.graph())
	}
	for _, channels := range []int64{3, 16} {
		cases = append(cases, branches(channels))
	}
	return append(cases, randomConvolutions(40)...)
}

// branches are three convolutions of one value, two of which see the same
// positions: the gradients of all three meet.
func branches(channels int64) graphCase {
	strided := onnx.Attributes{"strides": square(2)}
	return graphCase{
		name: fmt.Sprintf("three branches of %d channels", channels),
		nodes: []*onnx.NodeProto{
			node("Exp", "x", "z", nil),
			node("Conv", "z u", "a", strided), node("Conv", "z v", "b", strided),
			node("Conv", "z w", "c", onnx.Attributes{"strides": square(2), "pads": around(1)}),
			node("Sum", "a b c", "y", nil),
		},
		values: []value{
			input("x", between(-1, 1), 1, channels, 5, 6),
			weight("u", normal, 4, channels, 1, 1), fixed("v", normal, 4, channels, 1, 1), fixed("w", normal, 4, channels, 3, 3),
		},
	}
}

// randomConvolutions draws geometries that nobody thought of.
func randomConvolutions(count int) []graphCase {
	random := rand.New(rand.NewPCG(3, 3))
	from := func(low, high int64) int64 { return low + random.Int64N(high-low+1) }
	pair := func(low, high int64) []int64 { return []int64{from(low, high), from(low, high)} }
	var cases []graphCase
	for len(cases) < count {
		g := geometry{
			batch: from(1, 2), height: from(3, 8), width: from(3, 8), group: 1,
			kernel: pair(1, 4), stride: pair(1, 3), dilation: square(1), bias: random.IntN(2) == 0,
		}
		switch random.IntN(3) {
		case 0:
			g.in, g.out = from(1, 3), from(1, 3)
		case 1:
			g.group = from(2, 3)
			g.in, g.out = g.group*from(1, 2), g.group*from(1, 2)
		case 2:
			g.group = from(2, 4)
			g.in, g.out = g.group, g.group
		}
		if random.IntN(3) == 0 {
			g.dilation = pair(1, 2)
		}
		if random.IntN(4) == 0 {
			g.auto = []string{"SAME_UPPER", "SAME_LOWER", "VALID"}[random.IntN(3)]
		} else {
			g.pads = append(pair(0, 3), pair(0, 3)...)
		}
		fits := func(i int, size int64) bool {
			extent := g.dilation[i]*(g.kernel[i]-1) + 1
			if g.pads != nil {
				size += g.pads[i] + g.pads[2+i]
			}
			return size >= extent
		}
		if !fits(0, g.height) || !fits(1, g.width) {
			continue
		}
		g.name = fmt.Sprintf("random %+v", g)
		cases = append(cases, g.graph())
	}
	return cases
}
