package attack

import (
	"context"
	"testing"

	"foolscope/engine/loss"
	"foolscope/engine/param"
	"foolscope/engine/pixel"
)

// free answers at once, with a gradient like noise.
func free() (constant, *pixel.Image) {
	g := pixel.New(224, 224)
	r := randomOf(4)
	for i := range g.Pix {
		g.Pix[i] = float32(r.NormFloat64())
	}
	return constant{make([]float32, 1000), g}, picture(224, 224)
}

// BenchmarkStep is what an attack adds to each gradient at 224x224, with the
// copy of the gradient that stands for the model.
func BenchmarkStep(b *testing.B) {
	for _, key := range []string{"bim", "pgd", "pgd_l2", "mifgsm"} {
		b.Run(key, func(b *testing.B) {
			model, im := free()
			const count = 100
			for b.Loop() {
				attack(b, key, Job{Model: model, Image: im, Values: param.Values{"steps": count}})
			}
			b.ReportMetric(float64(b.Elapsed().Microseconds())/float64(b.N)/count, "µs/step")
		})
	}
}

// BenchmarkWhole is an attack with its beginning and its 8-bit end.
func BenchmarkWhole(b *testing.B) {
	for _, key := range []string{"fgsm", "fgm_l2", "gaussian_noise", "pixel_noise"} {
		b.Run(key, func(b *testing.B) {
			model, im := free()
			for b.Loop() {
				attack(b, key, Job{Model: model, Image: im})
			}
		})
	}
}

// BenchmarkMemo is a remembered gradient, the oldest of eight answers.
func BenchmarkMemo(b *testing.B) {
	model, im := free()
	m := NewMemo(model, 8)
	for b.Loop() {
		if _, _, err := GradientOf(context.Background(), m, im, loss.CrossEntropy{}); err != nil {
			b.Fatal(err)
		}
	}
}
