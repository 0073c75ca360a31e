package classifier

import (
	"context"
	"math"
	"slices"
	"strings"
	"testing"

	"foolscope/engine/loss"
	"foolscope/engine/onnx"
	"foolscope/engine/pixel"
)

// twin is a small network that may take its pictures, and give its scores, in odd
// forms. Its base is a convolution, so that there is something to differentiate.
type twin struct {
	opsets []*onnx.OperatorSetIdProto
	graph  *onnx.Graph
}

func newTwin(input *onnx.ValueInfoProto) *twin {
	g := onnx.Edit(&onnx.GraphProto{Name: "twin"})
	g.Input = []*onnx.ValueInfoProto{input}
	return &twin{graph: g, opsets: []*onnx.OperatorSetIdProto{{Version: 17}}}
}

// scores appends the network to x, [batch, 3, 6, 6], and returns its logits.
func (w *twin) scores(x string) string {
	g := w.graph
	kernel, dense := make([]float32, 4*3*9), make([]float32, 16*4*3)
	for i := range kernel {
		kernel[i] = float32(i*29%19-9) / 16
	}
	for i := range dense {
		dense[i] = float32(i*17%13-6) / 8
	}
	h := g.Add("Conv", []string{x, g.Floats("k", kernel, 4, 3, 3, 3)}, onnx.Attributes{"kernel_shape": []int64{3, 3}})
	h = g.Add("Flatten", []string{g.Add("Relu", []string{h}, nil)}, nil)
	return g.Add("MatMul", []string{h, g.Floats("d", dense, 64, 3)}, nil)
}

func (w *twin) open(t *testing.T, manifest string, outputs ...*onnx.ValueInfoProto) *Classifier {
	t.Helper()
	w.graph.Output = outputs
	data, err := onnx.Marshal(&onnx.ModelProto{IrVersion: 8, Graph: w.graph.GraphProto, OpsetImport: w.opsets})
	if err != nil {
		t.Fatal(err)
	}
	c, err := New(data, []byte(manifest), Options{})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { c.Close() })
	return c
}

func whole(kind onnx.TensorProto_DataType, dims ...int64) *onnx.ValueInfoProto {
	v := onnx.FloatValue("x", dims...)
	v.Type.TensorType.ElemType = int32(kind)
	return v
}

// A network that takes whole levels is the network behind its conversion to floats:
// same scores, same gradient, also where numbers are moved and computed with
// before they are converted.
func TestInputsOfWholeNumbers(t *testing.T) {
	const manifest = `{"preprocessing": {}, "output": {"kind": "logits"}}`
	for _, test := range []struct {
		name string
		kind onnx.TensorProto_DataType
		dims []int64
		// prepare computes pictures in [0,1], channels first, from the input.
		prepare func(g *onnx.Graph) string
	}{
		{"bytes", onnx.TensorProto_UINT8, []int64{-1, 3, 6, 6}, func(g *onnx.Graph) string {
			return g.Add("Div", []string{toFloat(g, "x"), g.Scalar(255)}, nil)
		}},
		{"bytes, channels last and transposed", onnx.TensorProto_UINT8, []int64{-1, 6, 6, 3}, func(g *onnx.Graph) string {
			moved := g.Add("Transpose", []string{"x"}, onnx.Attributes{"perm": []int64{0, 3, 1, 2}})
			return g.Add("Mul", []string{toFloat(g, moved), g.Scalar(1. / 255)}, nil)
		}},
		{"bytes without a batch", onnx.TensorProto_UINT8, []int64{6, 6, 3}, func(g *onnx.Graph) string {
			one := g.Add("Unsqueeze", []string{"x", g.Ints("axis", 0)}, nil)
			moved := g.Add("Transpose", []string{one}, onnx.Attributes{"perm": []int64{0, 3, 1, 2}})
			return g.Add("Div", []string{toFloat(g, moved), g.Scalar(255)}, nil)
		}},
		{"bytes, dequantised", onnx.TensorProto_UINT8, []int64{-1, 3, 6, 6}, func(g *onnx.Graph) string {
			return g.Add("DequantizeLinear", []string{"x", g.Scalar(1. / 255)}, nil)
		}},
		{"signed bytes", onnx.TensorProto_INT8, []int64{-1, 3, 6, 6}, func(g *onnx.Graph) string {
			up := g.Add("Add", []string{toFloat(g, "x"), g.Scalar(128)}, nil)
			return g.Add("Div", []string{up, g.Scalar(255)}, nil)
		}},
		{"signed bytes, dequantised", onnx.TensorProto_INT8, []int64{-1, 3, 6, 6}, func(g *onnx.Graph) string {
			black := g.AddInitializer(&onnx.TensorProto{Name: "black", DataType: int32(onnx.TensorProto_INT8), RawData: []byte{0x80}})
			return g.Add("DequantizeLinear", []string{"x", g.Scalar(1. / 255), black}, nil)
		}},
		{"long numbers, less a mean", onnx.TensorProto_INT64, []int64{-1, 3, 6, 6}, func(g *onnx.Graph) string {
			less := g.Add("Sub", []string{"x", g.Ints("mean", 100)}, nil)
			up := g.Add("Add", []string{toFloat(g, less), g.Scalar(100)}, nil)
			return g.Add("Div", []string{up, g.Scalar(255)}, nil)
		}},
		{"bytes by way of integers", onnx.TensorProto_UINT8, []int64{-1, 3, 6, 6}, func(g *onnx.Graph) string {
			wide := g.Add("Cast", []string{"x"}, onnx.Attributes{"to": int(onnx.TensorProto_INT32)})
			return g.Add("Div", []string{toFloat(g, wide), g.Scalar(255)}, nil)
		}},
	} {
		t.Run(test.name, func(t *testing.T) {
			plain := newTwin(onnx.FloatValue("x", -1, 3, 6, 6))
			want := plain.open(t, manifest, onnx.AnyFloats(plain.scores("x")))
			odd := newTwin(whole(test.kind, test.dims...))
			got := odd.open(t, manifest, onnx.AnyFloats(odd.scores(test.prepare(odd.graph))))
			if !strings.Contains(strings.Join(got.Info().Warnings, " "), "whole levels") {
				t.Errorf("it says %q", got.Info().Warnings)
			}
			if missing := got.Differentiability().Missing; missing != nil {
				t.Fatal(missing)
			}
			same(t, got, want, 2e-5)
		})
	}
}

