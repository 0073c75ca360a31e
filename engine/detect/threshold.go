package detect

import (
	"fmt"
	"slices"
)

// Calibration is a threshold that clean pictures gave.
type Calibration struct {
	// Threshold is the score above which a picture is noticed.
	Threshold float64
	// FalseAlarms of the Pictures have a higher score.
	FalseAlarms, Pictures int
}

// Calibrate returns the smallest threshold at which at most rate of the clean pictures,
// whose scores are given, are noticed. The rate is between 0 and 1. It is an error to
// give no scores, or fewer than 1/rate of them, which say nothing about so low a rate.
func Calibrate(scores []float64, rate float64) (Calibration, error) {
	switch n := len(scores); {
	case !(rate >= 0 && rate < 1):
		return Calibration{}, fmt.Errorf("the rate of false alarms is at least 0 and below 1, not %v", rate)
	case n == 0:
		return Calibration{}, fmt.Errorf("there is no clean picture to find a threshold from")
	case rate > 0 && float64(n)*rate < 1:
		return Calibration{}, fmt.Errorf("%d clean pictures are too few for a false-alarm rate of %v: give at least %.0f", n, rate, 1/rate)
	}
	sorted := slices.Sorted(slices.Values(scores))
	allowed := int(rate*float64(len(sorted)) + 1e-9)
	c := Calibration{Threshold: sorted[len(sorted)-1-allowed], Pictures: len(sorted)}
	for _, s := range sorted {
		if c.Notices(s) {
			c.FalseAlarms++
		}
	}
	return c, nil
}

// Notices reports whether a picture with this score is noticed.
func (c Calibration) Notices(score float64) bool { return score > c.Threshold }
