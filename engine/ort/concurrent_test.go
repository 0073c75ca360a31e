package ort_test

import (
	"context"
	"errors"
	"sync"
	"testing"
	"time"

	"foolscope/engine/ort"
)

// slowInput is the identity, so that the product of any number of them is too.
func slowInput() map[string]ort.Tensor {
	x := ort.NewTensor(512, 512)
	for i := range 512 {
		x.Data[i*512+i] = 1
	}
	return map[string]ort.Tensor{"x": x}
}

func TestCancelBefore(t *testing.T) {
	s := open(t, double(), ort.Options{})
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	if _, err := s.Run(ctx, map[string]ort.Tensor{"x": ort.NewTensor(1)}); !errors.Is(err, context.Canceled) {
		t.Errorf("error %v, want context.Canceled", err)
	}
}

// TestCancelDuring stops a run of many seconds. It would take as long if
// cancelling did not work; how fast it works, BenchmarkCancel tells.
func TestCancelDuring(t *testing.T) {
	s := open(t, slow(), ort.Options{})
	ctx, cancel := context.WithTimeout(context.Background(), 50*time.Millisecond)
	defer cancel()
	outputs, err := s.Run(ctx, slowInput())
	if !errors.Is(err, context.DeadlineExceeded) {
		t.Fatalf("the run gave %d outputs and the error %v, want context.DeadlineExceeded", len(outputs), err)
	}
	if _, err := s.Run(ctx, slowInput()); !errors.Is(err, context.DeadlineExceeded) {
		t.Errorf("a later run gave %v, want context.DeadlineExceeded", err)
	}
}

func TestCancelLeavesOthersAlone(t *testing.T) {
	s := open(t, slow(), ort.Options{Threads: 1})
	first, stopFirst := context.WithCancel(context.Background())
	second, stopSecond := context.WithCancel(context.Background())
	defer stopSecond()
	results := make(chan error, 1)
	go func() {
		_, err := s.Run(second, slowInput())
		results <- err
	}()
	time.AfterFunc(50*time.Millisecond, stopFirst)
	if _, err := s.Run(first, slowInput()); !errors.Is(err, context.Canceled) {
		t.Errorf("the first run: %v, want context.Canceled", err)
	}
	select {
	case err := <-results:
		t.Errorf("the second run ended with the first: %v", err)
	default:
	}
	stopSecond()
	if err := <-results; !errors.Is(err, context.Canceled) {
		t.Errorf("the second run: %v, want context.Canceled", err)
	}
}

func TestConcurrentRuns(t *testing.T) {
	s := open(t, double(), ort.Options{})
	var all sync.WaitGroup
	for worker := range 8 {
		all.Go(func() {
			// Sizes differ, so that what one run learns misleads another.
			n := int64(worker%3 + 1)
			for i := range 50 {
				x := ort.NewTensor(n)
				for j := range x.Data {
					x.Data[j] = float32(worker*100 + i)
				}
				outputs, err := s.Run(context.Background(), map[string]ort.Tensor{"x": x})
				if err != nil {
					t.Error(err)
					return
				}
				for _, v := range outputs["y"].Data {
					if v != 2*x.Data[0] {
						t.Errorf("2 * %v = %v", x.Data[0], v)
						return
					}
				}
			}
		})
	}
	all.Wait()
}

func TestClose(t *testing.T) {
	s := open(t, double(), ort.Options{})
	for range 2 {
		if err := s.Close(); err != nil {
			t.Error(err)
		}
	}
	if _, err := s.Run(context.Background(), map[string]ort.Tensor{"x": ort.NewTensor(1)}); !errors.Is(err, ort.ErrClosed) {
		t.Errorf("running a closed session: %v, want ErrClosed", err)
	}
}

// TestCloseWaits closes a session under its runs: each must end as if nothing
// had happened, or not begin.
func TestCloseWaits(t *testing.T) {
	for range 20 {
		s := open(t, double(), ort.Options{})
		var all sync.WaitGroup
		for range 4 {
			all.Go(func() {
				for {
					outputs, err := s.Run(context.Background(), map[string]ort.Tensor{"x": tensor([]int64{1}, 3)})
					if errors.Is(err, ort.ErrClosed) {
						return
					}
					if err != nil || outputs["y"].Data[0] != 6 {
						t.Errorf("2 * 3 = %v, %v", outputs["y"], err)
						return
					}
				}
			})
		}
		time.Sleep(time.Millisecond)
		if err := s.Close(); err != nil {
			t.Error(err)
		}
		all.Wait()
	}
}

func TestStartFromManyGoroutines(t *testing.T) {
	if err := ort.Start(); err != nil {
		t.Skip(err)
	}
	var all sync.WaitGroup
	for range 8 {
		all.Go(func() {
			if err := ort.Start(); err != nil {
				t.Error(err)
			}
			if ort.Version() == "" {
				t.Error("no version")
			}
		})
	}
	all.Wait()
}
