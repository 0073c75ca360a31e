package ort

import (
	"math"
	"os"
	"os/exec"
	"strings"
	"testing"
	"time"
)

// provider returns the command of a process that tries the CPU, and behaves as
// the drivers of some providers do: see beProvider.
func provider(behaviour string) func(key string) *exec.Cmd {
	return func(key string) *exec.Cmd {
		command := exec.Command(os.Args[0])
		command.Env = append(os.Environ(), "ORT_TEST_TASK="+behaviour, "ORT_TEST_PROVIDER="+key)
		return command
	}
}

func TestProbeSurvives(t *testing.T) {
	if err := Start(); err != nil {
		t.Skip(err)
	}
	const long, short = 5 * time.Minute, 300 * time.Millisecond
	tests := []struct {
		behaviour string
		patience  time.Duration
		want      string
	}{
		{"works", long, ""},
		{"chatters", long, ""},
		{"crashes", long, "trying it crashed (signal: killed)"},
		{"panics", long, "trying it crashed (exit status 2)"},
		{"hangs", short, "it did not answer within 300ms"},
		{"leaves a child", long, ""},
		{"is silent", long, "trying it ended without a result"},
		{"refuses", long, "there is no card"},
		{"rounds", long, "its numbers are wrong: they are off by up to"},
		{"forgets", long, "it computed 1 of 2 networks"},
		{"turns", long, "its result has the shape 10x1 instead of 1x10"},
	}
	for _, test := range tests {
		t.Run(test.behaviour, func(t *testing.T) {
			err := try(providers[0], provider(test.behaviour), test.patience)
			switch {
			case err == nil && test.want != "":
				t.Errorf("it passed, want %q", test.want)
			case err != nil && (test.want == "" || !strings.Contains(err.Error(), test.want)):
				t.Errorf("got %q, want %q", err, test.want)
			}
		})
	}
	missing := func(string) *exec.Cmd { return exec.Command("/no/such/program") }
	if err := try(providers[0], missing, long); err == nil || !strings.HasPrefix(err.Error(), "it could not be tried: ") {
		t.Errorf("a program that does not exist: %v", err)
	}
}

// A probe whose results are all alike would not notice much.
func TestProbeNetworksTell(t *testing.T) {
	if err := Start(); err != nil {
		t.Skip(err)
	}
	outputs, err := compute(providers[0])
	if err != nil {
		t.Fatal(err)
	}
	for i, y := range outputs {
		seen := map[float32]bool{}
		for _, v := range y.Data {
			seen[v] = true
		}
		if len(seen) < 10 {
			t.Errorf("network %d gives only %d different numbers: %v", i, len(seen), y.Data)
		}
	}
}

func TestCompare(t *testing.T) {
	want := []Tensor{{Shape: []int64{2}, Data: []float32{-2, 1}}}
	for _, test := range []struct {
		got  []float32
		same bool
	}{
		{[]float32{-2, 1}, true},
		{[]float32{-2.0001, 1.0001}, true},
		// A fraction of 10 bits, as TensorFloat-32 and float16 have it.
		{[]float32{-2, 1 + 1.0/1024}, false},
		{[]float32{-2, float32(math.NaN())}, false},
		{[]float32{-2, float32(math.Inf(1))}, false},
	} {
		if err := compare([]Tensor{{Shape: []int64{2}, Data: test.got}}, want); (err == nil) != test.same {
			t.Errorf("%v: %v", test.got, err)
		}
	}
}
