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

// ending is a way to end a network after its logits, and what it means.
type endingCase struct {
	name, manifest string
	classes        int64
	build          func(g *onnx.Graph, z string) string
	// means computes probabilities from logits.
	means func(z []float64) []float64
	// independent classes have a binary cross-entropy.
	independent bool
	// said is part of what the person is told, or none.
	said string
}

// network opens a network whose logits are sums of 3 x 4 x 4 pixels, each times a
// weight, with an ending.
func (e endingCase) network(t *testing.T) *Classifier {
	t.Helper()
	g := onnx.Edit(&onnx.GraphProto{Name: "ending"})
	g.Input = []*onnx.ValueInfoProto{onnx.FloatValue("x", -1, 3, 4, 4)}
	flat := g.Add("Flatten", []string{"x"}, nil)
	weights := make([]float32, 48*e.classes)
	for i := range weights {
		weights[i] = e.weight(i)
	}
	z := g.Add("MatMul", []string{flat, g.Floats("w", weights, 48, e.classes)}, nil)
	g.Output = []*onnx.ValueInfoProto{onnx.AnyFloats(e.build(g, z))}
	data, err := onnx.Marshal(&onnx.ModelProto{IrVersion: 8, Graph: g.GraphProto, OpsetImport: []*onnx.OperatorSetIdProto{{Version: 17}}})
	if err != nil {
		t.Fatal(err)
	}
	manifest := e.manifest
	if manifest == "" {
		manifest = `{"preprocessing": {}}`
	}
	c, err := New(data, []byte(manifest), Options{})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { c.Close() })
	return c
}

func (endingCase) weight(i int) float32 { return float32(i*31%23-11) / 16 }

func (e endingCase) logits(pix []float64) []float64 {
	z := make([]float64, e.classes)
	for i, v := range pix {
		for k := range z {
			z[k] += v * float64(e.weight(i*len(z)+k))
		}
	}
	return z
}

// value is the cross-entropy at a class, in double precision.
func (e endingCase) value(pix []float64, class int) float64 {
	p := e.means(e.logits(pix))
	if !e.independent {
		return -math.Log(p[class])
	}
	sum := 0.0
	for k, p := range p {
		if k == class {
			sum -= math.Log(p)
		} else {
			sum -= math.Log1p(-p)
		}
	}
	return sum
}

func softmax(z []float64) []float64 {
	out, sum := make([]float64, len(z)), 0.0
	for _, v := range z {
		sum += math.Exp(v)
	}
	for i, v := range z {
		out[i] = math.Exp(v) / sum
	}
	return out
}

func sigmoid(z float64) float64 { return 1 / (1 + math.Exp(-z)) }

func each(f func(z float64) float64) func([]float64) []float64 {
	return func(z []float64) []float64 {
		out := make([]float64, len(z))
		for i, v := range z {
			out[i] = f(v)
		}
		return out
	}
}

// shared divides scores by their sum.
func shared(f func(z float64) float64) func([]float64) []float64 {
	return func(z []float64) []float64 {
		out, sum := each(f)(z), 0.0
		for _, v := range out {
			sum += v
		}
		for i := range out {
			out[i] /= sum
		}
		return out
	}
}

// oneScore is what a probability of the second of two classes means.
func oneScore(f func(z float64) float64) func([]float64) []float64 {
	return func(z []float64) []float64 { return []float64{1 - f(z[0]), f(z[0])} }
}

var alongClasses = onnx.Attributes{"axis": 1}

func spelt(g *onnx.Graph, z string) (exponents, sum string) {
	top := g.Add("ReduceMax", []string{z}, onnx.Attributes{"axes": []int64{1}})
	exponents = g.Add("Exp", []string{g.Add("Sub", []string{z, top}, nil)}, nil)
	return exponents, g.Add("ReduceSum", []string{exponents, g.Ints("axis", 1)}, nil)
}

func add(g *onnx.Graph, op string, inputs ...string) string { return g.Add(op, inputs, nil) }

func addSoftmax(g *onnx.Graph, z string) string { return g.Add("Softmax", []string{z}, alongClasses) }

const (
	byLogarithm = "their logarithm stands in"
	apartSaid   = "independent"
	oneSaid     = "gives one score"
)

