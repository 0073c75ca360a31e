package defense

import (
	"math"

	"foolscope/engine/pixel"
)

// toLevels converts elements to levels, 0 to 255. Elements on the grid become
// whole numbers exactly: the product is rounded to float32, the precision that
// the element had. An element that is not a number becomes 0.
func toLevels(plane []float32) []float64 {
	out := make([]float64, len(plane))
	for i, v := range plane {
		if v == v {
			out[i] = float64(v * 255)
		}
	}
	return out
}

// toElements rounds levels to the nearest whole ones in range, halves upwards,
// and stores them as elements.
func toElements(out []float32, levels []float64) {
	for i, v := range levels {
		out[i] = float32(math.Floor(min(max(v, 0), 255)+0.5)) / 255
	}
}

// toBytes converts elements to 8-bit values.
func toBytes(plane []float32) []uint8 {
	out := make([]uint8, len(plane))
	for i, v := range plane {
		out[i] = pixel.Byte(v)
	}
	return out
}
