package attack

import "math"

// tinyNorm guards the division of a gradient by its norm: a gradient that
// vanishes moves nothing.
const tinyNorm = 1e-12

// norm1 is the sum of absolute values of g, in which elements that are not
// finite become zero.
func norm1(g []float32) float64 {
	sum := sumAbs(g)
	if math.IsNaN(sum) || math.IsInf(sum, 0) {
		zeroUnfinite(g)
		sum = sumAbs(g)
	}
	return sum
}

// norm2 is the length of g, in which elements that are not finite become zero.
func norm2(g []float32) float64 {
	sum := sumSquares(g)
	if math.IsNaN(sum) || math.IsInf(sum, 0) {
		zeroUnfinite(g)
		sum = sumSquares(g)
	}
	return math.Sqrt(sum)
}

// The sums run in four lanes, because one addition would wait for the other.
// Neither can overflow for finite elements.

func sumAbs(g []float32) float64 {
	var a, b, c, d float64
	for ; len(g) >= 4; g = g[4:] {
		a += math.Abs(float64(g[0]))
		b += math.Abs(float64(g[1]))
		c += math.Abs(float64(g[2]))
		d += math.Abs(float64(g[3]))
	}
	for _, v := range g {
		a += math.Abs(float64(v))
	}
	return a + b + c + d
}

func sumSquares(g []float32) float64 {
	var a, b, c, d float64
	for ; len(g) >= 4; g = g[4:] {
		a += float64(g[0]) * float64(g[0])
		b += float64(g[1]) * float64(g[1])
		c += float64(g[2]) * float64(g[2])
		d += float64(g[3]) * float64(g[3])
	}
	for _, v := range g {
		a += float64(v) * float64(v)
	}
	return a + b + c + d
}

func zeroUnfinite(g []float32) {
	for i, v := range g {
		if !finite(v) {
			g[i] = 0
		}
	}
}

// finite reports whether v is a number and not infinite.
func finite(v float32) bool { return v-v == 0 }