var endings = []endingCase{
	{"logits", "", 5, func(g *onnx.Graph, z string) string { return z }, softmax, false, ""},
	{"logits of two classes", "", 2, func(g *onnx.Graph, z string) string { return z }, softmax, false, ""},
	{"softmax", "", 5, addSoftmax, softmax, false, ""},
	{"softmax and channels that were kept", "", 5, func(g *onnx.Graph, z string) string {
		return addSoftmax(g, add(g, "Reshape", z, g.Ints("to", -1, 5, 1, 1)))
	}, softmax, false, ""},
	{"softmax over the last of three axes", "", 5, func(g *onnx.Graph, z string) string {
		return g.Add("Softmax", []string{add(g, "Reshape", z, g.Ints("to", -1, 1, 5))}, onnx.Attributes{"axis": -1})
	}, softmax, false, ""},
	{"spelt out", "", 5, func(g *onnx.Graph, z string) string { x, sum := spelt(g, z); return add(g, "Div", x, sum) }, softmax, false, ""},
	{"spelt out with a reciprocal", "", 5, func(g *onnx.Graph, z string) string {
		x, sum := spelt(g, z)
		return add(g, "Mul", add(g, "Reciprocal", sum), x)
	}, softmax, false, ""},
	{"spelt out with a logarithm", "", 5, func(g *onnx.Graph, z string) string {
		sum := g.Add("ReduceLogSumExp", []string{z}, onnx.Attributes{"axes": []int64{1}})
		return add(g, "Exp", add(g, "Sub", z, sum))
	}, softmax, false, ""},
	{"clipped", "", 5, func(g *onnx.Graph, z string) string {
		return add(g, "Clip", addSoftmax(g, z), g.Scalar(1e-7), g.Scalar(1-1e-7))
	}, softmax, false, ""},
	{"per cent", "", 5, func(g *onnx.Graph, z string) string { return add(g, "Mul", addSoftmax(g, z), g.Scalar(100)) }, softmax, false, ""},
	{"per cent of an average", "", 5, func(g *onnx.Graph, z string) string {
		both := add(g, "Add", addSoftmax(g, z), addSoftmax(g, add(g, "Mul", z, g.Scalar(0.5))))
		return add(g, "Mul", both, g.Scalar(50))
	}, averaged, false, byLogarithm},
	{"an average", "", 5, func(g *onnx.Graph, z string) string {
		return add(g, "Mean", addSoftmax(g, z), addSoftmax(g, add(g, "Mul", z, g.Scalar(0.5))))
	}, averaged, false, byLogarithm},
	{"log-probabilities", "", 5, func(g *onnx.Graph, z string) string { return g.Add("LogSoftmax", []string{z}, alongClasses) }, softmax, false, ""},
	{"logarithms of probabilities", "", 5, func(g *onnx.Graph, z string) string { return add(g, "Log", addSoftmax(g, z)) }, softmax, false, ""},
	{"shares of sigmoids", "", 5, func(g *onnx.Graph, z string) string {
		s := add(g, "Sigmoid", z)
		return add(g, "Div", s, add(g, "ReduceSum", s, g.Ints("axis", 1)))
	}, shared(sigmoid), false, byLogarithm},
	{"a sigmoid and its rest", "", 1, func(g *onnx.Graph, z string) string {
		s := add(g, "Sigmoid", z)
		return g.Add("Concat", []string{add(g, "Sub", g.Scalar(1), s), s}, alongClasses)
	}, oneScore(sigmoid), false, byLogarithm},

	{"sigmoids", "", 5, func(g *onnx.Graph, z string) string { return add(g, "Sigmoid", z) }, each(sigmoid), true, apartSaid},
	{"sigmoids spelt out", "", 5, func(g *onnx.Graph, z string) string {
		return add(g, "Div", g.Scalar(1), add(g, "Add", g.Scalar(1), add(g, "Exp", add(g, "Neg", z))))
	}, each(sigmoid), true, apartSaid},
	{"sigmoids, clipped", "", 5, func(g *onnx.Graph, z string) string {
		return add(g, "Clip", add(g, "Sigmoid", z), g.Scalar(1e-6), g.Scalar(1-1e-6))
	}, each(sigmoid), true, apartSaid},
	{"sigmoids by tanh", "", 5, func(g *onnx.Graph, z string) string {
		half := add(g, "Tanh", add(g, "Mul", z, g.Scalar(0.5)))
		return add(g, "Add", add(g, "Mul", half, g.Scalar(0.5)), g.Scalar(0.5))
	}, each(sigmoid), true, apartSaid},
	{"averages of sigmoids", "", 5, func(g *onnx.Graph, z string) string {
		return add(g, "Mean", add(g, "Sigmoid", z), add(g, "Sigmoid", add(g, "Mul", z, g.Scalar(0.5))))
	}, each(func(z float64) float64 { return (sigmoid(z) + sigmoid(z/2)) / 2 }), true, apartSaid},
	{"logits of sigmoids, by the manifest", `{"preprocessing": {}, "output": {"kind": "sigmoid"}}`, 5,
		func(g *onnx.Graph, z string) string { return z }, each(sigmoid), true, apartSaid},

	{"one sigmoid", `{"preprocessing": {}, "labels": ["cat", "dog"]}`, 1,
		func(g *onnx.Graph, z string) string { return add(g, "Sigmoid", z) }, oneScore(sigmoid), false, `taken for "dog"`},
	{"one logit", "", 1, func(g *onnx.Graph, z string) string { return z }, oneScore(sigmoid), false, oneSaid},
	{"one logit and one label", `{"preprocessing": {}, "labels": ["dog"]}`, 1,
		func(g *onnx.Graph, z string) string { return z }, oneScore(sigmoid), false, `for "not dog"`},
	{"one sigmoid without an axis", "", 1, func(g *onnx.Graph, z string) string {
		return add(g, "Sigmoid", add(g, "Reshape", z, g.Ints("to", -1)))
	}, oneScore(sigmoid), false, oneSaid},
	{"one probability", "", 1, func(g *onnx.Graph, z string) string {
		return add(g, "Mean", add(g, "Sigmoid", z), add(g, "Sigmoid", add(g, "Mul", z, g.Scalar(0.5))))
	}, oneScore(func(z float64) float64 { return (sigmoid(z) + sigmoid(z/2)) / 2 }), false, oneSaid},
	{"a list for one picture", "", 5, func(g *onnx.Graph, z string) string {
		return add(g, "Reshape", z, g.Ints("to", 5))
	}, softmax, false, ""},
	{"a reshape that says one picture", "", 5, func(g *onnx.Graph, z string) string {
		return addSoftmax(g, add(g, "Reshape", z, g.Ints("to", 1, 5)))
	}, softmax, false, ""},
}

