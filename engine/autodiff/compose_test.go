package autodiff_test

import (
	"slices"
	"testing"

	"foolscope/engine/autodiff"
	"foolscope/engine/onnx"
)

// composedNormalization is layer normalization as PyTorch exports it before
// opset 17.
func composedNormalization() graphCase {
	return graphCase{
		name: "composed layer normalization",
		nodes: []*onnx.NodeProto{
			node("ReduceMean", "x last", "mean", nil), node("Sub", "x mean", "centred", nil),
			node("Pow", "centred two", "square", nil), node("ReduceMean", "square last", "variance", nil),
			node("Add", "variance epsilon", "shifted", nil), node("Sqrt", "shifted", "deviation", nil),
			node("Div", "centred deviation", "normal", nil), node("Mul", "normal scale", "scaled", nil),
			node("Add", "scaled bias", "y", nil),
		},
		values: []value{
			input("x", normal, 2, 8, 5), ints("last", -1), fixed("two", list(2)), fixed("epsilon", list(1e-3)),
			weight("scale", between(0.5, 2), 5), weight("bias", normal, 5),
		},
	}
}

func TestComposedLayerNormalization(t *testing.T) {
	for _, test := range []struct {
		name   string
		change func(c *graphCase)
		want   bool
	}{
		{"as it is", func(*graphCase) {}, true},
		{"the axis counted from the front", func(c *graphCase) { c.values[1].ints = []int64{2} }, true},
		{"operands in the other order", func(c *graphCase) {
			c.nodes[7], c.nodes[8] = node("Mul", "scale normal", "scaled", nil), node("Add", "bias scaled", "y", nil)
		}, true},
		{"along another axis", func(c *graphCase) { c.values[1].ints = []int64{1} }, false},
		{"not the mean of itself", func(c *graphCase) {
			c.nodes[0], c.values = node("ReduceMean", "scale last2", "mean", nil), append(c.values, ints("last2", 0))
		}, false},
		{"a scale a row", func(c *graphCase) { c.values[4] = weight("scale", between(0.5, 2), 8, 1) }, false},
		{"what is centred is used elsewhere", func(c *graphCase) {
			c.nodes[8] = node("Add", "scaled bias", "sum", nil)
			c.nodes = append(c.nodes, node("Add", "sum centred", "y", nil))
		}, false},
		{"the variance is wanted", func(c *graphCase) {
			c.nodes = append(c.nodes, node("Add", "y variance", "z", nil), node("Identity", "z", "w", nil))
			c.nodes[8].Output, c.nodes[9].Input[0], c.nodes[10].Output = []string{"v"}, "v", []string{"y"}
		}, false},
	} {
		t.Run(test.name, func(t *testing.T) {
			c := composedNormalization()
			test.change(&c)
			gradient, err := autodiff.Gradient(c.model(c.feeds(), false), c.request())
			if err != nil {
				t.Fatal(err)
			}
			composed := slices.ContainsFunc(gradient.Proto.Graph.Node, func(n *onnx.NodeProto) bool { return n.OpType == "LayerNormalization" })
			if composed != test.want {
				t.Errorf("it became one operator: %t, want %t", composed, test.want)
			}
			c.check(t)
		})
	}
}

func TestComposedGelu(t *testing.T) {
	bell := []*onnx.NodeProto{node("Div", "x root", "a", nil), node("Erf", "a", "b", nil), node("Add", "b one", "c", nil)}
	scaled := []*onnx.NodeProto{node("Mul", "inverse x", "a", nil), node("Erf", "a", "b", nil), node("Add", "one b", "c", nil)}
	for _, test := range []struct {
		name  string
		nodes []*onnx.NodeProto
		want  bool
	}{
		{"x times the bell, halved", slices.Concat(bell, []*onnx.NodeProto{node("Mul", "x c", "d", nil), node("Mul", "d half", "y", nil)}), true},
		{"half of x", slices.Concat(bell, []*onnx.NodeProto{node("Mul", "x half", "d", nil), node("Mul", "d c", "y", nil)}), true},
		{"half of the bell", slices.Concat(bell, []*onnx.NodeProto{node("Mul", "half c", "d", nil), node("Mul", "d x", "y", nil)}), true},
		{"x multiplied", slices.Concat(scaled, []*onnx.NodeProto{node("Mul", "x c", "d", nil), node("Mul", "half d", "y", nil)}), true},
		{"another root", slices.Concat(
			[]*onnx.NodeProto{node("Div", "x one", "a", nil)}, bell[1:],
			[]*onnx.NodeProto{node("Mul", "x c", "d", nil), node("Mul", "d half", "y", nil)}), false},
		{"not halved", slices.Concat(bell, []*onnx.NodeProto{node("Mul", "x c", "d", nil), node("Mul", "d root", "y", nil)}), false},
		{"the bell of something else", slices.Concat(bell, []*onnx.NodeProto{node("Mul", "w c", "d", nil), node("Mul", "d half", "y", nil)}), false},
		{"the bell used twice", slices.Concat(bell, []*onnx.NodeProto{
			node("Mul", "x c", "d", nil), node("Mul", "d half", "e", nil), node("Add", "e c", "y", nil),
		}), false},
	} {
		t.Run(test.name, func(t *testing.T) {
			c := graphCase{name: test.name, nodes: test.nodes, values: []value{
				input("x", normal, 2, 7), weight("w", normal, 2, 7), fixed("root", list(1.41421354)), fixed("inverse", list(0.70710677)),
				fixed("one", list(1)), fixed("half", list(0.5)),
			}}
			if !slices.ContainsFunc(c.nodes, func(n *onnx.NodeProto) bool { return slices.Contains(n.Input, "w") }) {
				c.values = slices.Delete(c.values, 1, 2)
			}
			gradient, err := autodiff.Gradient(c.model(c.feeds(), false), c.request())
			if err != nil {
				t.Fatal(err)
			}
			composed := slices.ContainsFunc(gradient.Proto.Graph.Node, func(n *onnx.NodeProto) bool { return n.OpType == "HardSigmoid" })
			if composed != test.want {
				t.Errorf("it was recognised: %t, want %t", composed, test.want)
			}
			c.check(t)
		})
	}
}
