package check_test

import (
	"context"
	"path/filepath"
	"strings"
	"testing"

	"foolscope/engine/attack"
	"foolscope/engine/classifier"
	"foolscope/engine/loss"
	"foolscope/engine/npy"
	"foolscope/engine/onnx"
	"foolscope/engine/onnx/kink"
	"foolscope/engine/ort"
	"foolscope/engine/pixel"
)

// The files in testdata/exports were made by PyTorch and torchvision, whose own
// gradients stand beside them; export.py there is the recipe.
func TestExportsOfPyTorchAreDifferentiated(t *testing.T) {
	paths, err := filepath.Glob("testdata/exports/*.onnx")
	if err != nil || len(paths) == 0 {
		t.Fatalf("no exports: %v", err)
	}
	for _, path := range paths {
		name := strings.TrimSuffix(path, ".onnx")
		t.Run(filepath.Base(name), func(t *testing.T) {
			if !testing.Short() {
				mustAgree(t, path)
			}
			c, err := classifier.Open(path, classifier.Options{})
			if err != nil {
				t.Fatal(err)
			}
			defer c.Close()
			im := noise(c)
			mustKeepAway(t, path, c, im)
			_, got, err := attack.GradientOf(context.Background(), c, im, loss.CrossEntropy{Class: 1})
			if err != nil {
				t.Fatal(err)
			}
			want, err := npy.ReadFile(name + ".npy")
			if err != nil {
				t.Fatal(err)
			}
			e := relativeDistance(got.Pix, want.Data)
			t.Logf("the gradient differs from PyTorch's by %.2g", e)
			if !(e <= 1e-4) {
				t.Errorf("the gradient differs from PyTorch's by %.2g", e)
			}
		})
	}
}

// mustKeepAway makes sure that rounding decides nothing in a model at a picture.
// Rounding also moves the distance itself, whence the half.
func mustKeepAway(t *testing.T, path string, c *classifier.Classifier, im *pixel.Image) {
	t.Helper()
	m, err := onnx.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	finder, err := kink.New(m)
	if err != nil {
		t.Fatal(err)
	}
	defer finder.Close()
	found, err := finder.Nearest(context.Background(), map[string]ort.Tensor{onnx.FeedInputs(m.Graph)[0].Name: prepared(c, im)})
	if err != nil {
		t.Fatal(err)
	}
	if found.Distance < kink.Clear/2 {
		t.Fatalf("the picture is %.2g away from a kink in %s: export the model with another seed", found.Distance, found.Node)
	}
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