func averaged(z []float64) []float64 {
	half := make([]float64, len(z))
	for i := range z {
		half[i] = z[i] / 2
	}
	a, b := softmax(z), softmax(half)
	for i := range a {
		a[i] = (a[i] + b[i]) / 2
	}
	return a
}

// However a network ends, its probabilities and the gradient of its cross-entropy
// are those that double precision gives, by formula and by central differences.
func TestEndings(t *testing.T) {
	for _, e := range endings {
		t.Run(e.name, func(t *testing.T) {
			c := e.network(t)
			im := pattern(4, 4, 1)
			pix := make([]float64, len(im.Pix))
			for i, v := range im.Pix {
				pix[i] = float64(v)
			}
			want := e.means(e.logits(pix))
			info := c.Info()
			if said := strings.Join(info.Warnings, " "); info.Independent != e.independent || !strings.Contains(said, e.said) || e.said == "" && said != "" {
				t.Errorf("independent: %v; %q", info.Independent, said)
			}
			class := len(want) - 1
			losses := []loss.Loss{loss.For(class, e.independent), loss.For(0, e.independent)}
			logits, gradients, err := c.Gradient(context.Background(), []*pixel.Image{im, im}, losses)
			if err != nil {
				t.Fatal(err)
			}
			for k, p := range loss.Probabilities(logits[0], info.Independent) {
				if math.Abs(p-want[k]) > 1e-5 {
					t.Errorf("class %d: %g, want %g", k, p, want[k])
				}
			}
			for n, class := range []int{class, 0} {
				if value := losses[n].Value(logits[n]); math.Abs(value-e.value(pix, class)) > 1e-5*(1+value) {
					t.Errorf("the loss is %g, want %g", value, e.value(pix, class))
				}
				for i := range pix {
					const step = 1e-5
					ahead, back := slices.Clone(pix), slices.Clone(pix)
					ahead[i], back[i] = pix[i]+step, pix[i]-step
					slope := (e.value(ahead, class) - e.value(back, class)) / (2 * step)
					if math.Abs(float64(gradients[n].Pix[i])-slope) > 1e-4 {
						t.Fatalf("element %d: the gradient is %g, want %g", i, gradients[n].Pix[i], slope)
					}
				}
			}
		})
	}
}