func toFloat(g *onnx.Graph, x string) string {
	return g.Add("Cast", []string{x}, onnx.Attributes{"to": int(onnx.TensorProto_FLOAT)})
}

// same compares scores and gradients of two classifiers.
func same(t *testing.T, got, want *Classifier, tolerance float64) {
	t.Helper()
	images, losses := []*pixel.Image{pattern(6, 6, 1), pattern(6, 6, 2)}, []loss.Loss{loss.CrossEntropy{Class: 1}, loss.Margin{Class: 2}}
	z, g, err := got.Gradient(context.Background(), images, losses)
	if err != nil {
		t.Fatal(err)
	}
	zWant, gWant, err := want.Gradient(context.Background(), images, losses)
	if err != nil {
		t.Fatal(err)
	}
	far := func(a, b []float32) bool {
		for i := range a {
			if math.Abs(float64(a[i]-b[i])) > tolerance*(1+math.Abs(float64(b[i]))) {
				return true
			}
		}
		return len(a) != len(b)
	}
	for i := range images {
		if far(z[i], zWant[i]) {
			t.Errorf("picture %d: the scores are %v, want %v", i, z[i], zWant[i])
		}
		if far(g[i].Pix, gWant[i].Pix) {
			t.Errorf("picture %d: another gradient", i)
		}
	}
}

