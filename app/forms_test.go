package main

import (
	"math"
	"path/filepath"
	"strings"
	"testing"
)

// The models in testdata/forms take pictures and give scores in the forms that
// people's files have. Labels and probabilities were computed in double precision
// by another program.
func TestFormsOfModels(t *testing.T) {
	for _, test := range []struct {
		model, picture, label string
		probability           float64
		// warning is part of what is said, or none.
		warning string
	}{
		{"softmax-spelt-out", "picture", "no entry", 0.6938, ""},
		{"percent", "picture", "no entry", 0.6938, ""},
		{"reshape-to-1", "picture", "no entry", 0.6938, ""},
		{"reshape-to-1-estimated", "picture", "no entry", 0.6886, ""},
		{"one-class-more", "picture", "class 3", 0.99994, "5 labels"},
		{"uint8", "picture", "class 4", 0.9837, "whole levels"},
		{"one-sigmoid", "picture", "cat", 0.9994, `one score: it is taken for "dog"`},
		{"sigmoids", "picture", "no entry", 0.857, "independent"},
		{"tables", "picture", "no entry", 0.6938, ""},
		{"not-square", "wide", "no entry", 0.6494, ""},
		{"undeclared", "picture", "no entry", 0.6938, ""},
		{"list-of-scores", "picture", "no entry", 0.6938, ""},
	} {
		t.Run(test.model, func(t *testing.T) {
			at := func(name string) string { return filepath.Join("testdata", "forms", name) }
			status, stdout, stderr := call(t, "attack", "--model", at(test.model+".onnx"), "--attack", "fgsm", "--json", at(test.picture+".png"))
			if status != done {
				t.Fatalf("status %d: %s", status, stderr)
			}
			r := decode(t, stdout)[0]
			if r["clean_label"] != test.label || math.Abs(r["clean_probability"].(float64)-test.probability) > 1e-4 {
				t.Errorf("%v with %v, want %s with %g", r["clean_label"], r["clean_probability"], test.label, test.probability)
			}
			warnings, _ := r["warnings"].([]any)
			said := ""
			for _, w := range warnings {
				said += w.(string) + " "
			}
			if !strings.Contains(said, test.warning) || test.warning == "" && said != "" {
				t.Errorf("it warns: %q", said)
			}
			if test.warning == "" {
				return
			}
			if text := succeed(t, "attack", "--model", at(test.model+".onnx"), "--attack", "fgsm", at(test.picture+".png")); !strings.Contains(text, "warning: ") || !strings.Contains(text, test.warning) {
				t.Errorf("the text does not warn: %s", text)
			}
		})
	}
}
