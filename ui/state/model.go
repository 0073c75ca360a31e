package state

import (
	"context"

	"foolscope/engine/attack"
	"foolscope/engine/pixel"
	"foolscope/ui/story"
)

// Model is what the screen asks of a classifier. Its methods are called by
// one task of the controller at a time.
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
