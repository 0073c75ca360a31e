package autodiff_test

import (
	"fmt"
	"hash/fnv"
	"maps"
	"math"
	"math/rand/v2"
	"slices"
	"testing"

	"foolscope/engine/autodiff"
	"foolscope/engine/onnx"
	"foolscope/engine/onnx/shape"
	"foolscope/engine/ort"
)

// TestMaximaGoToTheirFirstEntry compares the gradients of maxima, in the blocked
// layout, with a search through each window. The elements are few different numbers,
// so that most windows have ties, and neighbours among the float32 numbers.
func TestMaximaGoToTheirFirstEntry(t *testing.T) {
	few := []float32{
		-1, 0, 1e-25, 1, math.Nextafter32(1, 2), math.Nextafter32(1, 0), 2, math.Nextafter32(2, 0), 1e9,
	}
	for _, test := range []struct {
		name string
		// before are the operators between x and the pooling, and values what they need.
		before []*onnx.NodeProto
		values []value
		pooling
		// stages is whether the winners are told stage by stage.
		stages bool
	}{
		{name: "stride 2 with pads", pooling: pooling{height: 6, width: 8, kernel: square(3), stride: square(2), pads: around(1)}, stages: true},
		{name: "stride 2, odd sides", pooling: pooling{height: 7, width: 9, kernel: square(3), stride: square(2)}, stages: true},
		{name: "stride 2, a row left over", pooling: pooling{height: 8, width: 10, kernel: square(3), stride: square(2)}, stages: true},
		{name: "stride 2, ceil", pooling: pooling{height: 8, width: 10, kernel: square(3), stride: square(2), ceil: true}, stages: true},
		{name: "stride 2, pads behind", pooling: pooling{height: 6, width: 6, kernel: square(3), stride: square(2), pads: []int64{0, 0, 1, 1}}, stages: true},
		{name: "stride 1 with pads", pooling: pooling{height: 5, width: 4, kernel: square(3), pads: around(1)}, stages: true},
		{name: "two at a time, stride 1", pooling: pooling{height: 5, width: 4, kernel: square(2)}, stages: true},
		{name: "side by side", pooling: pooling{height: 6, width: 4, kernel: square(2), stride: square(2)}, stages: true},
		{name: "side by side, the edges left over", pooling: pooling{height: 7, width: 5, kernel: square(2), stride: square(2)}, stages: true},
		{name: "side by side, three", pooling: pooling{height: 7, width: 9, kernel: square(3), stride: square(3), pads: around(1)}, stages: true},
		{name: "gaps between windows", pooling: pooling{height: 8, width: 9, kernel: square(2), stride: square(3)}, stages: true},
		{name: "gaps between windows that begin in the pads", pooling: pooling{height: 9, width: 11, kernel: square(2), stride: square(4), pads: around(1)}, stages: true},
		{name: "wide gaps", pooling: pooling{height: 12, width: 11, kernel: square(2), stride: square(5)}},
		{name: "unequal sides", pooling: pooling{height: 6, width: 9, kernel: []int64{2, 3}, stride: []int64{1, 2}, pads: []int64{0, 1, 0, 1}}, stages: true},
		{name: "along rows", pooling: pooling{height: 4, width: 9, kernel: []int64{1, 3}, stride: []int64{1, 2}}, stages: true},
		{name: "along columns", pooling: pooling{height: 9, width: 4, kernel: []int64{3, 1}, stride: []int64{2, 1}}, stages: true},
		{name: "two pictures", pooling: pooling{batch: 2, height: 6, width: 6, kernel: square(3), stride: square(2), pads: around(1)}, stages: true},
		{
			name: "behind a Clip", before: []*onnx.NodeProto{node("Clip", "x low", "z", nil)}, values: []value{fixed("low", list(0))},
			pooling: pooling{height: 6, width: 6, kernel: square(3), stride: square(2)}, stages: true,
		},
		{
			name:    "behind joined Relus",
			before:  []*onnx.NodeProto{node("Relu", "x", "a", nil), node("Concat", "a a", "z", onnx.Attributes{"axis": 3})},
			pooling: pooling{height: 6, width: 3, kernel: square(3), stride: square(2)}, stages: true,
		},
		{name: "five at a time", pooling: pooling{height: 6, width: 7, kernel: square(5)}},
		{name: "dilated", pooling: pooling{height: 6, width: 7, kernel: square(2), dilation: square(2)}},
		{
			name: "negative elements", before: []*onnx.NodeProto{node("Identity", "x", "z", nil)},
			pooling: pooling{height: 6, width: 6, kernel: square(3), stride: square(2), pads: around(1)},
		},
	} {
		t.Run(test.name, func(t *testing.T) {
			h := fnv.New64a()
			h.Write([]byte(test.name))
			random := rand.New(rand.NewPCG(h.Sum64(), 1))
			p := test.pooling
			p.channels, p.batch = 16, max(1, p.batch)
			c := handCase{name: test.name, nodes: test.before, values: test.values}
			if test.before == nil {
				c.nodes = []*onnx.NodeProto{node("Relu", "x", "z", nil)}
			}
			pool := p.graph("MaxPool").nodes[0]
			pool.Input = []string{"z"}
			c.nodes = append(slices.Clone(c.nodes), pool)
			elements := make([]float32, p.batch*p.channels*p.height*p.width)
			for i := range elements {
				elements[i] = few[random.IntN(len(few))]
			}
			c.values = append(slices.Clone(c.values), input("x", list(elements...), p.batch, p.channels, p.height, p.width))

			wide, negative := p.width, test.name == "negative elements"
			if test.name == "behind joined Relus" {
				wide *= 2
			}
			w, err := shape.NewWindow(pool, []int64{p.height, wide}, nil)
			if err != nil {
				t.Fatal(err)
			}
			for range p.batch * p.channels * w.Out[0] * w.Out[1] {
				c.cotangent = append(c.cotangent, float32(1+random.IntN(5)))
			}
			want := make([]float32, len(elements))
			for i, gradient := range c.cotangent {
				column, row := int64(i)%w.Out[1], int64(i)/w.Out[1]%w.Out[0]
				plane := int64(i) / (w.Out[0] * w.Out[1]) * p.height * p.width
				winner, most := int64(-1), float32(math.Inf(-1))
				for _, at := range positions(w, row, column) {
					place := plane + at[0]*p.width + at[1]%p.width
					if element := elements[place]; element > most {
						winner, most = place, element
					}
				}
				if most > 0 || negative {
					want[winner] += gradient
				}
			}
			c.want = map[string][]float32{"x": want}
			c.run(t)

			g := graphCase{name: c.name, nodes: c.nodes, values: c.values}
			gradient, err := autodiff.Gradient(g.model(g.feeds(), false), g.request())
			if err != nil {
				t.Fatal(err)
			}
			named := slices.ContainsFunc(gradient.Proto.Graph.Node, func(n *onnx.NodeProto) bool { return len(n.Output) == 2 })
			if named == test.stages {
				t.Errorf("the pooling names its winners: %t, want %t", named, !test.stages)
			}
		})
	}
}

