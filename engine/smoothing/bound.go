package smoothing

import (
	"math"

	"gonum.org/v1/gonum/mathext"
)

// LowerBound is the lower end of the one-sided interval of Clopper and Pearson (1934):
// an event that was seen count times in n has at least this probability, with
// confidence 1 - alpha. It panics unless 0 <= count <= n, n > 0 and 0 < alpha < 1.
func LowerBound(count, n int, alpha float64) float64 {
	switch {
	case n <= 0 || count < 0 || count > n:
		panic("smoothing: there is no such count of events")
	case !(alpha > 0 && alpha < 1):
		panic("smoothing: a probability of error is between 0 and 1")
	case count == 0:
		return 0
	case count == n:
		return math.Pow(alpha, 1/float64(n))
	}
	return mathext.InvRegIncBeta(float64(count), float64(n-count+1), alpha)
}

// Radius is the L2 distance, for elements from 0 to 1, within which the smoothed
// classifier keeps a class that copies with noise of standard deviation sigma have
// with probability p at least: 0 unless p is above a half.
func Radius(p, sigma float64) float64 {
	if !(p > 0.5) {
		return 0
	}
	return sigma * mathext.NormalQuantile(p)
}
