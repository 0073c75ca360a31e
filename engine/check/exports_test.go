package check_test

import (
	"context"
	"path/filepath"
	"strings"
	"testing"

	"foolscope/engine/classifier"
	"foolscope/engine/npy"
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
			_, got, err := c.Gradient(context.Background(), noise(c), classifier.Loss{Class: 1})
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
