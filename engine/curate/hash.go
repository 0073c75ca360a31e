package curate

import (
	"math"
	"slices"

	"foolscope/engine/pixel"
)

// The perceptual hash looks at hashSide by hashSide of the lowest frequencies of the picture
// at hashedSide pixels a side.
const (
	hashSide   = 8
	hashedSide = 32
)

// cosines are the first rows of the discrete cosine transform, type II, of hashedSide points.
var cosines = func() (rows [hashSide][hashedSide]float64) {
	for k := range rows {
		for n := range rows[k] {
			rows[k][n] = math.Cos(math.Pi * float64(k) * (2*float64(n) + 1) / (2 * hashedSide))
		}
	}
	return rows
}()

// perceptualHash has a bit for each of the lowest frequencies of the picture in grey: is it
// above their median? Resizing, recompression and a little more light change none or a few (Krawetz,
// "Looks like it", 2011, with the median in place of the mean).
func perceptualHash(im *pixel.Image) uint64 {
	small := pixel.Bilinear.Stretch(im, hashedSide, hashedSide)
	gray := grayLevels(small)
	var across [hashedSide][hashSide]float64
	for y := range hashedSide {
		for k := range hashSide {
			for x := range hashedSide {
				across[y][k] += cosines[k][x] * float64(gray[y*hashedSide+x])
			}
		}
	}
	var low [hashSide * hashSide]float64
	for k := range hashSide {
		for l := range hashSide {
			for y := range hashedSide {
				low[k*hashSide+l] += cosines[k][y] * across[y][l]
			}
		}
	}
	sorted := slices.Clone(low[:])
	slices.Sort(sorted)
	median := (sorted[len(sorted)/2-1] + sorted[len(sorted)/2]) / 2
	var hash uint64
	for i, v := range low {
		// What is 0 but for rounding is not above: an even picture has the hash of any other.
		if v > median+1e-6 {
			hash |= 1 << i
		}
	}
	return hash
}
