package check_test

import (
	"context"
	"math"
	"os"
	"path/filepath"
	"slices"
	"testing"

	"foolscope/engine/check"
	"foolscope/engine/loss"
	"foolscope/engine/onnx"
	"foolscope/engine/pixel"
)

const models = "../../../shared/testdata/models"

func realModel(t *testing.T, name string) string {
	t.Helper()
	path := filepath.Join(models, name+".onnx")
	if _, err := os.Stat(path); err != nil {
		t.Skipf("the test data is absent: %v", err)
	}
	return path
}

func TestRealModelsWork(t *testing.T) {
	for _, name := range []string{"mobilenet_v1_0.75_224", "squeezenet1.1"} {
		r, err := check.File(context.Background(), realModel(t, name))
		if err != nil {
			t.Fatal(err)
		}
		if !r.Differentiable || len(r.Unsupported) > 0 || r.Assumed || r.Classes != 1000 || r.Preprocessing == nil {
			t.Errorf("%s: %+v", name, r)
		}
		if r.GradientError == nil || r.ForwardMS == nil || r.GradientMS == nil || r.Ratio == nil {
			t.Fatalf("%s: something was not measured: %+v", name, r)
		}
		t.Logf("%s: error %.2g, %g ms, %g ms, ratio %g", name, *r.GradientError, *r.ForwardMS, *r.GradientMS, *r.Ratio)
		if *r.GradientError > agreed {
			t.Errorf("%s: the gradient is off by %.2g", name, *r.GradientError)
		}
		if math.Abs(*r.Ratio - *r.GradientMS / *r.ForwardMS) > 1e-2 {
			t.Errorf("%s: the ratio %g is not %g / %g", name, *r.Ratio, *r.GradientMS, *r.ForwardMS)
		}
	}
}

func TestOperatorsAreCounted(t *testing.T) {
	r, err := check.File(context.Background(), realModel(t, "squeezenet1.1"))
	if err != nil {
		t.Fatal(err)
	}
	if got := r.ByCount()[:2]; !slices.Equal(got, []check.Counted{{Operator: "Conv", Count: 26}, {Operator: "Relu", Count: 26}}) {
		t.Errorf("SqueezeNet has 26 convolutions and 26 ReLUs, not %v", got)
	}
	if r.Opset != 7 || len(r.Inputs) != 1 || !slices.Equal(r.Inputs[0].Shape, []int64{1, 3, 224, 224}) {
		t.Errorf("opset %d, inputs %v", r.Opset, r.Inputs)
	}
}

// modelWith writes a model that applies one operator between a mean over the
// pixels and the scores.
func modelWith(t *testing.T, domain, op string, attributes onnx.Attributes) string {
	t.Helper()
	g := onnx.Edit(&onnx.GraphProto{Name: "test"})
	g.Input = []*onnx.ValueInfoProto{onnx.FloatValue("x", 1, 3, 8, 8)}
	flat := g.Add("Flatten", []string{"x"}, nil)
	odd := g.Add(op, []string{flat}, attributes)
	g.Node[len(g.Node)-1].Domain = domain
	g.Output = []*onnx.ValueInfoProto{onnx.AnyFloats(g.Add("Relu", []string{odd}, nil))}
	path := filepath.Join(t.TempDir(), "test.onnx")
	m := &onnx.ModelProto{IrVersion: 8, Graph: g.GraphProto, OpsetImport: []*onnx.OperatorSetIdProto{{Version: 17}}}
	if domain != "" {
		m.OpsetImport = append(m.OpsetImport, &onnx.OperatorSetIdProto{Domain: domain, Version: 1})
	}
	if err := onnx.WriteFile(path, m); err != nil {
		t.Fatal(err)
	}
	return path
}

// Operators that onnxruntime runs, but that have no rule, leave a model that
// predicts; others leave nothing.
func TestOperatorsWithoutARuleAreNamed(t *testing.T) {
	for _, test := range []struct {
		domain, op string
		attributes onnx.Attributes
		want       string
		runs       bool
	}{
		{"", "Asinh", nil, "Asinh", true},
		{"", "Befuddle", nil, "Befuddle", false},
		{"org.example", "Befuddle", nil, "org.example.Befuddle", false},
	} {
		r, err := check.File(context.Background(), modelWith(t, test.domain, test.op, test.attributes))
		if err != nil {
			t.Errorf("%s: %v", test.want, err)
			continue
		}
		if r.Differentiable || !slices.Equal(r.Unsupported, []string{test.want}) || r.Problem == "" || r.Operators[test.want] != 1 {
			t.Errorf("%s: %+v", test.want, r)
		}
		if (r.ForwardMS != nil) != test.runs || r.GradientMS != nil || r.GradientError != nil || r.Ratio != nil {
			t.Errorf("%s: measured %v, %v, %v", test.want, r.ForwardMS, r.GradientMS, r.GradientError)
		}
	}
}

