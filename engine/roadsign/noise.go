package roadsign

import (
	"math"
	"math/rand/v2"
)

const (
	latticeBits = 7
	latticeSide = 1 << latticeBits
	latticeMask = latticeSide - 1
)

// lattice holds the corner values of value noise. It repeats every 128 cells,
// which no scene is wide enough to show.
var lattice = func() (t [latticeSide * latticeSide]float32) {
	r := rand.New(rand.NewPCG(71, 9))
	for i := range t {
		t[i] = r.Float32()
	}
	return t
}()

func corner(i, j int) float64 {
	return float64(lattice[(j&latticeMask)<<latticeBits|i&latticeMask])
}

// noise is smooth value noise in [0,1] with cells of side 1.
func noise(x, y float64) float64 {
	i, j := int(x), int(y)
	if x < float64(i) {
		i--
	}
	if y < float64(j) {
		j--
	}
	x, y = x-float64(i), y-float64(j)
	x, y = x*x*(3-2*x), y*y*(3-2*y)
	top := corner(i, j) + (corner(i+1, j)-corner(i, j))*x
	low := corner(i, j+1) + (corner(i+1, j+1)-corner(i, j+1))*x
	return top + (low-top)*y
}

// fbm adds octaves of noise, each twice as fine and half as strong, and stops
// at octaves finer than footprint (the size of a pixel in noise cells), whose
// mean is all that could be seen. The result is in [0,1] around 0.5.
func fbm(x, y, footprint float64, octaves int) float64 {
	sum, amp := 0.5, 0.5
	for range octaves {
		if footprint > 0.8 {
			break
		}
		keep := amp
		if footprint > 0.4 {
			keep *= 2 - 2.5*footprint
		}
		sum += keep * (noise(x, y) - 0.5)
		// A turn between octaves hides the lattice's directions.
		x, y = 1.6*x+1.2*y+17.3, 1.6*y-1.2*x+5.1
		amp *= 0.5
		footprint *= 2
	}
	return sum
}

// detail is one octave of noise between -amp/2 and amp/2 that vanishes where a
// pixel cannot show it.
func detail(x, y, footprint, amp float64) float64 {
	if footprint > 0.8 {
		return 0
	}
	return amp * min(1, 2-2.5*footprint) * (noise(x, y) - 0.5)
}

// fade is exp(-x) for x >= 0, from a table; its error is below 1e-5.
func fade(x float64) float64 {
	x *= 128
	if x >= 1535 {
		return 0
	}
	i := int(x)
	return fadeTable[i] + (fadeTable[i+1]-fadeTable[i])*(x-float64(i))
}

var fadeTable = func() (t [1537]float64) {
	for i := range t {
		t[i] = math.Exp(-float64(i) / 128)
	}
	return t
}()

// speckle is three values of white noise in [-1,1] at pixel (x,y), fixed by
// key. Each is the sum of two uniform draws, so its deviation is 1/sqrt(6).
func speckle(x, y int, key uint64) (r, g, b float64) {
	h := scramble(uint64(y)<<32 ^ uint64(x) ^ key)
	const ten = 1<<10 - 1
	two := func(h uint64) float64 { return (float64(h&ten)+float64(h>>10&ten))/ten - 1 }
	return two(h), two(h >> 20), two(h >> 40)
}