// Tables and names of classes are taken for the scores that they are made of.
func TestTablesAndNamesOfClasses(t *testing.T) {
	names := []string{"stop", "go", "wait"}
	table := func(labels onnx.Attributes) func(w *twin, p string) []*onnx.ValueInfoProto {
		return func(w *twin, p string) []*onnx.ValueInfoProto {
			n := onnx.NewNode("ZipMap", []string{p}, []string{"loss"}, labels)
			n.Domain = "ai.onnx.ml"
			if labels == nil {
				n.Attribute = []*onnx.AttributeProto{{Name: "classlabels_strings", Type: onnx.AttributeProto_STRINGS,
					Strings: [][]byte{[]byte("stop"), []byte("go"), []byte("wait")}}}
			}
			w.graph.Node = append(w.graph.Node, n)
			class := w.graph.Add("ArgMax", []string{p}, onnx.Attributes{"axis": 1})
			return []*onnx.ValueInfoProto{{Name: class, Type: whole(onnx.TensorProto_INT64, -1, 1).Type}, {Name: "loss", Type: &onnx.TypeProto{}}}
		}
	}
	name := func(w *twin, p string) []*onnx.ValueInfoProto {
		g := w.graph
		list := g.AddInitializer(&onnx.TensorProto{Name: "names", DataType: int32(onnx.TensorProto_STRING), Dims: []int64{3},
			StringData: [][]byte{[]byte("stop"), []byte("go"), []byte("wait")}})
		class := g.Add("ArgMax", []string{p}, onnx.Attributes{"axis": 1})
		g.Node = append(g.Node, onnx.NewNode("ArrayFeatureExtractor", []string{list, class}, []string{"classLabel"}, nil))
		g.Node[len(g.Node)-1].Domain = "ai.onnx.ml"
		return []*onnx.ValueInfoProto{{Name: "classLabel", Type: whole(onnx.TensorProto_STRING, -1, 1).Type}}
	}
	// The largest two in their order, and which classes they are of.
	largest := func(w *twin, p string) []*onnx.ValueInfoProto {
		k := w.graph.AddInitializer(&onnx.TensorProto{Name: "k", DataType: int32(onnx.TensorProto_INT64), Dims: []int64{1}, Int64Data: []int64{2}})
		w.graph.Node = append(w.graph.Node, onnx.NewNode("TopK", []string{p, k}, []string{"best", "which"}, nil))
		return []*onnx.ValueInfoProto{onnx.AnyFloats("best"), {Name: "which", Type: whole(onnx.TensorProto_INT64, -1, 2).Type}}
	}
	numbers := []string{"class 0", "class 1", "class 2"}
	for _, test := range []struct {
		name   string
		end    func(w *twin, p string) []*onnx.ValueInfoProto
		labels []string
	}{
		{"the largest scores", largest, numbers},
		{"the classes of the largest scores first", func(w *twin, p string) []*onnx.ValueInfoProto {
			list := largest(w, p)
			slices.Reverse(list)
			return list
		}, numbers},
		{"the largest score alone, of another shape", func(w *twin, p string) []*onnx.ValueInfoProto {
			largest(w, p)
			return []*onnx.ValueInfoProto{onnx.AnyFloats(w.graph.Add("Flatten", []string{"best"}, nil))}
		}, numbers},
		{"the largest scores before all", func(w *twin, p string) []*onnx.ValueInfoProto {
			return append(largest(w, p), onnx.AnyFloats(p))
		}, numbers},
		{"a table with names", table(nil), names},
		{"a table with numbers", table(onnx.Attributes{"classlabels_int64s": []int64{0, 1, 2}}), []string{"class 0", "class 1", "class 2"}},
		{"a table with other numbers", table(onnx.Attributes{"classlabels_int64s": []int64{7, 1, 3}}), []string{"7", "1", "3"}},
		{"the name of a class", name, names},
		{"the name and a table", func(w *twin, p string) []*onnx.ValueInfoProto { return append(name(w, p), table(nil)(w, p)[1]) }, names},
		{"the number of a class", func(w *twin, p string) []*onnx.ValueInfoProto {
			class := w.graph.Add("ArgMax", []string{p}, onnx.Attributes{"axis": 1, "keepdims": 0})
			return []*onnx.ValueInfoProto{{Name: class, Type: whole(onnx.TensorProto_INT64, -1).Type}}
		}, []string{"class 0", "class 1", "class 2"}},
	} {
		t.Run(test.name, func(t *testing.T) {
			plain := newTwin(onnx.FloatValue("x", -1, 3, 6, 6))
			want := plain.open(t, `{"preprocessing": {}}`, onnx.AnyFloats(plain.scores("x")))
			w := newTwin(onnx.FloatValue("x", -1, 3, 6, 6))
			w.opsets = append(w.opsets, &onnx.OperatorSetIdProto{Domain: "ai.onnx.ml", Version: 1})
			got := w.open(t, `{"preprocessing": {}}`, test.end(w, w.graph.Add("Softmax", []string{w.scores("x")}, onnx.Attributes{"axis": 1}))...)
			labels := []string{got.Label(0), got.Label(1), got.Label(2)}
			if !slices.Equal(labels, test.labels) || len(got.Info().Warnings) > 0 {
				t.Errorf("%q, %q", labels, got.Info().Warnings)
			}
			same(t, got, want, 1e-5)
		})
	}
}

