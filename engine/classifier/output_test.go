package classifier_test

import (
	"context"
	"errors"
	"math"
	"slices"
	"strings"
	"testing"

	"foolscope/engine/attack"
	"foolscope/engine/autodiff"
	"foolscope/engine/classifier"
	"foolscope/engine/loss"
	"foolscope/engine/onnx"
	"foolscope/engine/pixel"
)

const side, inputs = 4, 3 * 4 * 4

// heads is a network with several outputs, all of them products with a matrix.
type heads struct{ *onnx.Graph }

func newHeads() heads {
	g := onnx.Edit(&onnx.GraphProto{Name: "heads"})
	g.Input = []*onnx.ValueInfoProto{onnx.FloatValue("x", -1, 3, side, side)}
	g.Node = append(g.Node, onnx.NewNode("Flatten", []string{"x"}, []string{"flat"}, nil))
	return heads{g}
}

// add makes an output of an operator on a value.
func (h heads) add(op, from, name string, attributes onnx.Attributes, kind onnx.TensorProto_DataType) {
	h.Node = append(h.Node, onnx.NewNode(op, []string{from}, []string{name}, attributes))
	v := onnx.AnyFloats(name)
	v.Type.TensorType.ElemType = int32(kind)
	h.Output = append(h.Output, v)
}

// scores makes an output with some elements per picture: the pixels, each times a
// weight of its own, summed up.
func (h heads) scores(name string, classes int) {
	w := make([]float32, inputs*classes)
	for i := range w {
		w[i] = float32(i%7) - 3
	}
	h.Node = append(h.Node, onnx.NewNode("MatMul", []string{"flat", h.Floats("w", w, inputs, int64(classes))}, []string{name}, nil))
	h.Output = append(h.Output, onnx.AnyFloats(name))
}

func (h heads) open(manifest string) (*classifier.Classifier, error) {
	data, err := onnx.Marshal(&onnx.ModelProto{IrVersion: 8, Graph: h.GraphProto, OpsetImport: []*onnx.OperatorSetIdProto{{Version: 17}}})
	if err != nil {
		return nil, err
	}
	return classifier.New(data, []byte(manifest), classifier.Options{})
}

const float, int64s = onnx.TensorProto_FLOAT, onnx.TensorProto_INT64

func TestTheScoresAreFoundAmongTheOutputs(t *testing.T) {
	for _, test := range []struct {
		name, manifest string
		build          func(h heads)
		classes        int
		// note is part of the warning, or none.
		note string
	}{
		{"one", "{}", func(h heads) { h.scores("y", 5) }, 5, ""},
		{"logits and their probabilities", "{}", func(h heads) { h.scores("a", 5); h.add("Softmax", "a", "b", nil, float) }, 5, `"a"`},
		{"probabilities first", "{}", func(h heads) {
			h.scores("a", 5)
			h.add("Softmax", "a", "b", nil, float)
			slices.Reverse(h.Output)
		}, 5, `"b"`},
		{"auxiliary heads, as GoogLeNet has them", "{}", func(h heads) { h.scores("aux1", 5); h.scores("y", 5); h.scores("aux2", 5) }, 5, `"y"`},
		{"nameless heads of one size", "{}", func(h heads) { h.scores("810", 5); h.scores("790", 5) }, 5, `"810"`},
		{"features and scores", "{}", func(h heads) { h.scores("features", 12); h.scores("scores", 5) }, 5, `"scores"`},
		{"a class number and scores", "{}", func(h heads) {
			h.scores("y", 5)
			h.add("ArgMax", "y", "label", onnx.Attributes{"axis": 1}, int64s)
			slices.Reverse(h.Output)
		}, 5, `"y"`},
		{"a map of features and scores", "{}", func(h heads) { h.scores("y", 5); h.add("Relu", "x", "map", nil, float) }, 5, `"y"`},
		{"as the manifest names it", `{"output": {"name": "b"}}`, func(h heads) { h.scores("a", 5); h.scores("b", 7) }, 7, ""},
		{"as many as there are labels", `{"labels": ["1", "2", "3", "4", "5", "6", "7"]}`, func(h heads) { h.scores("a", 5); h.scores("b", 7) }, 7, `"b"`},
	} {
		t.Run(test.name, func(t *testing.T) {
			h := newHeads()
			test.build(h)
			c, err := h.open(test.manifest)
			if err != nil {
				t.Fatal(err)
			}
			defer c.Close()
			notes := strings.Join(c.Info().Warnings, "\n")
			if c.Info().Classes != test.classes || (notes == "") != (test.note == "") || !strings.Contains(notes, test.note) {
				t.Errorf("%d classes, %q", c.Info().Classes, notes)
			}
		})
	}
}

