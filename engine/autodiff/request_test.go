package autodiff_test

import (
	"errors"
	"slices"
	"strings"
	"testing"

	"foolscope/engine/autodiff"
	"foolscope/engine/onnx"
	"foolscope/engine/ort"
)

// chain is y = (2x)^2 + w, with the inner value z = 2x.
func chain() graphCase {
	return graphCase{
		name: "chain",
		nodes: []*onnx.NodeProto{
			node("Mul", "x two", "z", nil), node("Mul", "z z", "s", nil), node("Add", "s w", "y", nil),
		},
		values: []value{input("x", list(3, 5), 2), fixed("two", list(2)), fixed("w", list(1, 1), 2)},
	}
}

// evaluate runs the gradient of a model for the request, and returns the
// gradients by target.
func evaluate(t *testing.T, m *onnx.ModelProto, r autodiff.Request, feeds map[string]ort.Tensor) map[string][]float32 {
	t.Helper()
	gradient, err := autodiff.Gradient(m, r)
	if err != nil {
		t.Fatal(err)
	}
	results := run(t, open(t, gradient.Proto), feeds)
	out := map[string][]float32{}
	for target, name := range gradient.Gradients {
		out[target] = results[name].Data
	}
	return out
}

func TestCotangents(t *testing.T) {
	x := ort.Tensor{Shape: []int64{2}, Data: []float32{3, 5}}
	c := chain()
	m := c.model(c.feeds(), false)
	for _, test := range []struct {
		name, cotangent string
		feeds           map[string]ort.Tensor
		want            []float32
	}{
		{"no cotangent counts each element once", "", map[string]ort.Tensor{"x": x}, []float32{24, 40}},
		{"a new input", "s2", map[string]ort.Tensor{"x": x, "s2": {Shape: []int64{2}, Data: []float32{1, 10}}}, []float32{24, 400}},
		{"a value of the model", "z", map[string]ort.Tensor{"x": x}, []float32{24 * 6, 40 * 10}},
	} {
		t.Run(test.name, func(t *testing.T) {
			got := evaluate(t, m, autodiff.Request{
				Output: "y", Targets: []string{"x"}, Cotangent: test.cotangent, Shapes: map[string][]int64{"x": {2}},
			}, test.feeds)
			if !slices.Equal(got["x"], test.want) {
				t.Errorf("the gradient is %v, want %v", got["x"], test.want)
			}
		})
	}
}

func TestCotangentIsKeptThoughNothingElseUsesIt(t *testing.T) {
	c := chain()
	c.nodes = append(c.nodes, node("Neg", "x", "minus", nil))
	got := evaluate(t, c.model(c.feeds(), false), autodiff.Request{
		Output: "y", Targets: []string{"x"}, Cotangent: "minus", Shapes: map[string][]int64{"x": {2}},
	}, map[string]ort.Tensor{"x": {Shape: []int64{2}, Data: []float32{3, 5}}})
	if want := []float32{-72, -200}; !slices.Equal(got["x"], want) {
		t.Errorf("the gradient is %v, want %v", got["x"], want)
	}
}

func TestSeveralTargetsAtOnce(t *testing.T) {
	c := chain()
	got := evaluate(t, c.model(c.feeds(), false), autodiff.Request{
		Targets: []string{"x", "two", "w", "z"}, Shapes: map[string][]int64{"x": {2}},
	}, map[string]ort.Tensor{
		"x":   {Shape: []int64{2}, Data: []float32{3, 5}},
		"two": {Shape: []int64{}, Data: []float32{2}},
		"w":   {Shape: []int64{2}, Data: []float32{0, 0}},
	})
	for target, want := range map[string][]float32{
		"x": {24, 40}, "two": {2*6*3 + 2*10*5}, "w": {1, 1}, "z": {12, 20},
	} {
		if !slices.Equal(got[target], want) {
			t.Errorf("the gradient with respect to %s is %v, want %v", target, got[target], want)
		}
	}
}

