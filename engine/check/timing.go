package check

import (
	"context"
	"math"
	"slices"
	"time"
)

// milliseconds is the median time of a run, after two that warm up. Slow
// networks are run less often.
func milliseconds(ctx context.Context, run func() error) (float64, error) {
	const (
		warmUp       = 2
		fewest, most = 5, 31
		enough       = 2 * time.Second
	)
	var took []time.Duration
	begin := time.Now()
	for i := range warmUp + most {
		if err := ctx.Err(); err != nil {
			return 0, err
		}
		start := time.Now()
		if err := run(); err != nil {
			return 0, err
		}
		if i >= warmUp {
			took = append(took, time.Since(start))
		}
		if len(took) >= fewest && time.Since(begin) > enough {
			break
		}
	}
	slices.Sort(took)
	return rounded(float64(took[len(took)/2]) / float64(time.Millisecond)), nil
}

// rounded keeps what a clock can tell.
func rounded(v float64) float64 { return math.Round(v*1000) / 1000 }
