package classifier

import (
	"context"
	"math"
	"strings"
	"testing"

	"foolscope/engine/loss"
	"foolscope/engine/onnx"
	"foolscope/engine/pixel"
)

// linear is a classifier of three classes whose scores are sums of the pixels,
// each times a weight of its own; input is how its file takes a picture, and
// restore brings that into the form [batch, channels, height, width].
type linear struct {
	name, manifest          string
	input                   *onnx.ValueInfoProto
	width, height, channels int
	restore                 func(g *onnx.Graph) string
}

const linearClasses = 3

func (l linear) weights() []float32 {
	w := make([]float32, l.channels*l.width*l.height*linearClasses)
	for i := range w {
		w[i] = float32(i*37%23-11) / 64
	}
	return w
}

func (l linear) open(t *testing.T) (*Classifier, error) {
	t.Helper()
	g := onnx.Edit(&onnx.GraphProto{Name: "linear"})
	g.Input = []*onnx.ValueInfoProto{l.input}
	whole := "x"
	if l.restore != nil {
		whole = l.restore(g)
	}
	elements := int64(l.channels * l.width * l.height)
	flat := g.Add("Flatten", []string{whole}, nil)
	g.Output = []*onnx.ValueInfoProto{onnx.AnyFloats(g.Add("MatMul", []string{flat, g.Floats("w", l.weights(), elements, linearClasses)}, nil))}
	data, err := onnx.Marshal(&onnx.ModelProto{IrVersion: 8, Graph: g.GraphProto, OpsetImport: []*onnx.OperatorSetIdProto{{Version: 17}}})
	if err != nil {
		t.Fatal(err)
	}
	c, err := New(data, []byte(l.manifest), Options{})
	if err == nil {
		t.Cleanup(func() { c.Close() })
	}
	return c, err
}

func reshape(dims ...int64) func(g *onnx.Graph) string {
	return func(g *onnx.Graph) string { return g.Add("Reshape", []string{"x", g.Ints("whole", dims...)}, nil) }
}

func transpose(g *onnx.Graph, x string) string {
	return g.Add("Transpose", []string{x}, onnx.Attributes{"perm": []int64{0, 3, 1, 2}})
}

func undeclared() *onnx.ValueInfoProto { return onnx.AnyFloats("x") }

// asLogits keeps a network from being judged by the scores that it happens to give.
const asLogits = `"preprocessing": {}, "output": {"kind": "logits"}`

var linears = []linear{
	{"channels first", `{` + asLogits + `}`, onnx.FloatValue("x", -1, 3, 8, 12), 12, 8, 3, nil},
	{"channels last", `{` + asLogits + `}`, onnx.FloatValue("x", -1, 8, 12, 3), 12, 8, 3, func(g *onnx.Graph) string { return transpose(g, "x") }},
	{"upright", `{` + asLogits + `}`, onnx.FloatValue("x", 1, 3, 20, 9), 9, 20, 3, nil},
	{"free sides and a manifest", `{"input": {"width": 7, "height": 11}, ` + asLogits + `}`, onnx.FloatValue("x", -1, 3, -1, -1), 7, 11, 3, nil},
	{"grey", `{` + asLogits + `}`, onnx.FloatValue("x", -1, 1, 8, 12), 12, 8, 1, nil},
	{"grey, channels last", `{` + asLogits + `}`, onnx.FloatValue("x", -1, 8, 12, 1), 12, 8, 1, func(g *onnx.Graph) string { return transpose(g, "x") }},
	{"grey without channels", `{` + asLogits + `}`, onnx.FloatValue("x", -1, 8, 12), 12, 8, 1, reshape(-1, 1, 8, 12)},
	{"grey without anything", `{` + asLogits + `}`, onnx.FloatValue("x", 10, 10), 10, 10, 1, reshape(1, 1, 10, 10)},
	{"without a batch", `{` + asLogits + `}`, onnx.FloatValue("x", 3, 8, 12), 12, 8, 3, reshape(1, 3, 8, 12)},
	{"without a batch, channels last", `{` + asLogits + `}`, onnx.FloatValue("x", 8, 12, 3), 12, 8, 3, func(g *onnx.Graph) string {
		return transpose(g, reshape(1, 8, 12, 3)(g))
	}},
	{"flat", `{` + asLogits + `}`, onnx.FloatValue("x", -1, 3*9*9), 9, 9, 3, reshape(-1, 3, 9, 9)},
	{"flat and grey", `{` + asLogits + `}`, onnx.FloatValue("x", -1, 28*28), 28, 28, 1, reshape(-1, 1, 28, 28)},
	{"flat without a batch", `{` + asLogits + `}`, onnx.FloatValue("x", 8*8), 8, 8, 1, reshape(1, 1, 8, 8)},
	{"flat, not square", `{"input": {"width": 5, "height": 4, "channels": 3}, ` + asLogits + `}`, onnx.FloatValue("x", -1, 60), 5, 4, 3, reshape(-1, 3, 4, 5)},
	{"flat, channels last", `{"input": {"layout": "NHWC"}, ` + asLogits + `}`, onnx.FloatValue("x", -1, 3*8*8), 8, 8, 3, func(g *onnx.Graph) string {
		return transpose(g, reshape(-1, 8, 8, 3)(g))
	}},
	{"opaque", `{` + asLogits + `}`, onnx.FloatValue("x", -1, 4, 8, 12), 12, 8, 4, nil},
	{"opaque, channels last", `{` + asLogits + `}`, onnx.FloatValue("x", -1, 8, 12, 4), 12, 8, 4, func(g *onnx.Graph) string { return transpose(g, "x") }},
	{"undeclared", `{"input": {"width": 12, "height": 8}, ` + asLogits + `}`, undeclared(), 12, 8, 3, nil},
	{"undeclared, channels last", `{"input": {"size": 8}, ` + asLogits + `}`, undeclared(), 8, 8, 3, func(g *onnx.Graph) string { return transpose(g, "x") }},
	{"undeclared and grey by its convolution", `{"input": {"size": 8}, ` + asLogits + `}`, undeclared(), 8, 8, 1, func(g *onnx.Graph) string {
		return g.Add("Conv", []string{"x", g.Floats("one", []float32{1}, 1, 1, 1, 1)}, nil)
	}},
	{"one mean for a grey picture", `{"preprocessing": {"mean": [0], "std": [1]}, "output": {"kind": "logits"}}`, onnx.FloatValue("x", -1, 1, 8, 12), 12, 8, 1, nil},
	{"one mean for all channels", `{"preprocessing": {"mean": [0], "std": [1]}, "output": {"kind": "logits"}}`, onnx.FloatValue("x", -1, 3, 8, 12), 12, 8, 3, nil},
}