func TestModelsThatAreNoClassifiersSayWhy(t *testing.T) {
	input := func(kind onnx.TensorProto_DataType) func(heads) {
		return func(h heads) {
			h.Input[0].Type.TensorType.ElemType = int32(kind)
			h.scores("y", 5)
		}
	}
	for _, test := range []struct {
		name, manifest string
		build          func(h heads)
		want           string
	}{
		{"two sizes", "{}", func(h heads) { h.scores("a", 5); h.scores("b", 7) }, `"a" (5), "b" (7); name the right one`},
		{"a name that is none", `{"output": {"name": "c"}}`, func(h heads) { h.scores("a", 5) }, `which the model does not have; its outputs are "a"`},
		{"names of classes", "{}", func(h heads) { h.add("Cast", "flat", "y", onnx.Attributes{"to": 8}, onnx.TensorProto_STRING) }, "names of classes"},
		{"boxes", "{}", func(h heads) { h.add("Relu", "x", "boxes", nil, float) }, "detectors"},
		{"boxes and masks", "{}", func(h heads) { h.add("Relu", "x", "boxes", nil, float); h.add("Neg", "x", "masks", nil, float) }, `("boxes", "masks")`},
		{"truth values", "{}", input(onnx.TensorProto_BOOL), "takes BOOL values"},
		{"texts", "{}", input(onnx.TensorProto_STRING), "takes texts"},
		{"a picture of a hundred million pixels", "{}", func(h heads) {
			h.scores("y", 5)
			h.Input[0] = onnx.FloatValue("x", 1, 3, 10000, 10000)
		}, "too large"},
		{"gigabytes on the way", "{}", func(h heads) {
			wide := h.Add("Tile", []string{"flat", h.Ints("times", 1, 1<<24)}, nil)
			h.Output = []*onnx.ValueInfoProto{onnx.AnyFloats(h.Add("ReduceSum", []string{wide}, nil))}
		}, "takes too much memory"},
		{"two inputs", "{}", func(h heads) {
			h.scores("y", 5)
			h.Input = append(h.Input, onnx.FloatValue("mask", 1))
		}, `2 inputs ("x" [?, 3, 4, 4], "mask" [1])`},
	} {
		t.Run(test.name, func(t *testing.T) {
			h := newHeads()
			test.build(h)
			c, err := h.open(test.manifest)
			if err == nil {
				c.Close()
			}
			if err == nil || !strings.Contains(err.Error(), test.want) {
				t.Errorf("the error is %v, want one that says %s", err, test.want)
			}
		})
	}
}

// A network of half precision has the gradient of the same network in float32:
// here the probabilities less 1 for the class itself, times weights that both
// can hold.
func TestHalfPrecisionIsDifferentiatedInFloat32(t *testing.T) {
	half := int32(onnx.TensorProto_FLOAT16)
	h := newHeads()
	h.scores("y", 3)
	w := h.Initializer("w")
	elements, err := onnx.Floats(w)
	if err != nil {
		t.Fatal(err)
	}
	w.RawData, w.DataType = nil, half
	for _, v := range elements {
		// The bits of -3 to 3 in half precision.
		bits := map[float32]int32{-3: 0xc200, -2: 0xc000, -1: 0xbc00, 0: 0, 1: 0x3c00, 2: 0x4000, 3: 0x4200}[v]
		w.Int32Data = append(w.Int32Data, bits)
	}
	h.Input[0].Type.TensorType.ElemType, h.Output[0].Type.TensorType.ElemType = half, half
	c, err := h.open(`{"preprocessing": {}}`)
	if err != nil {
		t.Fatal(err)
	}
	defer c.Close()
	im := pixel.New(side, side)
	for i := range im.Pix {
		im.Pix[i] = float32(i) / 1e5
	}
	logits, gradient, err := attack.GradientOf(context.Background(), c, im, loss.CrossEntropy{Class: 1})
	if err != nil {
		t.Fatal(err)
	}
	p := loss.Softmax(logits)
	p[1]--
	for i, g := range gradient.Pix {
		want := 0.0
		for k := range p {
			want += p[k] * float64(elements[3*i+k])
		}
		if math.Abs(float64(g)-want) > 1e-5 {
			t.Fatalf("element %d is %g, want %g", i, g, want)
		}
	}
}

func TestAQuantizedModelSaysThatItIsStraightThrough(t *testing.T) {
	h := newHeads()
	h.scores("y", 3)
	scale := h.Scalar(0.01)
	h.Node[0].Output = []string{"exact"}
	h.Node = append(h.Node,
		onnx.NewNode("QuantizeLinear", []string{"exact", scale}, []string{"q"}, nil),
		onnx.NewNode("DequantizeLinear", []string{"q", scale}, []string{"flat"}, nil))
	c, err := h.open(`{"preprocessing": {}}`)
	if err != nil {
		t.Fatal(err)
	}
	defer c.Close()
	d := c.Differentiability()
	if d.Missing != nil || !slices.Equal(d.StraightThrough, []string{"QuantizeLinear (q)"}) {
		t.Errorf("%+v", d)
	}
	if info := c.Info(); !info.StraightThrough || !strings.Contains(strings.Join(info.Warnings, ""), "straight-through") {
		t.Errorf("%+v", info)
	}
	_, gradient, err := attack.GradientOf(context.Background(), c, pixel.New(side, side), loss.CrossEntropy{Class: 1})
	if err != nil || slices.Max(gradient.Pix) <= 0 {
		t.Errorf("the gradient is %v, %v", gradient, err)
	}
}

func TestAModelWithoutAGradientPredicts(t *testing.T) {
	h := newHeads()
	h.scores("z", 3)
	h.add("Asinh", "z", "y", nil, float)
	h.Output = h.Output[1:]
	c, err := h.open(`{"preprocessing": {}}`)
	if err != nil {
		t.Fatal(err)
	}
	defer c.Close()
	if _, err := attack.LogitsOf(context.Background(), c, pixel.New(side, side)); err != nil {
		t.Error(err)
	}
	missing := (*autodiff.UnsupportedError)(nil)
	if err := c.Differentiability().Missing; !errors.As(err, &missing) || !slices.Equal(missing.Nodes, []string{"Asinh (y)"}) {
		t.Errorf("what is missing: %v", err)
	}
	if _, _, err := attack.GradientOf(context.Background(), c, pixel.New(side, side), loss.CrossEntropy{}); !errors.As(err, &missing) {
		t.Errorf("the gradient: %v", err)
	}
}
