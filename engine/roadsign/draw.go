package roadsign

import "math/rand/v2"

// draw is a stream of random numbers for one stage of one picture.
type draw struct{ *rand.Rand }

// stage names a part of a picture that has its own stream.
type stage uint64

const (
	stageLight stage = iota + 1
	stageCamera
	stageSky
	stageLand
	stageProps
	stageSubject
	stageWear
	stageOccluder
	stageWeather
	stageLens
)

// newDraw is the stream of one stage. Neighbouring seeds of PCG begin with
// related numbers, so they are scrambled first.
func newDraw(class int, seed uint64, s stage) draw {
	key := scramble(seed) ^ uint64(class)<<8 ^ uint64(s)
	return draw{rand.New(rand.NewPCG(scramble(key), scramble(key+1)))}
}

// scramble is the finaliser of SplitMix64 (Steele, Lea and Flood, "Fast
// splittable pseudorandom number generators", 2014).
func scramble(x uint64) uint64 {
	x += 0x9e3779b97f4a7c15
	x = (x ^ x>>30) * 0xbf58476d1ce4e5b9
	x = (x ^ x>>27) * 0x94d049bb133111eb
	return x ^ x>>31
}

// in is uniform in [lo,hi).
func (d draw) in(lo, hi float64) float64 { return lo + (hi-lo)*d.Float64() }

// chance is true with probability p.
func (d draw) chance(p float64) bool { return d.Float64() < p }

// about is normal around 0 with deviation s, cut at 2.5 deviations.
func (d draw) about(s float64) float64 {
	return s * min(max(d.NormFloat64(), -2.5), 2.5)
}

// sign is -1 or 1.
func (d draw) sign() float64 {
	if d.chance(0.5) {
		return -1
	}
	return 1
}

// tint is a slightly different shade of c.
func (d draw) tint(c rgb, s float64) rgb {
	k := 1 + d.about(s)
	return rgb{c.r * k * (1 + d.about(s/2)), c.g * k, c.b * k * (1 + d.about(s/2))}
}

func (d draw) color(of ...rgb) rgb { return of[d.IntN(len(of))] }