// A batch normalization is not folded where that would take a value away that
// the request names.
func TestFoldingSparesWhatIsAskedFor(t *testing.T) {
	c := graphCase{
		name: "conv, norm",
		nodes: []*onnx.NodeProto{
			node("Conv", "x w", "z", nil),
			node("BatchNormalization", "z scale shift mean variance", "y", onnx.Attributes{"epsilon": float32(0)}),
		},
		values: []value{
			input("x", list(1, 2), 1, 1, 1, 2), fixed("w", list(3), 1, 1, 1, 1), fixed("scale", list(8), 1),
			fixed("shift", list(1), 1), fixed("mean", list(0), 1), fixed("variance", list(4), 1),
		},
	}
	m := c.model(c.feeds(), false)
	x := ort.Tensor{Shape: []int64{1, 1, 1, 2}, Data: []float32{1, 2}}
	shapes := map[string][]int64{"x": x.Shape}
	got := evaluate(t, m, autodiff.Request{Targets: []string{"x", "z"}, Shapes: shapes}, map[string]ort.Tensor{"x": x})
	if !slices.Equal(got["x"], []float32{12, 12}) || !slices.Equal(got["z"], []float32{4, 4}) {
		t.Errorf("the gradients are %v", got)
	}
	got = evaluate(t, m, autodiff.Request{Output: "y", Targets: []string{"x"}, Cotangent: "z", Shapes: shapes}, map[string]ort.Tensor{"x": x})
	if !slices.Equal(got["x"], []float32{36, 72}) {
		t.Errorf("with the cotangent z, the gradient is %v", got["x"])
	}
}

// The places that a MaxPool names are whole numbers, whatever is computed from
// them.
func TestPlacesOfAMaxPoolHaveNoDerivative(t *testing.T) {
	c := graphCase{
		name: "places",
		nodes: []*onnx.NodeProto{
			node("MaxPool", "x", "top places", onnx.Attributes{"kernel_shape": square(2)}),
			node("Cast", "places", "weights", onnx.Attributes{"to": int(onnx.TensorProto_FLOAT)}),
			node("Mul", "top weights", "y", nil),
		},
		values: []value{input("x", list(1, 2, 5, 3), 1, 1, 2, 2)},
	}
	got := evaluate(t, c.model(c.feeds(), false), autodiff.Request{Targets: []string{"x"}, Shapes: map[string][]int64{"x": {1, 1, 2, 2}}}, c.feeds())
	if want := []float32{0, 0, 2, 0}; !slices.Equal(got["x"], want) {
		t.Errorf("the gradient is %v, want %v", got["x"], want)
	}
}

func TestOutputMayBeAnInnerValue(t *testing.T) {
	c := chain()
	m := c.model(c.feeds(), false)
	r := autodiff.Request{Output: "z", Targets: []string{"x"}, Shapes: map[string][]int64{"x": {2}}}
	gradient, err := autodiff.Gradient(m, r)
	if err != nil {
		t.Fatal(err)
	}
	results := run(t, open(t, gradient.Proto), map[string]ort.Tensor{"x": {Shape: []int64{2}, Data: []float32{3, 5}}})
	for name, want := range map[string][]float32{"y": {37, 101}, "z": {6, 10}, gradient.Gradients["x"]: {2, 2}} {
		if !slices.Equal(results[name].Data, want) {
			t.Errorf("%s is %v, want %v", name, results[name].Data, want)
		}
	}
}

func TestModelStaysAsItWas(t *testing.T) {
	c := normalizationCases()[3]
	m := c.model(c.feeds(), false)
	before, err := onnx.Marshal(m)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := autodiff.Gradient(m, c.request()); err != nil {
		t.Fatal(err)
	}
	after, err := onnx.Marshal(m)
	if err != nil {
		t.Fatal(err)
	}
	if !slices.Equal(before, after) {
		t.Error("asking for a gradient changed the model")
	}
}

