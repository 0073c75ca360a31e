package ort_test

import (
	"context"
	"math"
	"runtime"
	"sync"
	"testing"

	"foolscope/engine/ort"
)

// tiny is a denormal number; so is its half.
var tiny = math.Float32frombits(1 << 20)

// TestDenormals runs networks on threads that never ran one before, and looks
// whether Go on the same threads still computes as it should.
func TestDenormals(t *testing.T) {
	if runtime.GOARCH != "amd64" {
		t.Skip("onnxruntime only flushes denormals on x86 processors")
	}
	if err := ort.Start(); err != nil {
		t.Skip(err)
	}
	half := float32(0.5)
	halve := model(
		weight("half", nil, half),
		node("Mul", []string{"x", "half"}, []string{"y"}, nil),
		input("x", float32Type, 1), output("y", float32Type, 1),
	)
	var all sync.WaitGroup
	for range 8 {
		all.Go(func() {
			// A goroutine that ends locked takes its thread with it.
			runtime.LockOSThread()
			s, err := ort.Open(halve, ort.Options{Threads: 1})
			if err != nil {
				t.Error(err)
				return
			}
			defer s.Close()
			if tiny*half == 0 {
				t.Error("opening a session changed how Go computes")
			}
			outputs, err := s.Run(context.Background(), map[string]ort.Tensor{"x": tensor([]int64{1}, tiny)})
			if err != nil {
				t.Error(err)
				return
			}
			if y := outputs["y"].Data[0]; y != 0 {
				t.Errorf("the network computed %g, want 0", y)
			}
			if tiny*half == 0 {
				t.Error("running a session changed how Go computes")
			}
		})
	}
	all.Wait()
}
