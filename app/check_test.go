package main

import (
	"bytes"
	"math"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"foolscope/engine/onnx"
)

func TestCheckOfRealModels(t *testing.T) {
	model, _ := photo(t)
	for _, path := range []string{model, filepath.Join(filepath.Dir(model), "squeezenet1.1.onnx")} {
		r := decode(t, succeed(t, "check", "--json", path))[0]
		if r["model"] != path || r["differentiable"] != true || len(r["unsupported"].([]any)) != 0 || r["assumed"] != false {
			t.Errorf("%s: %v", path, r)
		}
		number := func(key string) float64 {
			v, ok := r[key].(float64)
			if !ok || v <= 0 {
				t.Errorf("%s: %s is %v", path, key, r[key])
			}
			return v
		}
		if off := number("gradient_error"); off > 1e-2 {
			t.Errorf("%s: the gradient is off by %.2g", path, off)
		}
		// How long they take depends on what else the machine does meanwhile.
		if forward, gradient, ratio := number("forward_ms"), number("gradient_ms"), number("ratio"); math.Abs(ratio*forward-gradient) > 0.01*gradient {
			t.Errorf("%s: inference %g ms, gradient %g ms, ratio %g", path, forward, gradient, ratio)
		}
	}
}

func TestCheckForAPerson(t *testing.T) {
	path := smallModel(t)
	text := succeed(t, "check", path)
	for _, want := range []string{"small, 4 classes", "[?, 3, 16, 16]", "given:", "Flatten 1, MatMul 1", "differentiable  yes", "times inference"} {
		if !strings.Contains(text, want) {
			t.Errorf("%q is missing in:\n%s", want, text)
		}
	}
	if err := os.Remove(strings.TrimSuffix(path, ".onnx") + ".json"); err != nil {
		t.Fatal(err)
	}
	if text := succeed(t, "check", path); !strings.Contains(text, "assumed:") {
		t.Errorf("nothing is said to be assumed in:\n%s", text)
	}
}

// oddModel writes a classifier with an operator that may be unknown.
func oddModel(t *testing.T, op string, attributes onnx.Attributes) string {
	t.Helper()
	return writeModel(t, func(g *onnx.Graph) string {
		g.Input = []*onnx.ValueInfoProto{onnx.FloatValue("pixels", 1, 3, side, side)}
		flat := g.Add("Flatten", []string{"pixels"}, nil)
		return g.Add(op, []string{flat}, attributes)
	})
}

func TestCheckNamesWhatIsMissing(t *testing.T) {
	for op, attributes := range map[string]onnx.Attributes{
		"Befuddle": nil,
		"Asinh":    nil,
	} {
		path := oddModel(t, op, attributes)
		status, stdout, stderr := call(t, "check", "--json", path)
		r := decode(t, stdout)[0]
		if status != failed || r["differentiable"] != false || !slices.Equal(r["unsupported"].([]any), []any{op}) {
			t.Errorf("%s: status %d, %v", op, status, r)
		}
		for _, key := range []string{"gradient_error", "gradient_ms", "ratio"} {
			if v, ok := r[key]; !ok || v != nil {
				t.Errorf("%s: %s is %v", op, key, v)
			}
		}
		if runs := op == "Asinh"; (r["gradient"] == "estimate") != runs || (r["estimate_queries"] != nil) != runs {
			t.Errorf("%s: the gradient is %v, of %v queries", op, r["gradient"], r["estimate_queries"])
		}
		if strings.Count(stderr, "\n") != 1 || !strings.Contains(stderr, op) {
			t.Errorf("%s: %q", op, stderr)
		}
		if status, stdout, _ := call(t, "check", path); status != failed || !strings.Contains(stdout, "no derivative   "+op) {
			t.Errorf("%s: status %d, %s", op, status, stdout)
		}
	}
}