// A batch size is a matter of the request, not of the model.
func TestFreeBatch(t *testing.T) {
	c := graphCase{
		name:   "free batch",
		nodes:  []*onnx.NodeProto{node("Mul", "x x", "s", nil), node("Flatten", "s", "y", nil)},
		values: []value{input("x", normal, -1, 3, 1, 1)},
	}
	m := c.model(nil, false)
	for _, batch := range []int64{1, 2, 5} {
		x := ort.NewTensor(batch, 3, 1, 1)
		want := make([]float32, len(x.Data))
		for i := range x.Data {
			x.Data[i] = float32(i)
			want[i] = float32(2 * i)
		}
		got := evaluate(t, m, autodiff.Request{
			Output: "y", Targets: []string{"x"}, Shapes: map[string][]int64{"x": x.Shape},
		}, map[string]ort.Tensor{"x": x})
		if !slices.Equal(got["x"], want) {
			t.Errorf("batch %d: the gradient is %v, want %v", batch, got["x"], want)
		}
	}
}

// Values that no gradient passes do not stand in the way of one, wherever they
// come from.
func TestOperatorsWithoutDerivativeDoNotBlock(t *testing.T) {
	float := onnx.Attributes{"to": int(onnx.TensorProto_FLOAT)}
	whole := onnx.Attributes{"to": int(onnx.TensorProto_INT64)}
	for _, test := range []struct {
		name  string
		nodes []*onnx.NodeProto
	}{
		{"Shape", []*onnx.NodeProto{
			node("Shape", "x", "a", nil), node("Cast", "a", "b", float), node("ReduceSum", "b", "c", nil),
			node("Mul", "x c", "y", nil),
		}},
		{"ArgMax", []*onnx.NodeProto{
			node("ArgMax", "x", "a", onnx.Attributes{"axis": 0, "keepdims": 0}), node("Cast", "a", "b", float),
			node("Add", "b one", "c", nil), node("Mul", "x c", "y", nil),
		}},
		{"Greater", []*onnx.NodeProto{
			node("Greater", "x two", "a", nil), node("Cast", "a", "b", float), node("Add", "b one", "c", nil),
			node("Mul", "x c", "y", nil),
		}},
		{"Floor", []*onnx.NodeProto{
			node("Mul", "x half", "h", nil), node("Floor", "h", "a", nil), node("Add", "a one", "c", nil), node("Mul", "x c", "y", nil),
		}},
		{"Cast to whole numbers", []*onnx.NodeProto{
			node("Mul", "x half", "h", nil), node("Cast", "h", "a", whole), node("Cast", "a", "b", float),
			node("Add", "b one", "c", nil), node("Mul", "x c", "y", nil),
		}},
	} {
		t.Run(test.name, func(t *testing.T) {
			c := graphCase{name: test.name, nodes: test.nodes, values: []value{
				input("x", list(1, 3), 2), fixed("one", list(1)), fixed("two", list(2)), fixed("half", list(0.5)),
			}}
			m := c.model(c.feeds(), false)
			feeds := map[string]ort.Tensor{"x": {Shape: []int64{2}, Data: []float32{1, 3}}}
			// y = c x with a constant c, so the gradient is y / x.
			y := run(t, open(t, m), feeds)["y"].Data
			got := evaluate(t, m, autodiff.Request{Targets: []string{"x"}, Shapes: map[string][]int64{"x": {2}}}, feeds)
			if want := []float32{y[0], y[1] / 3}; !slices.Equal(got["x"], want) {
				t.Errorf("the gradient is %v, want %v", got["x"], want)
			}
		})
	}
}

