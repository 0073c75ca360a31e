package check_test

import (
	"context"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"foolscope/engine/check"
	"foolscope/engine/onnx"
	"foolscope/engine/onnx/randomnet"
)

// Small files that ended the program within onnxruntime, or took all memory, and can be
// refused before: each gets a sentence with one of the words given. What only shows as
// the network runs is tried elsewhere, in a process of its own.
func TestHostileFilesAreRefused(t *testing.T) {
	const folder = "../../../shared/cases/faults"
	if _, err := os.Stat(folder); err != nil {
		t.Skipf("the cases are absent: %v", err)
	}
	visited := map[string]bool{}
	for name, words := range map[string]string{
		"02-onnxruntime-crashes/cr_*0*.onnx":       "out of range|by 0|not supported",
		"02-onnxruntime-crashes/cr_ms_*.onnx":      "out of range|not supported",
		"02-onnxruntime-crashes/cr_[cst]*.onnx":    "out of range|cannot split",
		"02-onnxruntime-crashes/cr_maxunpool.onnx": "places",
		"02-onnxruntime-crashes/fn_div0.onnx":      "by 0",
		"03-memory-bombs/[afgmr]*.onnx":            "too much memory|out of range",
		"03-memory-bombs/hannw.onnx":               "too much memory",
		"03-memory-bombs/cr_*.onnx":                "not supported",
		"04-local-functions/*.onnx":                "too much memory|by 0|never ends|cannot be read",
		"01-crash-loop-session/endless.onnx":       "never ends",
		"02-onnxruntime-crashes/cr_*min*.onnx":     "",
	} {
		paths, err := filepath.Glob(filepath.Join(folder, name))
		if err != nil || len(paths) == 0 {
			t.Errorf("%s: no files, %v", name, err)
		}
		for _, path := range paths {
			visited[path] = true
			_, err := check.File(context.Background(), path)
			ok := words == ""
			for word := range strings.SplitSeq(words, "|") {
				ok = ok || err != nil && strings.Contains(err.Error(), word)
			}
			if !ok {
				t.Errorf("%s: the error is %v, want one that says %s", filepath.Base(path), err, words)
			}
		}
	}
	for _, name := range []string{"02*/*.onnx", "03*/*.onnx", "04*/*.onnx"} {
		paths, _ := filepath.Glob(filepath.Join(folder, name))
		for _, path := range paths {
			if !visited[path] && !strings.HasPrefix(filepath.Base(path), "hid_") && filepath.Base(path) != "multinomial.onnx" {
				t.Errorf("%s is not tried", path)
			}
		}
	}
}

// Quantized networks have a gradient at once, however they are spelt.
func TestQuantizedNetworksNeedNoEstimate(t *testing.T) {
	m := randomnet.ResNet18(randomnet.Options{Seed: 3, Size: 32, Width: 0.1, Depth: 0.5, Classes: 5, Opset: 13, Folded: true})
	for _, how := range []randomnet.Quantization{randomnet.QDQ, randomnet.Integers, randomnet.Dynamic} {
		path := filepath.Join(t.TempDir(), "model.onnx")
		if err := onnx.WriteFile(path, randomnet.Quantize(m, how)); err != nil {
			t.Fatal(err)
		}
		if r, err := check.File(context.Background(), path); err != nil || r.Gradient != "straight-through" || r.Problem != "" {
			t.Errorf("spelling %d: %+v, %v", how, r, err)
		}
	}
}
