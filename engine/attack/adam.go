package attack

import "math"

// adam climbs by gradients whose mean and mean square are remembered (Kingma and Ba, 2015), with the
// defaults of the paper.
type adam struct {
	rate         float64
	mean, square []float64
	steps        int
}

func newAdam(rate float64, size int) *adam {
	return &adam{rate: rate, mean: make([]float64, size), square: make([]float64, size)}
}

// step moves x up along its gradient g. Elements of g that are not finite count as zero.
func (a *adam) step(x, g []float32) {
	const keepMean, keepSquare, tiny = 0.9, 0.999, 1e-8
	a.steps++
	n := float64(a.steps)
	whole := a.rate * math.Sqrt(1-math.Pow(keepSquare, n)) / (1 - math.Pow(keepMean, n))
	for i, v := range g {
		d := float64(v)
		if !finite(v) {
			d = 0
		}
		a.mean[i] = keepMean*a.mean[i] + (1-keepMean)*d
		a.square[i] = keepSquare*a.square[i] + (1-keepSquare)*d*d
		x[i] += float32(whole * a.mean[i] / (math.Sqrt(a.square[i]) + tiny))
	}
}
