package ort_test

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"foolscope/engine/ort"
)

// A profile names the operators that onnxruntime ran: with optimization, an
// Identity is gone, and a convolution takes its Relu in.
func TestOptimizationStandsIn(t *testing.T) {
	m := model(
		weight("w", []int64{1, 1, 1, 1}, 2),
		node("Identity", []string{"x"}, []string{"h"}, nil),
		node("Conv", []string{"h", "w"}, []string{"z"}, nil),
		node("Relu", []string{"z"}, []string{"y"}, nil),
		input("x", float32Type, 1, 1, 2, 2), output("y", float32Type, 1, 1, 2, 2),
	)
	ran := func(t *testing.T, operator string) bool {
		t.Helper()
		prefix := filepath.Join(t.TempDir(), "profile")
		s := open(t, m, ort.Options{Profile: prefix})
		run(t, s, map[string]ort.Tensor{"x": ort.NewTensor(1, 1, 2, 2)})
		if err := s.Close(); err != nil {
			t.Fatal(err)
		}
		files, _ := filepath.Glob(prefix + "*.json")
		if len(files) != 1 {
			t.Fatalf("%d profiles, want one", len(files))
		}
		text, err := os.ReadFile(files[0])
		if err != nil {
			t.Fatal(err)
		}
		return strings.Contains(string(text), `"op_name" : "`+operator+`"`)
	}
	for _, c := range []struct {
		level          string
		identity, relu bool
	}{{"none", true, true}, {"basic", false, true}, {"all", false, false}} {
		t.Run(c.level, func(t *testing.T) {
			t.Setenv("FOOLSCOPE_OPTIMIZATION", c.level)
			t.Setenv("FOOLSCOPE_THREADS", "3")
			if got := ran(t, "Identity"); got != c.identity {
				t.Errorf("the Identity ran: %t", got)
			}
			if got := ran(t, "Relu"); got != c.relu {
				t.Errorf("the Relu ran by itself: %t", got)
			}
		})
	}
}

func TestStandInsAreChecked(t *testing.T) {
	if err := ort.Start(); err != nil {
		t.Skip(err)
	}
	for variable, value := range map[string]string{"FOOLSCOPE_OPTIMIZATION": "much", "FOOLSCOPE_THREADS": "0"} {
		t.Run(variable, func(t *testing.T) {
			t.Setenv(variable, value)
			s, err := ort.Open(double(), ort.Options{})
			if err == nil {
				s.Close()
				t.Fatal("it opened")
			}
			if !strings.Contains(err.Error(), variable+"="+value) {
				t.Errorf("error %q", err)
			}
		})
	}
}
