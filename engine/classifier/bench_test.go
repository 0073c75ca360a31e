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

// BenchmarkGradient measures, for each network, the median times of an inference and of a
// gradient for each picture. They take turns, so that a change of the machine's speed
// meets both.
//
// For single pictures, the ratio is the median of those of each turn. A turn of 16 is so
// long that a machine which others share pauses in most of its gradients and in few of
// its inferences, which medians would leave out of one and not of the other: their ratio
// is that of all gradients to all inferences. To-alone is the time of their gradients to
// that of as many, taken one at a time in the same turn.
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
	var forward, backward, alone []float64
	measure := func() {
		start := time.Now()
		if _, err := c.LogitsAll(ctx, images); err != nil {
			b.Fatal(err)
		}
		middle := time.Now()
		if _, _, err := c.Gradients(ctx, images, losses); err != nil {
			b.Fatal(err)
		}
		end := time.Now()
		forward = append(forward, middle.Sub(start).Seconds()*1000/float64(batch))
		backward = append(backward, end.Sub(middle).Seconds()*1000/float64(batch))
		if batch == 1 {
			return
		}
		for i := range images {
			if _, _, err := c.Gradients(ctx, images[i:i+1], losses[i:i+1]); err != nil {
				b.Fatal(err)
			}
		}
		alone = append(alone, time.Since(end).Seconds()*1000/float64(batch))
	}
	// The first runs open the gradient graph, and touch memory for the first time.
	for range 2 {
		measure()
	}
	forward, backward, alone = nil, nil, nil
	for b.Loop() {
		measure()
	}
	for begin := time.Now(); len(forward) < max(7, 30/batch) || batch > 1 && time.Since(begin) < 15*time.Second; {
		measure()
	}
	ratio := sum(backward) / sum(forward)
	if batch == 1 {
		ratios := make([]float64, len(forward))
		for turn := range ratios {
			ratios[turn] = backward[turn] / forward[turn]
		}
		ratio = median(ratios)
	}
	b.ReportMetric(median(forward), "inference-ms")
	b.ReportMetric(median(backward), "gradient-ms")
	b.ReportMetric(ratio, "ratio")
	if batch > 1 {
		b.ReportMetric(sum(backward)/sum(alone), "to-alone")
	}
}

func median(values []float64) float64 {
	slices.Sort(values)
	return values[len(values)/2]
}

func sum(values []float64) (total float64) {
	for _, v := range values {
		total += v
	}
	return total
}
