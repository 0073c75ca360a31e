package defense

import (
	"math"
	"testing"

	"foolscope/engine/param"
	"foolscope/engine/pixel"
)

// TestResizePadBackwardIsTheTranspose compares <g(u), v> with <u, transpose(v)>,
// without rounding.
func TestResizePadBackwardIsTheTranspose(t *testing.T) {
	for _, size := range [][2]int{{20, 20}, {31, 17}, {7, 40}, {1, 1}} {
		for seed := range uint64(10) {
			place := drawPlacement(size[0], size[1], 60, seed)
			u, v, back := random(size[0], size[1], 2*seed), random(size[0], size[1], 2*seed+1), pixel.New(size[0], size[1])
			left, right := 0.0, 0.0
			for c := range 3 {
				plane := make([]float64, size[0]*size[1])
				for i, x := range u.Plane(c) {
					plane[i] = float64(x)
				}
				for i, x := range place.forward(plane) {
					left += x * float64(v.Plane(c)[i])
				}
				place.backward(back.Plane(c), v.Plane(c))
			}
			right = dot(u, back)
			if math.Abs(left-right) > 1e-5*math.Abs(left) {
				t.Errorf("%v, seed %d: %v and %v", size, seed, left, right)
			}
			whole, err := resizePad.Backward(t.Context(), u, v, param.Values{"smallest": 60}, seed)
			if err != nil || dot(whole, whole) != dot(back, back) {
				t.Errorf("%v, seed %d: Backward does not draw what Apply draws (%v)", size, seed, err)
			}
		}
	}
}

// An even picture stays even inside the frame, whose size is in the range that was
// asked for, and is black outside.
func TestResizePadFramesTheWholePicture(t *testing.T) {
	im := pixel.New(40, 20)
	for i := range im.Pix {
		im.Pix[i] = 200. / 255
	}
	sizes := map[int]bool{}
	for seed := range uint64(60) {
		out, err := resizePad.Apply(t.Context(), im, param.Values{"smallest": 80}, seed)
		if err != nil {
			t.Fatal(err)
		}
		lit := 0
		for _, v := range out.Plane(0) {
			switch pixel.Byte(v) {
			case 200:
				lit++
			case 0:
			default:
				t.Fatalf("a level of %d", pixel.Byte(v))
			}
		}
		sizes[lit] = true
		if lit < 32*16 || lit > 40*20 {
			t.Errorf("seed %d: %d pixels are the picture's", seed, lit)
		}
	}
	if len(sizes) < 7 {
		t.Errorf("of 9 sizes, %d were drawn in 60 times", len(sizes))
	}
}

// Two pixels become one: their mean.
func TestBlendsKeepTheEdgesInPlace(t *testing.T) {
	if got := blends(2, 1)[0]; got != (blend{0, 1, .5}) {
		t.Errorf("%v", got)
	}
	for i, got := range blends(5, 5) {
		if got.first != i || got.weight != 0 {
			t.Errorf("element %d of an unchanged row is %v", i, got)
		}
	}
}
