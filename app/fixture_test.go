package main

import (
	"bytes"
	"encoding/json"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"foolscope/engine/onnx"
	"foolscope/engine/pixel"
)

// call runs the program as from a command line.
func call(t *testing.T, args ...string) (status int, stdout, stderr string) {
	t.Helper()
	var out, errs bytes.Buffer
	status = run(args, &out, &errs)
	return status, out.String(), errs.String()
}

// succeed is call for what must work; it returns the standard output.
func succeed(t *testing.T, args ...string) string {
	t.Helper()
	status, stdout, stderr := call(t, args...)
	if status != done || stderr != "" {
		t.Fatalf("%v: status %d, %s", args, status, stderr)
	}
	return stdout
}

// refused checks that a call fails with a status and with one line that says
// why.
func refused(t *testing.T, status int, why string, args ...string) {
	t.Helper()
	got, _, stderr := call(t, args...)
	if got != status || !strings.Contains(stderr, why) {
		t.Errorf("%v: status %d instead of %d, and not %q: %s", args, got, status, why, stderr)
	}
	if strings.Count(stderr, "\n") != 1 || !strings.HasPrefix(stderr, "foolscope: ") {
		t.Errorf("%v: not one line: %q", args, stderr)
	}
}

// decode reads JSON objects, one a line.
func decode(t *testing.T, text string) []map[string]any {
	t.Helper()
	var out []map[string]any
	for line := range strings.Lines(text) {
		var object map[string]any
		if err := json.Unmarshal([]byte(line), &object); err != nil {
			t.Fatalf("%v in %q", err, line)
		}
		out = append(out, object)
	}
	return out
}

// side is the input size of the small model, in pixels.
const side = 16

// smallModel writes a linear classifier of four classes with a manifest, and
// returns its path.
func smallModel(t *testing.T) string {
	t.Helper()
	const entries, classes = 3 * side * side, 4
	random := rand.New(rand.NewPCG(1, 0))
	weights := make([]float32, entries*classes)
	for i := range weights {
		weights[i] = float32(random.NormFloat64() / 4)
	}
	path := writeModel(t, func(g *onnx.Graph) string {
		g.Input = []*onnx.ValueInfoProto{onnx.FloatValue("pixels", -1, 3, side, side)}
		flat := g.Add("Flatten", []string{"pixels"}, nil)
		return g.Add("MatMul", []string{flat, g.Floats("w", weights, entries, classes)}, nil)
	})
	manifest := `{"name": "small", "labels": ["north", "east", "south", "west"],
		"preprocessing": {"mean": [0.5, 0.5, 0.5], "std": [0.5, 0.25, 0.125]}}`
	if err := os.WriteFile(strings.TrimSuffix(path, ".onnx")+".json", []byte(manifest), 0o666); err != nil {
		t.Fatal(err)
	}
	return path
}

// writeModel writes a model; build makes its nodes and returns its output.
func writeModel(t *testing.T, build func(g *onnx.Graph) string) string {
	t.Helper()
	g := onnx.Edit(&onnx.GraphProto{Name: "test"})
	g.Output = []*onnx.ValueInfoProto{onnx.AnyFloats(build(g))}
	path := filepath.Join(t.TempDir(), "model.onnx")
	m := &onnx.ModelProto{IrVersion: 8, Graph: g.GraphProto, OpsetImport: []*onnx.OperatorSetIdProto{{Version: 17}}}
	if err := onnx.WriteFile(path, m); err != nil {
		t.Fatal(err)
	}
	return path
}

// noise writes a picture of random colours; another seed gives another one.
func noise(t *testing.T, path string, seed uint64) string {
	t.Helper()
	random := rand.New(rand.NewPCG(seed, 0))
	im := pixel.New(side, side)
	for i := range im.Pix {
		im.Pix[i] = random.Float32()
	}
	if err := os.MkdirAll(filepath.Dir(path), 0o777); err != nil {
		t.Fatal(err)
	}
	if err := pixel.WritePNG(path, im); err != nil {
		t.Fatal(err)
	}
	return path
}
