package classifier_test

import (
	"context"
	"math"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"foolscope/engine/attack"
	"foolscope/engine/classifier"
	"foolscope/engine/loss"
	"foolscope/engine/onnx"
	"foolscope/engine/pixel"
)

const cases = "../../../shared/cases"

// Small networks as exporters write them, with the probability of class 4 for one
// picture, computed in double precision elsewhere.
func TestFormatsAsExportersWriteThem(t *testing.T) {
	picture := filepath.Join(cases, "pic32.png")
	if _, err := os.Stat(picture); err != nil {
		t.Skipf("the cases are absent: %v", err)
	}
	for _, c := range []struct {
		model       string
		probability float64
		// warning is what one of the warnings says; empty if there is none.
		warning string
	}{
		{"02-batchnorm-in-training-mode/24-bn-training", 0.3891, "training mode"},
		{"10-branches-and-loops/15-if-squeeze", 0.6938, ""},
		{"11-newer-format-versions/20-ir11", 0.6938, ""},
		{"11-newer-format-versions/20-opset22", 0.6938, ""},
	} {
		t.Run(c.model, func(t *testing.T) {
			m, err := classifier.Open(filepath.Join(cases, c.model, "model.onnx"), classifier.Options{})
			if err != nil {
				t.Fatal(err)
			}
			defer m.Close()
			im, err := pixel.Open(t.Context(), picture)
			if err != nil {
				t.Fatal(err)
			}
			logits, err := attack.LogitsOf(context.Background(), m, m.Fit(im))
			if err != nil {
				t.Fatal(err)
			}
			if p := loss.Softmax(logits)[4]; math.Abs(p-c.probability) > 1e-4 {
				t.Errorf("class 4 has the probability %.4f, want %.4f", p, c.probability)
			}
			if d := m.Differentiability(); d.Missing != nil {
				t.Errorf("it has no exact gradient: %v", d.Missing)
			}
			warnings := strings.Join(m.Info().Warnings, " ")
			if (warnings != "") != (c.warning != "") || !strings.Contains(warnings, c.warning) {
				t.Errorf("the warnings are %q, want one that says %q", warnings, c.warning)
			}
		})
	}
}

// A Loop that goes round as often as the picture has channels, or rows divided by 8,
// is folded: the network gives and differentiates what it does without it.
func TestLoopsOverShapesAreFolded(t *testing.T) {
	plain, err := described{files: untouchedManifest}.open(t)
	if err != nil {
		t.Fatal(err)
	}
	im, err := pixel.Open(t.Context(), filepath.Join("testdata", "signs.png"))
	if err != nil {
		t.Fatal(err)
	}
	ask := []loss.Loss{loss.CrossEntropy{Class: 4}}
	_, want, err := plain.Gradient(t.Context(), []*pixel.Image{plain.Fit(im)}, ask)
	if err != nil {
		t.Fatal(err)
	}
	for _, test := range []struct {
		what    string
		axis    int64
		divisor int64
		rounds  float32
	}{{"channels", 1, 1, 3}, {"blocks of rows", 2, 8, 4}} {
		t.Run(test.what, func(t *testing.T) {
			c, err := described{files: untouchedManifest, change: func(g *onnx.GraphProto) {
				sumInLoop(g, test.axis, test.divisor, test.rounds)
			}}.open(t)
			if err != nil {
				t.Fatal(err)
			}
			if label, p := verdict(t, c); label != "no entry" || math.Abs(p-untouched) > 1e-4 {
				t.Errorf("%s with %.6f, want no entry with %.6f", label, p, untouched)
			}
			if d := c.Differentiability(); d.Missing != nil {
				t.Errorf("it has no exact gradient: %v", d.Missing)
			}
			_, got, err := c.Gradient(t.Context(), []*pixel.Image{c.Fit(im)}, ask)
			if err != nil {
				t.Fatal(err)
			}
			largest, off := 0.0, 0.0
			for i, v := range want[0].Pix {
				largest = max(largest, math.Abs(float64(v)))
				off = max(off, math.Abs(float64(got[0].Pix[i]-v)))
			}
			if off > 1e-4*largest {
				t.Errorf("the gradient is off by %g of its largest element", off/largest)
			}
		})
	}
}

var untouchedManifest = map[string]string{"signs.json": `{"preprocessing": {}, "labels": ` + signNames + `}`}

// sumInLoop replaces the scores of a graph by their sum over the rounds of a Loop,
// divided by how many there are: the input's size along an axis by a divisor.
func sumInLoop(g *onnx.GraphProto, axis, divisor int64, rounds float32) {
	out := g.Output[0].Name
	for _, n := range g.Node {
		for i, name := range n.Output {
			if name == out {
				n.Output[i] = "scores_once"
			}
		}
	}
	typed := func(name string, kind onnx.TensorProto_DataType) *onnx.ValueInfoProto {
		v := onnx.FloatValue(name)
		v.Type.TensorType.ElemType = int32(kind)
		return v
	}
	scalar := func(t *onnx.TensorProto, name string) *onnx.TensorProto {
		t.Name, t.Dims = name, nil
		return t
	}
	g.Initializer = append(g.Initializer, scalar(onnx.NewInts("", []int64{axis}), "loop_axis"), scalar(onnx.NewInts("", []int64{divisor}), "loop_divisor"),
		scalar(onnx.NewFloats("", []float32{0}), "loop_zero"), scalar(onnx.NewFloats("", []float32{rounds}), "loop_rounds"))
	body := &onnx.GraphProto{
		Name: "body",
		Input: []*onnx.ValueInfoProto{
			typed("loop_i", onnx.TensorProto_INT64), typed("loop_going", onnx.TensorProto_BOOL), onnx.AnyFloats("loop_sum"),
		},
		Output: []*onnx.ValueInfoProto{typed("loop_go_on", onnx.TensorProto_BOOL), onnx.AnyFloats("loop_next")},
		Node: []*onnx.NodeProto{
			onnx.NewNode("Identity", []string{"loop_going"}, []string{"loop_go_on"}, nil),
			onnx.NewNode("Add", []string{"loop_sum", "loop_share"}, []string{"loop_next"}, nil),
		},
	}
	loop := onnx.NewNode("Loop", []string{"loop_count", "", "loop_start"}, []string{out}, nil)
	loop.Attribute = append(loop.Attribute, &onnx.AttributeProto{Name: "body", Type: onnx.AttributeProto_GRAPH, G: body})
	g.Node = append(g.Node,
		onnx.NewNode("Shape", []string{g.Input[0].Name}, []string{"loop_dims"}, nil),
		onnx.NewNode("Gather", []string{"loop_dims", "loop_axis"}, []string{"loop_size"}, nil),
		onnx.NewNode("Div", []string{"loop_size", "loop_divisor"}, []string{"loop_count"}, nil),
		onnx.NewNode("Div", []string{"scores_once", "loop_rounds"}, []string{"loop_share"}, nil),
		onnx.NewNode("Mul", []string{"scores_once", "loop_zero"}, []string{"loop_start"}, nil), loop)
}
