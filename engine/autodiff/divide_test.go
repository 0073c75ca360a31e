package autodiff_test

import (
	"math/rand/v2"
	"slices"
	"testing"

	"foolscope/engine/autodiff"
	"foolscope/engine/onnx"
	"foolscope/engine/ort"
)

// multiples draws multiples of a step, of up to reach of them on either side of 0.
func multiples(step float32, reach int) draw {
	return func(r *rand.Rand, elements []float32) {
		for i := range elements {
			elements[i] = step * float32(r.IntN(2*reach+1)-reach)
		}
	}
}

// mobile is what a network for small devices begins a stage with: widen by a
// 1x1 convolution, cut off, and take every other element by a depthwise
// convolution. The sums before it are cut off below, above or not, whatever x is.
//
// All are multiples of 1/2048, which float32 adds up without rounding: no order of
// summation decides otherwise than another about what lies near a bound.
func mobile(name, cutOff string, wide, height, width int64, strided onnx.Attributes) graphCase {
	kernel := onnx.IntList(onnx.NewNode("Conv", nil, nil, strided), "kernel_shape")
	strided["group"] = wide
	levels := func(r *rand.Rand, elements []float32) {
		for i := range elements {
			elements[i] = []float32{-4, 3, 9}[i%3] + float32(r.IntN(4))/4
		}
	}
	cut := node("Relu", "a", "b", nil)
	// Odd multiples keep the sums behind the filter off whole numbers.
	odd := func(r *rand.Rand, elements []float32) {
		multiples(1./1024, 3000)(r, elements)
		for i := range elements {
			elements[i] += 1. / 2048
		}
	}
	values := []value{
		input("x", multiples(1./4, 12), 1, 16, height, width), fixed("w", multiples(1./64, 1), wide, 16, 1, 1), fixed("s", levels, wide),
		fixed("v", multiples(1./4, 8), append([]int64{wide, 1}, kernel...)...), fixed("t", odd, wide), fixed("u", between(-0.1, 0.1), 16, wide, 1, 1),
	}
	if cutOff == "Clip" {
		cut = node("Clip", "a low high", "b", nil)
		values = append(values, fixed("low", list(0)), fixed("high", list(6)))
	}
	return graphCase{
		name: name,
		nodes: []*onnx.NodeProto{
			node("Conv", "x w s", "a", nil), cut, node("Conv", "b v t", "c", strided), node("Conv", "c u", "y", nil),
		},
		values: values,
	}
}

// inverted is mobile as it is in networks: the filtered channels are cut off as well
// before they are added up.
func inverted(name, cutOff string, wide, height, width int64, strided onnx.Attributes) graphCase {
	c := mobile(name, cutOff, wide, height, width, strided)
	again := onnx.NewNode(cutOff, slices.Clone(c.nodes[1].Input), []string{"e"}, nil)
	again.Input[0] = "c"
	c.nodes = append(slices.Insert(c.nodes[:3:3], 3, again), node("Conv", "e u z", "y", nil))
	c.values = append(c.values, fixed("z", normal, 16))
	return c
}

// derive returns the graph that computes a gradient.
func derive(t *testing.T, c graphCase) *onnx.GraphProto {
	t.Helper()
	gradient, err := autodiff.Gradient(c.model(c.feeds(), false), c.request())
	if err != nil {
		t.Fatal(err)
	}
	return gradient.Proto.Graph
}

// largest is the number of elements of the largest value that a gradient computes by a
// depthwise convolution: those that hold gradients back are as large as what they
// are told from. The picture has 16 channels.
func largest(t *testing.T, c graphCase) (elements int64) {
	t.Helper()
	g := derive(t, c)
	filters := onnx.Edit(g).Producers()
	for _, v := range g.ValueInfo {
		dims, _ := onnx.Dims(v)
		if n := filters[v.Name]; n.OpType == "Conv" && onnx.Int(n, "group", 1) == dims[1] && dims[1] > 16 {
			elements = max(elements, dims[0]*dims[1]*dims[2]*dims[3])
		}
	}
	return elements
}

// divided reports whether a gradient computes the widened value in phases, and not as a
// whole.
func divided(t *testing.T, c graphCase) bool {
	t.Helper()
	readers := 0
	for _, n := range derive(t, c).Node {
		if n.OpType == "Conv" && slices.Contains(n.Input, "w") {
			readers++
		}
	}
	return readers > 1
}

