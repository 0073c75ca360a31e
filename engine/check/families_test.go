package check_test

import (
	"context"
	"math"
	"path/filepath"
	"testing"

	"foolscope/engine/check"
	"foolscope/engine/classifier"
	"foolscope/engine/onnx"
	"foolscope/engine/onnx/randomnet"
	"foolscope/engine/pixel"
)

// agreed bounds the error of a gradient against central differences.
const agreed = 1e-3

// narrow is a network of a family that takes milliseconds. The size is that of
// InceptionV3, which needs more than others, or less.
func narrow(f randomnet.Family, opset int64) randomnet.Options {
	o := randomnet.Options{Seed: 3, Size: 64, Width: 0.125, Depth: 0.34, Classes: 10, Opset: opset}
	if f.Name == "InceptionV3" {
		o.Size = 96
	}
	return o
}

// few are the families that the race detector has time for.
var few = map[string]bool{"AlexNet": true, "MobileNetV3": true, "ShuffleNetV2": true, "Swin": true}

func TestEveryFamilyIsDifferentiated(t *testing.T) {
	for _, f := range randomnet.Families {
		if testing.Short() && !few[f.Name] {
			continue
		}
		t.Run(f.Name, func(t *testing.T) {
			path := filepath.Join(t.TempDir(), "model.onnx")
			if err := onnx.WriteFile(path, f.Build(narrow(f, f.Opsets[0]))); err != nil {
				t.Fatal(err)
			}
			mustAgree(t, path)
		})
	}
}

// mustAgree checks a model as the command does.
func mustAgree(t *testing.T, path string) {
	t.Helper()
	r, err := check.File(context.Background(), path)
	if err != nil {
		t.Fatal(err)
	}
	if !r.Differentiable || r.GradientError == nil {
		t.Fatalf("no gradient: %s %v", r.Problem, r.Warnings)
	}
	t.Logf("opset %d, error %.2g, ratio %.2g", r.Opset, *r.GradientError, *r.Ratio)
	if *r.GradientError > agreed {
		t.Errorf("the gradient is off by %.2g", *r.GradientError)
	}
}

// TestSpellingsHaveTheSameGradient evaluates each network a second time, in
// another spelling: operators of another opset, shapes as numbers, batch
// normalizations folded.
func TestSpellingsHaveTheSameGradient(t *testing.T) {
	for _, f := range randomnet.Families {
		if testing.Short() && !few[f.Name] {
			continue
		}
		t.Run(f.Name, func(t *testing.T) {
			first := narrow(f, f.Opsets[0])
			want := gradient(t, f, first)
			var others []randomnet.Options
			for _, opset := range f.Opsets[1:] {
				others = append(others, narrow(f, opset))
			}
			static, folded := narrow(f, f.Opsets[len(f.Opsets)-1]), first
			static.Static, folded.Folded = true, true
			for _, o := range append(others, static, folded) {
				if e := relativeDistance(gradient(t, f, o), want); !(e <= 1e-5) {
					t.Errorf("opset %d, static %t, folded %t: the gradient differs by %.2g", o.Opset, o.Static, o.Folded, e)
				}
			}
		})
	}
	t.Run("Einsum", func(t *testing.T) {
		products, sums := randomnet.Family{Build: randomnet.ViTTiny}, randomnet.Family{Build: randomnet.ViTTinyEinsum}
		o := narrow(products, 13)
		if e := relativeDistance(gradient(t, sums, o), gradient(t, products, o)); !(e <= 1e-5) {
			t.Errorf("products of matrices and sums over axes differ by %.2g", e)
		}
	})
}

// gradient is that of a network for a picture of noise.
func gradient(t *testing.T, f randomnet.Family, o randomnet.Options) []float32 {
	t.Helper()
	model, err := onnx.Marshal(f.Build(o))
	if err != nil {
		t.Fatal(err)
	}
	c, err := classifier.New(model, nil, classifier.Options{})
	if err != nil {
		t.Fatal(err)
	}
	defer c.Close()
	_, g, err := c.Gradient(context.Background(), noise(c), classifier.Loss{Class: 1})
	if err != nil {
		t.Fatal(err)
	}
	return g.Pix
}

// noise is a picture of the size that a classifier takes. The last term keeps
// colours from being equal, where pools have no derivative.
func noise(c *classifier.Classifier) *pixel.Image {
	im := pixel.New(c.Info().Width, c.Info().Height)
	for i := range im.Pix {
		im.Pix[i] = float32(i*7919%253)/253 + float32(i%7)/1e4
	}
	return im
}

// relativeDistance is the Euclidean one, of the length of want.
func relativeDistance(got, want []float32) float64 {
	apart, length := 0.0, 0.0
	for i, w := range want {
		apart += math.Pow(float64(got[i]-w), 2)
		length += float64(w) * float64(w)
	}
	return math.Sqrt(apart / length)
}
