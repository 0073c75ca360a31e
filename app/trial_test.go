package main

import (
	"bytes"
	"context"
	"errors"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"foolscope/engine/ort"
)

// crashers are models each of which would end the program, or take all memory.
func crashers(t *testing.T) []string {
	t.Helper()
	paths, err := filepath.Glob(filepath.Join("..", "engine", "aside", "testdata", "*", "*.onnx"))
	if err != nil || len(paths) == 0 {
		t.Fatalf("no models: %v", err)
	}
	return paths
}

// ended runs the program with an empty cache folder and returns its status and
// what it wrote to the standard error.
func ended(t *testing.T, args ...string) (status int, stderr string) {
	t.Helper()
	library, err := ort.Library()
	if err != nil {
		t.Skip(err)
	}
	ctx, cancel := context.WithTimeout(context.Background(), 2*time.Minute)
	defer cancel()
	program := exec.CommandContext(ctx, build(t), args...)
	program.Env = append(os.Environ(), "XDG_CACHE_HOME="+t.TempDir(), ort.LibraryVariable+"="+library)
	var wrote bytes.Buffer
	program.Stderr = &wrote
	err = program.Run()
	var exit *exec.ExitError
	if err != nil && !errors.As(err, &exit) {
		t.Fatal(err)
	}
	return program.ProcessState.ExitCode(), wrote.String()
}

func TestHostileModelsEndInASentence(t *testing.T) {
	if testing.Short() {
		t.Skip("it starts a hundred processes")
	}
	for _, model := range crashers(t) {
		status, stderr := ended(t, "check", model)
		if status != failed || !strings.HasPrefix(stderr, "foolscope: ") || strings.Count(stderr, "\n") != 1 || !strings.Contains(stderr, filepath.Base(model)) {
			t.Errorf("%s: status %d: %s", filepath.Base(model), status, stderr)
		}
	}
}

// Each command that opens a model tries it first.
func TestEveryCommandTriesModelsAside(t *testing.T) {
	model := filepath.Join("..", "engine", "aside", "testdata", "crash", "cr_div0dyn.onnx")
	picture := noise(t, filepath.Join(t.TempDir(), "a.png"), 1)
	for _, args := range [][]string{
		{"check", model},
		{"check", "--json", model},
		{"attack", "--attack", "pgd", "--model", model, picture},
		{"gradient", "--model", model, "--label", "1", "-o", filepath.Join(t.TempDir(), "g.npy"), picture},
	} {
		status, stderr := ended(t, args...)
		if status != failed || !strings.HasPrefix(stderr, "foolscope: cr_div0dyn.onnx") || strings.Count(stderr, "\n") != 1 {
			t.Errorf("%v: status %d: %s", args, status, stderr)
		}
	}
}