// TestDividedStrides compares the gradients of large values that are computed phase by
// phase, and in groups of channels, with those of the same values as a whole, which they
// stay if they are outputs.
func TestDividedStrides(t *testing.T) {
	for _, test := range []struct {
		graphCase
		height, width, largest int64
	}{
		{mobile("clip", "Clip", 64, 128, 128, onnx.Attributes{"kernel_shape": square(3), "strides": square(2), "pads": []int64{1, 1, 1, 1}}), 64, 64, 64 * 64 * 64},
		{mobile("relu, a large kernel", "Relu", 64, 128, 128, onnx.Attributes{"kernel_shape": square(5), "strides": square(2), "pads": []int64{2, 2, 2, 2}}), 64, 64, 64 * 64 * 64},
		{mobile("windows side by side", "Relu", 64, 128, 128, onnx.Attributes{"kernel_shape": square(2), "strides": square(2)}), 64, 64, 64 * 64 * 64},
		{mobile("pads behind only, unequal strides", "Clip", 48, 192, 120, onnx.Attributes{"kernel_shape": square(3), "strides": []int64{2, 3}, "pads": []int64{0, 0, 1, 0}}), 96, 40, 48 * 96 * 40},
		{inverted("two groups", "Clip", 96, 128, 112, onnx.Attributes{"kernel_shape": square(3), "strides": square(2), "pads": []int64{1, 1, 1, 1}}), 64, 56, 48 * 64 * 56},
		{inverted("no even groups", "Relu", 80, 128, 112, onnx.Attributes{"kernel_shape": square(3), "strides": square(2), "pads": []int64{0, 1, 1, 1}}), 64, 56, 80 * 64 * 56},
		{inverted("groups of 32", "Relu", 160, 96, 80, onnx.Attributes{"kernel_shape": square(3), "strides": square(2), "pads": []int64{0, 1, 1, 0}}), 48, 40, 32 * 48 * 40},
	} {
		c := test.graphCase
		t.Run(c.name, func(t *testing.T) {
			if got := largest(t, c); got != test.largest {
				t.Fatalf("the largest value has %d elements, want %d", got, test.largest)
			}
			feeds := c.feeds()
			parts, whole := c.model(feeds, false), c.model(feeds, false)
			whole.Graph.Output = append(whole.Graph.Output, onnx.AnyFloats("b"))
			for _, v := range c.values {
				if v.stored {
					delete(feeds, v.name)
				}
			}
			feeds["cotangent"] = ort.NewTensor(1, 16, test.height, test.width)
			normal(rand.New(rand.NewPCG(1, 2)), feeds["cotangent"].Data)
			results := func(m *onnx.ModelProto) (y, gradient []float32) {
				derived, err := autodiff.Gradient(m, c.request())
				if err != nil {
					t.Fatal(err)
				}
				out := run(t, open(t, derived.Proto), feeds)
				return out["y"].Data, out[derived.Gradients["x"]].Data
			}
			y, gradient := results(parts)
			wantY, want := results(whole)
			if e := distance(y, wantY); e > 1e-6 {
				t.Errorf("the output is off by %.2g", e)
			}
			if e := distance(gradient, want); e > 1e-6 {
				t.Errorf("the gradient is off by %.2g", e)
			}
		})
	}
}

// TestWhatIsNotDivided leaves values whole that are small, have rests, or are read by
// others.
func TestWhatIsNotDivided(t *testing.T) {
	strided := func(kernel int64, pads ...int64) onnx.Attributes {
		return onnx.Attributes{"kernel_shape": square(kernel), "strides": square(2), "pads": pads}
	}
	for _, c := range []graphCase{
		mobile("small", "Clip", 64, 32, 32, strided(3, 1, 1, 1, 1)),
		mobile("odd height", "Clip", 64, 129, 128, strided(3, 1, 1, 1, 1)),
		mobile("a phase without taps", "Clip", 64, 128, 128, strided(1, 0, 0, 0, 0)),
		mobile("cut behind the last window", "Clip", 64, 128, 128, strided(3, 0, 0, 0, 0)),
		mobile("hardly wider", "Clip", 24, 256, 256, strided(3, 1, 1, 1, 1)),
	} {
		t.Run(c.name, func(t *testing.T) {
			if divided(t, c) {
				t.Error("the value is divided")
			}
		})
	}
	twice := inverted("read twice behind the filter", "Relu", 96, 128, 112, strided(3, 1, 1, 1, 1))
	twice.nodes[4].Output[0] = "f"
	twice.nodes = append(twice.nodes, node("GlobalAveragePool", "e", "g", nil), node("Conv", "g u", "h", nil), node("Add", "f h", "y", nil))
	if got := largest(t, twice); !divided(t, twice) || got != 96*64*56 {
		t.Errorf("the largest value has %d elements, want all channels of one phase", got)
	}
	read := mobile("read twice", "Clip", 64, 128, 128, strided(3, 1, 1, 1, 1))
	read.nodes = append(read.nodes[:3], node("GlobalAveragePool", "b", "d", nil), node("Add", "c d", "y", nil))
	if divided(t, read) {
		t.Error("the value is divided although another operator reads it")
	}
}
