package main

import (
	"math"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"foolscope/engine/onnx"
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

// What an attack finds of a gradient is said in the JSON, in the text and by check:
// that there is none, that it is not a number, or that only the margin has one.
func TestGradientsThatAreZeroAreSaid(t *testing.T) {
	linear := func(weight func(i int) float32, end func(g *onnx.Graph, z string) string) string {
		return writeModel(t, func(g *onnx.Graph) string {
			g.Input = []*onnx.ValueInfoProto{onnx.FloatValue("pixels", -1, 3, side, side)}
			weights := make([]float32, 3*side*side*2)
			for i := range weights {
				weights[i] = weight(i)
			}
			flat := g.Add("Flatten", []string{"pixels"}, nil)
			return end(g, g.Add("MatMul", []string{flat, g.Floats("w", weights, 3*side*side, 2)}, nil))
		})
	}
	steep := func(i int) float32 { return float32(i%2) * float32(i%5) * 100 }
	gentle := func(i int) float32 { return float32(i%2)/64 - float32(i%5)/256 }
	for _, test := range []struct {
		name, path, attack, check string
		changed                   bool
	}{
		{"a model that is too sure", linear(steep, func(_ *onnx.Graph, z string) string { return z }),
			"the attack followed the margin", "attacks follow the margin", true},
		{"a model that does not look", linear(func(int) float32 { return 0 }, func(_ *onnx.Graph, z string) string { return z }),
			"The gradient is zero where the attack starts", "The gradient is zero on the picture", false},
		{"a model that is saturated", linear(steep, func(g *onnx.Graph, z string) string {
			return g.Add("Tanh", []string{z}, nil)
		}), "The gradient is zero where the attack starts", "The gradient is zero on the picture", false},
		{"a model whose slope is not a number", linear(func(int) float32 { return 0 }, func(g *onnx.Graph, z string) string {
			return g.Add("Sqrt", []string{z}, nil)
		}), "not a number where the attack starts", "not a number on the picture", false},
		{"a model whose slope is not a number on one half", linear(gentle, func(g *onnx.Graph, z string) string {
			flat := g.Add("Flatten", []string{"pixels"}, nil)
			half := g.Add("Slice", []string{flat, g.Ints("from", 0), g.Ints("to", 3*side*side/2), g.Ints("along", 1)}, nil)
			root := g.Add("Sqrt", []string{g.Add("Mul", []string{half, g.Floats("nothing", []float32{0}, 1)}, nil)}, nil)
			return g.Add("Add", []string{z, g.Add("MatMul", []string{root, g.Floats("w2", make([]float32, 3*side*side), 3*side*side/2, 2)}, nil)}, nil)
		}), "not a number at some of the pixels", "not a number at some of the pixels", true},
	} {
		t.Run(test.name, func(t *testing.T) {
			picture := noise(t, filepath.Join(t.TempDir(), "a.png"), 1)
			args := []string{"attack", "--model", test.path, "--attack", "pgd", picture}
			r := decode(t, succeed(t, append(args, "--json")...))[0]
			warnings, _ := r["warnings"].([]any)
			if len(warnings) != 1 || !strings.Contains(warnings[0].(string), test.attack) || (r["linf_255"] != 0.0) != test.changed {
				t.Errorf("%v, changed by %v", warnings, r["linf_255"])
			}
			if text := succeed(t, args...); strings.Count(text, "warning: ") != 1 || !strings.Contains(text, test.attack) {
				t.Errorf("the text says %s", text)
			}
			report := succeed(t, "check", test.path)
			if !strings.Contains(report, test.check) || strings.Contains(report, "gradient error") && !test.changed {
				t.Errorf("check says %s", report)
			}
			if strings.Contains(test.check, "not a number") {
				if strings.Count(report, "not a number") != 1 {
					t.Errorf("check says it more than once: %s", report)
				}
				_, _, stderr := call(t, "gradient", "--model", test.path, "--label", "0", "-o", filepath.Join(t.TempDir(), "g.npy"), picture)
				if !strings.Contains(stderr, "elements are not numbers") {
					t.Errorf("gradient says %q", stderr)
				}
			}
		})
	}
}

// Scores that hang on the picture through rounding alone have no gradient, which is
// said in the words of people, not by the names of the graph.
func TestScoresWithoutAWayToThePicture(t *testing.T) {
	at := func(name string) string { return filepath.Join("testdata", "forms", name) }
	_, _, stderr := call(t, "attack", "--model", at("reshape-to-1-estimated.onnx"), "--attack", "fgsm", at("picture.png"))
	_, _, report := call(t, "check", at("reshape-to-1-estimated.onnx"))
	for _, text := range []string{stderr, report} {
		if !strings.Contains(text, "scores do not depend on the picture") || strings.Contains(text, "foolscope:logits") {
			t.Errorf("it says %s", text)
		}
	}
}

// A grey network needs no more than one mean, is called grey, and what is wrong
// with the mean of another is said once.
func TestGreyNetworks(t *testing.T) {
	for _, test := range []struct {
		name, manifest, want string
	}{
		{"without a manifest", ``, "grey, mean ["},
		{"one mean", `{"preprocessing": {"mean": [0], "std": [1]}}`, "grey, mean [0], std [1]"},
		{"a mean alone", `{"preprocessing": {"mean": [0.25]}}`, "grey, mean [0.25], std [1]"},
		{"three means", `{"preprocessing": {"mean": [0, 0, 0]}}`, "mean and std need 1 elements each"},
	} {
		t.Run(test.name, func(t *testing.T) {
			path := writeModel(t, func(g *onnx.Graph) string {
				g.Input = []*onnx.ValueInfoProto{onnx.FloatValue("pixels", -1, 1, side, side)}
				weights := make([]float32, 2*side*side)
				for i := range weights {
					weights[i] = float32(i%7) / 64
				}
				return g.Add("MatMul", []string{g.Add("Flatten", []string{"pixels"}, nil), g.Floats("w", weights, side*side, 2)}, nil)
			})
			if test.manifest != "" {
				if err := os.WriteFile(strings.TrimSuffix(path, ".onnx")+".json", []byte(test.manifest), 0o600); err != nil {
					t.Fatal(err)
				}
			}
			_, stdout, stderr := call(t, "check", path)
			if said := stdout + stderr; strings.Count(said, test.want) != 1 || strings.Contains(said, "RGB") {
				t.Errorf("it says %s", said)
			}
		})
	}
}
