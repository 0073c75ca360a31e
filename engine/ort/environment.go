package ort

import (
	"errors"
	"sync"

	onnxruntime "github.com/yalue/onnxruntime_go"
)

// environment is onnxruntime's own, one per process; it lives until the process
// ends, because sessions must not outlive it.
var environment struct {
	sync.Mutex
	path string
}

// Start finds and loads the library. Open does so by itself; Start is for
// those who want to know early. It may be called any number of times; after a
// failure, the next call searches again. The error of a library that is
// missing or that does not work is a *MissingLibraryError.
func Start() error {
	environment.Lock()
	defer environment.Unlock()
	if environment.path != "" {
		return nil
	}
	fit, missing := currentSurroundings().fit()
	for _, path := range fit {
		onnxruntime.SetSharedLibraryPath(path)
		// Failures come back as errors; that onnxruntime also prints them
		// would only confuse.
		err := onnxruntime.InitializeEnvironment(onnxruntime.WithLogLevelFatal())
		if err == nil {
			environment.path = path
			return nil
		}
		missing.Rejected = append(missing.Rejected, Rejected{Path: path, Reason: loadProblem(err)})
	}
	return missing
}

// loaded starts, and returns the path of the library.
func loaded() (string, error) {
	if err := Start(); err != nil {
		return "", err
	}
	return Library()
}

// Version returns the version of the loaded library ("1.24.3"), or an empty
// string before Start has succeeded.
func Version() string {
	environment.Lock()
	defer environment.Unlock()
	if environment.path == "" {
		return ""
	}
	return onnxruntime.GetVersion()
}

// ErrClosed is the error of a run on a closed session.
var ErrClosed = errors.New("the network was closed")
