package trial_test

import (
	"testing"
	"time"

	"foolscope/engine/classifier"
	"foolscope/engine/defense"
	"foolscope/engine/onnx"
	"foolscope/engine/onnx/randomnet"
	"foolscope/engine/param"
	"foolscope/engine/pixel"
	"foolscope/engine/trial"
)

// BenchmarkAnotherDefense measures what somebody waits for who moves the slider of a
// defence on a large network, VGG16 with random weights: the first result with PGD in
// ten steps, and then each result with another quality of JPEG, which must take no
// gradient.
func BenchmarkAnotherDefense(b *testing.B) {
	bytes, err := onnx.Marshal(randomnet.VGG16(randomnet.Options{}))
	if err != nil {
		b.Fatal(err)
	}
	c, err := classifier.New(bytes, nil, classifier.Options{})
	if err != nil {
		b.Fatal(err)
	}
	defer c.Close()
	pgd := found(b, "pgd")
	jpeg, _ := defense.Find("jpeg")
	im := pixel.New(224, 224)
	for i := range im.Pix {
		im.Pix[i] = float32(i*7919%256) / 255
	}
	r := trial.NewRunner(trial.Subject{Model: c, Image: im, Label: trial.None})
	behind := func(quality float64) (*trial.Outcome, float64) {
		setup := trial.Setup{Attack: pgd, Values: pgd.Params.Defaults(), Chain: defense.Chain{{Defense: jpeg, Values: param.Values{"quality": quality}}}}
		began := time.Now()
		out, err := r.Run(b.Context(), setup, watched)
		if err != nil {
			b.Fatal(err)
		}
		return out, float64(time.Since(began).Microseconds()) / 1000
	}
	first, attacking := behind(50)
	quality, gradients, defending := 0, 0, 0.0
	for b.Loop() {
		quality = quality%100 + 1
		out, ms := behind(float64(quality))
		gradients, defending = gradients+out.Computed, defending+ms
	}
	b.ReportMetric(attacking, "ms/attack")
	b.ReportMetric(float64(first.Computed), "gradients/attack")
	b.ReportMetric(defending/float64(b.N), "ms/defence")
	b.ReportMetric(float64(gradients)/float64(b.N), "gradients/defence")
}
