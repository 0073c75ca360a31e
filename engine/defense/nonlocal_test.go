package defense

import (
	"fmt"
	"math"
	"testing"

	"foolscope/engine/param"
	"foolscope/engine/pixel"
)

// meansByDefinition is the filter as Buades, Coll and Morel write it, for one pixel.
func meansByDefinition(im *pixel.Image, x, y, radius, reach int, h float64) (levels [3]float64) {
	at := func(c, x, y int) float64 {
		return float64(pixel.Byte(im.Plane(c)[reflectEdge(y, im.Height)*im.Width+reflectEdge(x, im.Width)]))
	}
	total := 0.0
	for dy := -reach; dy <= reach; dy++ {
		for dx := -reach; dx <= reach; dx++ {
			sum, n := 0.0, 0
			for c := range 3 {
				for v := -radius; v <= radius; v++ {
					for u := -radius; u <= radius; u++ {
						d := at(c, x+u, y+v) - at(c, x+dx+u, y+dy+v)
						sum += d * d
						n++
					}
				}
			}
			weight := math.Exp(-sum / float64(n) / (h * h))
			total += weight
			for c := range 3 {
				levels[c] += weight * at(c, x+dx, y+dy)
			}
		}
	}
	for c := range levels {
		levels[c] /= total
	}
	return levels
}

func TestNonLocalMeansAreThoseOfTheirDefinition(t *testing.T) {
	im := random(13, 9, 7)
	for i := range im.Pix {
		im.Pix[i] = float32(math.Round(float64(im.Pix[i])*40+90)) / 255
	}
	for _, test := range []struct{ patch, search int }{{1, 3}, {3, 5}, {5, 11}, {9, 21}} {
		t.Run(fmt.Sprint(test), func(t *testing.T) {
			out, err := nonLocal.Apply(t.Context(), im, param.Values{"h": 15, "patch": float64(test.patch), "search": float64(test.search)}, 0)
			if err != nil {
				t.Fatal(err)
			}
			for i := range im.Width * im.Height {
				for c, want := range meansByDefinition(im, i%im.Width, i/im.Width, test.patch/2, test.search/2, 15) {
					if got := float64(out.Plane(c)[i]) * 255; math.Abs(got-want) > .501 {
						t.Fatalf("channel %d of pixel %d is %v, not %v", c, i, got, want)
					}
				}
			}
		})
	}
}

func TestNonLocalMeansWithoutASearchKeepThePicture(t *testing.T) {
	im := random(12, 8, 3)
	out, err := nonLocal.Apply(t.Context(), im, param.Values{"h": 60, "patch": 5, "search": 1}, 0)
	if err != nil || largestDifference(im, out) != 0 {
		t.Errorf("it changes by %d levels (%v)", largestDifference(im, out), err)
	}
}
