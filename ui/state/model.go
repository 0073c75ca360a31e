package state

import (
	"context"
	"sync"
	"time"

	"foolscope/engine/attack"
	"foolscope/engine/classifier"
	"foolscope/engine/pixel"
)

// Model is what the screen asks of a classifier. Its methods are called on the
// controller's goroutine only.
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
	// Warnings are sentences about what may be wrong.
	Warnings []string
}

// Label names a class.
func (m ModelInfo) Label(class int) string {
	if class < 0 || class >= len(m.Labels) {
		return ""
	}
	return m.Labels[class]
}

// Engine opens networks.
type Engine interface {
	// Ready describes in a few words what runs the networks, or returns the
	// error that keeps everything from running.
	Ready() (string, error)
	// Open opens the classifier in an ONNX file, or the one that came with
	// the program if path is empty.
	Open(path string) (Model, error)
}

// meter is a model that remembers how long its gradients took.
type meter struct {
	attack.Model
	mu   sync.Mutex
	last time.Duration
}

func (m *meter) Gradient(ctx context.Context, im *pixel.Image, loss classifier.Loss) ([]float32, *pixel.Image, error) {
	start := time.Now()
	logits, gradient, err := m.Model.Gradient(ctx, im, loss)
	if err == nil {
		m.mu.Lock()
		m.last = time.Since(start)
		m.mu.Unlock()
	}
	return logits, gradient, err
}

// took returns the time of the last gradient, 0 before the first.
func (m *meter) took() time.Duration {
	m.mu.Lock()
	defer m.mu.Unlock()
	return m.last
}
