package classifier_test

import (
	"context"
	"fmt"
	"slices"
	"testing"
	"time"

	"foolscope/engine/classifier"
	"foolscope/engine/onnx"
	"foolscope/engine/onnx/randomnet"
	"foolscope/engine/pixel"
	"foolscope/models"
)

// BenchmarkGradient measures, for each network, the median times of an
// inference and of a gradient for each picture. They take turns, and the ratio
// is the median of those of each turn, so that a change of the machine's speed
// meets both.
func BenchmarkGradient(b *testing.B) {
	b.Run("roadsigns", func(b *testing.B) {
		c, err := models.OpenDefault(classifier.Options{Spin: true})
		if err != nil {
			b.Fatal(err)
		}
		defer c.Close()
		for _, batch := range []int{1, 16} {
			b.Run(fmt.Sprintf("batch=%d", batch), func(b *testing.B) { benchmarkGradient(b, c, batch) })
		}
	})
	for _, name := range []string{"mobilenet_v1_0.75_224", "squeezenet1.1"} {
		b.Run(name, func(b *testing.B) { benchmarkGradient(b, openReal(b, name, classifier.Options{Spin: true}), 1) })
	}
	random := map[string]func(randomnet.Options) *onnx.ModelProto{
		"VGG16": randomnet.VGG16, "ResNet50": randomnet.ResNet50, "MobileNetV2": randomnet.MobileNetV2,
		"ViTTiny": randomnet.ViTTiny,
	}
	for _, name := range []string{"MobileNetV2", "ViTTiny", "ResNet50", "VGG16"} {
		b.Run(name, func(b *testing.B) {
			model, err := onnx.Marshal(random[name](randomnet.Options{}))
			if err != nil {
				b.Fatal(err)
			}
			c, err := classifier.New(model, nil, classifier.Options{Spin: true})
			if err != nil {
				b.Fatal(err)
			}
			defer c.Close()
			for _, batch := range []int{1, 16} {
				b.Run(fmt.Sprintf("batch=%d", batch), func(b *testing.B) { benchmarkGradient(b, c, batch) })
			}
		})
	}
}

func benchmarkGradient(b *testing.B, c *classifier.Classifier, batch int) {
	ctx := context.Background()
	im := pixel.New(c.Info().Width, c.Info().Height)
	for i := range im.Pix {
		im.Pix[i] = float32(i*7919%256) / 255
	}
	images, losses := slices.Repeat([]*pixel.Image{im}, batch), slices.Repeat([]classifier.Loss{{Class: 1}}, batch)
	var forward, backward []float64
	measure := func() {
		start := time.Now()
		if _, err := c.LogitsAll(ctx, images); err != nil {
			b.Fatal(err)
		}
		middle := time.Now()
		if _, _, err := c.Gradients(ctx, images, losses); err != nil {
			b.Fatal(err)
		}
		forward = append(forward, middle.Sub(start).Seconds()*1000/float64(batch))
		backward = append(backward, time.Since(middle).Seconds()*1000/float64(batch))
	}
	// The first runs open the gradient graph, and touch memory for the first time.
	for range 2 {
		measure()
	}
	forward, backward = nil, nil
	for b.Loop() {
		measure()
	}
	for len(forward) < max(7, 30/batch) {
		measure()
	}
	ratios := make([]float64, len(forward))
	for turn := range ratios {
		ratios[turn] = backward[turn] / forward[turn]
	}
	b.ReportMetric(median(forward), "inference-ms")
	b.ReportMetric(median(backward), "gradient-ms")
	b.ReportMetric(median(ratios), "ratio")
}

func median(values []float64) float64 {
	slices.Sort(values)
	return values[len(values)/2]
}