// Inputs beside the picture have the values of inference.
func TestFurtherInputs(t *testing.T) {
	scalar := func(name string, kind onnx.TensorProto_DataType, dims ...int64) *onnx.ValueInfoProto {
		v := whole(kind, dims...)
		v.Name = name
		return v
	}
	for _, test := range []struct {
		further *onnx.ValueInfoProto
		// use computes a factor of the scores from the input; it is 1 at inference.
		use  func(g *onnx.Graph, name string) string
		want string
	}{
		{scalar("training", onnx.TensorProto_BOOL), func(g *onnx.Graph, name string) string {
			return toFloat(g, g.Add("Not", []string{name}, nil))
		}, `"training" is set to inference`},
		{scalar("keras_learning_phase", onnx.TensorProto_INT32, 1), func(g *onnx.Graph, name string) string {
			return g.Add("Sub", []string{g.Scalar(1), toFloat(g, name)}, nil)
		}, `"keras_learning_phase" is set to inference`},
		{scalar("keep_prob", onnx.TensorProto_FLOAT), func(_ *onnx.Graph, name string) string { return name }, `"keep_prob" is set to keeping everything`},
		{scalar("dropout", onnx.TensorProto_FLOAT, 1), func(g *onnx.Graph, name string) string {
			return g.Add("Sub", []string{g.Scalar(1), name}, nil)
		}, `"dropout" is set to dropping nothing`},
	} {
		t.Run(test.further.Name, func(t *testing.T) {
			plain := newTwin(onnx.FloatValue("x", -1, 3, 6, 6))
			want := plain.open(t, `{"preprocessing": {}}`, onnx.AnyFloats(plain.scores("x")))
			for _, first := range []bool{true, false} {
				w := newTwin(onnx.FloatValue("x", -1, 3, 6, 6))
				w.graph.Input = append(w.graph.Input, test.further)
				if first {
					slices.Reverse(w.graph.Input)
				}
				scores := w.graph.Add("Mul", []string{w.scores("x"), test.use(w.graph, test.further.Name)}, nil)
				got := w.open(t, `{"preprocessing": {}}`, onnx.AnyFloats(scores))
				if said := strings.Join(got.Info().Warnings, " "); !strings.Contains(said, test.want) {
					t.Errorf("it says %q", said)
				}
				same(t, got, want, 1e-5)
			}
		})
	}
}

// A file may have a free batch and something inside that needs one picture; where
// shapes cannot tell, a run with several shows it.
func TestAFreeBatchThatIsNone(t *testing.T) {
	for name, unseen := range map[string]bool{"seen by its shapes": false, "seen when it runs": true} {
		t.Run(name, func(t *testing.T) {
			plain := newTwin(onnx.FloatValue("x", -1, 3, 6, 6))
			want := plain.open(t, `{"preprocessing": {}}`, onnx.AnyFloats(plain.scores("x")))
			w := newTwin(onnx.FloatValue("x", -1, 3, 6, 6))
			x := "x"
			if unseen {
				// What is computed from pixels at a run is known to nobody before.
				rank := w.graph.Add("Size", []string{w.graph.Add("Compress", []string{"x", truths(w.graph, 1)}, onnx.Attributes{"axis": 0})}, nil)
				zero := w.graph.Add("Sub", []string{rank, rank}, nil)
				shape := w.graph.Add("Add", []string{zero, w.graph.Ints("one", 1, 3, 6, 6)}, nil)
				x = w.graph.Add("Reshape", []string{"x", shape}, nil)
			} else {
				x = w.graph.Add("Reshape", []string{"x", w.graph.Ints("one", 1, 3, 6, 6)}, nil)
			}
			got := w.open(t, `{"preprocessing": {}}`, onnx.AnyFloats(w.scores(x)))
			images := []*pixel.Image{pattern(6, 6, 1), pattern(6, 6, 2), pattern(6, 6, 3)}
			z, err := got.Logits(context.Background(), images)
			if err != nil {
				t.Fatal(err)
			}
			zWant, err := want.Logits(context.Background(), images)
			if err != nil {
				t.Fatal(err)
			}
			for i := range z {
				for k := range z[i] {
					if apart(z[i][k], zWant[i][k]) {
						t.Errorf("picture %d: %v, want %v", i, z[i], zWant[i])
					}
				}
			}
			if !unseen {
				same(t, got, want, 1e-5)
			}
		})
	}
}

// truths stores a list of so many truth values that are true.
func truths(g *onnx.Graph, n int) string {
	data := make([]byte, n)
	for i := range data {
		data[i] = 1
	}
	return g.AddInitializer(&onnx.TensorProto{Name: "truths", DataType: int32(onnx.TensorProto_BOOL), Dims: []int64{int64(n)}, RawData: data})
}
