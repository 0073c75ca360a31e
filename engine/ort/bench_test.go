package ort_test

import (
	"context"
	"fmt"
	"os"
	"testing"
	"time"

	"foolscope/engine/ort"
)

// BenchmarkRun measures inference of the test-data models.
func BenchmarkRun(b *testing.B) {
	for _, name := range []string{"mobilenet_v1_0.75_224", "squeezenet1.1"} {
		for _, threads := range []int{1, 2} {
			b.Run(fmt.Sprintf("%s/threads=%d", name, threads), func(b *testing.B) {
				bytes, err := os.ReadFile("../../../shared/testdata/models/" + name + ".onnx")
				if err != nil {
					b.Skip(err)
				}
				s := open(b, bytes, ort.Options{Threads: threads})
				inputs := map[string]ort.Tensor{s.Inputs()[0].Name: ort.NewTensor(1, 3, 224, 224)}
				for b.Loop() {
					if _, err := s.Run(context.Background(), inputs); err != nil {
						b.Fatal(err)
					}
				}
			})
		}
	}
}

// BenchmarkCancel measures how long a run goes on after its context ended.
func BenchmarkCancel(b *testing.B) {
	s := open(b, slow(), ort.Options{})
	var after time.Duration
	runs := 0
	for b.Loop() {
		ctx, cancel := context.WithCancel(context.Background())
		var ended time.Time
		time.AfterFunc(20*time.Millisecond, func() {
			ended = time.Now()
			cancel()
		})
		_, _ = s.Run(ctx, slowInput())
		<-ctx.Done()
		after += time.Since(ended)
		runs++
	}
	b.ReportMetric(float64(after.Microseconds())/1000/float64(runs), "ms-late/op")
}

// BenchmarkOverhead measures what this package adds to a run: the network
// itself does next to nothing with a picture's worth of numbers.
func BenchmarkOverhead(b *testing.B) {
	s := open(b, double(), ort.Options{Threads: 1})
	inputs := map[string]ort.Tensor{"x": ort.NewTensor(3 * 224 * 224)}
	b.Run("new memory", func(b *testing.B) {
		for b.Loop() {
			if _, err := s.Run(context.Background(), inputs); err != nil {
				b.Fatal(err)
			}
		}
	})
	b.Run("same memory", func(b *testing.B) {
		outputs := map[string]ort.Tensor{}
		for b.Loop() {
			if err := s.RunInto(context.Background(), inputs, outputs); err != nil {
				b.Fatal(err)
			}
		}
	})
}
