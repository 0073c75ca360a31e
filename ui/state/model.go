package state

import (
	"context"
	"fmt"
	"slices"
	"strconv"

	"foolscope/engine/attack"
	"foolscope/engine/classifier"
	"foolscope/engine/loss"
	"foolscope/engine/pixel"
)

// Model is what the screen asks of a classifier. Its methods are called by
// one task of the controller at a time.
type Model interface {
	attack.Model
	// Info describes the network; its Labels have one entry a class.
	Info() ModelInfo
	// Fit returns a picture at the network's input size, on the 8-bit grid.
	Fit(im *pixel.Image) *pixel.Image
	// Close frees what the network holds.
	Close() error
}

// ModelInfo describes a network for a person.
type ModelInfo struct {
	Title         string
	Width, Height int
	Labels        []string
	// Assumed is true if nothing said how pictures become the input.
	Assumed bool
	// Sources says where size, preprocessing and labels were read.
	Sources []classifier.Source
	// Independent is true if each class has a probability of its own.
	Independent bool
	// StraightThrough is true if the network is quantized, so that its gradient
	// is an estimate that passes by the rounding.
	StraightThrough bool
	// EstimatedGradient is true if the network has no exact gradient, so that
	// attacks go by one that is estimated from its scores.
	EstimatedGradient bool
	// Warnings are sentences about what may be wrong.
	Warnings []string
}

// Sides writes the size of the pictures that the network takes: one number for a
// square.
func (m ModelInfo) Sides() string {
	if m.Width == m.Height {
		return strconv.Itoa(m.Width)
	}
	return fmt.Sprintf("%d × %d", m.Width, m.Height)
}

// probabilities turns scores of the network into probabilities.
func (m ModelInfo) probabilities(logits []float32) []float64 {
	return loss.Probabilities(logits, m.Independent)
}

// Label names a class.
func (m ModelInfo) Label(class int) string {
	if class < 0 || class >= len(m.Labels) {
		return ""
	}
	return m.Labels[class]
}

// class finds a class by its name, -1 if there is none.
func (m ModelInfo) class(name string) int { return slices.Index(m.Labels, name) }

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
