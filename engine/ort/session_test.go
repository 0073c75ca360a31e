package ort_test

import (
	"slices"
	"testing"

	"foolscope/engine/ort"
)

func TestRunDoubles(t *testing.T) {
	s := open(t, double(), ort.Options{})
	for _, x := range [][]float32{{1, -2, 3}, {4, 5, 6}, {7}, {}} {
		got := run(t, s, map[string]ort.Tensor{"x": tensor([]int64{int64(len(x))}, x...)})["y"]
		want := make([]float32, len(x))
		for i, v := range x {
			want[i] = 2 * v
		}
		if !slices.Equal(got.Data, want) || !slices.Equal(got.Shape, []int64{int64(len(x))}) {
			t.Errorf("2 * %v = %v of shape %v", x, got.Data, got.Shape)
		}
	}
}
