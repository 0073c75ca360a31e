package param_test

import (
	"math"
	"slices"
	"testing"

	"foolscope/engine/param"
)

// batch doubles along the whole numbers from 1 to 1024.
var batch = param.Param{Kind: param.Integer, Min: 1, Max: 1024, Step: 2, Log: true}

func TestNearest(t *testing.T) {
	tenths := param.Param{Max: 1, Step: 0.1}
	fine := param.Param{Kind: param.Integer, Min: 1, Max: 1000, Log: true}
	for _, c := range []struct {
		p           param.Param
		value, want float64
	}{
		{kernel, 1.4, 1}, {kernel, 2.2, 3}, {kernel, 30.9, 31}, {kernel, 40, 31}, {kernel, -5, 1},
		{tenths, 0.31, 0.3}, // exactly, without the dust of three tenths added up
		{param.Param{Max: 50}, 10.2, 10}, {param.Param{Kind: param.Integer, Max: 50}, 10.6, 11},
		{rate, 2e-5, 1e-5}, {rate, 4e-5, 1e-4}, {rate, 0, 1e-6}, {rate, 5, 1},
		{batch, 3, 4}, {batch, 700, 512}, {batch, 800, 1024},
		{fine, 1.02, 1}, {fine, 999, 1000},
	} {
		if got := c.p.Nearest(c.value); got != c.want {
			t.Errorf("%g goes to %g, want %g", c.value, got, c.want)
		}
	}
}

func TestClamp(t *testing.T) {
	file := param.Text("a.npy")
	for _, c := range []struct {
		p           param.Param
		value, want float64
	}{{epsilon, -1, 0}, {epsilon, 7.5, 7.5}, {epsilon, 99, 32}, {patch, file, file}, {other, file, file}} {
		if got := c.p.Clamp(c.value); got != c.want {
			t.Errorf("%g becomes %g, want %g", c.value, got, c.want)
		}
	}
}

func TestMove(t *testing.T) {
	tenth := param.Param{Kind: param.Integer, Min: 1, Max: 1000, Step: 1.1, Log: true}
	for _, c := range []struct {
		p     param.Param
		value float64
		n     int
		want  float64
	}{
		{epsilon, 4, 1, 5}, {epsilon, 4, -3, 1}, {epsilon, 31, 10, 32}, {epsilon, 0, -1, 0}, {epsilon, 4.4, 1, 5},
		{kernel, 3, 2, 7},
		{rate, 1e-3, 1, 1e-2}, {rate, 1e-3, -1, 1e-4}, {rate, 1, 1, 1}, {rate, 1e-6, -1, 1e-6},
		{batch, 4, 3, 32},
		// A tenth more than 1 is no whole number: the next one is meant.
		{tenth, 1, 1, 2}, {tenth, 2, -1, 1}, {tenth, 1, -1, 1}, {tenth, 100, 1, 107},
	} {
		if got := c.p.Move(c.value, c.n); got != c.want {
			t.Errorf("%d steps from %g lead to %g, want %g", c.n, c.value, got, c.want)
		}
	}
}

// From one end every place is reached, one after the other, up to the other end.
func TestMoveArrives(t *testing.T) {
	for _, p := range []param.Param{epsilon, kernel, rate, batch, {Kind: param.Integer, Min: 1, Max: 50, Log: true}, {Min: 0.01, Max: 2}} {
		value, moves := p.Min, 0
		for value < p.Max {
			next := p.Move(value, 1)
			if next <= value {
				t.Fatalf("from %g to %g", value, next)
			}
			if moves++; moves > 200 {
				t.Fatalf("%g after %d moves", value, moves)
			}
			value = next
		}
	}
}

func TestShareAndAt(t *testing.T) {
	for _, c := range []struct {
		p            param.Param
		value, share float64
	}{
		{epsilon, 0, 0}, {epsilon, 8, 0.25}, {epsilon, 32, 1},
		{rate, 1e-6, 0}, {rate, 1e-3, 0.5}, {rate, 1, 1},
		{batch, 32, 0.5},
	} {
		if got := c.p.Share(c.value); math.Abs(got-c.share) > 1e-12 {
			t.Errorf("%g lies at %g, want %g", c.value, got, c.share)
		}
		if got := c.p.At(c.p.Min, c.p.Max, c.share); math.Abs(got-c.value) > 1e-12*c.p.Max {
			t.Errorf("at %g there is %g, want %g", c.share, got, c.value)
		}
	}
	if got := (param.Param{Min: 3, Max: 3}).Share(3); got != 0 {
		t.Errorf("a range without a length: %g", got)
	}
}

func TestSteps(t *testing.T) {
	for _, c := range []struct {
		p    param.Param
		want float64
	}{{epsilon, 32}, {kernel, 15}, {rate, 6}, {batch, 10}, {param.Param{Max: 7}, 100}, {param.Param{}, 0}} {
		if got := c.p.Steps(); math.Abs(got-c.want) > 1e-9 {
			t.Errorf("%+v: %g steps, want %g", c.p, got, c.want)
		}
	}
}

func TestSweep(t *testing.T) {
	for _, c := range []struct {
		name      string
		p         param.Param
		low, high float64
		n         int
		want      []float64
	}{
		{"coarse before fine", epsilon, 0, 16, 5, []float64{0, 16, 8, 4, 12}},
		{"each value once", kernel, 1, 7, 17, []float64{1, 7, 5, 3}},
		{"finer than a slider without a step", param.Param{Max: 1}, 0, 1, 9, []float64{0, 1, .5, .25, .75, .125, .375, .625, .875}},
		{"equal ratios", rate, 1e-4, 1, 9, []float64{1e-4, 1, 1e-2, 1e-3, 1e-1}},
		{"equal ratios without a step", param.Param{Min: 1, Max: 100, Log: true}, 1, 100, 5, []float64{1, 100, 10, 3.162, 31.62}},
		{"whole numbers in equal ratios", param.Param{Kind: param.Integer, Min: 1, Max: 1000, Log: true}, 1, 1000, 5, []float64{1, 1000, 32, 6, 178}},
		{"ends between two places", epsilon, 0.4, 3.6, 3, []float64{0.4, 3.6, 2}},
	} {
		if got := c.p.Sweep(c.low, c.high, c.n); !slices.Equal(got, c.want) {
			t.Errorf("%s: %v, want %v", c.name, got, c.want)
		}
	}
}

func TestLogarithmicPlacesOfWhatHasNoLogarithm(t *testing.T) {
	p := param.Param{Key: "sigma", Min: 0.01, Max: 10, Log: true, Step: 1.1}
	for _, test := range []struct{ value, share float64 }{{0, 0}, {-1, 0}, {math.Inf(-1), 0}, {math.Inf(1), 1}, {1e308, 1}} {
		if got := p.Share(test.value); got != test.share {
			t.Errorf("the share of %g is %g, want %g", test.value, got, test.share)
		}
	}
	if got, want := p.Sweep(0, 100, 5), p.Sweep(p.Min, p.Max, 5); !slices.Equal(got, want) || len(got) != 5 {
		t.Errorf("a sweep from 0 to 100 has %v, want %v", got, want)
	}
}