// positions lists the elements of a window, row by row.
func positions(w shape.Window, row, column int64) (list [][2]int64) {
	for k := range w.Kernel[0] {
		for l := range w.Kernel[1] {
			y, x := row*w.Strides[0]+k*w.Dilations[0]-w.Begin[0], column*w.Strides[1]+l*w.Dilations[1]-w.Begin[1]
			if y >= 0 && y < w.In[0] && x >= 0 && x < w.In[1] {
				list = append(list, [2]int64{y, x})
			}
		}
	}
	return list
}

// TestStems goes back from a maximum to a picture of few channels, as at the
// beginning of networks: once at a time, and once through the maximum and then
// through the convolution.
func TestStems(t *testing.T) {
	for _, g := range []geometry{
		{name: "of stride 2", height: 16, width: 24, kernel: square(7), stride: square(2), pads: around(3)},
		{name: "of stride 2, odd sides", height: 15, width: 17, kernel: square(5), stride: square(2), pads: around(2)},
		{name: "of stride 2, odd picture, even maximum", height: 15, width: 15, kernel: square(5), stride: square(2), pads: around(2)},
		{name: "of unequal strides", height: 12, width: 24, kernel: []int64{3, 7}, stride: []int64{1, 3}, pads: []int64{1, 2, 1, 2}},
		{name: "without stride", height: 8, width: 12, kernel: square(3), pads: around(1)},
		{name: "dilated", height: 12, width: 12, kernel: square(3), dilation: square(2), pads: around(2)},
		{name: "of a small kernel", height: 16, width: 16, kernel: square(2), stride: square(4)},
	} {
		for _, pool := range []onnx.Attributes{
			{"kernel_shape": square(2), "strides": square(2)},
			{"kernel_shape": square(3), "strides": square(2), "pads": around(1)},
			{"kernel_shape": square(3), "strides": square(1), "pads": around(1)},
		} {
			t.Run(fmt.Sprintf("%s, MaxPool %v stride %v", g.name, pool["kernel_shape"], pool["strides"]), func(t *testing.T) {
				g.batch, g.in, g.out, g.onlyPicture = 2, 3, 16, true
				conv := g.graph()
				feeds := conv.feeds()
				delete(feeds, "w")
				behind := []*onnx.NodeProto{node("Relu", "a", "b", nil), node("MaxPool", "b", "y", pool)}

				whole := graphCase{name: g.name, values: conv.values}
				whole.nodes = append([]*onnx.NodeProto{node("Conv", "x w", "a", nil)}, behind...)
				whole.nodes[0].Attribute = conv.nodes[0].Attribute
				got, cotangent := whole.gradient(t, feeds, nil)

				a := run(t, open(t, conv.model(conv.feeds(), false)), feeds)["y"]
				maximum := graphCase{name: g.name, nodes: behind, values: []value{input("a", normal, a.Shape...)}}
				middle, _ := maximum.gradient(t, map[string]ort.Tensor{"a": a}, cotangent)
				want, _ := conv.gradient(t, feeds, middle)
				for i := range want {
					if math.Abs(float64(got[i]-want[i])) > 2e-5*float64(1+math.Abs(float64(want[i]))) {
						t.Fatalf("the gradient at %d is %v, want %v", i, got[i], want[i])
					}
				}
			})
		}
	}
}

// gradient returns the gradient with respect to the first value, and its cotangent: the
// one that is given, or normal numbers.
func (c graphCase) gradient(t *testing.T, feeds map[string]ort.Tensor, cotangent []float32) (gradient, used []float32) {
	t.Helper()
	g, err := autodiff.Gradient(c.model(c.feeds(), false), c.request())
	if err != nil {
		t.Fatal(err)
	}
	s, all := open(t, g.Proto), maps.Clone(feeds)
	for _, in := range s.Inputs() {
		if in.Name == "cotangent" {
			all["cotangent"] = ort.NewTensor(in.Shape...)
			if cotangent == nil {
				normal(rand.New(rand.NewPCG(1, 2)), all["cotangent"].Data)
			} else {
				copy(all["cotangent"].Data, cotangent)
			}
		}
	}
	return run(t, s, all)[g.Gradients[c.values[0].name]].Data, all["cotangent"].Data
}