// Pictures of any form lead to the scores and to the gradient that weights times
// pixels have, computed here in double precision.
func TestFormsOfInputs(t *testing.T) {
	for _, l := range linears {
		t.Run(l.name, func(t *testing.T) {
			c, err := l.open(t)
			if err != nil {
				t.Fatal(err)
			}
			if info := c.Info(); info.Width != l.width || info.Height != l.height || info.Classes != linearClasses {
				t.Fatalf("%d x %d pixels, %d classes", info.Width, info.Height, info.Classes)
			}
			images, losses := make([]*pixel.Image, 5), make([]loss.Loss, 5)
			for i := range images {
				images[i], losses[i] = pattern(l.width, l.height, i), loss.Margin{Class: i % linearClasses}
			}
			logits, gradients, err := c.Gradient(context.Background(), images, losses)
			if err != nil {
				t.Fatal(err)
			}
			for i, im := range images {
				want, gradient := l.byHand(im, i%linearClasses)
				for k := range want {
					if math.Abs(float64(logits[i][k])-want[k]) > 1e-4 {
						t.Errorf("picture %d, class %d: the score is %g, want %g", i, k, logits[i][k], want[k])
					}
				}
				for at, want := range gradient {
					if math.Abs(float64(gradients[i].Pix[at])-want) > 1e-5 {
						t.Fatalf("picture %d, element %d: the gradient is %g, want %g", i, at, gradients[i].Pix[at], want)
					}
				}
			}
		})
	}
}

// byHand computes the scores, and the gradient of the margin of a class.
func (l linear) byHand(im *pixel.Image, class int) (scores []float64, gradient []float64) {
	luma := []float64{0.299, 0.587, 0.114}
	w, plane := l.weights(), l.width*l.height
	scores = make([]float64, linearClasses)
	for at := range l.channels * plane {
		value := 1.0
		switch channel := at / plane; {
		case l.channels == 1:
			value = 0
			for c := range 3 {
				value += luma[c] * float64(im.Plane(c)[at])
			}
		case channel < 3:
			value = float64(im.Pix[at])
		}
		for k := range scores {
			scores[k] += float64(w[at*linearClasses+k]) * value
		}
	}
	rival := (class + 1) % linearClasses
	for k, z := range scores {
		if k != class && z > scores[rival] {
			rival = k
		}
	}
	gradient = make([]float64, 3*plane)
	for i := range gradient {
		at, share := i, 1.0
		if l.channels == 1 {
			at, share = i%plane, luma[i/plane]
		}
		gradient[i] = share * float64(w[at*linearClasses+class]-w[at*linearClasses+rival])
	}
	return scores, gradient
}

// pattern is a picture without equal neighbours; another n gives another one.
func pattern(width, height, n int) *pixel.Image {
	im := pixel.New(width, height)
	for i := range im.Pix {
		im.Pix[i] = float32((i+3*n)*7919%251) / 255
	}
	return im
}

func TestInputsThatAreNoPictures(t *testing.T) {
	for _, test := range []struct {
		name, manifest string
		dims           []int64
		want           string
	}{
		{"video", `{}`, []int64{1, 16, 3, 8, 8}, "not [batch, channels, height, width]"},
		{"tokens", `{}`, []int64{1, 16}, "which is not a square picture"},
		{"a list of any length", `{}`, []int64{-1, -1}, `say in a manifest what picture it holds`},
		{"another picture than the list holds", `{"input": {"size": 9, "channels": 1}}`, []int64{-1, 80}, "flat list of 80"},
		{"too many channels", `{}`, []int64{1, 7, 8, 8}, "7 channels"},
		{"another height", `{"input": {"width": 8, "height": 9}}`, []int64{1, 3, 8, 8}, "a height of 9 pixels, but the model's input has 8"},
		{"another layout", `{"input": {"layout": "NHWC"}}`, []int64{3, 8, 8}, "the layout NHWC"},
		{"a mean of two", `{"preprocessing": {"mean": [1, 2]}}`, []int64{1, 3, 8, 8}, "not 2"},
		{"means of colours for grey", `{"preprocessing": {"mean": [0.1, 0.2, 0.3]}}`, []int64{1, 1, 8, 8}, "need 1 elements each"},
		{"too wide", `{}`, []int64{1, 3, 8, 10000}, "a width of 10000 pixels is too large"},
	} {
		_, err := linear{manifest: test.manifest, input: onnx.FloatValue("x", test.dims...), width: 1, height: 1, channels: 1}.open(t)
		if err == nil || !strings.Contains(err.Error(), test.want) || strings.Count(err.Error(), test.want) > 1 {
			t.Errorf("%s: %v", test.name, err)
		}
	}
}
