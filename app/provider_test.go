package main

import (
	"bytes"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"time"

	"foolscope/engine/ort"
)

// cpuAgain makes what a test prefers end with it.
func cpuAgain(t *testing.T) {
	t.Cleanup(func() {
		if err := ort.Prefer(ort.CPU); err != nil {
			t.Error(err)
		}
	})
}

func TestWrongProviders(t *testing.T) {
	const why = `there is no execution provider "gpu": there are cpu, cuda, directml, coreml, webgpu`
	model := smallModel(t)
	for _, args := range [][]string{
		{"check", "--provider", "gpu", model},
		{"attack", "--provider=gpu", "--attack", "fgsm", "a.png"},
		{"gradient", "--provider", "gpu", "--label", "1", "-o", "g.npy", "a.png"},
		{"--provider", "gpu", model},
	} {
		refused(t, misused, why, args...)
	}
	t.Setenv(providerVariable, "gpu")
	refused(t, misused, "FOOLSCOPE_PROVIDER: "+why, "check", model)
	refused(t, misused, "FOOLSCOPE_PROVIDER: "+why, model)
}

// DirectML and CoreML cannot both be in one library. The CPU steps in for one
// that is not, says so once, and gives its own numbers to the bit.
func TestCPUStepsIn(t *testing.T) {
	cpuAgain(t)
	key, title := "directml", "DirectML"
	list, err := ort.Providers()
	if err != nil {
		t.Skip(err)
	}
	for _, p := range list {
		if p.Key == key {
			key, title = "coreml", "CoreML"
		}
	}
	model, picture := smallModel(t), noise(t, filepath.Join(t.TempDir(), "a.png"), 1)
	attack := func(out string, more ...string) (stderr string, png []byte) {
		args := append([]string{"attack", "--model", model, "--attack", "pgd", "--out", out, picture}, more...)
		status, _, stderr := call(t, args...)
		if status != done {
			t.Fatalf("status %d: %s", status, stderr)
		}
		png, err := os.ReadFile(filepath.Join(out, "a.png"))
		if err != nil {
			t.Fatal(err)
		}
		return stderr, png
	}
	quiet, want := attack(t.TempDir())
	if quiet != "" {
		t.Errorf("on the CPU it says %q", quiet)
	}
	note, got := attack(t.TempDir(), "--provider", key)
	if !strings.HasPrefix(note, "foolscope: "+title+" is not in this onnxruntime library, which has CPU") || !strings.HasSuffix(note, "; the CPU steps in\n") || strings.Count(note, "\n") != 1 {
		t.Errorf("it says %q", note)
	}
	if !bytes.Equal(got, want) {
		t.Error("the attacked picture is another one")
	}

	t.Setenv(providerVariable, key)
	report := decode(t, succeed(t, "check", "--json", model))[0]
	warnings, _ := report["warnings"].([]any)
	if report["provider"] != "CPU" || len(warnings) != 1 || !strings.Contains(warnings[0].(string), title+" is not in this onnxruntime library") {
		t.Errorf("the report says %v, %v", report["provider"], warnings)
	}
	if text := succeed(t, "check", "--provider", "cpu", model); !strings.Contains(text, "computed by     CPU\n") || strings.Contains(text, title) {
		t.Errorf("the flag does not overrule the environment: %s", text)
	}
}

func TestProviderText(t *testing.T) {
	cpuAgain(t)
	find := func(key string) ort.Provider {
		p, err := ort.FindProvider(key)
		if err != nil {
			t.Fatal(err)
		}
		return p
	}
	if err := ort.Prefer("cuda"); err != nil {
		t.Fatal(err)
	}
	refusal := errors.New("CUDA refused this network: no memory")
	for _, test := range []struct {
		key     string
		refusal error
		want    string
	}{
		{"cuda", nil, `^CUDA$`},
		{"cuda", fmt.Errorf("the CPU computes the gradient: %w", refusal), `^CUDA$`},
		{"cpu", nil, `^CPU, ([2-9]|\d\d+) threads$|^CPU, 1 thread$`},
		{"cpu", refusal, `^CPU, \d+ threads?, not CUDA$`},
	} {
		if got := providerText(find(test.key), test.refusal); !regexp.MustCompile(test.want).MatchString(got) {
			t.Errorf("%s, %v: %q", test.key, test.refusal, got)
		}
	}
}

// The program tries every provider of its library in a process of its own.
func TestProgramTriesProviders(t *testing.T) {
	program, model := build(t), smallModel(t)
	out, err := exec.Command(program, tryCommand, "cpu").Output()
	if err != nil || !bytes.HasPrefix(out, []byte(`{"outputs":[{"Shape":[1,10],`)) {
		t.Errorf("the CPU: %v, %.100s", err, out)
	}
	if text := succeed(t, "version"); !strings.Contains(text, "\nmade to compute with CPU (cpu)") {
		t.Errorf("the version: %s", text)
	}
	list, err := ort.Providers()
	if err != nil {
		t.Skip(err)
	}
	for _, p := range list[1:] {
		text, err := exec.Command(program, "check", "--provider", p.Key, model).CombinedOutput()
		works := strings.Contains(string(text), "computed by     "+p.Title+"\n")
		refused := strings.Contains(string(text), "computed by     CPU\n") && strings.Contains(string(text), p.Title+" does not work here: ")
		if err != nil || works == refused {
			t.Errorf("%s: %v: %s", p.Title, err, text)
		}
	}
}

func TestTrialsEndWithWhoAskedForThem(t *testing.T) {
	ended := make(chan struct{})
	// The parent of the test is another one.
	go endWithParent(os.Getppid()+1, func() { close(ended) })
	select {
	case <-ended:
	case <-time.After(10 * time.Second):
		t.Error("the trial goes on although its parent has gone")
	}
}
