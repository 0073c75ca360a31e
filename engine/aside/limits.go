package aside

import (
	"fmt"
	"os"
	"strconv"
	"time"
)

// Limits are what a helper may take.
type Limits struct {
	// Memory is in bytes.
	Memory int64
	// Time is that of the clock, on a computer that has nothing else to do.
	Time time.Duration
}

// A file of a few kilobytes gets leastMemory and leastTime, so that what it
// costs stays below 2 GB and 10 seconds with all that surrounds the helper.
const (
	leastMemory = 1792 << 20
	leastTime   = 8 * time.Second
)

// A network takes five times its file while it is opened, once for the scores
// and once more for the gradient; see ort's withRoom. Its gradient is derived,
// opened and computed in a tenth of the time that is granted for it on the machine that
// docs/speed.md measured.
const (
	memoryFactor   = 12
	bytesPerSecond = 4 << 20
)

// slack is how many times its limit of time a helper may take that gets little
// of the processor.
const slack = 4

// maxBytes bounds what files count for: one with a hole in it can have any size.
const maxBytes = 4 << 30

// LimitsFor returns the limits for a model whose files have so many bytes.
func LimitsFor(bytes int64) Limits {
	bytes = min(bytes, maxBytes)
	return Limits{
		Memory: leastMemory + memoryFactor*bytes,
		Time:   leastTime + time.Duration(float64(bytes)/bytesPerSecond*float64(time.Second)),
	}
}

// sizes is how many bytes a model has with the files of weights beside it.
func sizes(path string, weights []string) (total int64) {
	for _, each := range append([]string{path}, beside(path, weights)...) {
		if info, err := os.Stat(each); err == nil {
			total += info.Size()
		}
	}
	return total
}

// arguments are the limits on the helper's command line.
func (l Limits) arguments() []string {
	return []string{strconv.FormatInt(l.Memory, 10), l.Time.String()}
}

func parseLimits(memory, duration string) (l Limits, err error) {
	if l.Memory, err = strconv.ParseInt(memory, 10, 64); err == nil {
		l.Time, err = time.ParseDuration(duration)
	}
	return l, err
}

// gigabytes says how much memory that is: "1.9 GB".
func gigabytes(bytes int64) string { return fmt.Sprintf("%.1f GB", float64(bytes)/1e9) }

// seconds says how long that is: "8 seconds".
func seconds(d time.Duration) string { return fmt.Sprintf("%.0f seconds", d.Seconds()) }