func TestUnsupportedOperatorsAreAllListed(t *testing.T) {
	c := graphCase{
		name: "unsupported",
		nodes: []*onnx.NodeProto{
			node("Det", "x", "a", nil), node("Acosh", "x", "b", nil), node("Add", "a b", "c", nil),
			node("Acosh", "c", "d", nil), node("Relu", "d", "y", nil),
			// Beside the way to the output, so not in the way of a gradient.
			node("Softplus", "x", "beside", nil),
			// Before any target, likewise.
			node("Selu", "fed", "e", nil),
		},
		values: []value{input("x", normal, 2, 2), {name: "fed", dims: []int64{2, 2}, draw: normal}},
	}
	m := c.model(c.feeds(), false)
	m.Graph.Node[1].Name = "second"
	_, err := autodiff.Gradient(m, c.request())
	var missing *autodiff.UnsupportedError
	if !errors.As(err, &missing) {
		t.Fatalf("the error is %v, not an UnsupportedError", err)
	}
	if want := []string{"Det (a)", "Acosh (second)", "Acosh (d)"}; !slices.Equal(missing.Nodes, want) {
		t.Errorf("the nodes are %v, want %v", missing.Nodes, want)
	}
	if want := []string{"Det", "Acosh"}; !slices.Equal(missing.Operators, want) {
		t.Errorf("the operators are %v, want %v", missing.Operators, want)
	}
	for _, name := range []string{"Det", "second"} {
		if !strings.Contains(err.Error(), name) {
			t.Errorf("the message %q does not name %s", err, name)
		}
	}
}

// Inputs and outputs that are left out have the same empty name, which
// connects nothing.
func TestAbsentValuesConnectNothing(t *testing.T) {
	c := graphCase{
		name: "absent",
		nodes: []*onnx.NodeProto{
			node("TopK", "x k", "- places", nil), node("Clip", "x - high", "y", nil),
		},
		values: []value{input("x", normal, 4), ints("k", 2), fixed("high", list(1))},
	}
	if _, err := autodiff.Gradient(c.model(c.feeds(), false), c.request()); err != nil {
		t.Error(err)
	}
}

func TestOperatorsOfOtherDomainsHaveNoRule(t *testing.T) {
	c := chain()
	c.nodes[0].Domain = "com.example"
	_, err := autodiff.Gradient(c.model(c.feeds(), false), c.request())
	var missing *autodiff.UnsupportedError
	if !errors.As(err, &missing) || !slices.Equal(missing.Nodes, []string{"com.example.Mul (z)"}) {
		t.Errorf("the error is %v", err)
	}
}

func TestRequestsThatCannotBeMet(t *testing.T) {
	shapes := map[string][]int64{"x": {2}}
	beside := chain()
	beside.nodes = append(beside.nodes, node("Exp", "other", "unused", nil))
	beside.values = append(beside.values, value{name: "other", dims: []int64{2}, draw: normal})
	both := map[string][]int64{"x": {2}, "other": {2}}
	for _, test := range []struct {
		name    string
		c       graphCase
		request autodiff.Request
		want    string
	}{
		{"an unknown target", chain(), autodiff.Request{Targets: []string{"q"}, Shapes: shapes}, `no input or weight "q"`},
		{"an unknown output", chain(), autodiff.Request{Output: "q", Targets: []string{"x"}, Shapes: shapes}, `"q"`},
		{"an unknown input", chain(), autodiff.Request{Targets: []string{"x"}, Shapes: map[string][]int64{"x": {2}, "q": {2}}}, `no input "q"`},
		{"a missing shape", chain(), autodiff.Request{Targets: []string{"x"}}, `"x"`},
		{"a target beside the output", beside, autodiff.Request{Targets: []string{"other"}, Shapes: both}, `does not depend on "other"`},
		{"a target behind the output", chain(), autodiff.Request{Output: "z", Targets: []string{"w"}, Shapes: shapes}, `does not depend on "w"`},
		{"a cotangent of another shape", chain(), autodiff.Request{Targets: []string{"x"}, Cotangent: "two", Shapes: shapes}, `the cotangent "two"`},
		{"shapes that do not fit", chain(), autodiff.Request{Targets: []string{"x"}, Shapes: map[string][]int64{"x": {3}}}, "do not fit"},
	} {
		t.Run(test.name, func(t *testing.T) {
			_, err := autodiff.Gradient(test.c.model(test.c.feeds(), false), test.request)
			if err == nil || !strings.Contains(err.Error(), test.want) {
				t.Errorf("the error is %v, want one that says %s", err, test.want)
			}
		})
	}
}
