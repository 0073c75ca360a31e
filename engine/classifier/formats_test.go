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
