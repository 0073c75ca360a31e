package pixel

import (
	"fmt"
	"image"
	"math"
	"testing"

	"github.com/disintegration/imaging"
	"golang.org/x/image/draw"
)

// photograph is a picture of smooth shapes, fine stripes and grain.
func photograph(width, height int) *Image {
	im := New(width, height)
	state := uint32(1)
	for c := range 3 {
		for y := range height {
			for x := range width {
				state = state*1664525 + 1013904223
				v := 0.5 + 0.25*math.Sin(float64(x*(c+1))/97)*math.Cos(float64(y)/61) + 0.15*math.Sin(float64(x+y)*1.9)
				v += 0.1 * (float64(state>>8)/(1<<24) - 0.5)
				im.Plane(c)[y*width+x] = float32(v)
			}
		}
	}
	return im.Round()
}

// BenchmarkThumbnail makes the middle square of a picture small by Fit, and by
// golang.org/x/image/draw and disintegration/imaging, which take and give pictures
// of bytes: to make those counts. "apart" is the mean difference from Fit, in levels.
func BenchmarkThumbnail(b *testing.B) {
	const side = 112
	for _, size := range []image.Point{{X: 4000, Y: 3000}, {X: 1024, Y: 1024}, {X: 256, Y: 256}} {
		im := photograph(size.X, size.Y)
		short := min(size.X, size.Y)
		square := image.Rect(0, 0, short, short).Add(image.Pt((size.X-short)/2, (size.Y-short)/2))
		want := im.Fit(side, side, side).RGBA()
		b.Run(fmt.Sprintf("%dx%d/Fit", size.X, size.Y), func(b *testing.B) {
			for b.Loop() {
				im.Fit(side, side, side).RGBA()
			}
		})
		by := func(s draw.Scaler) func() []uint8 {
			return func() []uint8 {
				out := image.NewRGBA(image.Rect(0, 0, side, side))
				s.Scale(out, out.Rect, im.RGBA(), square, draw.Src, nil)
				return out.Pix
			}
		}
		for _, other := range []struct {
			name string
			make func() []uint8
		}{
			{"draw.BiLinear", by(draw.BiLinear)}, {"draw.ApproxBiLinear", by(draw.ApproxBiLinear)},
			{"imaging.Linear", func() []uint8 { return imaging.Fill(im.RGBA(), side, side, imaging.Center, imaging.Linear).Pix }},
		} {
			b.Run(fmt.Sprintf("%dx%d/%s", size.X, size.Y, other.name), func(b *testing.B) {
				var got []uint8
				for b.Loop() {
					got = other.make()
				}
				sum := 0.0
				for i, v := range got {
					sum += math.Abs(float64(v) - float64(want.Pix[i]))
				}
				b.ReportMetric(sum/(3*side*side), "apart")
			})
		}
	}
}
