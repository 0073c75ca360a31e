package check

import (
	"math"
	"math/rand/v2"

	"foolscope/engine/pixel"
)

// picture draws waves of all lengths whose height is proportional to their
// length, which is how the spectra of photos fall off. The colours are off the
// 8-bit grid and away from black and white: equal neighbours would make ties
// between the inputs of a pooling operator, where no derivative exists.
func picture(width, height int) *pixel.Image {
	const waves = 24
	random := rand.New(rand.NewPCG(3, 0))
	im := pixel.New(width, height)
	for c := range 3 {
		plane := im.Plane(c)
		for range waves {
			// From one to 32 waves across the picture.
			frequency := math.Pow(2, 5*random.Float64())
			angle, phase := 2*math.Pi*random.Float64(), 2*math.Pi*random.Float64()
			dx := 2 * math.Pi * frequency * math.Cos(angle) / float64(width)
			dy := 2 * math.Pi * frequency * math.Sin(angle) / float64(height)
			for i := range plane {
				x, y := float64(i%width), float64(i/width)
				plane[i] += float32(math.Sin(dx*x+dy*y+phase) / frequency)
			}
		}
		for i, v := range plane {
			plane[i] = float32(0.5+0.35*math.Tanh(float64(v)/2)) + 0.02*random.Float32()
		}
	}
	return im
}
