package part

import (
	"math"
	"slices"
	"testing"
)

func TestTicks(t *testing.T) {
	for _, c := range []struct {
		from, to float64
		count    int
		want     []float64
	}{
		{0, 100, 4, []float64{0, 25, 50, 75, 100}},
		{0, 16, 11, []float64{0, 2, 4, 6, 8, 10, 12, 14, 16}},
		{1, 31, 6, []float64{5, 10, 15, 20, 25, 30}},
		{0, 1, 5, []float64{0, 0.2, 0.4, 0.6, 0.8, 1}},
		{-2, 3, 5, []float64{-2, -1, 0, 1, 2, 3}},
		{5, 5, 4, nil},
		{0, math.Inf(1), 4, nil},
	} {
		got := axis{from: c.from, to: c.to}.ticks(c.count)
		if !slices.EqualFunc(got, c.want, func(a, b float64) bool { return math.Abs(a-b) < 1e-9 }) {
			t.Errorf("%v to %v: %v, want %v", c.from, c.to, got, c.want)
		}
	}
}

func TestAxisThereAndBack(t *testing.T) {
	a := axis{from: 0, to: 16, start: 30, end: 830}
	for _, value := range []float64{0, 3.5, 16} {
		if got := a.value(a.place(value)); math.Abs(got-value) > 1e-6 {
			t.Errorf("%v comes back as %v", value, got)
		}
	}
	if a.value(0) != 0 || a.value(9999) != 16 {
		t.Error("a place beyond the axis is not its end")
	}
	empty := axis{from: 1, to: 1, start: 30, end: 830}
	if empty.place(1) != 30 {
		t.Error("an axis without length has no place for its value")
	}
}

func TestAtInterpolates(t *testing.T) {
	points := []Point{{0, 10}, {2, 30}, {3, 0}}
	for _, c := range []struct {
		x, want float64
		ok      bool
	}{{0, 10, true}, {1, 20, true}, {2.5, 15, true}, {3, 0, true}, {3.1, 0, false}, {-1, 0, false}} {
		if got, ok := at(points, c.x); got != c.want || ok != c.ok {
			t.Errorf("at %v: %v, %v; want %v, %v", c.x, got, ok, c.want, c.ok)
		}
	}
}

func TestSpread(t *testing.T) {
	for _, c := range []struct{ places, want []float32 }{
		{[]float32{10, 50, 90}, []float32{10, 50, 90}},
		{[]float32{50, 50}, []float32{42, 58}},
		{[]float32{90, 10, 92}, []float32{83, 10, 99}},
		{[]float32{100, 100, 100}, []float32{68, 84, 100}},
		{[]float32{2, 0}, []float32{16, 0}},
		{nil, nil},
	} {
		got := slices.Clone(c.places)
		heights := slices.Repeat([]float32{16}, len(got))
		spread(got, heights, -8, 108)
		if !slices.Equal(got, c.want) {
			t.Errorf("%v spread to %v, want %v", c.places, got, c.want)
		}
	}
}

func TestNumber(t *testing.T) {
	for value, want := range map[float64]string{0.30000000000000004: "0.3", 16: "16", -1e-9: "0", 2.5: "2.5"} {
		if got := number(value); got != want {
			t.Errorf("%v is written %q, want %q", value, got, want)
		}
	}
}

// What is higher moves its neighbours further.
func TestSpreadOfDifferentHeights(t *testing.T) {
	got := []float32{50, 50}
	spread(got, []float32{30, 16}, 0, 100)
	// 46 high around 50: the tall one from 27 to 57, the low one to 73; both wanted 50 as their middle.
	if want := []float32{38.5, 61.5}; !slices.Equal(got, want) {
		t.Errorf("they spread to %v, want %v", got, want)
	}
}
