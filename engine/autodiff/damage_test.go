package autodiff_test

import (
	"math"
	"math/rand/v2"
	"runtime/debug"
	"slices"
	"strings"
	"testing"

	"foolscope/engine/autodiff"
	"foolscope/engine/onnx"
)

// FuzzDamagedGraphs damages the graphs of the cases in a few places and asks for
// their gradients. Whatever passes as a model may fail with an error, but not
// with a panic.
func FuzzDamagedGraphs(f *testing.F) {
	var all []graphCase
	for _, cases := range families() {
		all = append(all, cases...)
	}
	slices.SortFunc(all, func(a, b graphCase) int { return strings.Compare(a.name, b.name) })
	for seed := range uint64(len(all)) {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, seed uint64) {
		c := all[seed%uint64(len(all))]
		d := damage{rand.New(rand.NewPCG(seed, 0))}
		for range 5 {
			m := onnx.Copy(c.model(c.feeds(), false))
			for range 1 + d.IntN(6) {
				d.to(m)
			}
			gradientOf(t, c, m)
		}
	})
}

func gradientOf(t *testing.T, c graphCase, m *onnx.ModelProto) {
	defer func() {
		if r := recover(); r != nil {
			t.Errorf("%s: panic: %v\n%v\n%s", c.name, r, m, debug.Stack())
		}
	}()
	if err := onnx.Check(m); err != nil {
		return
	}
	request := c.request()
	for _, v := range onnx.FeedInputs(m.Graph) {
		if dims, ok := onnx.Dims(v); ok {
			request.Shapes[v.Name] = dims
		}
	}
	// The result does not matter: most of these graphs are nonsense.
	_, err := autodiff.Gradient(m, request)
	if err != nil && err.Error() == "" {
		t.Errorf("%s: an error without a message", c.name)
	}
}

type damage struct{ *rand.Rand }

// to changes one thing.
func (d damage) to(m *onnx.ModelProto) {
	n := m.Graph.Node[d.IntN(len(m.Graph.Node))]
	switch d.IntN(9) {
	case 0, 1:
		if len(n.Attribute) > 0 {
			a := n.Attribute[d.IntN(len(n.Attribute))]
			a.I = d.number()
			if len(a.Ints) > 0 {
				a.Ints = slices.Clone(a.Ints)
				a.Ints[d.IntN(len(a.Ints))] = d.number()
			}
		}
	case 2:
		names := []string{"axis", "group", "keepdims", "transA", "storage_order", "ceil_mode", "num_outputs", "size", "training_mode", "start", "allowzero"}
		onnx.SetAttribute(n, names[d.IntN(len(names))], d.number())
	case 3:
		names := []string{"kernel_shape", "strides", "pads", "dilations", "perm", "axes", "split", "output_shape"}
		list := make([]int64, d.IntN(5))
		for i := range list {
			list[i] = d.number()
		}
		onnx.SetAttribute(n, names[d.IntN(len(names))], list)
	case 4:
		if len(n.Input) > 0 {
			n.Input[d.IntN(len(n.Input))] = d.name(m)
		}
	case 5:
		n.Input = append(n.Input, d.name(m))
	case 6:
		ops := autodiff.Operators()
		n.OpType = ops[d.IntN(len(ops))].Name
	case 7:
		if len(m.Graph.Initializer) == 0 {
			return
		}
		at := d.IntN(len(m.Graph.Initializer))
		old := m.Graph.Initializer[at]
		elements := make([]int64, d.IntN(5))
		for i := range elements {
			elements[i] = d.number()
		}
		m.Graph.Initializer[at] = onnx.NewInts(old.Name, elements, int64(len(elements)))
		if d.IntN(2) == 0 {
			shapes := [][]int64{{6}, {2, 3}, {1, 1, 3, 2}}
			m.Graph.Initializer[at] = onnx.NewFloats(old.Name, make([]float32, 6), shapes[d.IntN(3)]...)
		}
	case 8:
		if len(m.Graph.Input) == 0 {
			return
		}
		v := m.Graph.Input[d.IntN(len(m.Graph.Input))]
		dims := make([]int64, d.IntN(5))
		for i := range dims {
			dims[i] = int64(1 + d.IntN(9))
			if d.IntN(6) == 0 {
				dims[i] = d.number()
			}
		}
		v.Type = onnx.FloatValue(v.Name, dims...).Type
	}
}

// number is small, or one that arithmetic stumbles over.
func (d damage) number() int64 {
	hard := []int64{math.MinInt64, math.MaxInt64, math.MinInt64 + 1, -1, 0, 1 << 40, -1 << 40, 1 << 31, -2, 100}
	if d.IntN(2) == 0 {
		return hard[d.IntN(len(hard))]
	}
	return int64(d.IntN(7))
}

// name is that of any value, or of none.
func (d damage) name(m *onnx.ModelProto) string {
	names := []string{""}
	for _, v := range m.Graph.Input {
		names = append(names, v.Name)
	}
	for _, w := range m.Graph.Initializer {
		names = append(names, w.Name)
	}
	for _, n := range m.Graph.Node {
		names = append(names, n.Output...)
	}
	return names[d.IntN(len(names))]
}
