package train

import "math"

// adam is the optimiser of Kingma and Ba (2015) with decoupled weight decay
// (Loshchilov and Hutter, 2019).
type adam struct {
	beta1, beta2, epsilon float64
	decay                 float64
	steps                 int
	// mean and square are the moments of each weight's gradient.
	mean, square [][]float32
}

func newAdam(weights [][]float32, decay float64) *adam {
	a := &adam{beta1: 0.9, beta2: 0.999, epsilon: 1e-8, decay: decay}
	for _, w := range weights {
		a.mean = append(a.mean, make([]float32, len(w)))
		a.square = append(a.square, make([]float32, len(w)))
	}
	return a
}

// step moves the weights against their gradients, in place. Only weights with
// decays[i] shrink towards zero: kernels do, biases do not.
func (a *adam) step(weights, gradients [][]float32, decays []bool, rate float64) {
	a.steps++
	// The moments start at zero; these factors remove the bias of that.
	correct1 := 1 - math.Pow(a.beta1, float64(a.steps))
	correct2 := 1 - math.Pow(a.beta2, float64(a.steps))
	scale := rate / correct1
	for i, w := range weights {
		shrink := float32(1)
		if decays[i] {
			shrink = float32(1 - rate*a.decay)
		}
		mean, square := a.mean[i], a.square[i]
		for j, g := range gradients[i] {
			mean[j] += float32(1-a.beta1) * (g - mean[j])
			square[j] += float32(1-a.beta2) * (g*g - square[j])
			root := math.Sqrt(float64(square[j]) / correct2)
			w[j] = w[j]*shrink - float32(scale*float64(mean[j])/(root+a.epsilon))
		}
	}
}
