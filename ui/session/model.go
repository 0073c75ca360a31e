package session

import (
	"context"

	"foolscope/engine/attack"
	"foolscope/engine/pixel"
	"foolscope/ui/story"
)

// Model is what pages ask of a classifier. Its methods are called by one task at a
// time.
type Model interface {
	attack.Model
	// Info describes the network; its Labels have one entry a class.
	Info() story.ModelInfo
	// Fit returns a picture at the network's input size, on the 8-bit grid.
	Fit(im *pixel.Image) *pixel.Image
	// Close frees what the network holds.
	Close() error
}

// Engine opens networks.
type Engine interface {
	// Ready describes in a few words what runs the networks, or returns the
	// error that keeps everything from running.
	Ready() (string, error)
	// Open opens the classifier in an ONNX file, or the one that came with
	// the program if path is empty. It calls trying if it tries the file in a process of its
	// own before, and returns soon after ctx ended.
	Open(ctx context.Context, path string, trying func()) (Model, error)
}

// Estimator is a Model that may lack an exact gradient.
type Estimator interface {
	// WithoutGradient says why there is no exact gradient; nil means that there
	// is one.
	WithoutGradient() error
	// Estimate returns the network with an estimated gradient whose random
	// draws come from seed. progress is called as queries are answered.
	Estimate(seed uint64, progress func(done, total int)) attack.Model
}

// Stoppable is a model of which a run may go on after it was told to stop.
type Stoppable interface {
	// Stuck reports whether one does. Closing the model does not wait for it.
	Stuck() bool
}
