package ort_test

import (
	"math"
	"os"
	"os/exec"
	"slices"
	"strings"
	"testing"

	"foolscope/engine/ort"
)

// probeHere makes providers be tried in a process of their own, like the
// program does.
func probeHere() {
	ort.ProbeIn(func(key string) *exec.Cmd {
		command := exec.Command(os.Args[0])
		command.Env = append(os.Environ(), taskVariable+"=works", "ORT_TEST_PROVIDER="+key)
		return command
	})
}

func TestProvidersBeginWithCPU(t *testing.T) {
	list, err := ort.Providers()
	if err != nil {
		t.Skip(err)
	}
	if len(list) == 0 || list[0].Key != ort.CPU {
		t.Fatalf("the library has %v, want the CPU first", list)
	}
	for i, p := range list {
		if slices.ContainsFunc(list[:i], func(other ort.Provider) bool { return other.Key == p.Key }) {
			t.Errorf("%s is there twice", p.Key)
		}
	}
}

func TestUnknownProvider(t *testing.T) {
	const want = `there is no execution provider "gpu": there are cpu, cuda, directml, coreml, webgpu`
	if err := ort.Prefer("gpu"); err == nil || err.Error() != want {
		t.Errorf("Prefer: %v, want %s", err, want)
	}
	if ort.Preferred().Key != ort.CPU {
		t.Errorf("it prefers %s", ort.Preferred().Key)
	}
	if err := ort.Start(); err != nil {
		t.Skip(err)
	}
	if _, err := ort.Open(double(), ort.Options{Provider: "gpu"}); err == nil || err.Error() != want {
		t.Errorf("Open: %v, want %s", err, want)
	}
}

// Whatever is asked for, there is a session: on that provider if it works here,
// or else on the CPU with the reason, and then with its numbers to the bit.
func TestEveryProviderRuns(t *testing.T) {
	probeHere()
	offers, err := ort.Offers()
	if err != nil {
		t.Skip(err)
	}
	model := model(
		weight("w", []int64{2, 2}, 0.1, 0.7, -0.3, 1.9),
		node("MatMul", []string{"x", "w"}, []string{"h"}, nil),
		node("Softmax", []string{"h"}, []string{"y"}, nil),
		input("x", float32Type, -1, 2), output("y", float32Type, -1, 2),
	)
	x := map[string]ort.Tensor{"x": tensor([]int64{3, 2}, 0.3, -1, 2, 0.01, 5, -3)}
	want := run(t, open(t, model, ort.Options{}), x)["y"].Data
	for _, key := range []string{"cpu", "cuda", "directml", "coreml", "webgpu"} {
		t.Run(key, func(t *testing.T) {
			s := open(t, model, ort.Options{Provider: key})
			got := run(t, s, x)["y"].Data
			used, refusal := s.Provider()
			var works bool
			var problem error
			for _, o := range offers {
				if o.Key == key {
					works, problem = o.Problem == nil, o.Problem
				}
			}
			t.Logf("on %s, %v", used.Title, refusal)
			tolerance := 0.0
			switch {
			case works:
				tolerance = 1e-6
				if used.Key != key || refusal != nil {
					t.Errorf("it works, but the session is on %s: %v", used.Key, refusal)
				}
			case used.Key != ort.CPU || refusal == nil:
				t.Errorf("the session is on %s, refusal %v", used.Key, refusal)
			case problem != nil && refusal.Error() != problem.Error():
				t.Errorf("refusal %q, but the offer says %q", refusal, problem)
			case problem == nil && !strings.Contains(refusal.Error(), " is not in this onnxruntime library, which has CPU"):
				t.Errorf("refusal %q", refusal)
			}
			for i := range want {
				if math.Abs(float64(got[i]-want[i])) > tolerance {
					t.Errorf("got %v, want %v", got, want)
					break
				}
			}
		})
	}
}
