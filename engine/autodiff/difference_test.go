package autodiff_test

import (
	"context"
	"math"
	"math/rand/v2"
	"testing"

	"foolscope/engine/autodiff"
	"foolscope/engine/onnx"
	"foolscope/engine/ort"
)

const (
	// step is the distance between the places at which a difference looks. It
	// is large, since rounding errors in float32 are, and the formula used is
	// of fourth order.
	step = 0.05
	// tolerance is the relative error that a gradient may have.
	tolerance = 1e-3
	// fewElements is the largest value of which every element is checked; of
	// larger ones, that many elements are, and some directions.
	fewElements, directions = 32, 4
)

// check compares the gradients of a case with differences of its output.
func (c graphCase) check(t *testing.T) {
	t.Helper()
	feeds := c.feeds()
	gradient, err := autodiff.Gradient(c.model(feeds, false), c.request())
	if err != nil {
		t.Fatal(err)
	}
	forward := c.model(feeds, true)
	if c.opset >= 22 {
		// Not all operators have code in their latest version: Upgrade spells them out.
		if forward, err = onnx.Upgrade(forward); err != nil {
			t.Fatal(err)
		}
	}
	plain := open(t, forward)
	for _, v := range c.values {
		if v.stored && !v.target {
			delete(feeds, v.name)
		}
	}
	y := run(t, plain, feeds)["y"]
	cotangent := ort.NewTensor(y.Shape...)
	random := rand.New(rand.NewPCG(2, uint64(len(y.Data))))
	normal(random, cotangent.Data)

	feeds["cotangent"] = cotangent
	results := run(t, open(t, gradient.Proto), feeds)
	delete(feeds, "cotangent")
	if e := distance(results["y"].Data, y.Data); e > 1e-5 {
		t.Errorf("the gradient model's own output is off by %.2g", e)
	}
	loss := func() float64 { return dot(run(t, plain, feeds)["y"].Data, cotangent.Data) }
	for target, name := range gradient.Gradients {
		checkTarget(t, target, feeds[target].Data, results[name].Data, loss, random)
	}
}

// checkTarget compares a gradient with differences of the loss as x moves.
func checkTarget(t *testing.T, target string, x, gradient []float32, loss func() float64, random *rand.Rand) {
	t.Helper()
	if len(gradient) != len(x) {
		t.Fatalf("the gradient with respect to %s has %d elements, not %d", target, len(gradient), len(x))
	}
	var predicted, measured []float32
	probe := func(direction func(i int) float32) {
		slope := 0.0
		for i, g := range gradient {
			slope += float64(g) * float64(direction(i))
		}
		predicted = append(predicted, float32(slope))
		measured = append(measured, float32(slopeAlong(x, direction, loss)))
	}
	elements := random.Perm(len(x))
	for _, at := range elements[:min(len(x), fewElements)] {
		probe(func(i int) float32 {
			if i == at {
				return 1
			}
			return 0
		})
	}
	if e := distance(predicted, measured); e > tolerance {
		t.Errorf("with respect to %s, elements are off by %.2g: predicted %.4v, measured %.4v", target, e, predicted, measured)
	}
	if len(x) <= fewElements {
		return
	}
	predicted, measured = nil, nil
	signs := make([]float32, len(x))
	for range directions {
		for i := range signs {
			signs[i] = float32(2*random.IntN(2) - 1)
		}
		probe(func(i int) float32 { return signs[i] })
	}
	if e := distance(predicted, measured); e > tolerance {
		t.Errorf("with respect to %s, directions are off by %.2g: predicted %.4v, measured %.4v", target, e, predicted, measured)
	}
}

// slopeAlong is the central difference of fourth order,
// (8 (f(h) - f(-h)) - (f(2h) - f(-2h))) / 12h.
func slopeAlong(x []float32, direction func(i int) float32, f func() float64) float64 {
	origin := append([]float32(nil), x...)
	defer copy(x, origin)
	at := func(distance float32) float64 {
		for i := range x {
			x[i] = origin[i] + distance*direction(i)
		}
		return f()
	}
	return (8*(at(step)-at(-step)) - (at(2*step) - at(-2*step))) / (12 * step)
}

// distance is the Euclidean distance of a from b, relative to the length of b.
func distance(a, b []float32) float64 {
	difference, length := 0.0, 0.0
	for i := range a {
		difference += math.Pow(float64(a[i])-float64(b[i]), 2)
		length += math.Pow(float64(b[i]), 2)
	}
	if difference == 0 {
		return 0
	}
	return math.Sqrt(difference / length)
}

func dot(a, b []float32) float64 {
	sum := 0.0
	for i := range a {
		sum += float64(a[i]) * float64(b[i])
	}
	return sum
}

func run(t testing.TB, s *ort.Session, feeds map[string]ort.Tensor) map[string]ort.Tensor {
	t.Helper()
	out, err := s.Run(context.Background(), feeds)
	if err != nil {
		t.Fatal(err)
	}
	return out
}