// Differences of a quantized model see steps, so its gradient is not compared
// with them.
func TestAQuantizedModelIsStraightThrough(t *testing.T) {
	g := onnx.Edit(&onnx.GraphProto{Name: "quantized"})
	g.Input = []*onnx.ValueInfoProto{onnx.FloatValue("x", 1, 3, 8, 8)}
	scale := g.Scalar(0.1)
	rounded := g.Add("DequantizeLinear", []string{g.Add("QuantizeLinear", []string{"x", scale}, nil), scale}, nil)
	g.Output = []*onnx.ValueInfoProto{onnx.AnyFloats(g.Add("Flatten", []string{rounded}, nil))}
	path := filepath.Join(t.TempDir(), "test.onnx")
	m := &onnx.ModelProto{IrVersion: 8, Graph: g.GraphProto, OpsetImport: []*onnx.OperatorSetIdProto{{Version: 17}}}
	if err := onnx.WriteFile(path, m); err != nil {
		t.Fatal(err)
	}
	r, err := check.File(context.Background(), path)
	if err != nil {
		t.Fatal(err)
	}
	if !r.Differentiable || r.GradientError != nil || r.GradientMS == nil || !slices.Equal(r.StraightThrough, []string{"QuantizeLinear"}) {
		t.Errorf("%+v", r)
	}
}

func TestAnotherKindOfModelIsAnError(t *testing.T) {
	g := onnx.Edit(&onnx.GraphProto{Name: "text"})
	g.Input = []*onnx.ValueInfoProto{onnx.FloatValue("tokens", 1, 16)}
	g.Output = []*onnx.ValueInfoProto{onnx.AnyFloats(g.Add("Relu", []string{"tokens"}, nil))}
	path := filepath.Join(t.TempDir(), "text.onnx")
	m := &onnx.ModelProto{IrVersion: 8, Graph: g.GraphProto, OpsetImport: []*onnx.OperatorSetIdProto{{Version: 17}}}
	if err := onnx.WriteFile(path, m); err != nil {
		t.Fatal(err)
	}
	if r, err := check.File(context.Background(), path); err == nil {
		t.Errorf("a model without a picture as its input was reported as %+v", r)
	}
}

// smooth is a model of two classes with logits sum(sin(6x)) and 0, whose
// gradient is changed by spoil.
type smooth struct {
	spoil func(channel int, g float64) float64
}

func (s smooth) Classes() int { return 2 }

func (s smooth) Logits(_ context.Context, ims []*pixel.Image) (logits [][]float32, err error) {
	for _, im := range ims {
		sum := 0.0
		for _, v := range im.Pix {
			sum += math.Sin(6 * float64(v))
		}
		logits = append(logits, []float32{float32(sum), 0})
	}
	return logits, nil
}

func (s smooth) Gradient(ctx context.Context, ims []*pixel.Image, losses []loss.Loss) (logits [][]float32, gradients []*pixel.Image, err error) {
	logits, _ = s.Logits(ctx, ims)
	for n, im := range ims {
		p := float64(losses[n].Slope(logits[n])[0])
		g := pixel.New(im.Width, im.Height)
		for c := range 3 {
			for i, v := range im.Plane(c) {
				g.Plane(c)[i] = float32(s.spoil(c, p*6*math.Cos(6*float64(v))))
			}
		}
		gradients = append(gradients, g)
	}
	return logits, gradients, nil
}

func TestGradientErrorTellsRightFromWrong(t *testing.T) {
	im := pixel.New(8, 8)
	for i := range im.Pix {
		im.Pix[i] = float32(i%17) / 17
	}
	for _, test := range []struct {
		name  string
		spoil func(channel int, g float64) float64
		right bool
	}{
		{"exact", func(_ int, g float64) float64 { return g }, true},
		{"a twentieth too long", func(_ int, g float64) float64 { return 1.05 * g }, false},
		{"backwards", func(_ int, g float64) float64 { return -g }, false},
		{"blue twice as long", func(c int, g float64) float64 { return g * []float64{1, 1, 2}[c] }, false},
		{"zero", func(int, float64) float64 { return 0 }, false},
	} {
		off, err := check.GradientError(context.Background(), smooth{test.spoil}, im, loss.CrossEntropy{Class: 1})
		if err != nil {
			t.Fatal(err)
		}
		if (off <= 1e-2) != test.right {
			t.Errorf("%s: the error is %.2g", test.name, off)
		}
	}
	off, err := check.GradientError(context.Background(), smooth{func(int, float64) float64 { return math.NaN() }}, im, loss.CrossEntropy{})
	if err != nil || !math.IsNaN(off) {
		t.Errorf("a gradient that is not a number has the error %v, %v", off, err)
	}
}