// Noise asks for no gradient; attacks that need one go by an estimate, and say so.
func TestAttacksOnAModelWithoutAGradient(t *testing.T) {
	model, picture := oddModel(t, "Asinh", nil), noise(t, filepath.Join(t.TempDir(), "a.png"), 1)
	r := decode(t, succeed(t, "attack", "--model", model, "--attack", "gaussian_noise", "--json", picture))[0]
	if r["assumed"] != true || r["gradient"] != nil {
		t.Errorf("noise: %v", r)
	}
	attack := func(seed string) (result map[string]any, saved []byte) {
		folder := t.TempDir()
		status, stdout, stderr := call(t, "attack", "--model", model, "--attack", "pgd", "--set", "steps=3", "--set", "epsilon=8",
			"--set-estimate", "samples=20", "--seed", seed, "--out", folder, "--json", picture)
		if status != done || !strings.Contains(stderr, "Asinh") || !strings.Contains(stderr, "PGD goes by an estimate of it, from 41 runs") {
			t.Fatalf("status %d, %s", status, stderr)
		}
		data, err := os.ReadFile(filepath.Join(folder, "a.png"))
		if err != nil {
			t.Fatal(err)
		}
		return decode(t, stdout)[0], data
	}
	r, first := attack("5")
	// Three estimates of 41 queries, and one or two that judge the result.
	if queries, _ := r["queries"].(float64); r["gradient"] != "estimate" || r["gradients"] != 3.0 || queries < 124 || queries > 125 {
		t.Errorf("pgd: %v", r)
	}
	if _, again := attack("5"); !bytes.Equal(first, again) {
		t.Error("the same seed saved another picture")
	}
	if _, other := attack("6"); bytes.Equal(first, other) {
		t.Error("another seed saved the same picture")
	}
	if r := decode(t, succeed(t, "attack", "--attack", "fgsm", "--json", picture))[0]; r["gradient"] != nil || r["queries"] != nil {
		t.Errorf("an exact gradient: %v", r)
	}
	refused(t, misused, "samples must be between", "attack", "--model", model, "--attack", "pgd", "--set-estimate", "samples=0", picture)
}

// TestBadModels tries each kind of bad file with each command that opens one.
func TestBadModels(t *testing.T) {
	folder := t.TempDir()
	good, err := os.ReadFile(smallModel(t))
	if err != nil {
		t.Fatal(err)
	}
	write := func(name string, data []byte) string {
		path := filepath.Join(folder, name)
		if err := os.WriteFile(path, data, 0o666); err != nil {
			t.Fatal(err)
		}
		return path
	}
	picture := noise(t, filepath.Join(folder, "a.png"), 1)
	photo, err := os.ReadFile(picture)
	if err != nil {
		t.Fatal(err)
	}
	image := []*onnx.ValueInfoProto{onnx.FloatValue("x", 1, 3, side, side)}
	for _, test := range []struct{ path, why string }{
		{write("empty.onnx", nil), "empty"},
		{write("cut.onnx", good[:len(good)/2]), "not an ONNX model, or its end is missing"},
		{write("picture.onnx", photo), "not an ONNX model"},
		{filepath.Join(folder, "missing.onnx"), "missing.onnx"},
		{folder, "read"},
		{writeModel(t, func(g *onnx.Graph) string {
			g.Input = image
			g.Node = append(g.Node,
				onnx.NewNode("Add", []string{"x", "b"}, []string{"a"}, nil),
				onnx.NewNode("Relu", []string{"a"}, []string{"b"}, nil))
			return "b"
		}), "cycle"},
		{writeModel(t, func(g *onnx.Graph) string {
			g.Input = []*onnx.ValueInfoProto{onnx.FloatValue("tokens", 1, 16)}
			return g.Add("Relu", []string{"tokens"}, nil)
		}), "not a square picture"},
		{writeModel(t, func(g *onnx.Graph) string {
			g.Input = append(slices.Clone(image), onnx.FloatValue("y", 1, 3, side, side))
			return g.Add("Add", []string{"x", "y"}, nil)
		}), "2 inputs"},
		{writeModel(t, func(g *onnx.Graph) string {
			g.Input = image
			return g.Add("Relu", []string{"nowhere"}, nil)
		}), "nowhere"},
	} {
		refused(t, failed, test.why, "check", test.path)
		refused(t, failed, test.why, "check", "--json", test.path)
		refused(t, failed, test.why, "attack", "--model", test.path, "--attack", "fgsm", picture)
		refused(t, failed, test.why, "gradient", "--model", test.path, "--label", "0", "-o", filepath.Join(folder, "g.npy"), picture)
	}
}
