package ort_test

import (
	"context"
	"errors"
	"fmt"
	"os"
	"runtime/debug"
	"testing"
	"time"

	"foolscope/engine/ort"
)

// resident returns how many bytes of memory the process occupies.
func resident(t *testing.T) int64 {
	t.Helper()
	debug.FreeOSMemory()
	text, err := os.ReadFile("/proc/self/statm")
	if err != nil {
		t.Skip("only Linux tells how much memory a process occupies: ", err)
	}
	var total, pages int64
	if _, err := fmt.Sscan(string(text), &total, &pages); err != nil {
		t.Fatal(err)
	}
	return pages * int64(os.Getpagesize())
}

// TestMemoryIsReturned opens, runs, cancels, fails and closes again and again.
// One round allocates megabytes, so that anything forgotten would sum up to
// hundreds.
func TestMemoryIsReturned(t *testing.T) {
	if err := ort.Start(); err != nil {
		t.Skip(err)
	}
	const n = 512
	chain := []message{
		weight("w", []int64{n, n}, make([]float32, n*n)...),
		input("x", float32Type, -1, n), input("other", float32Type, -1),
		output("y", float32Type, -1, n), output("sum", float32Type),
	}
	last := "x"
	for i := range 4 {
		next := fmt.Sprint("h", i)
		chain = append(chain, node("MatMul", []string{last, "w"}, []string{next}, nil))
		last = next
	}
	chain = append(chain,
		node("Add", []string{last, "other"}, []string{"y"}, nil),
		node("ReduceSum", []string{"y"}, []string{"sum"}, map[string]int64{"keepdims": 0}))
	bytes := model(chain...)
	round := func() {
		s, err := ort.Open(bytes, ort.Options{})
		if err != nil {
			t.Fatal(err)
		}
		defer s.Close()
		x, other := ort.NewTensor(64, n), ort.NewTensor(n)
		good := map[string]ort.Tensor{"x": x, "other": other}
		for range 2 {
			if _, err := s.Run(context.Background(), good); err != nil {
				t.Fatal(err)
			}
		}
		ctx, cancel := context.WithTimeout(context.Background(), 100*time.Microsecond)
		defer cancel()
		if _, err := s.Run(ctx, good); err != nil && !errors.Is(err, context.DeadlineExceeded) {
			t.Fatal(err)
		}
		if _, err := s.Run(context.Background(), map[string]ort.Tensor{"x": x, "other": ort.NewTensor(3)}); err == nil {
			t.Fatal("adding 3 numbers to 512 works")
		}
		if _, err := ort.Open(bytes[:len(bytes)/2], ort.Options{}); err == nil {
			t.Fatal("half a model opens")
		}
	}
	for range 20 {
		round()
	}
	before := resident(t)
	for range 200 {
		round()
	}
	if grown := resident(t) - before; grown > 64<<20 {
		t.Errorf("memory grew by %d MB in 200 rounds", grown>>20)
	} else {
		t.Logf("memory grew by %d KB in 200 rounds", grown>>10)
	}
}
