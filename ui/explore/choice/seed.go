package choice

import "math/rand/v2"

// MaxSeed is the largest seed that is drawn or typed.
const MaxSeed = 1_000_000

// AnotherSeed draws a seed that differs from one.
func AnotherSeed(than uint64) uint64 {
	seed := rand.Uint64N(MaxSeed)
	if seed >= than {
		seed++
	}
	return seed
}
