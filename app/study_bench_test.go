package main

import (
	"context"
	"os"
	"path/filepath"
	"testing"
	"time"

	"foolscope/engine/classifier"
	"foolscope/engine/loss"
	"foolscope/engine/ort"
	"foolscope/engine/pixel"
	"foolscope/engine/study"
)

// BenchmarkStudy measures how many gradients PGD with ten steps takes in a second while an
// experiment runs over photos, where pictures are read, judged and measured besides, and how many
// the network alone gives, one picture after the other with all processors, as BenchmarkGradient
// has it. They take turns. What the experiment needs to begin, once for all pictures, does not count.
func BenchmarkStudy(b *testing.B) {
	for _, name := range []string{"mobilenet_v1_0.75_224", "squeezenet1.1"} {
		b.Run(name, func(b *testing.B) {
			path := filepath.Join(testdata(), "models", name+".onnx")
			if _, err := os.Stat(path); err != nil {
				b.Skipf("the test data is absent: %v", err)
			}
			if err := ort.Start(); err != nil {
				b.Fatal(err)
			}
			var alone, within time.Duration
			turns := 0
			for b.Loop() {
				alone += bareGradient(b, path) / 2
				within += gradientWithin(b, path)
				alone += bareGradient(b, path) / 2
				turns++
			}
			b.ReportMetric(float64(turns)/alone.Seconds(), "bare-gradients/s")
			b.ReportMetric(float64(turns)/within.Seconds(), "pgd-gradients/s")
			b.ReportMetric(100*alone.Seconds()/within.Seconds(), "%-of-bare")
			b.ReportMetric(0, "ns/op")
		})
	}
}

// bareGradient is the time of a gradient of the network alone.
func bareGradient(b *testing.B, path string) time.Duration {
	c, err := classifier.Open(path, classifier.Options{Spin: true})
	if err != nil {
		b.Fatal(err)
	}
	defer c.Close()
	im := pixel.New(c.Info().Width, c.Info().Height)
	for i := range im.Pix {
		im.Pix[i] = float32(i*7919%256) / 255
	}
	const gradients = 60
	var began time.Time
	for i := range gradients + 2 {
		if i == 2 {
			began = time.Now()
		}
		if _, _, err := c.Gradient(context.Background(), []*pixel.Image{im}, []loss.Loss{loss.CrossEntropy{Class: 1}}); err != nil {
			b.Fatal(err)
		}
	}
	return time.Since(began) / gradients
}

// gradientWithin is the time of an experiment for each gradient of its attack: of the pictures
// between the first and the last few, which some workers begin later and end earlier than others.
func gradientWithin(b *testing.B, path string) time.Duration {
	const pictures, edge, steps = 32, 4, 10
	plan, err := study.ParsePlan([]byte(`{"data": {"folder": "` + testdata() + `/photos", "pictures": 32}, "models": ["` + path + `"],
		"attacks": [{"attack": "pgd", "values": {"steps": 10}}], "goal": "any"}`))
	if err != nil {
		b.Fatal(err)
	}
	var at []time.Time
	env := studyEnv(plan.Seed)
	env.Observe = func(_ study.Progress, rows []study.Row) {
		for range rows {
			at = append(at, time.Now())
		}
	}
	sum, err := study.Run(b.Context(), plan, b.TempDir(), study.Shard{}, env)
	if err != nil {
		b.Fatal(err)
	}
	if sum.Problems > 0 || sum.Points[0].Gradients.Mean != steps {
		b.Fatalf("%d problems, %g gradients a picture", sum.Problems, sum.Points[0].Gradients.Mean)
	}
	return at[pictures-edge-1].Sub(at[edge-1]) / (pictures - 2*edge) / steps
}
