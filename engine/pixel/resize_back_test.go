package pixel

import (
	"fmt"
	"math"
	"math/rand/v2"
	"testing"
)

// The adjoint of a linear map satisfies <map(u), v> = <u, back(v)>. Resizing is linear but for its rounding to levels,
// which is at most a level for each of its two passes.
func TestBackIsTheAdjointOfResizing(t *testing.T) {
	for name, f := range map[string]Filter{"bilinear": Bilinear, "bicubic": Bicubic, "four neighbours": FourNeighbors} {
		for _, size := range [][2]int{{61, 40}, {9, 7}, {16, 16}, {400, 12}} {
			t.Run(fmt.Sprint(name, size), func(t *testing.T) {
				draw := rand.New(rand.NewPCG(1, uint64(size[0])))
				u, v := New(size[0], size[1]), New(16, 16)
				for i := range u.Pix {
					// From the middle, so that a bicubic overshoot is not cut off.
					u.Pix[i] = 0.3 + 0.4*draw.Float32()
				}
				sum := 0.0
				for i := range v.Pix {
					v.Pix[i] = draw.Float32() - 0.5
					sum += math.Abs(float64(v.Pix[i]))
				}
				for what, pair := range map[string][2]*Image{
					"stretch": {f.Stretch(u, 16, 16), f.StretchBack(v, u.Width, u.Height)},
					"fit":     {f.Fit(u, 20, 16, 16), f.FitBack(v, 20, u.Width, u.Height)},
				} {
					if got, want := dot(u, pair[1]), dot(pair[0], v); math.Abs(got-want) > sum*1.5/255 {
						t.Errorf("%s: %.4f, want %.4f", what, got, want)
					}
				}
			})
		}
	}
}

func dot(a, b *Image) (sum float64) {
	for i, x := range a.Pix {
		sum += float64(x) * float64(b.Pix[i])
	}
	return sum
}
