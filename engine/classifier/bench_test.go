package classifier_test

import (
	"context"
	"fmt"
	"math"
	"slices"
	"testing"
	"time"

	"foolscope/engine/classifier"
	"foolscope/engine/loss"
	"foolscope/engine/onnx"
	"foolscope/engine/onnx/randomnet"
	"foolscope/engine/pixel"
	"foolscope/models"
)

// BenchmarkGradient measures, for each network, the median times of an inference and of a
// gradient for each picture. They take turns, so that a change of the machine's speed
// meets both, and the network is opened several times, as its times change by two percent
// with the place in memory that it gets.
//
// For single pictures, the ratio is the median of those of each turn. A turn of 16 is so
// long that a machine which others share pauses in most of its gradients and in few of
// its inferences, which medians would leave out of one and not of the other: their ratio
// is that of all gradients to all inferences, and a turn has three of these, before,
// between and behind; they are measured until its standard error is low. To-alone is the
// time of their gradients to that of as many, taken one at a time in the same turn.
func BenchmarkGradient(b *testing.B) {
	options := classifier.Options{Spin: true}
	benchmarkGradients(b, "roadsigns", []int{1, 16}, func() (*classifier.Classifier, error) { return models.OpenDefault(options) })
	for _, name := range []string{"mobilenet_v1_0.75_224", "squeezenet1.1"} {
		benchmarkGradients(b, name, []int{1}, func() (*classifier.Classifier, error) {
			return openReal(b, name, options), nil
		})
	}
	random := map[string]func(randomnet.Options) *onnx.ModelProto{
		"VGG16": randomnet.VGG16, "ResNet50": randomnet.ResNet50, "MobileNetV2": randomnet.MobileNetV2,
		"ViTTiny": randomnet.ViTTiny,
	}
	for _, name := range []string{"MobileNetV2", "ViTTiny", "ResNet50", "VGG16"} {
		benchmarkGradients(b, name, []int{1, 16}, func() (*classifier.Classifier, error) {
			model, err := onnx.Marshal(random[name](randomnet.Options{}))
			if err != nil {
				return nil, err
			}
			return classifier.New(model, nil, options)
		})
	}
}

const (
	// openings is how often a network is opened for each number of pictures.
	openings = 4
	// least is how long it is measured each time, and most if the error stays high.
	least, most = 4 * time.Second, 20 * time.Second
	// lowError is the standard error that the ratio of all gradients to all inferences of
	// an opening may have, relative to the ratio. Over all openings it is half of that.
	lowError = 0.015
)

func benchmarkGradients(b *testing.B, name string, batches []int, open func() (*classifier.Classifier, error)) {
	for _, batch := range batches {
		label := name
		if len(batches) > 1 {
			label = fmt.Sprintf("%s/batch=%d", name, batch)
		}
		b.Run(label, func(b *testing.B) {
			var t turns
			done := 0
			measure := func() {
				c, err := open()
				if err != nil {
					b.Fatal(err)
				}
				defer c.Close()
				t.measure(b, c, batch)
				done++
			}
			for b.Loop() {
				measure()
			}
			for done < openings {
				measure()
			}
			t.report(b)
		})
	}
}

// turns are the milliseconds that inferences, gradients, and gradients one by one took for
// each picture of a turn.
type turns struct{ forward, backward, alone []float64 }

// measure takes the turns of an opening.
func (t *turns) measure(b *testing.B, c *classifier.Classifier, batch int) {
	im := pixel.New(c.Info().Width, c.Info().Height)
	for i := range im.Pix {
		im.Pix[i] = float32(i*7919%256) / 255
	}
	// The first runs open the gradient graphs, for several pictures and for one, and touch
	// memory for the first time.
	var first turns
	for range 2 {
		first.take(b, c, im, min(batch, 4))
	}
	var now turns
	for begin := time.Now(); time.Since(begin) < least || batch > 1 && time.Since(begin) < most && now.error() > lowError; {
		now.take(b, c, im, batch)
	}
	t.forward, t.backward, t.alone = append(t.forward, now.forward...), append(t.backward, now.backward...), append(t.alone, now.alone...)
}

// error is the standard error of the ratio of all gradients to all inferences, relative to
// it: that of a quotient of sums, from how far each turn is from the quotient.
func (t *turns) error() float64 {
	ratio, squares := sum(t.backward)/sum(t.forward), 0.0
	for i := range t.forward {
		off := t.backward[i] - ratio*t.forward[i]
		squares += off * off
	}
	if len(t.forward) < 2 {
		return math.Inf(1)
	}
	n := float64(len(t.forward))
	return math.Sqrt(squares*n/(n-1)) / sum(t.backward)
}

// take takes one turn.
func (t *turns) take(b *testing.B, c *classifier.Classifier, im *pixel.Image, batch int) {
	ctx := context.Background()
	images, losses := slices.Repeat([]*pixel.Image{im}, batch), slices.Repeat([]loss.Loss{loss.CrossEntropy{Class: 1}}, batch)
	each := func(do func() error) float64 {
		begin := time.Now()
		if err := do(); err != nil {
			b.Fatal(err)
		}
		return time.Since(begin).Seconds() * 1000 / float64(batch)
	}
	infer := func() error {
		_, err := c.Logits(ctx, images)
		return err
	}
	forward := each(infer)
	t.backward = append(t.backward, each(func() error {
		_, _, err := c.Gradient(ctx, images, losses)
		return err
	}))
	if batch > 1 {
		forward += each(infer)
		t.alone = append(t.alone, each(func() error {
			for i := range images {
				if _, _, err := c.Gradient(ctx, images[i:i+1], losses[i:i+1]); err != nil {
					return err
				}
			}
			return nil
		}))
		forward = (forward + each(infer)) / 3
	}
	t.forward = append(t.forward, forward)
}

func (t *turns) report(b *testing.B) {
	ratio := sum(t.backward) / sum(t.forward)
	if len(t.alone) > 0 {
		b.ReportMetric(sum(t.backward)/sum(t.alone), "to-alone")
		b.ReportMetric(ratio*t.error(), "ratio-error")
	} else {
		ratios := make([]float64, len(t.forward))
		for turn := range ratios {
			ratios[turn] = t.backward[turn] / t.forward[turn]
		}
		ratio = median(ratios)
	}
	b.ReportMetric(ratio, "ratio")
	b.ReportMetric(median(t.forward), "inference-ms")
	b.ReportMetric(median(t.backward), "gradient-ms")
	// The time of a loop is that of opening and measuring as well.
	b.ReportMetric(0, "ns/op")
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
