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
	// ThreadsVariable is the number of threads that work on one run.
	ThreadsVariable = "FOOLSCOPE_THREADS"
	// OptimizationVariable is how far the graph is rewritten at most: none,
	// basic, extended or all.
	OptimizationVariable = "FOOLSCOPE_OPTIMIZATION"
)

// levels are the values of OptimizationVariable, from the least.
var levels = map[string]onnxruntime.GraphOptimizationLevel{
	"none":     onnxruntime.GraphOptimizationLevelDisableAll,
	"basic":    onnxruntime.GraphOptimizationLevelEnableBasic,
	"extended": onnxruntime.GraphOptimizationLevelEnableExtended,
	"all":      onnxruntime.GraphOptimizationLevelEnableAll,
}

// maxThreads bounds what ThreadsVariable may ask for.
const maxThreads = 256

// sessionThreads returns how many threads to ask for, 0 meaning that
// onnxruntime chooses.
func (o Options) sessionThreads() (int, error) {
	text := os.Getenv(ThreadsVariable)
	if text == "" {
		return threads(o.Threads), nil
	}
	n, err := strconv.Atoi(text)
	if err != nil || n < 1 || n > maxThreads {
		return 0, fmt.Errorf("%s=%s is not a number of threads from 1 to %d", ThreadsVariable, text, maxThreads)
	}
	return n, nil
}

// level returns how far onnxruntime may rewrite the graph.
func (o Options) level() (onnxruntime.GraphOptimizationLevel, error) {
	most := levels["all"]
	if text := os.Getenv(OptimizationVariable); text != "" {
		var known bool
		if most, known = levels[text]; !known {
			return 0, fmt.Errorf("%s=%s is none of none, basic, extended and all", OptimizationVariable, text)
		}
	}
	if o.Unoptimized {
		return levels["none"], nil
	}
	return most, nil
}
