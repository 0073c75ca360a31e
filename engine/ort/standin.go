package ort

import (
	"fmt"
	"os"
	"strconv"

	onnxruntime "github.com/yalue/onnxruntime_go"
)

// Developers set these to see whether something depends on how a computer
// rounds: other numbers of threads and other levels of optimization add the same
// numbers in another order, as other processors do. They hold for every
// session, whatever its options ask for.
const (
	// threadsVariable is the number of threads that work on one run.
	threadsVariable = "FOOLSCOPE_THREADS"
	// optimizationVariable is how far the graph is rewritten at most: none,
	// basic, extended or all.
	optimizationVariable = "FOOLSCOPE_OPTIMIZATION"
)

// levels are the values of optimizationVariable, from the least.
var levels = map[string]onnxruntime.GraphOptimizationLevel{
	"none":     onnxruntime.GraphOptimizationLevelDisableAll,
	"basic":    onnxruntime.GraphOptimizationLevelEnableBasic,
	"extended": onnxruntime.GraphOptimizationLevelEnableExtended,
	"all":      onnxruntime.GraphOptimizationLevelEnableAll,
}

// maxThreads bounds what threadsVariable may ask for.
const maxThreads = 256

// sessionThreads returns how many threads to ask for, 0 meaning that
// onnxruntime chooses.
func (o Options) sessionThreads() (int, error) {
	text := os.Getenv(threadsVariable)
	if text == "" {
		return threads(o.Threads), nil
	}
	n, err := strconv.Atoi(text)
	if err != nil || n < 1 || n > maxThreads {
		return 0, fmt.Errorf("%s=%s is no number of threads from 1 to %d", threadsVariable, text, maxThreads)
	}
	return n, nil
}

// level returns how far onnxruntime may rewrite the graph.
func (o Options) level() (onnxruntime.GraphOptimizationLevel, error) {
	most := levels["all"]
	if text := os.Getenv(optimizationVariable); text != "" {
		var known bool
		if most, known = levels[text]; !known {
			return 0, fmt.Errorf("%s=%s is none of none, basic, extended and all", optimizationVariable, text)
		}
	}
	if o.Unoptimized {
		return levels["none"], nil
	}
	return most, nil
}
