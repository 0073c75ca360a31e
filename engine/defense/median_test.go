package defense

import (
	"slices"
	"testing"

	"foolscope/engine/pixel"
)

// TestMedianSortsTheWindow compares with the definition, border included.
func TestMedianSortsTheWindow(t *testing.T) {
	im := random(11, 8, 2)
	for window := 1; window <= 9; window++ {
		out := apply(t, median, im, float64(window))
		for c := range 3 {
			for y := range 8 {
				for x := range 11 {
					var values []uint8
					for dy := range window {
						for dx := range window {
							row, column := reflectEdge(y+dy-window/2, 8), reflectEdge(x+dx-window/2, 11)
							values = append(values, pixel.Byte(im.Plane(c)[row*11+column]))
						}
					}
					slices.Sort(values)
					want := values[len(values)/2]
					if got := pixel.Byte(out.Plane(c)[y*11+x]); got != want {
						t.Fatalf("window %d, channel %d, (%d, %d): %d, not %d", window, c, x, y, got, want)
					}
				}
			}
		}
	}
}

func TestMedianRemovesASpeckAndKeepsAnEdge(t *testing.T) {
	im := pixel.New(12, 12)
	for c := range 3 {
		for i := range im.Plane(c) {
			if i%12 >= 6 {
				im.Plane(c)[i] = 1
			}
		}
	}
	speckled := im.Clone()
	speckled.Plane(1)[5*12+2] = 1
	if d := largestDifference(im, apply(t, median, speckled, 3)); d != 0 {
		t.Errorf("a value differs by %d levels from the picture without a speck", d)
	}
}
