package main

import (
	"bytes"
	"context"
	"os"

	"foolscope/assets"
	"foolscope/engine/attack"
	"foolscope/engine/classifier"
	"foolscope/engine/estimate"
	"foolscope/engine/ort"
	"foolscope/engine/pixel"
	"foolscope/ui/session"
	"foolscope/ui/story"
)

// engine opens classifiers for the window.
type engine struct{}

// Ready loads the library and says what it is.
func (engine) Ready() (string, error) {
	if err := ort.Start(); err != nil {
		return "", err
	}
	return "onnxruntime " + ort.Version(), nil
}

// Open opens an ONNX file, or the model that is built in if path is empty.
func (engine) Open(ctx context.Context, path string, trying func()) (session.Model, error) {
	c, err := openClassifier(ctx, path, classifier.Options{}, trying)
	if err != nil {
		return nil, err
	}
	return model{c}, nil
}

// model is a classifier as the window sees it.
type model struct{ *classifier.Classifier }

var _ session.Estimator = model{}

// Info describes the classifier.
func (m model) Info() story.ModelInfo {
	info := m.Classifier.Info()
	labels := make([]string, info.Classes)
	for i := range labels {
		labels[i] = m.Label(i)
	}
	return story.ModelInfo{
		Title: info.Title, Width: info.Width, Height: info.Height,
		Labels: labels, Assumed: info.Assumed, Independent: info.Independent, Sources: info.Sources, StraightThrough: info.StraightThrough, Warnings: info.Warnings,
	}
}

// WithoutGradient says why there is no exact gradient.
func (m model) WithoutGradient() error { return m.Differentiability().Missing }

// Estimate returns the classifier with an estimated gradient.
func (m model) Estimate(seed uint64, progress func(done, total int)) attack.Model {
	e := estimate.New(m.Classifier, estimate.Params().Defaults(), seed)
	e.Progress = progress
	return e
}

// locateLibrary makes the search for the library begin, and end, at path.
func locateLibrary(path string) { os.Setenv(ort.LibraryVariable, path) }

// samples are the pictures that came with the program.
func samples() []session.Source {
	var out []session.Source
	for _, s := range assets.Samples() {
		out = append(out, session.Source{
			Name: s.Label, Truth: s.Label,
			Open: func(ctx context.Context) (*pixel.Image, error) { return pixel.Decode(ctx, bytes.NewReader(s.Data)) },
		})
	}
	return out
}
