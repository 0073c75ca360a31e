package attack

import (
	"math"
	"math/rand/v2"
	"slices"
	"testing"

	"foolscope/engine/pixel"
)

func randomOf(seed uint64) *rand.Rand { return rand.New(rand.NewPCG(seed, 0)) }

// levels is a picture of one row whose red plane has the given levels.
func levels(red ...float64) *pixel.Image {
	im := pixel.New(len(red), 1)
	for i, v := range red {
		im.Pix[i] = float32(v / 255)
	}
	return im
}

func TestLinfRoundsInside(t *testing.T) {
	from := levels(100, 100, 100, 100, 0, 255)
	for _, c := range []struct {
		eps  float64 // in levels
		x    *pixel.Image
		want *pixel.Image
	}{
		{4, levels(104, 96, 101.4, 98.6, 4, 251), levels(104, 96, 101, 99, 4, 251)},
		{2.5, levels(102.5, 97.5, 101.5, 98.4, 2.5, 252.5), levels(102, 98, 102, 98, 2, 253)},
		{0.7, levels(100.7, 99.3, 100, 100, .7, 254.3), from},
	} {
		got := newLinf(from, c.eps/255).round(c.x)
		if !slices.Equal(got.Pix, c.want.Pix) {
			t.Errorf("epsilon %g: %v, want %v", c.eps, got.Pix[:6], c.want.Pix[:6])
		}
	}
}

func TestL2RoundsInside(t *testing.T) {
	from := levels(100, 100, 100, 100, 100, 100)
	for _, c := range []struct {
		name string
		eps  float64 // in levels
		x    *pixel.Image
		want *pixel.Image
	}{
		{"nearest fits", 10, levels(102.4, 97.6, 100.4, 100, 100, 100), levels(102, 98, 100, 100, 100, 100)},
		// Rounded 3,-2,1: squared length 14 > 9.6; the last was pushed furthest
		// (.45), then the first (.4): 13, then 8.
		{"the furthest pushed first", 3.1, levels(102.6, 98, 100.55, 100, 100, 100), levels(102, 98, 100, 100, 100, 100)},
		// 1,1,1,1,1,1 is too long by two; of equals the first go back.
		{"no more than needed", 2, levels(100.8, 100.8, 100.8, 100.8, 100.8, 100.8), levels(100, 100, 101, 101, 101, 101)},
	} {
		got := (&l2Ball{from, c.eps / 255}).round(c.x)
		if !slices.Equal(got.Pix, c.want.Pix) {
			t.Errorf("%s: %v, want %v", c.name, got.Clone().Pix[:6], c.want.Pix[:6])
		}
	}
}

// TestL2RoundingUsesTheBall draws perturbations of every size, exactly as long
// as epsilon: the rounded one is inside, and not shorter than the pull-back of
// one element explains, unless the nearest levels are.
func TestL2RoundingUsesTheBall(t *testing.T) {
	r := randomOf(2)
	from := picture(32, 32)
	for i, v := range from.Pix {
		from.Pix[i] = min(max(v, 0.4), 0.6)
	}
	from.Round()
	for _, eps := range []float64{0.05, 0.2, 0.5, 1, 2, 5} {
		b := &l2Ball{from, eps}
		x := from.Clone()
		way := make([]float32, len(x.Pix))
		for i := range way {
			way[i] = float32(r.NormFloat64())
		}
		b.climb(x.Pix, way, eps)
		nearest := l2Distance(x.Clone().Round(), from)
		got := b.round(x)
		length := l2Distance(got, from)
		if length > eps+1e-6 {
			t.Errorf("epsilon %g: rounded length %g", eps, length)
		}
		// One element of d levels gives 2d-1 squared levels; no element has 50.
		slack := math.Sqrt(max(0, eps*eps-99./255/255))
		if length < min(nearest, slack)-1e-6 {
			t.Errorf("epsilon %g: rounded length only %g (nearest levels: %g)", eps, length, nearest)
		}
	}
}
